"""One writing process per database: the second one is refused at once, and a killed one blocks nobody."""

import os
from pathlib import Path
from types import TracebackType

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.durable_files import FileLock
from safeconduct.kernel.problems import Conflict


class WriterLock:
    """The right to write to one database, held until released or until the process ends."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let another process write."""
        self._lock.release()

    def __enter__(self) -> "WriterLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def claim_writing(database: Path | str) -> WriterLock:
    """Become the writer of this database. Raises Conflict node.second_writer (process) when another one is.

    The lock file stands beside the database file; two paths that lead to one file share one lock.
    """
    target = Path(database).resolve()
    lock = FileLock(target.with_name(target.name + ".writer"))
    if not lock.acquire():
        holder = lock.read_note()
        raise Conflict(refusals.SECOND_WRITER, process=int(holder) if holder.isdecimal() else None)
    lock.leave_note(str(os.getpid()))
    return WriterLock(lock)
