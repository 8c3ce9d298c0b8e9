"""Facts as a projection receives them, the circumstances in which a rule decides, and bytes that are sealed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from safeconduct.domains.screening.commands import SealedAnswers
from safeconduct.foundation.vault.compartments import new_compartment_keys, seal_to_compartment
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import Fact, Held
from safeconduct.kernel.ids import derived_id, random_id

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
POST = derived_id("post")
BILAL, ZAINAB = derived_id("bilal"), derived_id("zainab")
SCREENING, AMINA, YUSUF, LAYLA = (derived_id(name) for name in ("screening", "amina", "yusuf", "layla"))
BRIDGE, HUB = "bridge.1.register", "hub.1.register"
PRIVATE, PUBLIC = new_compartment_keys()
KEYS = {"protection": "a" * 32, "legal": "b" * 32}


def entry(fact: Fact, seq: int, *, stream: str = BRIDGE, seen: dict[str, int] | None = None, after: float = 0.0,
          actor: str = BILAL, **more: Any) -> Held:  # fmt: skip
    """One fact with its surroundings, `after` hours past noon; the clock follows the time."""
    at = NOON + timedelta(hours=after)
    base = {
        "fact": fact, "subject": SCREENING, "stream": stream, "seq": seq, "seen": seen or {},
        "clock": int(after * 1000) + 1_000_000 + seq, "happened_at": at, "recorded_at": at, "actor": actor,
        "roles": frozenset({"border_officer"}), "place": POST, "rules": 1,
    }  # fmt: skip
    return Held(**{**base, **more})


def here(*, roles: frozenset[str] = frozenset({"border_officer"}), place: str = POST) -> Circumstances:
    """Who acts, where and when."""
    return Circumstances(actor=BILAL, roles=roles, place=place, zone="UTC", now=NOON, happened_at=NOON)


def sealed(
    times: int = 1, *, codes: tuple[str, ...] = ("protection", "legal"), **more: Any
) -> tuple[SealedAnswers, ...]:
    """So many entries for each compartment."""
    return tuple(
        SealedAnswers(
            **{
                "entry": random_id(),
                "compartment": code,
                "key": KEYS[code],
                "content": seal_to_compartment(PUBLIC, b"nothing", info=b"test"),
                **more,
            }
        )
        for _ in range(times)
        for code in codes
    )
