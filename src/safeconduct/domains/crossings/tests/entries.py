"""Facts as a projection receives them, and the circumstances in which a rule decides."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import OTHER, OWNER, Fact, Held, OwnedMove
from safeconduct.kernel.ids import derived_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
POST = derived_id("post")
BILAL, ZAINAB = derived_id("bilal"), derived_id("zainab")
CROSSING, GROUP, AMINA, CHILD = (derived_id(name) for name in ("crossing", "group", "amina", "child"))
BRIDGE, HUB = "bridge.1.register", "hub.1.register"  # streams of two nodes


def entry(fact: Fact, seq: int, *, stream: str = BRIDGE, seen: dict[str, int] | None = None, after: float = 0.0,
          actor: str = BILAL, by: str = "", **more: Any) -> Held:  # fmt: skip
    """One fact with its surroundings, `after` seconds past noon; the clock follows the time. A move says whose it is
    as its rule would have said: the bridge recorded the crossing."""
    if isinstance(fact, OwnedMove):
        fact = msgspec.structs.replace(fact, by=by or (OWNER if stream == BRIDGE else OTHER))
    at = NOON + timedelta(seconds=after)
    base = {
        "fact": fact, "subject": CROSSING, "stream": stream, "seq": seq, "seen": seen or {},
        "clock": int(after * 1000) + 1_000_000 + seq, "happened_at": at, "recorded_at": at, "actor": actor,
        "roles": frozenset({"border_officer"}), "place": POST, "rules": 1,
    }  # fmt: skip
    return Held(**{**base, **more})


def here(*, now: datetime = NOON, actor: str = BILAL, zone: str = "Europe/Chisinau", place: str = POST,
         roles: frozenset[str] = frozenset({"border_officer"})) -> Circumstances:  # fmt: skip
    """Who acts, where and when."""
    return Circumstances(actor=actor, roles=roles, place=place, zone=zone, now=now, happened_at=now)
