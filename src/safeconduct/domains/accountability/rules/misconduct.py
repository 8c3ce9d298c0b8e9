"""Cases of misconduct: taken in as they were sealed, acknowledged, followed up, and closed with what was found."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.accountability.commands import (
    AcknowledgeMisconduct,
    CloseMisconduct,
    EraseMisconduct,
    NoteMisconductStep,
    ReopenMisconduct,
    TakeMisconduct,
)
from safeconduct.domains.accountability.facts import (
    MisconductAcknowledged,
    MisconductClosed,
    MisconductErased,
    MisconductReopened,
    MisconductStep,
    MisconductTaken,
)
from safeconduct.domains.accountability.rules.words import check_code, words_of
from safeconduct.domains.accountability.states import (
    COMPLAINT_BY,
    CONDUCT,
    LONGEST_LINE,
    LONGEST_WORDS,
    OUTCOMES,
    SEALED_ABOUT,
    STEPS,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it stands."""

    is_known: bool = False
    is_acknowledged: bool = False
    is_open: bool = True
    is_erased: bool = False


def case_of(entry: str) -> str:
    """The case that a sealed entry becomes."""
    return derived_id("misconduct", entry)


def decide_take_misconduct(command: TakeMisconduct, state: Case, here: Circumstances) -> list[About]:
    """Whatever a post sealed is taken in: what does not fit its list counts as other misconduct, nothing is refused."""
    if state.is_known or command.case != case_of(command.entry):
        return []
    said = command.content
    about, by = _text(said, "about"), _text(said, "by")
    fact = MisconductTaken(
        about=about if about in SEALED_ABOUT else CONDUCT,
        by=by if by in COMPLAINT_BY else COMPLAINT_BY[-1],
        told_at=_moment(_text(said, "at")),
        words=_text(said, "words", LONGEST_WORDS),
        who=_text(said, "who"), where=_text(said, "where"), reach=_text(said, "reach"),
        code=_text(said, "code"), post_name=_text(said, "post_name"),
    )  # fmt: skip
    return [About(command.case, fact)]


def _text(said: dict[str, Any], name: str, limit: int = LONGEST_LINE) -> str:
    value = said.get(name, "")
    return value[:limit] if isinstance(value, str) else ""


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def decide_acknowledge_misconduct(command: AcknowledgeMisconduct, state: Case, here: Circumstances) -> list[About]:
    """Conflict: acknowledged."""
    _check_open(state)
    if state.is_acknowledged:
        raise Conflict("accountability.acknowledged")
    return [About(command.case, MisconductAcknowledged(words=words_of(command.words, "words")))]


def decide_note_misconduct_step(command: NoteMisconductStep, state: Case, here: Circumstances) -> list[About]:
    """Refused: unknown_code, words_missing."""
    _check_open(state)
    check_code("step", command.step, STEPS)
    return [About(command.case, MisconductStep(step=command.step, words=words_of(command.words, "words")))]


def decide_close_misconduct(command: CloseMisconduct, state: Case, here: Circumstances) -> list[About]:
    """Conflict: not_acknowledged: nothing is closed that nobody has taken up. Refused: unknown_code, words_missing."""
    _check_open(state)
    if not state.is_acknowledged:
        raise Conflict("accountability.not_acknowledged")
    check_code("outcome", command.outcome, OUTCOMES)
    return [About(command.case, MisconductClosed(outcome=command.outcome, words=words_of(command.words, "words")))]


def decide_reopen_misconduct(command: ReopenMisconduct, state: Case, here: Circumstances) -> list[About]:
    """Conflict: not_closed."""
    _check_words_are_there(state)
    if state.is_open:
        raise Conflict("accountability.not_closed")
    return [About(command.case, MisconductReopened(words=words_of(command.words, "words")))]


def decide_erase_misconduct(command: EraseMisconduct, state: Case, here: Circumstances) -> list[About]:
    """NotFound: unknown_case. Conflict: not_closed: as long as somebody may be in danger, what was said is needed."""
    if not state.is_known:
        raise NotFound("accountability.unknown_case")
    if state.is_erased:
        return []
    if state.is_open:
        raise Conflict("accountability.close_first")
    return [About(command.case, MisconductErased())]


def _check_open(state: Case) -> None:
    _check_words_are_there(state)
    if not state.is_open:
        raise Conflict("accountability.closed")


def _check_words_are_there(state: Case) -> None:
    if not state.is_known:
        raise NotFound("accountability.unknown_case")
    if state.is_erased:
        raise Conflict("accountability.erased")
