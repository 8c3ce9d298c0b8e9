"""The doors of this room, on the agency's node alone. Words come sealed: `words.sealed_words` makes them so."""

from typing import Any, ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class CaseGiven(Command, frozen=True, kw_only=True):
    """Something asked in a case."""

    case: str


class WordsGiven(CaseGiven, frozen=True, kw_only=True):
    """The same with words, sealed to the compartment. Sealing anew gives other bytes."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"sealed", "sealed_as"})

    sealed: bytes = b""
    sealed_as: str = ""
    sealed_to: str = ""


class OpenCase(WordsGiven, frozen=True, kw_only=True):
    """A case of a compartment, from a confidential file, from a child's, or by itself. `case` is a new id."""

    UNASKED: ClassVar[frozenset[str]] = WordsGiven.UNASKED | {"reference"}  # drawn by chance

    compartment: str
    priority: str
    owner: str
    consent: str
    reference: str
    supervisor: str = ""
    file: str = ""
    child: str = ""


class TakeStep(WordsGiven, frozen=True, kw_only=True):
    """A note, plan, incident, safety plan or conference."""

    kind: str
    corrects: str = ""


class PlanAction(WordsGiven, frozen=True, kw_only=True):
    """Somebody is to do something by a day. `action` is a new id."""

    action: str
    by: str
    due: str


class SettleAction(WordsGiven, frozen=True, kw_only=True):
    """An action is done or dropped."""

    action: str
    outcome: str
    on: str


class PlanVisit(WordsGiven, frozen=True, kw_only=True):
    """A visit on a day. `visit` is a new id."""

    visit: str
    on: str


class SettleVisit(WordsGiven, frozen=True, kw_only=True):
    """A planned visit was held, missed or cancelled; under a new id, one that nobody planned was held."""

    visit: str
    outcome: str
    on: str


class SignOff(WordsGiven, frozen=True, kw_only=True):
    """The supervisor stands by a step that waits, or gives it back. `closes`: that step proposes to close the case."""

    step: str
    granted: bool
    closes: bool = False


class DirectCase(CaseGiven, frozen=True, kw_only=True):
    """Another priority, supervisor or consent; what is empty stays."""

    priority: str = ""
    supervisor: str = ""
    consent: str = ""


class OfferHandOver(WordsGiven, frozen=True, kw_only=True):
    """The caseworker offers the case to another. `offer` is a new id."""

    offer: str
    to: str


class AnswerHandOver(WordsGiven, frozen=True, kw_only=True):
    """Whoever it was offered to takes it, or does not."""

    offer: str
    accepted: bool


class ReassignCase(CaseGiven, frozen=True, kw_only=True):
    """Give the case to another caseworker: its own has left, or cannot hand it over.

    `knowingly`: also where they have as many cases as they bear.
    """

    to: str
    reason: str
    knowingly: bool = False


class ProposeClosing(WordsGiven, frozen=True, kw_only=True):
    """Close the case, once the supervisor stands by it."""

    reason: str
    tries: int = 0


class ReopenCase(CaseGiven, frozen=True, kw_only=True):
    """Open the case again, or take back the proposal to close it."""


class WithdrawStep(CaseGiven, frozen=True, kw_only=True):
    """This step does not count, and its words go for good."""

    step: str
    reason: str


class PrintCase(CaseGiven, frozen=True, kw_only=True):
    """The case goes on paper, for whoever has it or supervises it."""

    reason: str


class EraseCase(CaseGiven, frozen=True, kw_only=True):
    """Remove what names the person, and every word."""

    reason: str


class SayCapacity(Command, frozen=True, kw_only=True):
    """How many cases a caseworker bears. `worker` is `rules.worker_of(user)`."""

    worker: str
    user: str
    capacity: int


def open_case(act: Act, **what: Any) -> Receipt:
    """Open a case. Refusals: `rules.opening`."""
    return submit(act, OpenCase(**what))


def reassign_cases(act: Act, *moves: ReassignCase) -> Receipt:
    """Give cases to other caseworkers in one act. Refusals: `rules.owning`."""
    return submit(act, *moves)
