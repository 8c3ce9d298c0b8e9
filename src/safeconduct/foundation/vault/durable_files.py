"""Files that survive a power cut, and locks the kernel drops: every call that differs between systems is here."""

import contextlib
import os
import secrets
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO

OWNER_ONLY = 0o600

if sys.platform == "win32":
    import ctypes
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far behind the text of the file: Windows locks forbid others to read what they cover
    _REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def _rename_for_good(source: Path, target: Path) -> None:
        # The rename itself is flushed here; Windows has no way to sync a directory.
        if not ctypes.windll.kernel32.MoveFileExW(str(source), str(target), _REPLACE_EXISTING | _WRITE_THROUGH):
            raise ctypes.WinError()

    def sync_directory(directory: Path) -> None:
        """Make the names inside the directory durable; on Windows the renaming call has done so already."""

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _rename_for_good(source: Path, target: Path) -> None:
        os.replace(source, target)
        sync_directory(target.parent)

    def sync_directory(directory: Path) -> None:
        """Make the names inside the directory durable; on Windows the renaming call has done so already."""
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class FileLock:
    """An exclusive lock on a small file beside what it guards; it ends with the process, also by kill -9.

    The file stays behind when the lock is released: deleting it would let two processes lock two files of one name.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False when somebody else, or this process already, holds it."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        if self._descriptor is not None or not _try_lock(descriptor):
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        _held.add(self)
        return True

    def leave_note(self, note: str) -> None:
        """Write who holds the lock, for the one who is turned away."""
        if self._descriptor is None:
            raise RuntimeError("a note is left by the holder of the lock")
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, note.encode())

    def read_note(self) -> str:
        """What the holder has written; empty when nothing readable is there."""
        try:
            return self.path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        descriptor, self._descriptor = self._descriptor, None
        _held.discard(self)
        if descriptor is not None:
            os.close(descriptor)


_held: "weakref.WeakSet[FileLock]" = weakref.WeakSet()


def _drop_inherited_locks() -> None:
    # A forked child shares the open file: unless it lets go, the lock would outlive the parent.
    for lock in list(_held):
        lock.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_drop_inherited_locks)


@contextlib.contextmanager
def durable_writer(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into; the target appears, whole and synced, when the block ends, and is untouched if it fails.

    Steps: a part file in the same directory, fsync, rename, fsync of the directory. Readable by its owner alone.
    """
    _remove_leftovers(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _try_lock(descriptor)  # marks the part as living, see _remove_leftovers
            yield file
            file.flush()
            os.fsync(descriptor)
        _rename_for_good(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file by this content, all or nothing, on the disk when the call returns."""
    with durable_writer(path) as file:
        file.write(content)


def _remove_leftovers(path: Path) -> None:
    """Delete part files of the same target that no living process writes: a power cut left them."""
    for part in path.parent.glob(f".{path.name}.*.part"):
        lock = FileLock(part)
        if lock.acquire():
            lock.release()
            part.unlink(missing_ok=True)
