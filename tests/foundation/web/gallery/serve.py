"""Serve the gallery on a port of this machine: python -m tests.foundation.web.gallery.serve 8123."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.foundation.web.gallery.settings"

if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("runserver", f"127.0.0.1:{sys.argv[1]}", use_reloader=False, skip_checks=True)
