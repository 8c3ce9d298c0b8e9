"""Statements on the open connection without Django's wrappers: the write path runs dozens of them for each act."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import InternalError, OperationalError

# The database fails, and not what was asked of it.
DATABASE_FAILS = (OperationalError, InternalError)


def execute(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """Run a statement in the current transaction; returns a cursor to fetch from. Errors are those of Django."""
    here = connections[DEFAULT_DB_ALIAS]
    if here.connection is None:
        here.ensure_connection()
    with here.wrap_database_errors:
        cursor = here.create_cursor()
        cursor.execute(sql, parameters)
    return cursor


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement for each row, in the current transaction."""
    here = connections[DEFAULT_DB_ALIAS]
    if here.connection is None:
        here.ensure_connection()
    with here.wrap_database_errors:
        here.create_cursor().executemany(sql, rows)


def first(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """The first row of a query, or None."""
    return execute(sql, parameters).fetchone()
