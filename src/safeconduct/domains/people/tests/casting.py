"""Facts in the hands of a test: who said what on which stream, having seen what."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from safeconduct.domains.people.facts import FACTS
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import Fact, Held, fact_type_name, join_bodies, register_facts, split_bodies

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PERSON, CHILD, OTHER = ("a" * 32, "b" * 32, "c" * 32)
GROUP, SECOND_GROUP = ("1" * 32, "2" * 32)
SUPERVISOR = frozenset({"post_supervisor"})
OFFICER = frozenset({"border_officer"})
BRIDGE, RAIL = "bridge.1.register", "rail.1.register"

register_facts(*FACTS)


def held(fact: Fact, stream: str, seq: int, *, seen: dict[str, int] | None = None, **more: Any) -> Held:
    """A fact as a projection receives it; the clock follows the sequence unless it is given."""
    around: dict[str, Any] = {
        "subject": PERSON,
        "clock": seq,
        "happened_at": NOON + timedelta(minutes=seq),
        "recorded_at": NOON + timedelta(minutes=seq),
        "actor": "bilal",
        "roles": OFFICER,
        "place": "bridge",
        "rules": 1,
    }
    return Held(fact=fact, stream=stream, seq=seq, seen=seen or {}, **{**around, **more})


def without_bodies(one: Held, *, named: bool = True, nameless: bool = False) -> Held:
    """The same entry with one or both bodies gone, as the journal would hand it over."""
    name_of = fact_type_name(type(one.fact))
    has_named, has_nameless = split_bodies(one.fact)
    fact = join_bodies(name_of, None if named else has_named, None if nameless else has_nameless)
    return msgspec.structs.replace(one, fact=fact, readable=not (named and has_named))


def here(who: str = "bilal", *, roles: frozenset[str] = OFFICER, now: datetime = NOON) -> Circumstances:
    """Somebody at the bridge at noon."""
    return Circumstances(actor=who, roles=roles, place="bridge", zone="Europe/Chisinau", now=now, happened_at=now)
