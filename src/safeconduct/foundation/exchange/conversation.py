"""One exchange over a wire: both say hello, then each gives what the other does not hold, entries first, then keys."""

from collections.abc import Callable

from safeconduct.foundation.exchange import queries, wire
from safeconduct.foundation.exchange.files import message_to
from safeconduct.foundation.exchange.gathering import gather
from safeconduct.foundation.exchange.key_parcels import parcel_for, seal_parcel
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.standing import heads_shared_with, hello_to, said_by
from safeconduct.foundation.exchange.taking_in import Outcome, take_in
from safeconduct.foundation.exchange.waiting import waiting_for
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.codec import encode
from safeconduct.kernel.problems import Refused

MOST_ROUNDS = 10_000  # a peer that never comes to an end is left until the next time

Say = Callable[[bytes], bytes]  # hands a message over and gives the answer


def answer(peer: Peer, data: bytes) -> bytes:
    """What this node answers to a peer's message. Refused: what `take_in` refuses; the reason for which a hello was
    put aside; exchange.not_signed, where somebody else speaks than who is at the other end."""
    said = wire.unpack(data)
    if said.sender != peer.subject:
        raise Refused("exchange.not_signed")
    outcome = take_in(data, project=False)  # a peer that waits for its answer does not wait for rows
    if said.kind in (wire.BUNDLE, wire.KEYS):
        return _hello(peer)
    if outcome.aside:
        raise Refused(outcome.aside[0][0])
    given = {wire.WANT_ENTRIES: _entries_for, wire.WANT_KEYS: _keys_for}.get(said.kind, lambda peer: None)(peer)
    return given or _hello(peer)


def converse(peer: Peer, say: Say) -> Outcome:
    """Exchange with a peer until neither has anything left for the other. Returns what came.

    Refused: what the peer refuses; exchange.no_progress, where one of them does not take what it is given;
    exchange.not_assessed, where something waits for it that may not be given: what it gives is taken before.
    """
    outcome = Outcome(peer.subject)
    _heard(say(_hello(peer)), outcome)
    _give(peer, say, outcome, _entries_for)
    _give(peer, say, outcome, _keys_for)
    _take(peer, say, outcome, wire.WANT_ENTRIES)
    _take(peer, say, outcome, wire.WANT_KEYS)
    if outcome.entries or outcome.keys:
        _heard(say(_hello(peer)), outcome)  # with the receipts for what came
    if outcome.aside:
        raise Refused(outcome.aside[0][0], stream=outcome.aside[0][1])
    if not queries.may_be_given_to(peer.subject) and waiting_for(peer).there:
        raise Refused("exchange.not_assessed")
    return outcome


def _give(peer: Peer, say: Say, outcome: Outcome, what: Callable[[Peer], bytes | None]) -> None:
    before = None
    for _ in range(MOST_ROUNDS):
        message = what(peer)
        if message is None:
            return
        if said_by(peer.subject) == before:
            raise Refused("exchange.no_progress")
        before = said_by(peer.subject)
        _heard(say(message), outcome)


def _take(peer: Peer, say: Say, outcome: Outcome, kind: str) -> None:
    for _ in range(MOST_ROUNDS):
        if kind == wire.WANT_ENTRIES and not waiting_for(peer).here:
            return
        given = _heard(say(message_to(peer, kind, encode(hello_to(peer)))), outcome)
        if not (given.entries or given.keys):
            return


def _heard(data: bytes, outcome: Outcome) -> Outcome:
    given = take_in(data)
    outcome.add(given)
    return given


def _hello(peer: Peer) -> bytes:
    return message_to(peer, wire.HELLO, encode(hello_to(peer)))


def _entries_for(peer: Peer) -> bytes | None:
    if not queries.may_be_given_to(peer.subject):
        return None
    segments = gather(ledger(), heads_shared_with(peer), said_by(peer.subject))
    return message_to(peer, wire.BUNDLE, wire.packed_segments(segments)) if segments else None


def _keys_for(peer: Peer) -> bytes | None:
    if not queries.may_be_given_to(peer.subject):
        return None
    parcel = parcel_for(ledger(), peer, heads_shared_with(peer), said_by(peer.subject))
    return None if parcel is None else message_to(peer, wire.KEYS, seal_parcel(parcel, peer))


def not_revoked(node: str) -> Peer:
    """The peer. NotFound: exchange.no_such_peer. Refused: exchange.peer_revoked."""
    peer = queries.peer(node)
    if peer.revoked:
        raise Refused("exchange.peer_revoked")
    return peer
