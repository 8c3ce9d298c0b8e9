"""Rules of the decision at the line: what each needs, what may follow what, and working off deferred verifications.

No decision here ends in turning anyone away: that is a review of one person (`reviews`), and no officer's decision.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from safeconduct.domains.crossings.commands import CompleteVerification, Decide, UndoDecision
from safeconduct.domains.crossings.facts import DecisionMade, DecisionUndone, VerificationCompleted
from safeconduct.domains.crossings.rules.code_lists import VERIFICATION_OUTCOMES, WAIT_REASONS
from safeconduct.domains.crossings.rules.crossing import CrossingState, check_stands, move_of
from safeconduct.domains.crossings.rules.limits import check_code, cleaned
from safeconduct.domains.crossings.states import (
    ADMIT,
    ADMIT_DEFERRED,
    DECISION_TRANSITIONS,
    DECISIONS,
    LONGEST_WAIT,
    SECOND_LINE,
    UNDO_WITHIN,
    WAIT,
    decision_state,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.transitions import check_moves

REFUSALS = {
    "crossings.decision_needs": "this decision lacks one of its fields",
    "crossings.decision_not_from_here": "the state in force has no way to this decision",
    "crossings.deadline_passed": "the deadline of a verification lies behind now",
    "crossings.deadline_too_far": "the deadline lies more than 90 days ahead",
    "crossings.next_time_passed": "the next time of a wait lies behind now",
    "crossings.wait_too_long": "the next time lies more than two hours ahead",
    "crossings.nothing_to_undo": "no decision of this officer stands",
    "crossings.no_open_verification": "no deferred verification is open",
}

FARTHEST_DEADLINE = timedelta(days=90)  # assumption: the usual length of a short stay

NEEDS_FIELDS: Mapping[str, tuple[str, ...]] = {
    ADMIT: (),
    ADMIT_DEFERRED: ("place", "deadline"),
    SECOND_LINE: (),
    WAIT: ("place", "reason", "next_time"),
}
KEEPS_FIELDS: Mapping[str, tuple[str, ...]] = {**NEEDS_FIELDS, SECOND_LINE: ("place",)}


def is_wait(command: Decide) -> bool:
    """Whether the decision turns people away for now."""
    return command.decision == "wait"


def decide_decision(command: Decide, state: CrossingState, here: Circumstances) -> list[About]:
    """A move of the decision. Refused: unknown_code, decision_needs, deadline_*, next_time_passed, wait_too_long.
    Conflict: decision_not_from_here, voided."""
    check_stands(state, here)
    decision = command.decision
    check_code("decision", decision, DECISIONS)
    given: dict[str, Any] = {
        "place": cleaned(command.place, kind="free", field="place"),
        "deadline": command.deadline,
        "reason": command.reason,
        "next_time": command.next_time,
    }
    for field in NEEDS_FIELDS[decision]:
        if not given[field]:
            raise Refused("crossings.decision_needs", field=field)
    if decision == WAIT:
        check_code("reason", command.reason, WAIT_REASONS)
        _check_next_time(command.next_time, here)
    if decision == ADMIT_DEFERRED:
        _check_deadline(command.deadline, here)
    before = decision_state(state.decision, contested=state.is_contested)
    check_moves(DECISION_TRANSITIONS, before, decision, code="crossings.decision_not_from_here")
    kept = {field: given[field] for field in KEEPS_FIELDS[decision]}
    return [About(command.crossing, DecisionMade(by=move_of(state), decision=decision, **kept), state.persons)]


def decide_undo_decision(command: UndoDecision, state: CrossingState, here: Circumstances) -> list[About]:
    """Take back one's own latest decision. NotFound: nothing_to_undo. Refused: undo_too_late.

    What the owner's node decided is taken back there alone.
    """
    check_stands(state, here)
    own = [move for move in state.moves if move.actor == here.actor and (state.is_owner or not move.by_owner)]
    if not own:
        raise NotFound("crossings.nothing_to_undo")
    latest = max(own, key=lambda move: (move.recorded_at, move.entry))
    if here.now - latest.recorded_at > UNDO_WITHIN:
        raise Refused("crossings.undo_too_late", seconds=int(UNDO_WITHIN.total_seconds()))
    return [About(command.crossing, DecisionUndone(by=move_of(state), entry=latest.entry))]


def decide_complete_verification(
    command: CompleteVerification, state: CrossingState, here: Circumstances
) -> list[About]:
    """Every open verification of the crossing is worked off. Conflict: no_open_verification."""
    check_stands(state, here)
    check_code("outcome", command.outcome, VERIFICATION_OUTCOMES)
    if not state.deferrals:
        raise Conflict("crossings.no_open_verification")
    fact = VerificationCompleted(
        entries=tuple(sorted(deferral.entry for deferral in state.deferrals)),
        outcome=command.outcome,
        remark=cleaned(command.remark, kind="note", field="remark"),
    )
    return [About(command.crossing, fact)]


def _check_next_time(moment: datetime | None, here: Circumstances) -> None:
    moment = _zoned("next_time", moment)
    if moment <= here.now:
        raise Refused("crossings.next_time_passed")
    if moment - here.now > LONGEST_WAIT:
        raise Refused("crossings.wait_too_long", hours=2)


def _check_deadline(moment: datetime | None, here: Circumstances) -> None:
    moment = _zoned("deadline", moment)
    if moment <= here.now:
        raise Refused("crossings.deadline_passed")
    if moment - here.now > FARTHEST_DEADLINE:
        raise Refused("crossings.deadline_too_far", days=FARTHEST_DEADLINE.days)


def _zoned(field: str, moment: datetime | None) -> datetime:
    if moment is None or moment.tzinfo is None:
        raise Refused("crossings.time_without_zone", field=field)
    return moment
