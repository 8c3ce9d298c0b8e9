"""Rules of an agency's files: an opened entry, an interview, what follows from both, and how a need is settled.

They run on the agency's node alone; what a post holds of all this is bytes that it cannot open.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.screening.commands import (
    EraseFile,
    HoldInterview,
    OpenFile,
    ReassessNeeds,
    SettleNeed,
    TakeIn,
)
from safeconduct.domains.screening.facts import (
    AnswersTaken,
    FileErased,
    FileOpened,
    InterviewHeld,
    NeedSettled,
    NeedsFound,
)
from safeconduct.domains.screening.rules.card import Card
from safeconduct.domains.screening.rules.instrument import Instrument, kept_answers
from safeconduct.domains.screening.rules.needs import Need
from safeconduct.domains.screening.rules.reading import Rules, outcome_of
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About, Fact
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text

REFUSALS = {
    "screening.agency_only": "files are kept on a protection agency's node and nowhere else",
    "screening.no_such_file": "this node holds no such file",
    "screening.file_erased": "what the file said was erased",
    "screening.no_such_need": "the file has no such need",
    "screening.nothing_answered": "an interview without any answer",
    "screening.older_instrument": "the form was drawn from an older release of the interview",
    "screening.not_a_number": "a number is needed",
    "screening.no_consent_to_keep": "the person does not agree that the interview is kept",
}

OUTCOMES = ("provided", "referred", "declined", "not_needed", "not_reached")
ERASURE_REASONS = ("person_asked", "kept_long_enough", "unlawful", "ordered")
ABOUT = ("token", "post", "post_name", "day", "person", "group", "minor", "sex", "age_band", "note")
LONGEST_ABOUT = 300


class FileState(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules depend on: the file as it stands, and the tables in force. `due` is each need's limit so far."""

    rules: Rules
    instrument: Instrument
    pictures: Card
    exists: bool = False
    erased: bool = False
    about: dict[str, str] = {}
    card: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    answers: dict[str, Any] = {}
    due: dict[str, datetime] = {}
    rows: dict[str, tuple[str, ...]] = {}  # need -> the rows that are its reasons


def file_of(content: Mapping[str, Any], entry: str) -> str:
    """The file an opened entry belongs to: of the person where one is named, else of the entry itself."""
    person = str(content.get("person", ""))
    return derived_id("protection file", person if is_id(person) else entry)


def decide_take_in(command: TakeIn, state: FileState, here: Circumstances) -> list[About]:
    """The file, the answers and what follows. Codes that this version does not know are left out, not guessed."""
    if state.erased:
        return []  # the person is gone from here; what was sealed earlier does not bring them back
    known = {one.code for one in state.pictures.items}
    card = tuple(one for one in _strings(command.content.get("items")) if one in known)
    seen = tuple(one for one in _strings(command.content.get("cues")) if one in state.pictures.cues)
    taken = AnswersTaken(entry=command.entry, card=card, cues=seen, language=str(command.content.get("language", "")))
    about = _about(command.content)
    facts: list[Fact] = [] if state.exists else [FileOpened(about=about)]
    said_at = _said_at(command.content, here)
    state = msgspec.structs.replace(
        state, about=state.about or about, card=(*state.card, *card), cues=(*state.cues, *seen)
    )
    facts += [taken, _found(state, state.answers, said_at)]
    return [About(command.file, fact) for fact in facts]


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list | tuple) else ()


def _said_at(content: Mapping[str, Any], here: Circumstances) -> datetime:
    """When it was said, for limits run from then; a machine's clock that was ahead does not postpone them."""
    try:
        said = datetime.fromisoformat(str(content.get("at", "")))
    except ValueError:
        return here.now
    return min(said, here.now) if said.tzinfo is not None else here.now


def _about(content: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(content[name])[:LONGEST_ABOUT] for name in ABOUT if content.get(name)}


def decide_open_file(command: OpenFile, state: FileState, here: Circumstances) -> list[About]:
    """A file without a screening before it. Conflict: screening.file_erased. Refused: kernel.text's codes."""
    if state.exists:
        raise Conflict("screening.file_erased" if state.erased else "journal.subject_of_another_kind")
    about = {
        name: clean_text(str(command.about[name]), kind="free", limit=LONGEST_ABOUT, field=name).stored
        for name in ABOUT
        if command.about.get(name)
    }
    return [About(command.file, FileOpened(about=about))]


def decide_hold_interview(command: HoldInterview, state: FileState, here: Circumstances) -> list[About]:
    """The answers that were asked for, and what follows from all that is known now.

    NotFound: no_such_file. Conflict: file_erased, older_instrument. Refused: nothing_answered, no_consent_to_keep,
    and what `kept_answers` refuses.
    """
    _check_open(state)
    if command.version != state.instrument.version:
        raise Conflict("screening.older_instrument", version=state.instrument.version)
    known = {**state.about, "card": list(state.card), "cues": list(state.cues)}
    kept = kept_answers(state.instrument, command.answers, known)
    if not kept:
        raise Refused("screening.nothing_answered")
    if kept.get("consent_record") == "no":
        raise Refused("screening.no_consent_to_keep")
    held = InterviewHeld(
        version=command.version, setting=str(kept.get("setting", "")), mediation=str(kept.get("mediation", "")),
        answers=kept,
    )  # fmt: skip
    found = _found(state, {**state.answers, **kept}, here.happened_at)
    return [About(command.file, held), About(command.file, found)]


def decide_reassess_needs(command: ReassessNeeds, state: FileState, here: Circumstances) -> list[About]:
    """By the tables that stand now; limits that ran stay. NotFound: no_such_file. Conflict: file_erased."""
    _check_open(state)
    return [About(command.file, _found(state, state.answers, here.happened_at))]


def decide_settle_need(command: SettleNeed, state: FileState, here: Circumstances) -> list[About]:
    """NotFound: no_such_file, no_such_need. Refused: unknown_code, and what kernel.text refuses."""
    _check_open(state)
    if command.need not in state.rows:
        raise NotFound("screening.no_such_need")
    if command.outcome not in OUTCOMES:
        raise Refused("screening.unknown_code", field="outcome")
    remark = clean_text(command.remark, kind="note", field="remark").stored
    fact = NeedSettled(need=command.need, outcome=command.outcome, rows=state.rows[command.need], remark=remark)
    return [About(command.file, fact)]


def decide_erase_file(command: EraseFile, state: FileState, here: Circumstances) -> list[About]:
    """NotFound: no_such_file. Conflict: file_erased. Refused: unknown_code (words would be kept)."""
    _check_open(state)
    if command.reason not in ERASURE_REASONS:
        raise Refused("screening.unknown_code", field="reason")
    return [About(command.file, FileErased(reason=command.reason))]


def _check_open(state: FileState) -> None:
    if not state.exists:
        raise NotFound("screening.no_such_file")
    if state.erased:
        raise Conflict("screening.file_erased")


def _found(state: FileState, answers: Mapping[str, Any], said_at: datetime) -> NeedsFound:
    """What follows now. A need that stood before keeps the sooner limit: asking again grants no time."""
    everything = {**state.about, "card": list(state.card), "cues": list(state.cues), **answers}
    outcome = outcome_of(state.rules, everything, said_at)
    return NeedsFound(
        versions=state.rules.versions,
        needs=tuple(_told(one, state.due.get(one.need)) for one in outcome.needs),
        categories=tuple(msgspec.to_builtins(one) for one in outcome.categories),
    )


def _told(need: Need, before: datetime | None) -> dict[str, Any]:
    due_at = min(need.due_at, before) if before is not None else need.due_at
    told: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(need, due_at=due_at))
    return told
