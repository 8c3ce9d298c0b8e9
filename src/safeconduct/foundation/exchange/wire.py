"""What travels between nodes, byte for byte the same over a wire and on a stick: one signed envelope a message.

An envelope is MessagePack [protocol, kind, sender, receiver, made_ms, body, digest, signature]: the digest (SHA-256)
covers all before it, the signature the digest. A bundle's body is a zstandard frame of segments, each the next entries
of one stream and its signed head; the bodies of entries are ciphertext already.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from safeconduct.foundation.journal.accept import SignedHead, WireEntry
from safeconduct.foundation.vault.signing import NodeIdentity, is_signed_by
from safeconduct.kernel.codec import encode
from safeconduct.kernel.compression import TooLarge, compress, decompress
from safeconduct.kernel.problems import Refused

PROTOCOL = 1
SPOKEN = frozenset({1})  # N and N-1, once there is one
HELLO, BUNDLE, KEYS, WANT_ENTRIES, WANT_KEYS = "hello", "bundle", "keys", "want_entries", "want_keys"
KINDS = frozenset({HELLO, BUNDLE, KEYS, WANT_ENTRIES, WANT_KEYS})
LARGEST_ENVELOPE = 24 << 20
LARGEST_BLOCK = 64 << 20  # of a bundle, unpacked; declared in front of it and looked at before anything is unpacked
PURPOSE, RECEIPT = "exchange", "receipt"


class Envelope(msgspec.Struct, frozen=True, array_like=True):
    """A message with its sender and receiver, and the proof that neither it nor they were changed."""

    protocol: int
    kind: str
    sender: str
    receiver: str
    made_ms: int
    body: bytes
    digest: bytes
    signature: bytes


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """A node's signed word that it holds a stream up to an entry, on its disk."""

    stream: str
    seq: int
    hash: bytes
    signature: bytes


class Hello(msgspec.Struct, frozen=True, kw_only=True):
    """What a node has for another, what it holds of what the other may give, and up to where it has the keys."""

    version: str
    profile: str
    epoch: int
    offers: dict[str, int]  # stream -> last entry
    receipts: tuple[Receipt, ...]
    keys: dict[str, int]  # stream -> entry up to which the other's keys have come
    knows: tuple[str, ...]  # nodes whose streams can be taken in


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """The next entries of one stream, and its head as its node signed it there."""

    head: SignedHead
    entries: tuple[WireEntry, ...]


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """Keys, apart from entries: of audiences by month and of subjects, for the streams up to these entries."""

    through: dict[str, int]
    audiences: dict[str, dict[str, bytes]]  # stream -> month -> key
    subjects: dict[str, bytes]


Message = TypeVar("Message")


def receipt_bytes(holder: str, stream: str, seq: int, hash_: bytes) -> bytes:
    """What the signature of a receipt covers."""
    return f"1|{holder}|{stream}|{seq}|".encode() + hash_


def pack(identity: NodeIdentity, kind: str, parties: tuple[str, str], made_ms: int, body: bytes) -> bytes:
    """An envelope from and to `parties` (sender, receiver)."""
    sender, receiver = parties
    digest = _digest(PROTOCOL, kind, sender, receiver, made_ms, body)
    signature = identity.sign(digest, purpose=PURPOSE)
    return encode(Envelope(PROTOCOL, kind, sender, receiver, made_ms, body, digest, signature))


def unpack(data: bytes) -> Envelope:
    """The envelope, undamaged; who signed it is not looked at yet.

    Refused: exchange.too_large, exchange.damaged, exchange.other_protocol (found).
    """
    if len(data) > LARGEST_ENVELOPE:
        raise Refused("exchange.too_large")
    found = decoded(data, Envelope)
    if found.protocol not in SPOKEN:
        raise Refused("exchange.other_protocol", found=found.protocol)
    fields = (found.protocol, found.kind, found.sender, found.receiver, found.made_ms, found.body)
    if found.kind not in KINDS or _digest(*fields) != found.digest or data != encode(found):
        raise Refused("exchange.damaged")
    return found


def check_signed(envelope: Envelope, public_key: bytes) -> None:
    """Refused: exchange.not_signed, where it is not that node's."""
    if not is_signed_by(public_key, envelope.digest, envelope.signature, purpose=PURPOSE):
        raise Refused("exchange.not_signed")


def decoded(data: bytes, kind: type[Message]) -> Message:
    """A message from its bytes. Refused: exchange.damaged."""
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("exchange.damaged") from None


def packed_segments(segments: Sequence[Segment]) -> bytes:
    """A bundle's body."""
    return compress(encode(segments))


def segments_in(body: bytes) -> tuple[Segment, ...]:
    """The segments of a bundle's body. Refused: exchange.damaged, exchange.too_large."""
    try:
        block = decompress(body, at_most=LARGEST_BLOCK)
    except TooLarge:
        raise Refused("exchange.too_large") from None
    except ValueError:
        raise Refused("exchange.damaged") from None
    return decoded(block, tuple[Segment, ...])


def _digest(*fields: Any) -> bytes:
    return hashlib.sha256(b"safeconduct envelope\0" + encode(list(fields))).digest()
