"""The write-ahead log of the encrypted database: empty it when erased bytes must be gone. When, the journal decides."""

from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Conflict


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
