"""Refuses models that no migration describes."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")

import django
from django.core.management import call_command

from safeconduct.foundation.vault import open_database_key

open_database_key.set(bytes(32))
os.environ.setdefault("SAFECONDUCT_HOME", "/nonexistent")
django.setup()
call_command("makemigrations", check=True, dry_run=True, verbosity=1)
