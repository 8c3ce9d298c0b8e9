"""Reading children's files: the list by limit, one file, and what the rules are told of it."""

from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.protection.commands import OpenOneOf
from safeconduct.domains.protection.models import Child, ChildEvent, ChildStep, Reunification, Tracing
from safeconduct.domains.protection.rules import ChildState
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


def child(child_id: str) -> Child:
    """One file. NotFound: protection.no_such_child."""
    found = Child.objects.filter(subject=child_id).first()
    if found is None:
        raise NotFound("protection.no_such_child")
    return found


def children(*, limit: int = 200) -> list[Child]:
    """The open cases, the nearest limit first, those with nothing left to do last."""
    rows = Child.objects.filter(is_open=True, erased=False)
    due = list(rows.filter(due_at__isnull=False).order_by("due_at", "subject")[:limit])
    return due + list(rows.filter(due_at__isnull=True).order_by("-last_at", "subject")[: limit - len(due)])


def count_over(now: datetime) -> int:
    """How many open cases are past a limit."""
    return Child.objects.filter(is_open=True, erased=False, due_at__lt=now).count()


def count_erased() -> int:
    """How many cases were erased while they were open: they stay as a number."""
    return Child.objects.filter(is_open=True, erased=True).count()


def children_of_group(group: str, crossing: str, *, besides: str = "") -> list[Child]:
    """The other files of children who came together."""
    rows = Child.objects.none()
    if group:
        rows = rows | Child.objects.filter(group=group)
    if crossing:
        rows = rows | Child.objects.filter(crossing=crossing)
    return list(rows.filter(erased=False).exclude(subject=besides).order_by("noticed_at", "subject"))


def steps_of(child_id: str) -> list[ChildStep]:
    """What is to be done for a child, the nearest limit first, what is done last."""
    rows = list(ChildStep.objects.filter(subject=child_id))
    return sorted(rows, key=lambda one: (one.done_at is not None, one.due_at, one.id))


def events_of(child_id: str) -> list[ChildEvent]:
    """What happened to a child, the latest first."""
    return list(ChildEvent.objects.filter(subject=child_id).order_by("-happened_at", "-id"))


def state_for_child(command: Any, act: Act) -> ChildState:
    """The file as it stands."""
    return state_of(command.child)


def state_of(child_id: str) -> ChildState:
    """One child's file as the rules see it."""
    row = Child.objects.filter(subject=child_id).first()
    if row is None:
        return ChildState()
    return ChildState(
        exists=True, erased=row.erased, each=row.each,
        closings=tuple(row.closings),
        requests=tuple(Tracing.objects.filter(child=child_id, erased=False).values_list("subject", flat=True)),
        reunifications=tuple(
            Reunification.objects.filter(child=child_id, erased=False).values_list("subject", flat=True)
        ), left=0 if row.each else row.children - row.apart,
        noticed_at=row.noticed_at, grounds=tuple(row.grounds), crossing=row.crossing,
        about={name: getattr(row, name) for name in ("token", "post", "post_name", "day", "group")},
    )  # fmt: skip


def state_for_open_one_of(command: OpenOneOf, act: Act) -> ChildState:
    """The file of the crossing as a whole."""
    return state_of(command.whole)


def state_for_take_notice(command: Any, act: Act) -> ChildState:
    """The same, and whether the crossing's own file counts children who have none."""
    whole = Child.objects.filter(subject=command.whole, is_open=True).exists() if command.whole else False
    return msgspec.structs.replace(state_for_child(command, act), whole=whole)
