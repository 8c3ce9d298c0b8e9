"""Facts as a projection receives them, and the people of these tests."""

from datetime import UTC, datetime, timedelta

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
CHILD, PERSON, CROSSING, ESTHER = (derived_id(one) for one in ("child", "person", "crossing", "esther"))
HERE = Circumstances(
    actor=ESTHER, roles=frozenset({"protection_officer"}), place="node", zone="UTC", now=NOON, happened_at=NOON
)
STREAM = "river/1/confidential"


def entry(fact, seq=1, *, after=0.0, seen=None, actor=ESTHER, stream=STREAM):
    """The fact as the entry of this number, so many hours after noon; it has seen all before it."""
    moment = NOON + timedelta(hours=after)
    return Held(
        fact=fact, subject=CHILD, stream=stream, seq=seq, seen={stream: seq - 1} if seen is None else seen, clock=seq,
        happened_at=moment, recorded_at=moment, actor=actor, roles=frozenset({"protection_officer"}), place="node",
        rules=1,
    )  # fmt: skip
