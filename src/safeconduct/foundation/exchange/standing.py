"""Saying hello: what this node has for a peer and holds of its streams; and remembering what the peer said."""

from dataclasses import dataclass, field

import msgspec

from safeconduct import __version__
from safeconduct.foundation.exchange import own, queries
from safeconduct.foundation.exchange.models import Contact, KeysTaken, Peer
from safeconduct.foundation.exchange.subscriptions import Gift, gift
from safeconduct.foundation.exchange.wire import RECEIPT, Hello, Receipt, receipt_bytes
from safeconduct.foundation.journal.entry import stream_audience, stream_node, to_ms
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.statements import execute, execute_many
from safeconduct.foundation.vault.signing import is_signed_by
from safeconduct.kernel.codec import encode
from safeconduct.kernel.problems import Conflict

SAID_AGAIN_MS = 60_000  # the same hello is noted again after a minute


@dataclass(frozen=True)
class Heads:
    """Where the streams end that this node and a peer share."""

    given: dict[str, int]  # those this node gives it
    taken: dict[str, tuple[int, bytes]]  # those it may give this node
    gifts: dict[str, Gift] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What a peer said last, by stream: what it offers, holds, has keys of; and whose streams it can take in."""

    offers: dict[str, int] = field(default_factory=dict)
    holds: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    knows: frozenset[str] = frozenset()
    version: str = ""


def heads_shared_with(peer: Peer) -> Heads:
    """The streams of both directions, as this node holds them."""
    me, other = own.own_party(), queries.party_of(peer)
    given: dict[str, int] = {}
    taken: dict[str, tuple[int, bytes]] = {}
    gifts: dict[str, Gift] = {}
    for stream, seq, hash_ in execute("SELECT stream, seq, hash FROM journal_head ORDER BY stream").fetchall():
        audience, writer = stream_audience(stream), stream_node(stream)
        line = gift(me, other, audience, writer)
        if line is not None:
            given[stream], gifts[stream] = seq, line
        if gift(other, me, audience, writer) is not None:
            taken[stream] = (seq, bytes(hash_))
    return Heads(given, taken, gifts)


def takes_from(peer: Peer, stream: str) -> bool:
    """Whether this node takes this stream from that peer."""
    line = gift(queries.party_of(peer), own.own_party(), stream_audience(stream), stream_node(stream))
    return line is not None


def hello_to(peer: Peer) -> Hello:
    """What this node says to a peer now."""
    here, heads = ledger(), heads_shared_with(peer)
    receipts = tuple(
        Receipt(stream, seq, hash_, here.identity.sign(receipt_bytes(here.node, stream, seq, hash_), purpose=RECEIPT))
        for stream, (seq, hash_) in heads.taken.items()
    )
    return Hello(
        version=__version__,
        profile=own.own_party().profile,
        epoch=here.epoch,
        offers=heads.given,
        receipts=receipts,
        keys=keys_taken_from(peer.subject),
        knows=tuple(sorted(one.subject for one in queries.peers(revoked=False))),
    )


def keys_taken_from(giver: str) -> dict[str, int]:
    """By stream, up to which entry the keys of this giver have come."""
    found = KeysTaken.objects.filter(id__startswith=f"{giver}|").values_list("id", "through")
    return {name.split("|", 1)[1]: through for name, through in found}


def said_by(node: str) -> Said:
    """What a peer said last; nothing where it was never heard of."""
    row = Contact.objects.filter(node=node).first()
    if row is None or not row.said:
        return Said()
    return said_in(msgspec.msgpack.decode(bytes(row.said), type=Hello))


def said_in(hello: Hello) -> Said:
    """A hello as this node works with it."""
    holds = {one.stream: one.seq for one in hello.receipts}
    return Said(hello.offers, holds, hello.keys, frozenset(hello.knows), hello.version)


def remember(here: Ledger, peer: Peer, hello: Hello) -> None:
    """Keep what a peer said, and its receipts; belongs into the writer.

    Conflict: exchange.history_differs, where it holds another history of a stream of this node than this node.
    """
    if _was_just_said(here, peer, hello):
        return
    given = heads_shared_with(peer).given
    rows = []
    for one in hello.receipts:
        message = receipt_bytes(peer.subject, one.stream, one.seq, one.hash)
        if one.stream not in given or not is_signed_by(
            bytes(peer.signing_key), message, one.signature, purpose=RECEIPT
        ):
            continue
        _check_same_history(one)
        name = f"{peer.subject}|{one.stream}"
        rows.append([name, peer.subject, one.stream, one.seq, one.hash, one.signature])
    execute_many(
        "INSERT INTO journal_peer_receipt (id, node, stream, seq, hash, signature) VALUES (%s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature "
        "WHERE excluded.seq > journal_peer_receipt.seq",
        rows,
    )
    execute(
        "INSERT INTO exchange_contact (node, heard_ms, tried_ms, failures, trouble, said) "
        "VALUES (%s, %s, %s, 0, '', %s) ON CONFLICT (node) DO UPDATE SET heard_ms = excluded.heard_ms, "
        "tried_ms = excluded.tried_ms, failures = 0, trouble = '', said = excluded.said",
        [peer.subject, to_ms(here.clock.now()), to_ms(here.clock.now()), encode(hello)],
    )


def _was_just_said(here: Ledger, peer: Peer, hello: Hello) -> bool:
    """Nothing is written to the disk every few seconds only to say that nothing has changed."""
    row = Contact.objects.filter(node=peer.subject).first()
    if row is None or row.trouble or row.heard_ms is None or bytes(row.said) != encode(hello):
        return False
    return 0 <= to_ms(here.clock.now()) - row.heard_ms < SAID_AGAIN_MS


def _check_same_history(one: Receipt) -> None:
    row = execute("SELECT hash FROM journal_entry WHERE stream = %s AND seq = %s", [one.stream, one.seq]).fetchone()
    # More than is held here was written before this node was put back to an older state; finding that out is later.
    if row is not None and bytes(row[0]) != one.hash:
        raise Conflict("exchange.history_differs", stream=one.stream)


def note_trouble(here: Ledger, node: str, code: str) -> None:
    """An attempt failed; belongs into the writer."""
    execute(
        "INSERT INTO exchange_contact (node, heard_ms, tried_ms, failures, trouble, said) "
        "VALUES (%s, NULL, %s, 1, %s, %s) ON CONFLICT (node) DO UPDATE SET tried_ms = excluded.tried_ms, "
        "failures = exchange_contact.failures + 1, trouble = excluded.trouble",
        [node, to_ms(here.clock.now()), code[:80], b""],
    )
