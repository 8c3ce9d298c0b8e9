"""Identifiers: time-ordered random ones for what is new, derived ones for what follows from something else."""

import hashlib
import os
import secrets
import threading
import time

_lock = threading.Lock()
_last_ms = 0
_count = 0


def new_id() -> str:
    """A UUIDv7 (RFC 9562) as 32 hexadecimal digits; ids made in one process sort in the order they were made."""
    global _last_ms, _count
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last_ms:
            _last_ms, _count = now, int.from_bytes(os.urandom(2)) & 0x07FF
        else:
            _count += 1
            if _count > 0x0FFF:
                _last_ms, _count = _last_ms + 1, 0
        stamp, count = _last_ms, _count
    tail = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    return f"{stamp:012x}7{count:03x}{0x8000_0000_0000_0000 | tail:016x}"


def random_id() -> str:
    """32 hexadecimal digits that tell nothing, not even when they were made or beside what."""
    return secrets.token_hex(16)


def derived_id(*parts: str | int) -> str:
    """The same 32 hexadecimal digits for the same parts, on every node."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_id(text: str) -> bool:
    """Whether the text is shaped like an identifier of ours."""
    return len(text) == 32 and not text.strip("0123456789abcdef")
