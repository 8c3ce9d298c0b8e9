"""How much waits in each direction: what a peer does not hold yet, and what it offers that is not here yet."""

from dataclasses import dataclass

from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.standing import heads_shared_with, said_by, takes_from


@dataclass(frozen=True)
class Waiting:
    """Entries that wait for the peer (`there`) and, as it said last, for this node (`here`)."""

    there: int
    here: int


def waiting_for(peer: Peer) -> Waiting:
    """How many entries wait, by the last that was heard."""
    heads, said = heads_shared_with(peer), said_by(peer.subject)
    there = sum(max(0, seq - said.holds.get(stream, 0)) for stream, seq in heads.given.items())
    offered = {stream: seq for stream, seq in said.offers.items() if takes_from(peer, stream)}
    here = sum(max(0, seq - heads.taken.get(stream, (0, b""))[0]) for stream, seq in offered.items())
    return Waiting(there, here)
