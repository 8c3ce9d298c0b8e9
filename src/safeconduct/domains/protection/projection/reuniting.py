"""Rows of reunifications: what has been agreed, what is held up by consent taken back, the journey, the visits."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from safeconduct.domains.protection.facts import (
    ChildArrived,
    DestinationLookedAt,
    FollowedUp,
    ReunificationAllowed,
    ReunificationConsent,
    ReunificationErased,
    ReunificationOpened,
    TravelPlanned,
)
from safeconduct.domains.protection.states import CONSENTERS, DESTINATION_PEOPLE, FEAR, FOLLOW_UPS, SAFE
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing


def reunification_rows(held: Sequence[Held]) -> Rows:
    """One row, and one a consent. Where two words of one person stand side by side, consent is not given."""
    if not held:
        return {}
    opened = _standing(held, ReunificationOpened)
    first = opened[0].fact if opened else ReunificationOpened()
    allowed, planned = _standing(held, ReunificationAllowed), _standing(held, TravelPlanned)
    arrived, seen = _standing(held, ChildArrived), _of(held, FollowedUp)
    consents = consent_rows(held)
    row: Row = {name: getattr(first, name) for name in ("child", "claim", "relation", "with_whom", "where")}
    row |= {
        "opened_at": min(one.happened_at for one in held),
        "is_allowed": all(one.fact.is_allowed for one in allowed) if allowed else None,
        "authority": allowed[0].fact.authority if allowed else "",
        "basis": allowed[0].fact.basis if allowed else "",
        "destination": destination_of(held),
        "planned_on": planned[0].fact.on if planned else "",
        "way": planned[0].fact.way if planned else "",
        "escort": planned[0].fact.escort if planned else "",
        "arrived_on": arrived[0].fact.on if arrived else "",
        "received_by": arrived[0].fact.received_by if arrived else "",
        "followed_up": len(seen),
        "due_at": _next_visit(arrived, len(seen)),
        "is_held": not arrived and any(not one["is_given"] for one in consents),
        "erased": bool(_of(held, ReunificationErased)),
    }
    row["step"] = _step(row, consents)
    return {"protection_reunification": [row], "protection_consent": consents}


def consent_rows(held: Sequence[Held]) -> list[Row]:
    """The latest word of each who has spoken."""
    words = _of(held, ReunificationConsent)
    rows = []
    for who in sorted({one.fact.who for one in words}):
        own = standing([one for one in words if one.fact.who == who])
        given = all(one.fact.is_given for one in own)
        rows.append(
            {"id": who, "who": who, "is_given": given, "remark": own[0].fact.remark, "said_at": own[0].happened_at}
        )
    return rows


def destination_of(held: Sequence[Held]) -> dict[str, str]:
    """What each who looked at it found last; what cannot be read counts as fear, and so does a word beside another."""
    words = _of(held, DestinationLookedAt)
    found = {}
    for who in sorted({one.actor for one in words}):
        own = standing([one for one in words if one.actor == who])
        found[who] = SAFE if all(one.fact.found == SAFE for one in own) else FEAR
    return found


def _step(row: Row, consents: Sequence[Row]) -> str:
    """What comes next, in a code."""
    if row["arrived_on"]:
        return "follow_up" if row["due_at"] else "done"
    if row["is_held"]:
        return "held"
    if FEAR in row["destination"].values():
        return "feared"
    if {one["who"] for one in consents} < set(CONSENTERS):
        return "consent"
    if not row["is_allowed"]:
        return "authority"
    if len(row["destination"]) < DESTINATION_PEOPLE:
        return "destination"
    return "arrival" if row["planned_on"] else "travel"


def _next_visit(arrived: Sequence[Held], seen: int) -> datetime | None:
    if not arrived or seen >= len(FOLLOW_UPS):
        return None
    try:
        since = datetime.combine(datetime.fromisoformat(arrived[0].fact.on).date(), time(12), UTC)
    except ValueError:
        since = arrived[0].happened_at  # whatever a fact says, the file keeps its rows
    return since + FOLLOW_UPS[seen]


def _of(held: Sequence[Held], kind: type) -> list[Held]:
    return [one for one in held if isinstance(one.fact, kind)]


def _standing(held: Sequence[Held], kind: type) -> list[Held]:
    return standing(_of(held, kind))
