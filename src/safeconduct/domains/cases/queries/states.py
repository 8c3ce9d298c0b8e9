"""What the rules are told: a case as it stands."""

from collections.abc import Sequence
from typing import Any

import msgspec

from safeconduct.domains.cases.commands import ReassignCase, SayCapacity
from safeconduct.domains.cases.models import Case, CaseAction, CaseStep, CaseVisit, Caseworker
from safeconduct.domains.cases.projection.case import WITHDRAWABLE
from safeconduct.domains.cases.queries.workers import caseload, workers
from safeconduct.domains.cases.rules import CaseState, Taken
from safeconduct.kernel.acts import Act

_MAY_GO = frozenset(kind.__name__ for kind in WITHDRAWABLE)
_AS_IT_STANDS = ("erased", "compartment", "status", "priority", "owner", "supervisor", "consent", "offer", "offered_to")


def state_for_case(command: Any, act: Act) -> CaseState:
    """The case as it stands, with its steps; a closing that was given back or taken back waits no more."""
    row = Case.objects.filter(subject=command.case).first()
    if row is None:
        return CaseState(workers=frozenset(workers()))
    subject = row.subject
    return CaseState(
        exists=True,
        closings=tuple(row.closings),
        steps={one.id: _taken(one, row) for one in CaseStep.objects.filter(subject=subject)},
        actions=dict(CaseAction.objects.filter(subject=subject).values_list("id", "outcome")),
        visits=dict(CaseVisit.objects.filter(subject=subject).values_list("id", "outcome")),
        workers=frozenset(workers()),
        **{name: getattr(row, name) for name in _AS_IT_STANDS},
    )


def states_for_reassign(commands: Sequence[ReassignCase], act: Act) -> list[CaseState]:
    """Each case, with the places whoever is to get it has left once the earlier ones are theirs."""
    loads = {one.user: one.places for one in caseload("")}
    found = []
    for command in commands:
        found.append(msgspec.structs.replace(state_for_case(command, act), places=loads.get(command.to, 0)))
        loads[command.to] = loads.get(command.to, 0) - 1
    return found


def state_for_reassign(command: ReassignCase, act: Act) -> CaseState:
    """The case, with the places whoever is to get it has left."""
    return states_for_reassign([command], act)[0]


def _taken(step: CaseStep, row: Case) -> Taken:
    stands = not step.withdrawn and not step.corrected_by
    waits = step.sign if stands and (step.what != "ClosingProposed" or step.id in row.closings) else ""
    return Taken(step.kind, step.actor, waits, step.what in _MAY_GO and not step.withdrawn)


def state_for_say_capacity(command: SayCapacity, act: Act) -> int | None:
    """What was said before."""
    return Caseworker.objects.filter(subject=command.worker).values_list("capacity", flat=True).first()
