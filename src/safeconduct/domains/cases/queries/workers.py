"""Reading caseloads: who works on cases here, how many each has and bears, their calendar, counts without a name."""

from collections.abc import Iterable

import msgspec
from django.db.models import Count

from safeconduct.domains.cases.models import Case, CaseVisit, Caseworker
from safeconduct.domains.cases.rules import Waiting
from safeconduct.domains.cases.states import USUAL_CAPACITY
from safeconduct.foundation.access.queries import user, users
from safeconduct.foundation.access.roles import PROTECTION_OFFICER


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """A caseworker with their cases: open, urgent and overdue ones, and how many they bear.

    `works` is False for whoever left and still has cases.
    """

    user: str
    name: str
    open: int
    high: int
    overdue: int
    capacity: int
    works: bool = True

    @property
    def places(self) -> int:
        """How many more cases they can take."""
        return max(0, self.capacity - self.open) if self.works else 0


def workers() -> dict[str, str]:
    """Names of those who may have a case here, by user."""
    return {one.subject: one.display_name for one in users(role=PROTECTION_OFFICER, disabled=False)}


def is_worker(user_id: str) -> bool:
    """Whether this user may have a case."""
    found = user(user_id)
    return found is not None and not found.disabled and PROTECTION_OFFICER in found.roles


def caseload(today: str) -> list[Load]:
    """Everyone who may have cases or has some, whoever bears most first; those who left on top."""
    here = workers()
    rows = Case.objects.filter(is_open=True, erased=False)
    every, high = _by_owner(rows), _by_owner(rows.filter(priority="high"))
    over = _by_owner(rows.filter(due_on__lt=today))
    said = dict(Caseworker.objects.values_list("user", "capacity"))
    known = {one.subject: one.display_name for one in users()}
    found = [
        Load(
            user=one, name=known.get(one, ""), open=every.get(one, 0), high=high.get(one, 0), overdue=over.get(one, 0),
            capacity=said.get(one, USUAL_CAPACITY), works=one in here,
        )
        for one in {*here, *every} - {""}
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.works, -one.open, one.name, one.user))


def _by_owner(rows: Iterable[Case]) -> dict[str, int]:
    return dict(rows.values_list("owner").annotate(Count("subject")))  # type: ignore[attr-defined]


def waiting_cases(owner: str) -> list[Waiting]:
    """The open cases of a caseworker, for whoever gives them to others."""
    rows = Case.objects.filter(owner=owner, is_open=True, erased=False).order_by("subject")
    return [Waiting(one.subject, one.priority, one.supervisor, one.due_on) for one in rows]


def planned_visits(owner: str, first: str, last: str) -> list[tuple[CaseVisit, Case]]:
    """Visits of a caseworker's open cases that wait, up to the last day, those that are overdue (before the first) on
    top, and those of these days that are settled."""
    held = {one.subject: one for one in Case.objects.filter(owner=owner, is_open=True, erased=False)}
    rows = CaseVisit.objects.filter(subject__in=held, on__lte=last)
    waits = rows.filter(outcome="")
    settled = rows.exclude(outcome="").filter(on__gte=first)
    return sorted(
        ((one, held[one.subject]) for one in [*waits, *settled]), key=lambda pair: (pair[0].on, pair[0].id)
    )  # fmt: skip


def counts() -> list[tuple[str, str, str, int]]:
    """How many cases stand, by compartment, status (a closing's reason for closed ones) and priority."""
    rows = Case.objects.values_list("compartment", "status", "closed", "priority").annotate(Count("subject"))
    sums: dict[tuple[str, str, str], int] = {}
    for compartment, status, closed, priority, number in rows:
        key = (compartment, closed or status, priority)
        sums[key] = sums.get(key, 0) + number
    return sorted((*key, number) for key, number in sums.items())
