"""What may have happened in a case. Only the agency's own stream holds any of it; it leaves for nobody.

What was written or told is sealed to the case's compartment, and those bytes stand under the case's own key, so that
an erasure takes both. Outside the seal stand codes, days and ids alone. Every field has a default.
"""

from typing import Any, ClassVar

from safeconduct.kernel.facts import Fact

CONFIDENTIAL = "confidential"  # as in screening: no table of the exchange names this stream


class CaseFact(Fact, frozen=True, kw_only=True):
    """Something in a case."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "case"


class Worded(CaseFact, frozen=True, kw_only=True):
    """Something with words: `sealed` to the key `sealed_to` of the compartment, bound to the random id `sealed_as`."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"sealed", "sealed_as", "sealed_to"})

    sealed: bytes = b""
    sealed_as: str = ""
    sealed_to: str = ""


class CaseOpened(Worded, frozen=True, kw_only=True):
    """A case of one compartment. `file` and `child` are where it came from; `supervisor` may follow."""

    NAMED: ClassVar[frozenset[str]] = Worded.NAMED | {"reference", "file", "child"}

    compartment: str = ""
    priority: str = ""
    owner: str = ""
    supervisor: str = ""
    consent: str = ""
    reference: str = ""
    file: str = ""
    child: str = ""


class StepTaken(Worded, frozen=True, kw_only=True):
    """A note, plan, incident, safety plan or conference; `corrects` is the entry it stands instead of."""

    kind: str = ""
    corrects: str = ""


class ActionPlanned(Worded, frozen=True, kw_only=True):
    """Somebody is to do something by a day (ISO)."""

    action: str = ""
    by: str = ""
    due: str = ""


class ActionSettled(Worded, frozen=True, kw_only=True):
    """An action is done, or dropped."""

    action: str = ""
    outcome: str = ""
    on: str = ""


class VisitPlanned(Worded, frozen=True, kw_only=True):
    """A visit is to be on a day (ISO)."""

    visit: str = ""
    on: str = ""


class VisitSettled(Worded, frozen=True, kw_only=True):
    """The visit was held, missed or cancelled; a visit that nobody planned is held too."""

    visit: str = ""
    outcome: str = ""
    on: str = ""


class SignedOff(Worded, frozen=True, kw_only=True):
    """The supervisor stands by a step, or gives it back. Whether they are a second person, the projection judges."""

    step: str = ""
    granted: bool = False


class CaseDirected(CaseFact, frozen=True, kw_only=True):
    """How urgent it is, who supervises it, whether the person consents; what is empty stays as it was."""

    priority: str = ""
    supervisor: str = ""
    consent: str = ""


class HandOverOffered(Worded, frozen=True, kw_only=True):
    """The case is offered to another caseworker, with a note for them."""

    offer: str = ""
    to: str = ""


class HandOverAnswered(Worded, frozen=True, kw_only=True):
    """The other took the case, or did not."""

    offer: str = ""
    to: str = ""
    accepted: bool = False


class CaseReassigned(CaseFact, frozen=True, kw_only=True):
    """The case was given to another caseworker without their asking: its own cannot hand it over."""

    to: str = ""
    reason: str = ""


class ClosingProposed(Worded, frozen=True, kw_only=True):
    """The case is to be closed, once the supervisor stands by it; `tries` is how often contact was tried."""

    reason: str = ""
    tries: int = 0


class CaseReopened(CaseFact, frozen=True, kw_only=True):
    """The case is open again; `closings` names the entries taken back."""

    closings: tuple[str, ...] = ()


class StepWithdrawn(CaseFact, frozen=True, kw_only=True):
    """Steps do not count, and their words go for good. That they were taken, and why not any more, stays."""

    ERASES_WORDS: ClassVar[bool] = True

    entries: tuple[str, ...] = ()
    reason: str = ""


class CasePrinted(CaseFact, frozen=True, kw_only=True):
    """Whoever has the case, or supervises it, printed it."""

    reason: str = ""


class CaseErased(CaseFact, frozen=True, kw_only=True):
    """What names the person and every word was removed; codes and days stay as numbers."""

    ERASES: ClassVar[bool] = True

    reason: str = ""


class CapacitySaid(Fact, frozen=True, kw_only=True):
    """How many cases a caseworker bears."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "caseworker"

    user: str = ""
    capacity: int = 0


FACTS: tuple[Any, ...] = (
    CaseOpened, StepTaken, ActionPlanned, ActionSettled, VisitPlanned, VisitSettled, SignedOff, CaseDirected,
    HandOverOffered, HandOverAnswered, CaseReassigned, ClosingProposed, CaseReopened, StepWithdrawn, CasePrinted,
    CaseErased, CapacitySaid,
)  # fmt: skip
