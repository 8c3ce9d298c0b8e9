"""Which steps wait for the supervisor, which stand, which were given back; and so, whether a case is closed."""

from collections.abc import Sequence
from typing import Any

from safeconduct.domains.cases.facts import CaseReopened, ClosingProposed, SignedOff, StepTaken
from safeconduct.domains.cases.states import RETURNED, SAFETY_PLAN, SIGN_WAITS, SIGNED_OFF
from safeconduct.kernel.facts import Held, Row


def of_kind(held: Sequence[Held], *kinds: type) -> list[Held]:
    """Those of these types."""
    return [one for one in held if isinstance(one.fact, kinds)]


def needs_signature(fact: Any) -> bool:
    """Whether a second person has to stand by this."""
    return isinstance(fact, ClosingProposed) or (isinstance(fact, StepTaken) and fact.kind == SAFETY_PLAN)


def signature_of(step: Held, answers: Sequence[Held]) -> Row:
    """The answer of a second person. Given back by anyone, a step is given back; nobody signs their own."""
    if not needs_signature(step.fact):
        return {"sign": "", "signed_by": "", "signed_at": None}
    given = [one for one in answers if one.fact.step == step.ref and one.actor != step.actor]
    given.sort(key=lambda one: (one.fact.granted, one.clock, one.ref))
    if not given:
        return {"sign": SIGN_WAITS, "signed_by": "", "signed_at": None}
    first = given[0]
    sign = SIGNED_OFF if first.fact.granted else RETURNED
    return {"sign": sign, "signed_by": first.actor, "signed_at": first.happened_at}


def standing_closings(live: Sequence[Held]) -> list[tuple[Held, Row]]:
    """The proposals to close that nobody took back or gave back, the latest first, each with its signature."""
    gone = {ref for one in of_kind(live, CaseReopened) for ref in one.fact.closings}
    answers = of_kind(live, SignedOff)
    found = [one for one in of_kind(live, ClosingProposed) if one.ref not in gone]
    found.sort(key=lambda one: (one.clock, one.ref), reverse=True)
    pairs = [(one, signature_of(one, answers)) for one in found]
    return [(one, signature) for one, signature in pairs if signature["sign"] != RETURNED]
