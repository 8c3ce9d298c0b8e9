"""Taking in what a peer sends: who sent it, whether it is whole, whether this node takes it; then the journal accepts.

Nothing here judges content, and nothing that arrives stops the exchange: what cannot be taken in is put aside.
Everything is written by the writer; what came is projected after it.
"""

from dataclasses import dataclass, field

import msgspec
from django.db import transaction

from safeconduct.foundation.dispatch import in_writer
from safeconduct.foundation.dispatch.failures import name_of
from safeconduct.foundation.exchange import queries, wire
from safeconduct.foundation.exchange.key_parcels import open_parcel, take_parcel
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.putting_aside import GAP, put_aside, remove, waiting_for_earlier
from safeconduct.foundation.exchange.standing import note_trouble, remember, takes_from
from safeconduct.foundation.exchange.wire import Envelope, Hello, Segment, decoded
from safeconduct.foundation.journal.accept import accept
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.rebuild import project_subject
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute
from safeconduct.kernel.problems import Problem, Refused

PROJECTED_AT_ONCE = 50  # subjects in one transaction: a desk that waits is served between two of them


@dataclass
class Outcome:
    """What came of a message: new entries and keys, and for each part that was put aside its code and stream."""

    sender: str = ""
    entries: int = 0
    keys: int = 0
    aside: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Count what came of another message to this."""
        self.sender = self.sender or other.sender
        self.entries += other.entries
        self.keys += other.keys
        self.aside += other.aside


def take_in(data: bytes, *, project: bool = True) -> Outcome:
    """Take in one message. What its sender may not send, or what does not fit, is put aside and said in the outcome.

    Without `project` the rows follow later: `project_what_waits`.

    Refused: exchange.damaged, exchange.too_large, exchange.other_protocol, exchange.not_for_us: nothing is kept of
    what was damaged on its way or went astray.
    """
    envelope = wire.unpack(data)
    if envelope.receiver != ledger().node:
        raise Refused("exchange.not_for_us")
    outcome = in_writer(lambda here: _taken(here, envelope, data))
    if project and (outcome.entries or outcome.keys):
        project_what_waits()
    return outcome


def sender_of(envelope: Envelope) -> Peer:
    """The peer that signed this. Refused: exchange.unknown_peer, exchange.not_signed, exchange.peer_revoked."""
    peer = queries.peer_or_none(envelope.sender)
    if peer is None:
        raise Refused("exchange.unknown_peer")
    wire.check_signed(envelope, bytes(peer.signing_key))
    if peer.revoked:
        raise Refused("exchange.peer_revoked")
    return peer


def project_what_waits() -> int:
    """Project what is marked, some at a time, so that acts go on in between. Returns how many subjects."""
    total = 0
    while True:
        done = in_writer(_project_some)
        total += done
        if done < PROJECTED_AT_ONCE:
            return total


def _project_some(here: Ledger) -> int:
    subjects = execute("SELECT subject FROM journal_dirty ORDER BY subject LIMIT %s", [PROJECTED_AT_ONCE]).fetchall()
    for (subject,) in subjects:
        with transaction.atomic():
            project_subject(here, subject)
    return len(subjects)


def _taken(here: Ledger, envelope: Envelope, data: bytes) -> Outcome:
    outcome = _tried(here, envelope)
    if outcome.aside:
        code, stream = outcome.aside[0]
        put_aside(here, data, sender=envelope.sender, kind=envelope.kind, code=code, stream=stream)
    else:
        remove(data)
    progress = outcome.entries
    while progress:
        progress = _take_those_that_waited(here, envelope.sender, outcome)
    return outcome


def _take_those_that_waited(here: Ledger, sender: str, outcome: Outcome) -> int:
    """Try again what came before the entries it follows on. Returns how many entries were new."""
    before = outcome.entries
    for data in waiting_for_earlier(sender):
        again = _tried(here, wire.unpack(data))
        outcome.entries += again.entries
        outcome.keys += again.keys
        if not again.aside:
            remove(data)
    return outcome.entries - before


def _tried(here: Ledger, envelope: Envelope) -> Outcome:
    outcome = Outcome(envelope.sender)
    try:
        with transaction.atomic():
            peer = sender_of(envelope)
            match envelope.kind:
                case wire.BUNDLE:
                    _take_bundle(here, peer, envelope, outcome)
                case wire.KEYS:
                    _take_keys(here, peer, envelope, outcome)
                case _:
                    remember(here, peer, decoded(envelope.body, Hello))
    except DATABASE_FAILS:
        raise
    except Exception as failure:
        # Whatever another node sends, the exchange goes on and what came is kept for a person to look at.
        stream = failure.details.get("stream", "") if isinstance(failure, Problem) else ""
        outcome.aside.append((name_of(failure), str(stream)))
        if queries.peer_or_none(envelope.sender) is not None:
            note_trouble(here, envelope.sender, name_of(failure))
    return outcome


def _take_bundle(here: Ledger, peer: Peer, envelope: Envelope, outcome: Outcome) -> None:
    for segment in wire.segments_in(envelope.body):
        try:
            outcome.entries += _take_segment(here, peer, segment)
        except DATABASE_FAILS:
            raise
        except Exception as failure:
            # One stream that is broken holds up no other.
            outcome.aside.append((name_of(failure), segment.head.stream))


def _take_segment(here: Ledger, peer: Peer, segment: Segment) -> int:
    """Store a segment's new entries. Raises what `journal.accept` raises; Refused exchange.not_subscribed,
    exchange.gap (held, first)."""
    stream = segment.head.stream
    if not takes_from(peer, stream):
        raise Refused("exchange.not_subscribed", stream=stream)
    held = here.ends[stream].seq if stream in here.ends else 0
    begins = _first_seq(segment)
    if begins > held + 1 or (not segment.entries and segment.head.seq > held):
        raise Refused(GAP, stream=stream, held=held, first=begins)
    _know_key(stream)
    with transaction.atomic():
        new = accept(here, segment.entries, segment.head)
        if new and not here.wrote(stream):
            head = segment.head
            execute(
                "INSERT INTO exchange_cut (id, stream, seq, hash, signature) VALUES (%s, %s, %s, %s, %s) "
                "ON CONFLICT (id) DO NOTHING",
                [f"{stream}:{head.seq}", stream, head.seq, head.hash, head.signature],
            )
    return new


def _first_seq(segment: Segment) -> int:
    try:
        return min((read_header(one.header).seq for one in segment.entries), default=0)
    except msgspec.MsgspecError:
        return 0  # the journal refuses it by its own code


def _know_key(stream: str) -> None:
    """The journal knows a node's key by its own table; what was introduced stands there from its first entry on."""
    execute(
        "INSERT INTO journal_node_key (node, epoch, public, private) "
        "SELECT subject, 1, signing_key, NULL FROM exchange_peer WHERE subject = %s ON CONFLICT (node) DO NOTHING",
        [stream.split(".", 1)[0]],
    )


def _take_keys(here: Ledger, peer: Peer, envelope: Envelope, outcome: Outcome) -> None:
    taken = take_parcel(here, peer, open_parcel(envelope.body, envelope.sender))
    outcome.keys += taken.new
    outcome.aside += [("exchange.key_does_not_open", stream) for stream in taken.unfit]
