"""The entry format: a header that is hashed and chained, and two bodies that the header knows by their digest."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from safeconduct.kernel.clock import milliseconds
from safeconduct.kernel.codec import decode, encode
from safeconduct.kernel.facts import Held, join_bodies

FORMAT = 1
NOTHING = b""
INT64 = 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Header(msgspec.Struct, frozen=True, array_like=True):
    """All of an entry but its bodies. Its bytes are hashed; `previous` is the hash of the entry before it."""

    format: int
    stream: str
    seq: int
    type: str
    kind: str
    subject: str
    touches: tuple[str, ...]
    command: str
    part: int
    asked: bytes
    actor: str
    roles: tuple[str, ...]
    purpose: str
    place: str
    seen: msgspec.Raw  # a map from streams to numbers, or anything: what is false counts as not seen
    happened_ms: int
    recorded_ms: int
    clock: int
    rules: int
    flags: tuple[str, ...]
    key_month: str
    named_digest: bytes
    nameless_digest: bytes
    previous: bytes


_header_decoder = msgspec.msgpack.Decoder(Header)


def stream_name(node: str, epoch: int, audience: str) -> str:
    """The stream of one node, epoch and audience."""
    return f"{node}.{epoch}.{audience}"


def stream_node(stream: str) -> str:
    """The node that writes a stream."""
    return stream.split(".", 1)[0]


def stream_epoch(stream: str) -> int:
    """The epoch in a stream's name."""
    return int(stream.split(".", 2)[1])


def stream_audience(stream: str) -> str:
    """The audience in a stream's name."""
    return stream.split(".", 2)[2]


def read_header(data: bytes) -> Header:
    """The header from its bytes. Raises msgspec.DecodeError or ValidationError on anything else."""
    return _header_decoder.decode(data)


def digest(data: bytes) -> bytes:
    """SHA-256 of a header or of a body's ciphertext."""
    return hashlib.sha256(data).digest()


def body_digest(ciphertext: bytes | None) -> bytes:
    """The digest that stands in the header for a body; empty where there is none."""
    return digest(ciphertext) if ciphertext is not None else NOTHING


def named_aad(subject: str, type_name: str) -> bytes:
    """What a named body is bound to."""
    return f"named|{type_name}|{subject}".encode()


def nameless_aad(stream: str, type_name: str) -> bytes:
    """What a nameless body is bound to."""
    return f"nameless|{type_name}|{stream}".encode()


def packed(body: dict[str, Any]) -> bytes:
    """A body's plain bytes."""
    return encode(body)


def unpacked(data: bytes) -> dict[str, Any]:
    """A body from its plain bytes."""
    return decode(data)


def seen_in(header: Header) -> dict[str, int]:
    """What the author says to have seen, per stream; what is not shaped like it counts as not seen."""
    try:
        return clean_seen(decode(bytes(header.seen)))
    except (msgspec.MsgspecError, TypeError, ValueError):
        return {}


def clean_seen(seen: Any) -> dict[str, int]:
    """The pairs of a stream and a number of 64 bits in what somebody gives as `seen`."""
    if not isinstance(seen, dict):
        return {}
    return {
        stream: number
        for stream, number in seen.items()
        if isinstance(stream, str) and type(number) is int and -INT64 <= number <= INT64
    }


def to_moment(ms: int) -> datetime:
    """A moment in UTC from milliseconds."""
    return _EPOCH + timedelta(milliseconds=ms)


def to_ms(moment: datetime) -> int:
    """Milliseconds of a moment."""
    return milliseconds(moment)


def held_from(header: Header, named: dict[str, Any] | None, nameless: dict[str, Any] | None) -> Held | None:
    """The fact as a projection receives it; None for a type this version does not know."""
    fact = join_bodies(header.type, named, nameless)
    if fact is None:
        return None
    return Held(
        fact=fact,
        subject=header.subject,
        stream=header.stream,
        seq=header.seq,
        seen=seen_in(header),
        clock=header.clock,
        happened_at=to_moment(header.happened_ms),
        recorded_at=to_moment(header.recorded_ms),
        actor=header.actor,
        roles=frozenset(header.roles),
        place=header.place,
        rules=header.rules,
        readable=named is not None or not header.named_digest,
    )
