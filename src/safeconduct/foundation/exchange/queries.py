"""Reading the exchange: who is known, how it stands with each, what waits, and what was put aside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.exchange.commands import IntroducePeer, RemoveAside, RevokePeer
from safeconduct.foundation.exchange.facts import PeerIntroduced
from safeconduct.foundation.exchange.models import Aside, Contact, Peer
from safeconduct.foundation.exchange.own import agencies_written_to
from safeconduct.foundation.exchange.rules import Known, Standing
from safeconduct.foundation.exchange.subscriptions import Party
from safeconduct.foundation.journal.entry import to_moment
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.models import PeerReceipt
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


def peers(*, revoked: bool | None = None) -> list[Peer]:
    """All peers by name, or those (not) revoked."""
    found = Peer.objects.order_by("name", "subject")
    return list(found if revoked is None else found.filter(revoked=revoked))


def peer_or_none(node: str) -> Peer | None:
    """The peer with this id, or None."""
    return Peer.objects.filter(subject=node).first()


def peer(node: str) -> Peer:
    """The peer with this id. Raises NotFound exchange.no_such_peer."""
    found = peer_or_none(node)
    if found is None:
        raise NotFound("exchange.no_such_peer")
    return found


def party_of(found: Peer) -> Party:
    """A peer for the table of subscriptions."""
    held = compartments.compartments(agency=found.agency) if found.agency else []
    names = frozenset({found.agency, *_agencies_of(found.subject)} if found.agency else ())
    codes = frozenset(one.code for one in held)
    return Party(found.subject, found.profile, names, codes, agencies_written_to(found.subject))


def set_agency_port(agencies_of: Callable[[str], Iterable[str]]) -> None:
    """Say which agencies, by the ids of their records here, run a node of their own."""
    global _agencies_of
    _agencies_of = agencies_of


_agencies_of: Callable[[str], Iterable[str]] = lambda node: ()  # noqa: E731


def set_assessed_port(may_be_given_to: Callable[[str], bool]) -> None:
    """Say to which nodes anything may be given: what that may do to people was assessed."""
    global _may_be_given_to
    _may_be_given_to = may_be_given_to


_may_be_given_to: Callable[[str], bool] = lambda node: False  # noqa: E731


def may_be_given_to(node: str) -> bool:
    """Whether anything may be given to this node; what it gives is taken in any case."""
    return _may_be_given_to(node)


@dataclass(frozen=True)
class Standings:
    """How it stands with a peer."""

    heard_at: datetime | None
    tried_at: datetime | None
    failures: int
    trouble: str


def contact_of(node: str) -> Standings:
    """How it stands with a peer; nothing yet where it was never heard of."""
    row = Contact.objects.filter(node=node).first()
    if row is None:
        return Standings(None, None, 0, "")
    return Standings(_moment(row.heard_ms), _moment(row.tried_ms), row.failures, row.trouble)


def aside(*, limit: int = 100) -> list[Aside]:
    """What was put aside, the latest first; without the content."""
    return list(Aside.objects.defer("content").order_by("-put_ms", "id")[:limit])


def count_aside() -> int:
    """How much was put aside."""
    return Aside.objects.count()


def state_for_remove_aside(command: RemoveAside, act: Act) -> tuple[str, str] | None:
    """The sender and the reason of what was put aside."""
    row = Aside.objects.filter(id=command.item).values_list("sender", "code").first()
    return (row[0], row[1]) if row else None


def aside_content(item: str) -> bytes:
    """What was put aside, as it came. NotFound: exchange.no_such_aside (not kept, or not there)."""
    row = Aside.objects.filter(id=item).first()
    if row is None or row.content is None:
        raise NotFound("exchange.no_such_aside")
    return bytes(row.content)


def receipts_of(node: str) -> dict[str, int]:
    """By stream, up to which entry a peer has signed that it holds it."""
    return dict(PeerReceipt.objects.filter(node=node).order_by("stream").values_list("stream", "seq"))


def state_for_peer(command: IntroducePeer | RevokePeer, act: Act) -> Standing:
    """This node, and the peer the command concerns."""
    row = peer_or_none(command.node)
    known = Known(bytes(row.signing_key), row.revoked, _described(row)) if row else None
    return Standing(own_node=ledger().node, training=settings.SAFECONDUCT_TRAINING, peer=known)


def _described(row: Peer) -> PeerIntroduced:
    values: dict[str, Any] = {name: getattr(row, name) for name in PeerIntroduced.__struct_fields__}
    plain: dict[str, Any] = {
        name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()
    }
    return PeerIntroduced(**plain)


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else to_moment(ms)
