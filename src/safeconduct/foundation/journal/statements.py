"""Statements on the open connection without Django's wrappers: the write path runs dozens of them for each act."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.utils import InternalError, OperationalError

# The database fails, and not what was asked of it.
DATABASE_FAILS = (OperationalError, InternalError)


def execute(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """Run a statement in the current transaction; returns a cursor to fetch from. Errors are those of Django."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        cursor = connection.create_cursor()
        cursor.execute(sql, parameters)
    return cursor


def execute_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement for each row, in the current transaction."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        connection.create_cursor().executemany(sql, rows)


def first(sql: str, parameters: Sequence[Any] = ()) -> Any:
    """The first row of a query, or None."""
    return execute(sql, parameters).fetchone()
