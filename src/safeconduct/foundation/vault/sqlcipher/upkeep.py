"""Upkeep of the encrypted file: empty its log, prove its pages. When, the journal and `verify` decide."""

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Conflict, Refused


def truncate_write_ahead_log(connection: BaseDatabaseWrapper) -> None:
    """Move every committed page into the database file and cut the log to nothing; outside any transaction.

    Conflict: vault.checkpoint_busy while a reader still needs the log. Does nothing on PostgreSQL.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        busy, left, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy or left > 0:
        raise Conflict(refusals.CHECKPOINT_BUSY)


def check_pages(connection: BaseDatabaseWrapper) -> None:
    """Prove each page of the file, free pages and indexes too; what is in the log only is proven when it is read.

    Refused: vault.database_damaged (pages: how many). Does nothing on PostgreSQL.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        broken = cursor.execute("PRAGMA cipher_integrity_check").fetchall()
    if broken:
        raise Refused(refusals.DATABASE_DAMAGED, pages=len(broken))
