"""Rules of the task: opened for everyone who comes, kept open by whatever prevented asking, done when all were asked.

Nothing here stops an admission: a task that is open has no bearing on any decision at the line.
"""

from collections import Counter

import msgspec

from safeconduct.domains.screening.commands import (
    EndScreening,
    OpenScreening,
    RecordAttempt,
    ResumeScreening,
    SealedAnswers,
)
from safeconduct.domains.screening.facts import (
    ScreeningAttempted,
    ScreeningEnded,
    ScreeningOpened,
    ScreeningResumed,
    ScreeningWidened,
)
from safeconduct.domains.screening.states import (
    ASKED,
    END_REASONS,
    OBSERVED,
    OUTCOMES,
    PLACES,
    WAYS,
    first_limit,
    limit_after,
)
from safeconduct.foundation.access.roles import SYSTEM
from safeconduct.foundation.compartments.facts import Sealed
from safeconduct.foundation.vault.compartments import OVERHEAD_BYTES, SIZE_CLASSES, looks_sealed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

REFUSALS = {
    "screening.malformed_id": "an id is not one of ours",
    "screening.unknown_code": "a code is not in its list",
    "screening.people": "the number of people is out of range",
    "screening.not_at_this_post": "people are pointed out where one sits",
    "screening.no_such_task": "this node holds no such screening",
    "screening.ended": "the screening was ended",
    "screening.not_ended": "there is no end to take back",
    "screening.not_of_this_task": "a person does not belong to this screening",
    "screening.nobody_named": "it is not said who was asked",
    "screening.not_sealed": "answers are not sealed, or not for everyone who was asked",
    "screening.no_compartment": "no protection agency holds the compartment to seal for",
}

INTAKE = "protection"  # the compartment of the agency that reads preliminary screenings
MOST_PEOPLE = 300  # as many as a crossing holds
# One size for everyone's answers: their length, too, says nothing.
SEALED_BYTES = SIZE_CLASSES[0] + OVERHEAD_BYTES


class ScreeningState(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules depend on; `ends` are the entries that ended it and still count."""

    exists: bool = False
    persons: tuple[str, ...] = ()
    people: int = 0
    level: int = 0
    waiting: int = 0
    ends: tuple[str, ...] = ()
    keys: dict[str, str] = {}  # compartment -> the key that stands
    used: frozenset[str] = frozenset()  # ids of entries that are in use: a browser sealed for them


def screening_of(crossing: str) -> str:
    """The screening that belongs to a crossing, on every node."""
    return derived_id("screening", crossing)


def decide_open_screening(command: OpenScreening, state: ScreeningState, here: Circumstances) -> list[About]:
    """Opened, or widened by those who came to it. Refused: malformed_id, people. NotAllowed: not_at_this_post."""
    for one in (command.screening, *command.persons):
        _check_id(one)
    if command.post != here.place and SYSTEM not in here.roles:
        raise NotAllowed("screening.not_at_this_post")
    if not 1 <= command.people <= MOST_PEOPLE or len(command.persons) > MOST_PEOPLE:
        raise Refused("screening.people", most=MOST_PEOPLE)
    if state.exists:
        return _widened(command, state)
    fact = ScreeningOpened(
        post=command.post, local_day=here.local_day, crossing=command.crossing, level=command.level,
        persons=command.persons, people=command.people, language=command.language,
        due_at=first_limit(command.level, here.happened_at),
    )  # fmt: skip
    return [About(command.screening, fact)]


def _widened(command: OpenScreening, state: ScreeningState) -> list[About]:
    new = tuple(one for one in command.persons if one not in state.persons)
    people, level = max(command.people, state.people), max(command.level, state.level)
    if not new and people == state.people and level == state.level:
        return []
    return [About(command.screening, ScreeningWidened(persons=new, people=people, level=level))]


def decide_record_attempt(command: RecordAttempt, state: ScreeningState, here: Circumstances) -> list[About]:
    """What was tried, and the sealed answers of each who was asked.

    NotFound: no_such_task. Conflict: ended. Refused: unknown_code, not_of_this_task, nobody_named, people, not_sealed,
    no_compartment.
    """
    _check_open(state)
    _check_code("outcome", command.outcome, OUTCOMES)
    _check_code("way", command.way, WAYS)
    keeps_open = command.outcome != ASKED
    if keeps_open:
        _check_code("place", command.place, PLACES)
    if not set(command.persons) <= set(state.persons):
        raise Refused("screening.not_of_this_task")
    if not 0 <= command.number <= state.people - len(state.persons):
        raise Refused("screening.people", most=state.people - len(state.persons))
    if not keeps_open and not command.persons and not command.number:
        raise Refused("screening.nobody_named")
    _check_sealed(command, state)
    attempted = ScreeningAttempted(
        persons=command.persons, number=0 if keeps_open else command.number, outcome=command.outcome,
        way=command.way, language=command.language, place=command.place if keeps_open else "",
        due_at=limit_after(command.outcome, here.happened_at),
    )  # fmt: skip
    return [About(command.screening, attempted), *(_sealed(one) for one in command.sealed)]


def _sealed(one: SealedAnswers) -> About:
    fact = Sealed(compartment=one.compartment, key=one.key, content=one.content)
    return About(one.entry, fact)  # touches nothing: neither its id nor its header says about whom it is


def _check_sealed(command: RecordAttempt, state: ScreeningState) -> None:
    """For everyone who was asked, and for a group that was observed, one entry in every compartment: having one means
    nothing. For nobody else any."""
    if command.outcome == ASKED and INTAKE not in state.keys:
        raise Refused("screening.no_compartment")
    asked = len(command.persons) + command.number
    times = asked if command.outcome == ASKED else int(command.outcome == OBSERVED)
    given = Counter(one.compartment for one in command.sealed)
    if given != +Counter(dict.fromkeys(state.keys, times)):
        raise Refused("screening.not_sealed")
    entries = {one.entry for one in command.sealed}
    if len(entries) < len(command.sealed) or entries & state.used:
        raise Refused("screening.not_sealed")
    if not all(_is_rightly_sealed(one, state) for one in command.sealed):
        raise Refused("screening.not_sealed")


def _is_rightly_sealed(one: SealedAnswers, state: ScreeningState) -> bool:
    return is_id(one.entry) and one.key == state.keys.get(one.compartment) and _is_of_the_one_size(one.content)


def _is_of_the_one_size(sealed: bytes) -> bool:
    return looks_sealed(sealed) and len(sealed) == SEALED_BYTES


def decide_end_screening(command: EndScreening, state: ScreeningState, here: Circumstances) -> list[About]:
    """Somebody answers for it that nobody asks any more. NotFound: no_such_task. Refused: unknown_code."""
    _check_open(state)
    _check_code("reason", command.reason, END_REASONS)
    return [About(command.screening, ScreeningEnded(reason=command.reason))]


def decide_resume_screening(command: ResumeScreening, state: ScreeningState, here: Circumstances) -> list[About]:
    """The task is open again. NotFound: no_such_task. Conflict: not_ended."""
    if not state.exists:
        raise NotFound("screening.no_such_task")
    if not state.ends:
        raise Conflict("screening.not_ended")
    return [About(command.screening, ScreeningResumed(ends=state.ends))]


def _check_open(state: ScreeningState) -> None:
    if not state.exists:
        raise NotFound("screening.no_such_task")
    if state.ends:
        raise Conflict("screening.ended")


def _check_id(text: str) -> None:
    if not is_id(text):
        raise Refused("screening.malformed_id")


def _check_code(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise Refused("screening.unknown_code", field=field)
