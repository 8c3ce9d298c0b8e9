"""Who may write to a node: one process, on whichever machine. What it writes, the dispatch room decides."""

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.vault.second_writer_lock import WriterLock, claim_writing
from safeconduct.kernel.problems import Conflict

# One advisory lock a database: PostgreSQL gives it back by itself when the process that holds it is gone.
ADVISORY_LOCK = 0x5AFE_C0DC


class Claim:
    """The right to write, held until released or until the process ends."""

    def __init__(self, file: WriterLock, session: BaseDatabaseWrapper | None) -> None:
        self._file = file
        self._session = session

    def keep(self) -> None:
        """Make sure of it after the database was away. Conflict: node.second_writer, where another took it since."""
        if self._session is None:
            return
        try:
            _take(self._session)
        except DatabaseError:
            # The lock went with the connection; this one is made anew.
            self._session.close()
            _take(self._session)

    def release(self) -> None:
        """Let another process write."""
        if self._session is not None:
            self._session.close()
        self._file.release()


def claim(home: Home) -> Claim:
    """Become the one that writes. Conflict: node.second_writer (process)."""
    file = claim_writing(home.database)
    try:
        return Claim(file, _advisory_lock() if connection.vendor == "postgresql" else None)
    except BaseException:
        file.release()
        raise


def _advisory_lock() -> BaseDatabaseWrapper:
    # A connection of its own: the writer's may break and be made anew while this process goes on.
    session = connection.copy()
    session.inc_thread_sharing()  # taken by the thread that opens the node, made sure of by the writer
    try:
        _take(session)
    except BaseException:
        session.close()
        raise
    return session


def _take(session: BaseDatabaseWrapper) -> None:
    # Who holds it already is given it again.
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        if cursor.fetchone()[0]:
            return
        cursor.execute(
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [ADVISORY_LOCK],
        )
        holder = cursor.fetchone()
    raise Conflict("node.second_writer", process=holder[0] if holder else None)
