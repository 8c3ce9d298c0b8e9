"""Keys that people have opened with their passphrase: in this process's memory alone, by session, and who reads now.

A restart forgets all of them. A key that is not used for a while is forgotten at the next request of anybody.
"""

import contextlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

SILENT_SECONDS = 1800.0  # assumption: as long as a session may be silent before the node locks it
LONGEST_SECONDS = 12 * 3600.0  # assumption: the longest shift


@dataclass(frozen=True)
class Emergency:
    """A compartment's key that sheets of paper gave for a while."""

    id: str
    compartment: str
    key: str
    private: bytes = field(repr=False)
    until: datetime


@dataclass
class OpenKeys:
    """What one session has opened; `private` is empty while only sheets were typed."""

    user: str
    private: bytes = field(default=b"", repr=False)
    emergencies: tuple[Emergency, ...] = ()
    since: float = 0.0
    used: float = 0.0


_open: dict[str, OpenKeys] = {}
_lock = threading.Lock()
_reader: ContextVar[OpenKeys | None] = ContextVar("reader of sealed content", default=None)


def keep(user: str, private: bytes = b"") -> str:
    """Remember an opened key; the token that is returned says in a session which."""
    token, now = secrets.token_hex(16), time.monotonic()
    with _lock:
        _sweep(now)
        _open[token] = OpenKeys(user, private, since=now, used=now)
    return token


def held(token: str, user: str) -> OpenKeys | None:
    """What the session with this token has opened, if it is this user's and not forgotten."""
    now = time.monotonic()
    with _lock:
        _sweep(now)
        found = _open.get(token)
        if found is None or found.user != user:
            return None
        found.used = now
        return found


def forget(token: str) -> None:
    """Forget what a session has opened."""
    with _lock:
        _open.pop(token, None)


def forget_all() -> None:
    """Forget everything: the node closes."""
    with _lock:
        _open.clear()


@contextlib.contextmanager
def read_by(reader: OpenKeys | None) -> Iterator[None]:
    """Whoever reads what is sealed until the end of the block."""
    before = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(before)


def reader() -> OpenKeys | None:
    """Who reads now; None where nobody does, as in automatic work."""
    return _reader.get()


def _sweep(now: float) -> None:
    old = [t for t, one in _open.items() if now - one.used > SILENT_SECONDS or now - one.since > LONGEST_SECONDS]
    for token in old:
        del _open[token]
