"""Statements on the open connection without Django's wrappers: the write path runs dozens of them for each act."""

import threading
from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import InternalError, OperationalError

# The database fails, and not what was asked of it.
DATABASE_FAILS = (OperationalError, InternalError)

Parameters = Sequence[Any]


class _Deferred(threading.local):
    """Rows that one act has made and not yet inserted, by table: all of them go in one statement."""

    def __init__(self) -> None:
        self.inserts: dict[str, tuple[str, list[Parameters]]] = {}


_deferred = _Deferred()


def execute(sql: str, parameters: Parameters = ()) -> Any:
    """Run a statement in the current transaction; returns a cursor to fetch from. Errors are those of Django."""
    if _deferred.inserts and any(table in sql for table in _deferred.inserts):
        insert_deferred()
    return _run(sql, parameters)


class _Thread(threading.local):
    """This thread's connection: Django's own look-up costs a tenth of a statement."""

    here: BaseDatabaseWrapper | None = None


_thread = _Thread()


def _connection() -> BaseDatabaseWrapper:
    here = _thread.here
    if here is None or here.connection is None:
        here = _thread.here = connections[DEFAULT_DB_ALIAS]
        here.ensure_connection()
    return here


def _run(sql: str, parameters: Parameters) -> Any:
    here = _connection()
    with here.wrap_database_errors:
        cursor = here.create_cursor()
        cursor.execute(sql, parameters)
    return cursor


def execute_many(sql: str, rows: Sequence[Parameters]) -> None:
    """Run a statement for each row, in the current transaction."""
    here = _connection()
    with here.wrap_database_errors:
        here.create_cursor().executemany(sql, rows)


def insert_later(table: str, sql: str, row: Parameters) -> None:
    """Insert a row before the act ends, and before any statement of `execute` that speaks of the table."""
    _deferred.inserts.setdefault(table, (sql, []))[1].append(row)


def insert_deferred() -> None:
    """Insert what waits."""
    waiting, _deferred.inserts = _deferred.inserts, {}
    for sql, rows in waiting.values():
        execute_many(sql, rows)


def drop_deferred() -> None:
    """Forget what waits: the act that made it is undone."""
    _deferred.inserts = {}


def first(sql: str, parameters: Parameters = ()) -> Any:
    """The first row of a query, or None."""
    return execute(sql, parameters).fetchone()
