"""A fresh encrypted database under an alias of its own, apart from the project's."""

import secrets

import django
import pytest
from django.conf import settings

from safeconduct.foundation.vault import open_database_key

ALIAS = "vault_tests"


@pytest.fixture(scope="session")
def django_ready():
    """Django set up, by the project's settings where there are any."""
    if not settings.configured:
        settings.configure(USE_TZ=True, TIME_ZONE="UTC")
    django.setup()


@pytest.fixture
def database_key():
    """A database key set for this process; the former one returns after the test."""
    former = open_database_key.current() if open_database_key.is_set() else None
    key = secrets.token_bytes(32)
    open_database_key.set(key)
    yield key
    open_database_key.clear()
    if former:
        open_database_key.set(former)


@pytest.fixture
def database(tmp_path, django_ready, django_db_blocker, database_key):
    """A connection to tmp_path/post.db, usable from every thread as connections[ALIAS]."""
    from django.db import ConnectionHandler, connections

    stated = {"ENGINE": "safeconduct.foundation.vault.sqlcipher", "NAME": str(tmp_path / "post.db")}
    connections.settings[ALIAS] = ConnectionHandler({"default": stated}).settings["default"]
    blocked = django_db_blocker.unblock() if django_db_blocker else None
    try:
        yield connections[ALIAS]
    finally:
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
        if blocked:
            django_db_blocker.restore()


@pytest.fixture
def travellers(database):
    """The tables of travellers.py, made in the encrypted database."""
    from tests.foundation.vault import travellers as tables

    with database.schema_editor() as editor:
        for model in tables.MODELS:
            editor.create_model(model)
    return tables
