"""What rules, projection and queries must judge alike: the states of an agreement, and what is in force on a day."""

from collections.abc import Mapping
from datetime import date, timedelta

from safeconduct.kernel.transitions import Transitions, drawn

DRAFT, IN_FORCE, SUSPENDED, ENDED = "draft", "in_force", "suspended", "ended"
AGREEMENT_TRANSITIONS: Transitions = {
    DRAFT: frozenset({IN_FORCE, ENDED}),
    IN_FORCE: frozenset({SUSPENDED, ENDED}),
    SUSPENDED: frozenset({IN_FORCE, ENDED}),
    ENDED: frozenset(),
}
# People who did not know of each other moved it differently: the state under which less is shared is in force.
STRICTNESS: Mapping[str, int] = {IN_FORCE: 1, DRAFT: 2, SUSPENDED: 3, ENDED: 4}

NOT_YET, LAPSED, EXPIRING = "not_yet", "lapsed", "expiring"
WARN_BEFORE = timedelta(days=30)  # assumption: a month to renew an agreement; memoranda are reminded at 90 and 30 days

FOCAL_POINT, DEPUTY = "focal_point", "deputy"
PARTS = (FOCAL_POINT, DEPUTY)


def agreement_diagram() -> str:
    """The agreement's transition table as a Mermaid state diagram, for the documentation."""
    return drawn(AGREEMENT_TRANSITIONS)


def standing_on(day: str, *, state: str, valid_from: str, valid_until: str) -> str:
    """How an agreement stands on a day (ISO): its state, or not_yet, lapsed, or expiring while still in force."""
    if state != IN_FORCE:
        return state
    if not valid_from or valid_from > day:
        return NOT_YET
    if not valid_until or valid_until < day:
        return LAPSED
    soon = (date.fromisoformat(day) + WARN_BEFORE).isoformat()
    return EXPIRING if valid_until <= soon else IN_FORCE


def is_in_force(day: str, *, state: str, valid_from: str, valid_until: str) -> bool:
    """Whether an agreement lets anything be shared on a day."""
    return standing_on(day, state=state, valid_from=valid_from, valid_until=valid_until) in (IN_FORCE, EXPIRING)
