"""Whose case it is: handing over and taking over, and what happens to all of somebody's cases when they leave."""

from collections.abc import Sequence

import msgspec

from safeconduct.domains.cases.commands import AnswerHandOver, OfferHandOver, ReassignCase, SayCapacity
from safeconduct.domains.cases.facts import CapacitySaid, CaseReassigned, HandOverAnswered, HandOverOffered
from safeconduct.domains.cases.rules.given import check_id, checked_code, sealed_of
from safeconduct.domains.cases.rules.standing import CaseState, check_open, check_worker
from safeconduct.domains.cases.states import LARGEST_CAPACITY, MOVES, PRIORITIES
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound, Refused

OWN_SUPERVISOR, NO_PLACE = "own_supervisor", "no_place"


def worker_of(user: str) -> str:
    """The subject that says how many cases a user bears."""
    return derived_id("caseworker", user)


def decide_offer_hand_over(command: OfferHandOver, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed. Refused: not_the_owner, no_such_worker,
    already_theirs, own_supervisor, malformed_id, not_sealed."""
    check_open(state)
    if here.actor not in (state.owner, state.supervisor):
        raise Refused("cases.not_the_owner")
    check_receiver(state, command.to)
    fact = HandOverOffered(offer=check_id(command.offer), to=command.to, **sealed_of(command))
    return [About(command.case, fact)]


def decide_answer_hand_over(command: AnswerHandOver, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, no_such_offer (also for whoever it was not offered to). Conflict: case_erased,
    case_closed. Refused: own_supervisor."""
    check_open(state)
    if not state.offer or command.offer != state.offer or here.actor != state.offered_to:
        raise NotFound("cases.no_such_offer", field="offer")
    if command.accepted and here.actor == state.supervisor:
        raise Refused("cases.own_supervisor")
    fact = HandOverAnswered(
        offer=command.offer, to=here.actor, accepted=command.accepted, **sealed_of(command, needed=False)
    )  # fmt: skip
    return [About(command.case, fact)]


def decide_reassign_case(command: ReassignCase, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed. Refused: no_such_worker, already_theirs,
    own_supervisor, over_capacity, unknown_code."""
    check_open(state)
    check_receiver(state, command.to)
    if state.places < 1 and not command.knowingly:
        raise Refused("cases.over_capacity", field="knowingly")
    reason = checked_code(command.reason, MOVES, "reason")
    return [About(command.case, CaseReassigned(to=command.to, reason=reason))]


def check_receiver(state: CaseState, to: str) -> None:
    """Refused: no_such_worker, already_theirs, own_supervisor."""
    check_worker(state, to, "to")
    if to == state.owner:
        raise Refused("cases.already_theirs", field="to")
    if to == state.supervisor:
        raise Refused("cases.own_supervisor", field="to")


def decide_say_capacity(command: SayCapacity, state: int | None, here: Circumstances) -> list[About]:
    """Refused: malformed_id, capacity (largest). The same number again changes nothing."""
    if not 0 <= command.capacity <= LARGEST_CAPACITY:
        raise Refused("cases.capacity", field="capacity", largest=LARGEST_CAPACITY)
    if command.worker != worker_of(check_id(command.user)):
        raise Refused("cases.malformed_id")
    if state == command.capacity:
        return []
    return [About(command.worker, CapacitySaid(user=command.user, capacity=command.capacity))]


class Waiting(msgspec.Struct, frozen=True):
    """A case that needs another caseworker."""

    case: str
    priority: str
    supervisor: str
    due_on: str = ""


class Free(msgspec.Struct, frozen=True):
    """A caseworker who may take cases: how many they have and how many they bear."""

    user: str
    load: int
    capacity: int


class Placed(msgspec.Struct, frozen=True):
    """Where a case would go: to whom, or why to nobody."""

    case: str
    to: str = ""
    conflict: str = ""


def plan_moves(waiting: Sequence[Waiting], free: Sequence[Free]) -> list[Placed]:
    """One proposal, for a person to change: the most urgent case first, each to whoever has most room left.

    Nobody gets a case they supervise, and nobody more than they bear.
    """
    loads = {one.user: one.load for one in free}
    placed = []
    for case in sorted(waiting, key=_urgency):
        room = [one for one in free if loads[one.user] < one.capacity]
        able = [one for one in room if one.user != case.supervisor]
        if not able:
            placed.append(Placed(case.case, conflict=OWN_SUPERVISOR if room else NO_PLACE))
            continue
        chosen = max(able, key=lambda one: (one.capacity - loads[one.user], one.user))
        loads[chosen.user] += 1
        placed.append(Placed(case.case, to=chosen.user))
    return placed


def _urgency(case: Waiting) -> tuple[int, str, str]:
    place = PRIORITIES.index(case.priority) if case.priority in PRIORITIES else 0
    return place, case.due_on, case.case
