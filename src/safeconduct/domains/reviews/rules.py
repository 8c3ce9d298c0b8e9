"""Rules of reviews: who says what about one person, in which order. Whether anything stands against it, gates decide.

The line has no refusal: a request is answered alike whatever is known, because nothing is read before it is answered.
Sources: 1951 Convention article 33; CAT article 3; ICCPR articles 7 and 13; Protocol 4 ECHR article 4 (no collective
expulsion); OHCHR Recommended Principles and Guidelines at International Borders, guideline 10.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import msgspec

from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    NoteAttempt,
    RaiseHold,
    RefuseEntry,
    ReleaseHold,
    ReportTurnBack,
    RequestRefusal,
    RetractTurnBack,
    ReviewAtSecondLine,
    WithdrawRefusal,
)
from safeconduct.domains.reviews.facts import (
    AttemptStopped,
    ClearanceGiven,
    EntryRefused,
    HoldExplained,
    HoldRaised,
    HoldReleased,
    RefusalCarriedOut,
    RefusalRequested,
    RefusalWithdrawn,
    SecondLineReviewed,
    TurnBackReported,
    TurnBackRetracted,
)
from safeconduct.domains.reviews.states import (
    CAUSES,
    GROUNDS,
    MOST_PEOPLE,
    NOT_MET,
    REFUSED,
    RETRACTIONS,
    SECOND_LINE_ANSWERS,
    SOURCES,
    SPLITS,
    VALID_FOR,
    WHAT_IT_SAW,
    WITHDRAWN,
    review_of,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import OTHER, OWNER, About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

SENT_FOR_REVIEW = "reviews.sent_for_review"
NOT_AVAILABLE = "reviews.not_available"
REFUSALS = {
    SENT_FOR_REVIEW: "a gate stopped something adverse; everyone reads the same",
    NOT_AVAILABLE: "return, transfer and readmission do not exist here yet",
    "reviews.malformed_id": "an id is not one of ours",
    "reviews.unknown_code": "a code is not in its list",
    "reviews.not_at_this_post": "a request is made where the person stands",
    "reviews.nothing_asked": "nobody asked that this person be refused",
    "reviews.not_reviewed": "the second line has not said that the conditions of entry are not met",
    "reviews.same_person": "one person cannot be both second line and protection",
    "reviews.not_refused": "no refusal stands",
    "reviews.unknown_hold": "there is no such hold, or it is released",
    "reviews.not_all_seen": "protection did not say that it saw all it has to see",
    "reviews.no_such_post": "this node knows no such post",
    "reviews.no_such_day": "a day that is none, or has not begun",
    "reviews.people": "the number of people is out of range",
    "reviews.no_such_report": "this node holds no such report, or it does not count any more",
    "reviews.clearance_exists": "a clearance of this number was given already",
}


class ReviewState(msgspec.Struct, frozen=True, kw_only=True):
    """A review as it stands. `agency` is the one it is shared with, `keeps_causes` whether this is that agency's node;
    `flags` are those of the person that this node knows of, up or down."""

    agency: str = ""
    keeps_causes: bool = False
    exists: bool = False
    is_owner: bool = False
    is_open: bool = False
    state: str = ""
    is_contested: bool = False
    post: str = ""
    crossing: str = ""
    ground: str = ""
    answer: str = ""
    reviewed_by: str = ""
    clearance: str = ""
    open_holds: frozenset[str] = frozenset()
    clearances: dict[str, str] = {}  # which there are, and who gave each
    flags: tuple[str, ...] = ()


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """With which agency reviews are shared here: the same for everyone, so that a request reads nothing else."""

    agency: str = ""


def decide_request_refusal(command: RequestRefusal, state: Reader, here: Circumstances) -> list[About]:
    """Sent for review; nothing about the person is read. Refused: malformed_id, unknown_code. NotAllowed:
    not_at_this_post."""
    _check_ids(command.person, command.crossing)
    _check_code("ground", command.ground, GROUNDS)
    if command.post != here.place:
        raise NotAllowed("reviews.not_at_this_post")
    fact = RefusalRequested(
        agency=state.agency, person=command.person, post=command.post, crossing=command.crossing, ground=command.ground
    )
    return [About(review_of(command.person), fact)]


def decide_review_at_second_line(command: ReviewAtSecondLine, state: ReviewState, here: Circumstances) -> list[About]:
    """Refused: unknown_code, same_person. Conflict: nothing_asked."""
    _check_code("answer", command.answer, SECOND_LINE_ANSWERS)
    _check_asked(state)
    if here.actor in state.clearances.values():
        raise Refused("reviews.same_person")
    return [_about(command, SecondLineReviewed, state, answer=command.answer)]


def decide_raise_hold(command: RaiseHold, state: ReviewState, here: Circumstances) -> list[About]:
    """A hold always goes up: before a request, after a refusal, twice. Refused: malformed_id, unknown_code."""
    _check_ids(command.person, command.hold)
    if command.cause:
        _check_code("cause", command.cause, CAUSES)
    found = [_about(command, HoldRaised, state, by=OTHER, hold=command.hold, post=here.place)]
    if command.cause and state.keeps_causes:
        found.append(About(review_of(command.person), HoldExplained(hold=command.hold, cause=command.cause)))
    return found


def decide_release_hold(command: ReleaseHold, state: ReviewState, here: Circumstances) -> list[About]:
    """Each hold is named. Refused: unknown_hold."""
    if not command.holds or not set(command.holds) <= state.open_holds:
        raise Refused("reviews.unknown_hold", field="holds")
    return [_about(command, HoldReleased, state, holds=tuple(sorted(set(command.holds))))]


def decide_give_clearance(command: GiveClearance, state: ReviewState, here: Circumstances) -> list[About]:
    """For a day, for one decision about this person. Refused: malformed_id, unknown_code, not_all_seen, same_person.
    Conflict: nothing_asked, clearance_exists."""
    _check_ids(command.person, command.clearance)
    _check_code("splits", command.splits, SPLITS)
    _check_asked(state)
    if state.reviewed_by == here.actor:
        raise Refused("reviews.same_person")
    if set(command.saw) != set(WHAT_IT_SAW):
        raise Refused("reviews.not_all_seen", field="saw")
    if command.clearance in state.clearances:
        raise Conflict("reviews.clearance_exists")
    return [
        _about(
            command, ClearanceGiven, state, clearance=command.clearance, saw=WHAT_IT_SAW, splits=command.splits,
            valid_until=here.now + VALID_FOR,
        )
    ]  # fmt: skip


def decide_refuse_entry(command: RefuseEntry, state: ReviewState, here: Circumstances) -> list[About]:
    """Refused: not_reviewed, same_person. Conflict: nothing_asked. What stands against it, the gates have asked."""
    _check_asked(state)
    if state.answer != NOT_MET:
        raise Refused("reviews.not_reviewed")
    if state.clearances.get(command.clearance) == here.actor:
        raise Refused("reviews.same_person")
    return [
        _about(
            command, EntryRefused, state, by=OWNER, clearance=command.clearance, post=state.post,
            crossing=state.crossing, ground=state.ground, flags=state.flags,
        )
    ]  # fmt: skip


def decide_carry_out_refusal(command: CarryOutRefusal, state: ReviewState, here: Circumstances) -> list[About]:
    """Conflict: not_refused."""
    _check_refused(state)
    by = OWNER if state.is_owner else OTHER
    return [_about(command, RefusalCarriedOut, state, by=by, clearance=state.clearance)]


def decide_withdraw_refusal(command: WithdrawRefusal, state: ReviewState, here: Circumstances) -> list[About]:
    """It may always be withdrawn, a request as well as a decision. Conflict: nothing_asked."""
    if not state.is_open and state.state in ("", WITHDRAWN):
        raise Conflict("reviews.nothing_asked")
    by = OWNER if state.is_owner or not state.clearance else OTHER
    return [_about(command, RefusalWithdrawn, state, by=by)]


def decide_note_attempt(command: NoteAttempt, state: ReviewState, here: Circumstances) -> list[About]:
    """Refused: malformed_id."""
    _check_ids(command.person)
    return [_about(command, AttemptStopped, state, what=command.what, principle=command.principle, rows=command.rows)]


class ReportState(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it stands, and the day it is now at the post (empty where there is no such post)."""

    exists: bool = False
    stands: bool = False
    today: str = ""


