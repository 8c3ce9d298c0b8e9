"""The exchange on a stick: the same messages in a file that only the receiver opens. Entries and keys in two files.

Layout: "SCEXFILE" | version (1) | length (2) | header (MessagePack) | letter to the receiver (HPKE, bound to all before
it) around MessagePack [message, ...]. No byte can be changed without the letter staying shut.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from safeconduct.foundation.exchange import own, queries, wire
from safeconduct.foundation.exchange.gathering import gather
from safeconduct.foundation.exchange.key_parcels import parcel_for, seal_parcel
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.standing import Said, heads_shared_with, hello_to, said_by
from safeconduct.foundation.exchange.taking_in import Outcome, take_in
from safeconduct.foundation.journal.entry import to_ms
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault.addressed import open_letter, seal_to_node
from safeconduct.foundation.vault.durable_files import write_durably
from safeconduct.kernel.codec import encode
from safeconduct.kernel.problems import Refused

MAGIC = b"SCEXFILE"
VERSION = 1
LARGEST_FILE = 64 << 20
FULL = 16 << 20  # assumption: then a file is closed, so that every page can read it
ENDING, KEYS_ENDING = ".exchange", ".keys.exchange"
_MOST_BUNDLES = 1000


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What a file says of itself in clear: from whom, to whom, when."""

    sender: str
    receiver: str
    made_ms: int


@dataclass(frozen=True)
class Written:
    """What was written: the entries' file, the keys' file (None: no new keys), and what they hold."""

    entries_file: bytes
    keys_file: bytes | None
    entries: int
    complete: bool  # whether all that waited is in it


def write_files(peer: Peer) -> Written:
    """What a peer does not hold yet, as it said last, in files for it. Refused: exchange.peer_revoked,
    exchange.not_assessed."""
    if peer.revoked:
        raise Refused("exchange.peer_revoked")
    if not queries.may_be_given_to(peer.subject):
        raise Refused("exchange.not_assessed")
    here, heads, said = ledger(), heads_shared_with(peer), said_by(peer.subject)
    messages = [message_to(peer, wire.HELLO, encode(hello_to(peer)))]
    holds, entries, size = dict(said.holds), 0, 0
    while size < FULL and len(messages) < _MOST_BUNDLES:
        # As if the file were read in already: each bundle follows on the one before.
        segments = gather(here, heads, Said(holds=holds, knows=said.knows))
        if not segments:
            break
        holds.update({segment.head.stream: segment.head.seq for segment in segments})
        entries += sum(len(segment.entries) for segment in segments)
        messages.append(message_to(peer, wire.BUNDLE, wire.packed_segments(segments)))
        size += len(messages[-1])
    complete = not gather(here, heads, Said(holds=holds, knows=said.knows))
    keys, having = [], dict(said.keys)
    while parcel := parcel_for(here, peer, heads, Said(holds=holds, keys=having)):
        keys.append(message_to(peer, wire.KEYS, seal_parcel(parcel, peer)))
        having.update(parcel.through)
    keys_file = _sealed(peer, keys) if keys else None
    return Written(_sealed(peer, messages), keys_file, entries, complete)


def save_files(written: Written, path: Path) -> list[Path]:
    """Write them where they are to lie: the keys beside the entries, under a name of their own."""
    write_durably(path, written.entries_file)
    if written.keys_file is None:
        return [path]
    beside = path.with_name(path.name.removesuffix(ENDING) + KEYS_ENDING)
    write_durably(beside, written.keys_file)
    return [path, beside]


def read_file(data: bytes) -> Outcome:
    """Take in a file. Nothing of a file that was changed, or is for another node, is taken in.

    Refused: exchange.not_a_file, exchange.newer_file (found), exchange.not_for_us, exchange.file_changed,
    exchange.too_large.
    """
    outcome = Outcome()
    for message in _opened(data):
        outcome.add(take_in(message))
    return outcome


def message_to(peer: Peer, kind: str, body: bytes) -> bytes:
    """One message from this node to a peer."""
    here = ledger()
    return wire.pack(here.identity, kind, (here.node, peer.subject), to_ms(here.clock.now()), body)


def _sealed(peer: Peer, messages: list[bytes]) -> bytes:
    here = ledger()
    header = encode(Header(here.node, peer.subject, to_ms(here.clock.now())))
    start = MAGIC + bytes([VERSION]) + len(header).to_bytes(2) + header
    return start + seal_to_node(bytes(peer.exchange_key), encode(messages), info=start)


def _opened(data: bytes) -> list[bytes]:
    begins = len(MAGIC) + 3
    if len(data) > LARGEST_FILE:
        raise Refused("exchange.too_large")
    if not data.startswith(MAGIC) or len(data) < begins:
        raise Refused("exchange.not_a_file")
    if data[len(MAGIC)] > VERSION:
        raise Refused("exchange.newer_file", found=data[len(MAGIC)])
    ends = begins + int.from_bytes(data[begins - 2 : begins])
    try:
        header = msgspec.msgpack.decode(data[begins:ends], type=Header)
        if header.receiver != ledger().node:
            raise Refused("exchange.not_for_us")
        plain = open_letter(own.letter_key(), data[ends:], info=data[:ends])
        messages = msgspec.msgpack.decode(plain, type=list[bytes])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused("exchange.file_changed") from None
    except Refused as refused:
        if refused.code.startswith("vault."):
            raise Refused("exchange.file_changed") from None
        raise
    return messages


def sender_name(outcome: Outcome) -> str:
    """The name of the node from which a file came; its id where it is not known here."""
    peer = queries.peer_or_none(outcome.sender)
    return peer.name if peer else outcome.sender[-8:]
