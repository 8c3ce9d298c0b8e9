"""A power cut, simulated: every write and sync of a run is recorded, and a disk is rebuilt as a cut may leave it.

What reached the disk before a sync of its file is there; of what came later anything may be missing, in any
combination, and a write may be torn at 512 bytes. A new file's name counts as durable with its first sync; a
deleted file may come back until its folder is synced. Method: Pillai and others, "All File Systems Are Not Created Equal" (OSDI 2014), for one process.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"

_WRITE = re.compile(
    r'^(?:\d+ +)?(?:pwrite64|write)\((\d+)<([^>]*)>, "((?:\\x[0-9a-f]{2})*)"(\.\.\.)?, (\d+)(?:, (\d+))?\) += (-?\d+)'
)
_TRUNCATE = re.compile(r"^(?:\d+ +)?ftruncate\(\d+<([^>]*)>, (\d+)\) += 0")
_SYNC = re.compile(r"^(?:\d+ +)?(?:fsync|fdatasync)\(\d+<([^>]*)>\) += 0")
_UNLINK = re.compile(r'^(?:\d+ +)?unlink\("((?:\\x[0-9a-f]{2})*)"\) += 0')


@dataclass(frozen=True)
class Step:
    """One recorded call: write, truncate, sync, unlink, or an acknowledgement to the outside world."""

    kind: str
    path: str = ""
    offset: int = 0
    data: bytes = b""


def record(command: list[str], folder: Path, log: Path, environment: dict[str, str]) -> list[Step]:
    """Run a command under strace and return what it did to the files of a folder, and what it acknowledged.

    Raises RuntimeError, saying so, where tracing is barred.
    """
    traced = ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(log), *command]
    try:
        done = subprocess.run(traced, capture_output=True, env=environment, check=False, timeout=300)
    except FileNotFoundError:
        raise RuntimeError("strace is missing: install the Debian package strace") from None
    if done.returncode != 0 or not log.exists():
        raise RuntimeError(f"tracing is barred on this machine, or the run failed: {done.stderr.decode()[-2000:]}")
    return list(_steps(log, folder))


def _steps(log: Path, folder: Path) -> Iterator[Step]:
    inside = str(folder)
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if "unfinished ..." in line:
                raise RuntimeError("calls of several threads are mixed in the record")
            if (found := _WRITE.match(line)) and int(found[7]) > 0:
                number, path, data = found[1], _text(found[2]), _bytes(found[3])
                if found[4]:
                    raise RuntimeError("a write was longer than the record keeps")
                if number == "1" and data.startswith(b"ACK "):
                    yield Step("ack", data=data[4:].strip())
                elif path.startswith(inside) and found[6] is not None:
                    yield Step("write", path, int(found[6]), data[: int(found[7])])
            elif (found := _TRUNCATE.match(line)) and _text(found[1]).startswith(inside):
                yield Step("truncate", _text(found[1]), int(found[2]))
            elif (found := _SYNC.match(line)) and _text(found[1]).startswith(inside):
                yield Step("sync", _text(found[1]))
            elif (found := _UNLINK.match(line)) and _text(found[1]).startswith(inside):
                yield Step("unlink", _text(found[1]))


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _text(text: str) -> str:
    return _bytes(text).decode() if text.startswith("\\x") else text


@dataclass
class Cut:
    """A disk after a cut before step `at`, and the acts that had been acknowledged by then."""

    files: dict[str, bytes]
    acknowledged: list[str]
    at: int
    mode: str


MODES = ("none", "prefix", "some", "torn", "all")


def cut(steps: list[Step], start: dict[str, bytes], at: int, choice: random.Random, *, mode: str = "") -> Cut:
    """The disk when the power goes just before step `at`; `choice` decides what of the unsynced survives."""
    synced, gone = dict(start), {}
    pending: dict[str, list[Step]] = {}
    acknowledged = []
    for step in steps[:at]:
        if step.kind == "ack":
            acknowledged.append(step.data.decode())
        elif step.kind == "sync" and (step.path in synced or step.path in pending):
            synced[step.path] = _applied(synced.get(step.path, b""), pending.pop(step.path, []))
        elif step.kind == "sync":  # of a folder
            gone = {path: content for path, content in gone.items() if Path(path).parent != Path(step.path)}
        elif step.kind == "unlink":
            pending.pop(step.path, None)
            gone[step.path] = synced.pop(step.path, b"")
        else:
            pending.setdefault(step.path, []).append(step)
    mode = mode or choice.choice(MODES)
    if mode != "all":
        synced |= {path: content for path, content in gone.items() if choice.random() < 0.5}
    for path, those in pending.items():
        left = _surviving(those, mode, choice)
        if left or path in synced:
            synced[path] = _applied(synced.get(path, b""), left)
    return Cut(synced, acknowledged, at, mode)


def _surviving(pending: list[Step], mode: str, choice: random.Random) -> list[Step]:
    if mode == "none":
        return []
    if mode == "all":
        return pending
    if mode == "prefix":
        return pending[: choice.randint(0, len(pending))]
    left = [step for step in pending if choice.random() < 0.5]
    return [_torn(step, choice) for step in left] if mode == "torn" else left


def _torn(step: Step, choice: random.Random) -> Step:
    if step.kind != "write" or len(step.data) <= SECTOR:
        return step
    sectors = -(-len(step.data) // SECTOR)
    return Step("write", step.path, step.offset, step.data[: SECTOR * choice.randint(1, sectors)])


def _applied(content: bytes, steps: list[Step]) -> bytes:
    data = bytearray(content)
    for step in steps:
        if step.kind == "truncate":
            del data[step.offset :]
            data.extend(bytes(step.offset - len(data)))
        else:
            if len(data) < step.offset:
                data.extend(bytes(step.offset - len(data)))
            data[step.offset : step.offset + len(step.data)] = step.data
    return bytes(data)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write_folder(files: dict[str, bytes], was: Path, to: Path) -> None:
    """Lay a disk out in another folder; what SQLite keeps in shared memory does not survive a cut."""
    for path, content in files.items():
        if path.endswith("-shm"):
            continue
        target = to / Path(path).relative_to(was)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


PYTHON = sys.executable
