"""What rules, projection and queries must judge alike about a referral: its states, whose they are, and its limits.

Sources: inter-agency referral forms (emergency 24 h, urgent 72 h, normal two weeks); Primero's response time frames
(1 h, 3 h, 1 day, 3 days); IASC inter-agency referral guidance for mental health and psychosocial support (2017).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from safeconduct.kernel.transitions import Transitions, drawn

PROPOSED, SENT, ACCEPTED, REFUSED = "proposed", "sent", "accepted", "refused"
ARRANGED, ARRIVED, GIVEN, CLOSED = "arranged", "arrived", "given", "closed"
EXPIRED, WITHDRAWN, REOPENED, RETURNED = "expired", "withdrawn", "reopened", "returned"
CONTESTED = "contested"
STATES = (
    PROPOSED, SENT, ACCEPTED, ARRANGED, ARRIVED, GIVEN, CLOSED, REFUSED, RETURNED, EXPIRED, WITHDRAWN, REOPENED,
)  # fmt: skip

# Who turns up without an appointment, or before anybody answered, has arrived. A counter-referral (returned) sends the
# person back to the one who referred them, with what they need now.
TRANSITIONS: Transitions = {
    PROPOSED: frozenset({SENT, WITHDRAWN, EXPIRED}),
    SENT: frozenset({ACCEPTED, REFUSED, ARRIVED, WITHDRAWN, EXPIRED}),
    ACCEPTED: frozenset({ARRANGED, ARRIVED, REFUSED, RETURNED, WITHDRAWN, EXPIRED}),
    ARRANGED: frozenset({ARRANGED, ARRIVED, REFUSED, RETURNED, WITHDRAWN, EXPIRED}),
    ARRIVED: frozenset({GIVEN, REFUSED, RETURNED, WITHDRAWN}),
    GIVEN: frozenset({CLOSED, RETURNED}),
    REFUSED: frozenset({REOPENED, CLOSED}),
    RETURNED: frozenset({REOPENED, CLOSED}),
    EXPIRED: frozenset({REOPENED, CLOSED}),
    WITHDRAWN: frozenset({REOPENED}),
    CLOSED: frozenset({REOPENED}),
    REOPENED: frozenset({SENT, WITHDRAWN, EXPIRED}),
    # Somebody has to settle it, whichever way; only sending has a door of its own.
    CONTESTED: frozenset(STATES) - {PROPOSED, SENT},
}

REFERRER, AGENCY = "referrer", "agency"
# A referral is the agency's from the sending until the service is given or the person comes back.
OWNER_OF: Mapping[str, str] = {
    state: AGENCY if state in (SENT, ACCEPTED, ARRANGED, ARRIVED) else REFERRER for state in STATES
}
SIDE_OF_MOVE: Mapping[str, str] = {
    state: AGENCY if state in (ACCEPTED, REFUSED, ARRANGED, ARRIVED, GIVEN, RETURNED) else REFERRER for state in STATES
}

# Moves that contradict each other: in force is the one after which more remains to be done for the person. A refusal is
# above all others, since who is refused needs another place now; one who is looked for twice loses nothing.
PROTECTIVENESS: Mapping[str, int] = {
    CLOSED: 1, WITHDRAWN: 2, EXPIRED: 3, GIVEN: 4, ARRIVED: 5, ARRANGED: 6, ACCEPTED: 7, SENT: 8, PROPOSED: 9,
    REOPENED: 10, RETURNED: 11, REFUSED: 12,
}  # fmt: skip
OPEN = frozenset(STATES) - {CLOSED, WITHDRAWN}
LOOKED_INTO = "looked_into"  # the one answer to a complaint that leaves it open

IMMEDIATE, EMERGENCY, URGENT, NORMAL = "immediate", "emergency", "urgent", "normal"
URGENCIES = (IMMEDIATE, EMERGENCY, URGENT, NORMAL)


def _hours(*numbers: float) -> Mapping[str, timedelta]:
    return {urgency: timedelta(hours=number) for urgency, number in zip(URGENCIES, numbers, strict=True)}


# The service itself: the time frames of the forms; one hour to three days on the way there.
SERVICE_WITHIN = _hours(3, 24, 72, 14 * 24)
ANSWER_WITHIN = _hours(1, 4, 24, 72)  # assumption: a third of the time for the service, rounded to what people can do
SEND_WITHIN = _hours(0.5, 2, 12, 48)  # assumption: half of the time for an answer
FEEDBACK_WITHIN = _hours(24, 72, 168, 168)  # assumption: a week, sooner where it was urgent
EXPIRES_AFTER = _hours(48, 168, 14 * 24, 30 * 24)  # assumption: an appointment older than that is no help any more
APPOINTMENT_GRACE = timedelta(hours=24)  # assumption: who was not seen a day after the appointment has not arrived


def due_at(
    state: str, urgency: str, *, since: datetime, opened_at: datetime, appointment: datetime | None
) -> datetime | None:
    """By when the next thing has to happen; None where nothing is awaited."""
    of = urgency if urgency in URGENCIES else EMERGENCY  # what cannot be read counts as urgent
    if state in (PROPOSED, REOPENED):
        return since + SEND_WITHIN[of]
    if state == SENT:
        return since + ANSWER_WITHIN[of]
    if state == ARRANGED and appointment is not None:
        return appointment + APPOINTMENT_GRACE
    if state in (ACCEPTED, ARRANGED, ARRIVED):
        return max(opened_at + SERVICE_WITHIN[of], since + ANSWER_WITHIN[of])
    if state in (GIVEN, REFUSED, RETURNED, EXPIRED):
        return since + FEEDBACK_WITHIN[of] if state == GIVEN else since + SEND_WITHIN[of]
    return None


def rises_at(due: datetime | None, urgency: str) -> tuple[datetime | None, datetime | None]:
    """When one that is overdue rises to the coordinator, and when to oversight."""
    if due is None:
        return None, None
    late = ANSWER_WITHIN[urgency if urgency in URGENCIES else EMERGENCY]  # assumption: the time for an answer once more
    return due + late, due + 3 * late


def level_of(now: datetime, *, due: datetime | None, coordinator: datetime | None, oversight: datetime | None) -> str:
    """Who must look: nobody yet (empty), the `desk`, the `coordinator`, then `oversight`."""
    for moment, level in ((oversight, "oversight"), (coordinator, "coordinator"), (due, "desk")):
        if moment is not None and moment < now:
            return level
    return ""


def state_name(state: str | None, *, contested: bool) -> str:
    """The state from which the transition table is read."""
    return CONTESTED if contested else state or PROPOSED


def moves_from(state: str, sides: Iterable[str]) -> list[str]:
    """The moves that these sides may make from a state, sending aside, in the order of the states."""
    mine = frozenset(sides)
    return [
        to for to in STATES if to in TRANSITIONS.get(state, frozenset()) and to != SENT and SIDE_OF_MOVE[to] in mine
    ]


def referral_diagram() -> str:
    """The referral's transition table as a Mermaid state diagram, for the documentation."""
    return drawn({state: to for state, to in TRANSITIONS.items() if state != CONTESTED})
