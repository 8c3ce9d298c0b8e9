"""Reading cases: the list with its filters, one case, its steps, actions and visits. Words stay sealed here."""

import msgspec

from safeconduct.domains.cases.models import Case, CaseAction, CaseStep, CaseVisit
from safeconduct.kernel.problems import NotFound


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of cases is narrowed by; empty means all. `overdue` is the day before which something was due."""

    text: str = ""
    compartment: str = ""
    status: str = ""
    owner: str = ""
    supervisor: str = ""
    overdue: str = ""


def case(case_id: str) -> Case:
    """One case. NotFound: cases.no_such_case."""
    found = Case.objects.filter(subject=case_id).first()
    if found is None:
        raise NotFound("cases.no_such_case")
    return found


def cases(by: Filter | None = None, *, limit: int = 300) -> list[Case]:
    """Cases that were not erased, what is due first on top, closed ones last; a reference finds any of them."""
    by = by or Filter()
    rows = Case.objects.filter(erased=False)
    if by.text:
        rows = rows.filter(reference__icontains=by.text.strip())
    exact = {"compartment": by.compartment, "status": by.status, "owner": by.owner, "supervisor": by.supervisor}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if by.overdue:
        rows = rows.filter(is_open=True, due_on__lt=by.overdue)
    return list(rows.order_by("-is_open", "due_on", "subject")[:limit])


def cases_of_file(file_id: str) -> list[Case]:
    """The cases that came from a confidential file."""
    return list(Case.objects.filter(file=file_id, erased=False).order_by("opened_at", "subject")) if file_id else []


def cases_of_child(child_id: str) -> list[Case]:
    """The cases that came from a child's file."""
    return list(Case.objects.filter(child=child_id, erased=False).order_by("opened_at", "subject")) if child_id else []


def count_erased() -> int:
    """How many cases were erased: they stay as a number."""
    return Case.objects.filter(erased=True).count()


def steps_of(case_id: str) -> list[CaseStep]:
    """What happened in a case, the latest first."""
    return list(CaseStep.objects.filter(subject=case_id).order_by("-happened_at", "-id"))


def actions_of(case_id: str) -> list[CaseAction]:
    """What is to be done in a case, the nearest day first, what is settled last."""
    rows = list(CaseAction.objects.filter(subject=case_id))
    return sorted(rows, key=lambda one: (bool(one.outcome), one.due_on, one.id))


def visits_of(case_id: str) -> list[CaseVisit]:
    """The visits of a case, those that wait first."""
    rows = CaseVisit.objects.filter(subject=case_id)
    return sorted(rows, key=lambda one: (bool(one.outcome), one.on, one.id))
