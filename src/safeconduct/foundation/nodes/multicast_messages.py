"""Messages of multicast DNS (RFC 6762) about one name: who asks for it, what is answered, who else claims it.

Only what a node needs to be found by its name; whatever else is said on the link is read over.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass

A, AAAA, NSEC, ANY = 1, 28, 47, 255
IN, FLUSH = 1, 0x8000
RESPONSE, AUTHORITATIVE = 0x8000, 0x0400
SECONDS = 120  # RFC 6762, section 10: records that name a host
LEGACY_SECONDS = 10  # section 6.7: for a resolver that knows nothing of multicast
LONGEST, MOST_POINTERS = 9000, 16


@dataclass(frozen=True)
class Said:
    """What a message says of the name: whether it asks for it, its id and question, and the addresses it claims."""

    asks: bool
    id: int
    question: bytes
    claims: tuple[str, ...] = ()


class _Unreadable(Exception):
    pass


def said_of(name: str, message: bytes) -> Said | None:
    """What a message says of this name; None where it says nothing, or cannot be read."""
    try:
        return _said_of(name, message)
    except (_Unreadable, struct.error, UnicodeDecodeError, IndexError):
        return None


def answer(name: str, address: str, *, seconds: int = SECONDS) -> bytes:
    """The name has this address, and no other kind of address; with no seconds it is taken back."""
    owner = _labels(name)
    head = struct.pack("!6H", 0, RESPONSE | AUTHORITATIVE, 0, 2, 0, 0)
    return head + _address(owner, address, seconds, IN | FLUSH) + _nothing_else(owner, seconds)


def legacy_answer(name: str, address: str, asked: Said) -> bytes:
    """The same for a resolver that asked from another port, as an ordinary name server would say it."""
    owner = _labels(name)
    head = struct.pack("!6H", asked.id, RESPONSE | AUTHORITATIVE, 1, 1, 0, 0)
    return head + asked.question + _address(owner, address, LEGACY_SECONDS, IN)


def question(name: str, *, kind: int = A) -> bytes:
    """Who has this name?"""
    return struct.pack("!6H", 0, 0, 1, 0, 0, 0) + _labels(name) + struct.pack("!2H", kind, IN)


def _labels(name: str) -> bytes:
    parts = [part.encode("ascii") for part in name.split(".")]
    return b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def _address(owner: bytes, address: str, seconds: int, kind: int) -> bytes:
    return owner + struct.pack("!2HIH", A, kind, seconds, 4) + socket.inet_aton(address)


def _nothing_else(owner: bytes, seconds: int) -> bytes:
    # Without it a device waits in vain for an address of the other kind (section 6.1).
    kinds = owner + bytes([0, 1, 0x40])
    return owner + struct.pack("!2HIH", NSEC, IN | FLUSH, seconds, len(kinds)) + kinds


def _said_of(name: str, message: bytes) -> Said | None:
    if len(message) > LONGEST:
        return None
    number, flags, questions, answers, _, more = struct.unpack_from("!6H", message)
    at, asked = 12, b""
    for _ in range(questions):
        owner, end = _name_at(message, at)
        kind, _class = struct.unpack_from("!2H", message, end)
        if owner == name and kind in (A, AAAA, ANY):
            asked = _labels(name) + message[end : end + 4]
        at = end + 4
    if not flags & RESPONSE:
        return Said(True, number, asked) if asked else None
    claims = tuple(found for owner, found in _addresses(message, at, answers + more) if owner == name)
    return Said(False, number, b"", claims) if claims else None


def _addresses(message: bytes, at: int, number: int) -> Iterator[tuple[str, str]]:
    for _ in range(number):
        owner, at = _name_at(message, at)
        kind, _class, seconds, length = struct.unpack_from("!2HIH", message, at)
        at += 10
        if kind == A and length == 4 and seconds:
            yield owner, socket.inet_ntoa(message[at : at + 4].ljust(4, b"\0"))
        at += length


def _name_at(message: bytes, at: int) -> tuple[str, int]:
    """The name that begins here, in small letters, and where what follows it begins."""
    labels: list[str] = []
    end = 0
    for _ in range(MOST_POINTERS + 128):
        length = message[at]
        if length == 0:
            return ".".join(labels).lower(), end or at + 1
        if length >= 0xC0:
            end = end or at + 2
            at = struct.unpack_from("!H", message, at)[0] & 0x3FFF
            continue
        labels.append(message[at + 1 : at + 1 + length].decode("utf-8"))
        at += 1 + length
    raise _Unreadable
