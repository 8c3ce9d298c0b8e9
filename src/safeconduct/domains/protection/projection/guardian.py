"""Rows of guardianship: a guardian as they stand; the mandates of a child, in force, over or ended."""

from collections.abc import Sequence

from safeconduct.domains.protection.facts import (
    GuardianDescribed,
    GuardianErased,
    GuardianRetired,
    MandateBegun,
    MandateEnded,
)
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing

_SAYS = (
    "sort", "capacity", "vetted_on", "name", "organisation", "district", "phone", "languages", "note",
)  # fmt: skip
_BEGUN = ("guardian", "appointer", "scope", "starts", "ends", "replaces", "authority", "basis")


def guardian_rows(held: Sequence[Held]) -> Rows:
    """One row a guardian. After an erasure it says how many children they could bear, and no more."""
    described = standing([one for one in held if isinstance(one.fact, GuardianDescribed)])
    if not described:
        return {}
    latest = described[0].fact
    retired = [one for one in held if isinstance(one.fact, GuardianRetired)]
    since = max((one.happened_at for one in described), default=None)
    last = max(retired, key=lambda one: (one.happened_at, one.clock, one.ref), default=None)
    row: Row = {name: getattr(latest, name) for name in _SAYS}
    row |= {
        "ties": list(latest.ties),
        # Described anew after they retired, they are back.
        "retired": last.fact.reason if last and (since is None or last.happened_at >= since) else "",
        "erased": any(isinstance(one.fact, GuardianErased) for one in held),
    }
    return {"protection_guardian": [row]}


def mandate_rows(held: Sequence[Held]) -> list[Row]:
    """The mandates of a child. Ended by anyone, a mandate is ended."""
    begun = {one.fact.mandate: one for one in _by_clock(held, MandateBegun) if one.fact.mandate}
    ends = {one.fact.mandate: one for one in _by_clock(held, MandateEnded)}
    return [_row(name, one, ends.get(name)) for name, one in sorted(begun.items())]


def _by_clock(held: Sequence[Held], kind: type) -> list[Held]:
    """The first one last, so that it is the one that counts."""
    found = [one for one in held if isinstance(one.fact, kind)]
    return sorted(found, key=lambda one: (one.clock, one.ref), reverse=True)


def _row(name: str, begun: Held, ended: Held | None) -> Row:
    row: Row = {field: getattr(begun.fact, field) for field in _BEGUN}
    return row | {
        "id": name,
        "checked": list(begun.fact.checked),
        "begun_at": begun.happened_at,
        "begun_by": begun.actor,
        "is_standing": ended is None,
        "ended_on": ended.fact.on if ended else "",
        "ended": (ended.fact.reason or "ended") if ended else "",
        "ended_at": ended.happened_at if ended else None,
    }
