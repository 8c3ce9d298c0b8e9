"""Rules of deprivations of liberty: what was done is written down, whatever it was; nothing here allows it.

A ground that no table knows, a child, a death: none of these is refused, all of them rise. What is checked is whether
the record can be true: its dates, its codes, its words.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.liberty.bases import GROUNDS, review_within
from safeconduct.domains.liberty.commands import (
    AcknowledgeAlarms,
    CorrectDeprivation,
    EraseLiberty,
    GiveConsularNotice,
    MoveDeprivation,
    RecordConsularNotice,
    RecordDeprivation,
    ReviewDeprivation,
    VoidDeprivation,
)
from safeconduct.domains.liberty.facts import (
    AlarmAcknowledged,
    ConsularNoticeGiven,
    DeprivationCorrected,
    DeprivationRecorded,
    DeprivationReviewed,
    DeprivationVoided,
    LibertyErased,
    LibertyMoved,
    SaidInWords,
)
from safeconduct.domains.liberty.rules.refusals import (
    check_code,
    check_codes,
    check_ids,
    check_past,
    check_post,
    clean_words,
    reason_of,
)
from safeconduct.domains.liberty.states import (
    ANSWERS,
    ASKED,
    ASKED_IN_WRITING,
    AUTHORITIES,
    CONSULAR,
    CONTINUED,
    DONE,
    FACILITIES,
    GIVEN_BY_OTHERS,
    GIVEN_HERE,
    INTERPRETERS,
    LAWYER,
    MINORS,
    MOVES,
    OUTCOMES,
    REVIEWERS,
    SEEN,
    TRANSFERRED,
    VOID_REASONS,
    liberty_of,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text

CODES: Mapping[str, tuple[str, ...]] = {
    "ground": GROUNDS, "authority": AUTHORITIES, "facility": FACILITIES, "told_reasons": ANSWERS,
    "told_rights": ANSWERS, "lawyer": LAWYER, "interpreter": INTERPRETERS, "vulnerability": ANSWERS,
    "minor": MINORS, "consular": CONSULAR,
}  # fmt: skip
LONGEST_LANGUAGE = 16


class LibertyState(msgspec.Struct, frozen=True, kw_only=True):
    """The record as it stands, and the deprivation that a command names. `agency` is the one it is shared with;
    `is_held_for_review`: protection has to hear this person."""

    agency: str = ""
    exists: bool = False
    is_registered: bool = True
    is_erased: bool = False
    deprivation: bool = False
    is_open: bool = False
    counts: bool = False
    since: datetime | None = None
    consular: str = ""
    minor: str = ""  # as the record or the register says; empty where neither does
    is_held_for_review: bool = False
    alarms: frozenset[str] = frozenset()
    assessments: frozenset[str] = frozenset()
    has_no_means: bool = False
    alternative: str = ""  # the kind of the one named
    alternative_open: bool = False


def decide_record_deprivation(command: RecordDeprivation, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: malformed_id, unknown_code, when, no_description, kernel.text's codes. NotAllowed: not_at_this_post.
    Conflict: exists."""
    check_ids(command.person, command.deprivation, *filter(None, (command.crossing,)))
    check_post(command.post, here)
    if state.deprivation:
        raise Conflict("liberty.exists")
    said = _checked({name: getattr(command, name) for name in CODES})
    said["minor"] = _doubted(command.minor, state.minor)
    words = clean_words(command.words)
    if not command.is_registered and not words.get("description"):
        raise Refused("liberty.no_description", field="description")
    fact = DeprivationRecorded(
        agency=state.agency, person=command.person, deprivation=command.deprivation, post=command.post,
        crossing=command.crossing, is_registered=command.is_registered, language=_language(command.language),
        since=check_past(command.since, here, field="since"),
        seen_at_entry=check_codes("seen_at_entry", command.seen_at_entry, SEEN), **said,
    )  # fmt: skip
    touches = tuple(filter(None, (command.person if command.is_registered else "", command.crossing)))
    return [
        About(liberty_of(command.person), fact, touches=touches),
        *said_in_words(command, command.deprivation, words),
    ]


def _doubted(said: str, known: str) -> str:
    """In doubt a child: what the form says is grown up, and the register a child, may be one."""
    if known not in ("yes", "maybe") or said in ("yes", "maybe"):
        return said
    return "maybe" if said == "no" else known


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in given.items():
        check_code(name, value, CODES[name])
    return dict(given)


def _language(text: str) -> str:
    return clean_text(text, kind="code", limit=LONGEST_LANGUAGE, field="language").stored


def said_in_words(command: Any, about_what: str, words: dict[str, str]) -> list[About]:
    return [About(liberty_of(command.person), SaidInWords(about=about_what, words=words))] if words else []