def decide_report_turn_back(command: ReportTurnBack, state: ReportState, here: Circumstances) -> list[About]:
    """What a source says, beside what the post recorded. Refused: malformed_id, unknown_code, no_such_post,
    no_such_day, people. A report sent twice is one."""
    _check_ids(command.report)
    _check_code("source", command.source, SOURCES)
    if not state.today:
        raise Refused("reviews.no_such_post", field="post")
    if not _is_day(command.day) or command.day > state.today:
        raise Refused("reviews.no_such_day", field="day")
    if not 1 <= command.people <= MOST_PEOPLE:
        raise Refused("reviews.people", field="people", most=MOST_PEOPLE)
    if state.exists:
        return []
    fact = TurnBackReported(post=command.post, day=command.day, people=command.people, source=command.source)
    return [About(command.report, fact)]


def decide_retract_turn_back(command: RetractTurnBack, state: ReportState, here: Circumstances) -> list[About]:
    """It does not count any more, and stays to be read. Refused: unknown_code. NotFound: no_such_report."""
    _check_code("reason", command.reason, RETRACTIONS)
    if not state.stands:
        raise NotFound("reviews.no_such_report")
    return [About(command.report, TurnBackRetracted(reason=command.reason))]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def decide_not_available(command: Any, state: None, here: Circumstances) -> list[About]:
    """Refused: not_available, whoever asks and about whom."""
    raise Refused(NOT_AVAILABLE)


def _about(command: Any, kind: Any, state: ReviewState, **said: Any) -> About:
    return About(review_of(command.person), kind(agency=state.agency, person=command.person, **said))


def _check_asked(state: ReviewState) -> None:
    if not state.exists:
        raise NotFound("reviews.nothing_asked")
    if not state.is_open:
        raise Conflict("reviews.nothing_asked")


def _check_refused(state: ReviewState) -> None:
    if state.state != REFUSED or state.is_contested:
        raise Conflict("reviews.not_refused")


def _check_ids(*ids: str) -> None:
    if not all(is_id(one) for one in ids):
        raise Refused("reviews.malformed_id")


def _check_code(field: str, value: str, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise Refused("reviews.unknown_code", field=field)
