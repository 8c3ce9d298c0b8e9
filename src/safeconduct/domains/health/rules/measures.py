"""Rules of isolation and ambulance. Care, not custody: it ends by itself unless somebody looks at it anew, a child has
somebody of its own beside it, and what was ordered names the order and how to object (IHR articles 31, 32 and 43)."""

from datetime import datetime, timedelta

import msgspec

from safeconduct.domains.health.commands import (
    BeginIsolation,
    CallAmbulance,
    EndIsolation,
    MoveAmbulance,
    ReviewIsolation,
)
from safeconduct.domains.health.facts import (
    AmbulanceCalled,
    AmbulanceMoved,
    IsolationBegun,
    IsolationEnded,
    IsolationReviewed,
)
from safeconduct.domains.health.rules.refusals import check_code, check_ids, check_post, check_until
from safeconduct.domains.health.states import (
    AGREED,
    ISOLATION_ENDS,
    LONGEST_ISOLATION,
    MOVES,
    ORDERED,
    PLACES,
    STEPS,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text


class IsolationState(msgspec.Struct, frozen=True, kw_only=True):
    """An isolation as it stands."""

    exists: bool = False
    ended: bool = False


class AmbulanceState(msgspec.Struct, frozen=True, kw_only=True):
    """A call as it stands; `step` is where the ambulance is."""

    exists: bool = False
    step: str = ""


def decide_begin_isolation(command: BeginIsolation, state: IsolationState, here: Circumstances) -> list[About]:
    """Refused: malformed_id, unknown_code, nobody, until, child_alone, no_order. NotAllowed: not_at_this_post.
    Conflict: isolation_ended where it was begun already."""
    check_ids(command.isolation, *filter(None, (command.event, command.crossing, command.person, command.companion)))
    check_post(command.post, here)
    if state.exists:
        raise Conflict("health.isolation_ended")
    check_code("at", command.at, PLACES)
    check_code("basis", command.basis, (AGREED, ORDERED))
    if not command.crossing and not command.person:
        raise Refused("health.nobody", field="person")
    if command.is_child and not command.companion:
        raise Refused("health.child_alone", field="companion")
    order = clean_text(command.order, kind="note", field="order").stored
    if command.basis == ORDERED and not order:
        raise Refused("health.no_order", field="order")
    fact = IsolationBegun(
        event=command.event, post=command.post, crossing=command.crossing, person=command.person,
        companion=command.companion, at=command.at, basis=command.basis,
        until=_until(command.hours, here), order=order,
    )  # fmt: skip
    touches = tuple(filter(None, (command.crossing, command.person, command.companion)))
    return [About(command.isolation, fact, touches=touches)]


def decide_review_isolation(command: ReviewIsolation, state: IsolationState, here: Circumstances) -> list[About]:
    """Refused: until, no_basis. NotFound: no_such_isolation. Conflict: isolation_ended."""
    _check_goes_on(state)
    why = clean_text(command.why, kind="note", field="why").stored
    if not why:
        raise Refused("health.no_basis", field="why")
    return [About(command.isolation, IsolationReviewed(until=_until(command.hours, here), why=why))]


def decide_end_isolation(command: EndIsolation, state: IsolationState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_isolation. Conflict: isolation_ended."""
    _check_goes_on(state)
    check_code("reason", command.reason, ISOLATION_ENDS)
    return [About(command.isolation, IsolationEnded(reason=command.reason))]


def _until(hours: int, here: Circumstances) -> datetime:
    return check_until(here.happened_at + timedelta(hours=min(max(hours, 0), 10_000)), here, LONGEST_ISOLATION)


def _check_goes_on(state: IsolationState) -> None:
    if not state.exists:
        raise NotFound("health.no_such_isolation")
    if state.ended:
        raise Conflict("health.isolation_ended")


def decide_call_ambulance(command: CallAmbulance, state: AmbulanceState, here: Circumstances) -> list[About]:
    """Nothing is asked that would hold the call up: at the most nobody is named. Refused: malformed_id.
    NotAllowed: not_at_this_post."""
    named = tuple(filter(None, (command.crossing, command.person)))
    check_ids(command.ambulance, *named)
    check_post(command.post, here)
    if state.exists:
        return []
    fact = AmbulanceCalled(
        post=command.post, local_day=here.local_day, crossing=command.crossing, person=command.person
    )
    return [About(command.ambulance, fact, touches=named)]


def decide_move_ambulance(command: MoveAmbulance, state: AmbulanceState, here: Circumstances) -> list[About]:
    """Refused: unknown_code. NotFound: no_such_ambulance. Conflict: wrong_step (step)."""
    if not state.exists:
        raise NotFound("health.no_such_ambulance")
    check_code("step", command.step, STEPS)
    if command.step not in MOVES[state.step]:
        raise Conflict("health.wrong_step", step=state.step)
    where = clean_text(command.where, kind="free", limit=120, field="where").stored
    return [About(command.ambulance, AmbulanceMoved(step=command.step, where=where))]