def decide_correct_deprivation(command: CorrectDeprivation, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code, unknown_field, when, no_reason. NotFound: no_such_deprivation."""
    _check_known(state)
    changes = dict(command.changes)
    seen, language = changes.pop("seen_at_entry", None), changes.pop("language", None)
    if set(changes) - set(CODES):
        raise Refused("liberty.unknown_field")
    said = _checked(changes)
    if seen is not None:
        said["seen_at_entry"] = check_codes("seen_at_entry", seen, SEEN)
    if language is not None:
        said["language"] = _language(str(language))
    if command.since is not None:
        said["since"] = check_past(command.since, here, field="since")
    words = {**clean_words(command.words), "correction": reason_of(command.reason, field="reason")}
    return [
        about(command, DeprivationCorrected, state, deprivation=command.deprivation, **said),
        *said_in_words(command, command.deprivation, words),
    ]


def decide_void_deprivation(command: VoidDeprivation, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_deprivation. Conflict: ended, where it counts for nothing already."""
    _check_known(state)
    check_code("reason", command.reason, VOID_REASONS)
    if not state.counts:
        raise Conflict("liberty.ended")
    return [about(command, DeprivationVoided, state, deprivation=command.deprivation, reason=command.reason)]


def decide_review_deprivation(command: ReviewDeprivation, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code, when, next_review, no_reason. NotFound: no_such_deprivation. Conflict: ended."""
    _check_open(state)
    check_ids(command.review)
    check_code("outcome", command.outcome, OUTCOMES)
    check_code("by", command.by, REVIEWERS)
    at = check_past(command.at, here, field="at", after=state.since)
    next_at = _next_review(command, at, state) if command.outcome == CONTINUED else None
    why = reason_of(command.why, field="why")
    fact = about(
        command, DeprivationReviewed, state, deprivation=command.deprivation, review=command.review, at=at,
        by=command.by, outcome=command.outcome, next_at=next_at,
    )  # fmt: skip
    return [fact, *said_in_words(command, command.review, {"why": why})]


def _next_review(command: ReviewDeprivation, at: datetime, state: LibertyState) -> datetime:
    """Sooner than the table may be chosen, later never. Refused: next_review (field, most: days)."""
    most = review_within(at - (state.since or at))
    given = command.next_at if command.next_at is not None else at + most
    if given.tzinfo is None or not at < given <= at + most:
        raise Refused("liberty.next_review", field="next_at", most=most.days)
    return given


def decide_move_deprivation(command: MoveDeprivation, state: LibertyState, here: Circumstances) -> list[About]:
    """Refused: unknown_code, when. NotFound: no_such_deprivation. Conflict: ended."""
    _check_open(state)
    check_code("move", command.move, MOVES)
    at = check_past(command.at, here, field="at", after=state.since)
    facility = ""
    if command.move == TRANSFERRED:
        check_code("facility", command.facility, FACILITIES)
        facility = command.facility
    where = clean_text(command.where, kind="free", limit=120, field="where").stored
    fact = about(
        command, LibertyMoved, state, deprivation=command.deprivation, move=command.move, at=at, facility=facility
    )
    return [fact, *said_in_words(command, command.deprivation, {"where": where} if where else {})]


def decide_give_consular_notice(command: GiveConsularNotice, state: LibertyState, here: Circumstances) -> list[About]:
    """Only because the person asks (Vienna Convention on Consular Relations, article 36(1)(b)). Refused:
    not_asked_for, no_reason (whom). NotFound: no_such_deprivation. Conflict: ended."""
    _check_open(state)
    if state.consular not in (ASKED, ASKED_IN_WRITING):
        raise Refused("liberty.not_asked_for", field="whom")
    whom = reason_of(command.whom, field="whom")
    fact = about(command, ConsularNoticeGiven, state, deprivation=command.deprivation, at=here.happened_at,
                  way=GIVEN_HERE)  # fmt: skip
    return [fact, *said_in_words(command, command.deprivation, {"consulate": whom})]


def decide_record_consular_notice(
    command: RecordConsularNotice, state: LibertyState, here: Circumstances
) -> list[About]:
    """What others did is written down; against a person whom protection has to hear, it rises. Refused: when,
    no_reason (whom). NotFound: no_such_deprivation."""
    _check_known(state)
    whom = reason_of(command.whom, field="whom")
    fact = about(
        command, ConsularNoticeGiven, state, deprivation=command.deprivation, way=GIVEN_BY_OTHERS,
        at=check_past(command.at, here, field="at"),
        despite_hold=state.is_held_for_review and state.consular != ASKED_IN_WRITING,
    )  # fmt: skip
    return [fact, *said_in_words(command, command.deprivation, {"consulate": whom})]


def decide_acknowledge_alarms(command: AcknowledgeAlarms, state: LibertyState, here: Circumstances) -> list[About]:
    """Each alarm is named, and what was done. Refused: no_such_alarm, nothing_done, unknown_code."""
    if not command.alarms or not set(command.alarms) <= state.alarms:
        raise Refused("liberty.no_such_alarm", field="alarms")
    done = check_codes("done", command.done, DONE)
    if not done:
        raise Refused("liberty.nothing_done", field="done")
    alarms = tuple(sorted(set(command.alarms)))
    remark = clean_text(command.remark, kind="note", field="remark").stored
    return [
        about(command, AlarmAcknowledged, state, alarms=alarms, done=done),
        *said_in_words(command, alarms[0], {"done": remark} if remark else {}),
    ]


def decide_erase_liberty(command: EraseLiberty, state: LibertyState, here: Circumstances) -> list[About]:
    """NotFound: no_record. Refused: is_registered, where somebody asks for a person of the register alone."""
    if not state.exists:
        raise NotFound("liberty.no_record")
    if state.is_registered and "system" not in here.roles:
        raise Refused("liberty.is_registered")
    return [] if state.is_erased else [about(command, LibertyErased, state)]


def about(command: Any, kind: Any, state: LibertyState, /, **said: Any) -> About:
    return About(liberty_of(command.person), kind(agency=state.agency, person=command.person, **said))


def _check_known(state: LibertyState) -> None:
    if not state.deprivation:
        raise NotFound("liberty.no_such_deprivation")


def _check_open(state: LibertyState) -> None:
    _check_known(state)
    if not state.is_open:
        raise Conflict("liberty.ended")
