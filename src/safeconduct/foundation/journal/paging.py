"""Walking through a large journal in pages, by subject or by stream, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.db import connection, transaction

PAGE = 4000
BY_SUBJECT = "subject, position"
BY_STREAM = "stream, seq"
COLUMNS = "position, stream, seq, subject, command, part, hash, header, named, nameless, received_ms"


def entries(order: str, *, page: int = PAGE) -> Iterator[tuple[Any, ...]]:
    """All entries, in `BY_SUBJECT` or `BY_STREAM` order, a page in memory at a time."""
    first, second = order.split(", ")
    after: tuple[Any, Any] = ("", 0)
    names = COLUMNS.split(", ")
    at = (names.index(first), names.index(second))
    sql = (
        f"SELECT {COLUMNS} FROM journal_entry WHERE ({first}, {second}) > (%s, %s) "
        f"ORDER BY {first}, {second} LIMIT {page}"
    )
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, list(after))
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < page:
            return
        after = (rows[-1][at[0]], rows[-1][at[1]])


def by_subject(*, page: int = PAGE) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Each subject with all of its entries."""
    for subject, rows in groupby(entries(BY_SUBJECT, page=page), key=lambda row: row[3]):
        yield subject, list(rows)


def in_batches(items: Iterator[Any], size: int) -> Iterator[list[Any]]:
    """Lists of at most `size` items."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def snapshot() -> Iterator[None]:
    """One view of the database, however long it is read; writers go on beside it."""
    # A reader must never hold the write lock: on SQLite a deferred transaction, on PostgreSQL a read-only one.
    backend: Any = connection
    mode = getattr(backend, "transaction_mode", None)
    if connection.vendor == "sqlite":
        backend.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            backend.transaction_mode = mode
