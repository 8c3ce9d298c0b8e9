"""Reading cases of misconduct, on the agency's node."""

from datetime import datetime
from typing import Any

from safeconduct.domains.accountability.models import Misconduct, MisconductStep
from safeconduct.domains.accountability.rules import Case
from safeconduct.domains.accountability.states import is_code, read_code
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

MOST = 500
STATES = ("", "open", "overdue", "closed")


def case(case_id: str) -> Misconduct:
    """One case. NotFound: accountability.unknown_case."""
    found = Misconduct.objects.filter(subject=case_id).first()
    if found is None:
        raise NotFound("accountability.unknown_case")
    return found


def cases(*, state: str = "", code: str = "", now: datetime | None = None) -> list[Misconduct]:
    """Cases: open ones first, those that are due soonest in front, then the latest closed."""
    rows = Misconduct.objects.all()
    if code:
        return list(rows.filter(code=read_code(code))) if is_code(read_code(code)) else []
    waiting = rows.filter(is_open=True).order_by("due_at", "subject")
    if state == "overdue" and now is not None:
        waiting = waiting.filter(due_at__lt=now)
    found = [] if state == "closed" else list(waiting[:MOST])
    if state in ("", "closed"):
        found += rows.filter(is_open=False).order_by("-closed_at", "subject")[:MOST]
    return found


def overdue_cases(now: datetime) -> list[Misconduct]:
    """Those not acknowledged in time, or of which nothing was written for too long; the oldest limit first."""
    return list(Misconduct.objects.filter(is_open=True, due_at__lt=now).order_by("due_at", "subject")[:MOST])


def steps_of(case_id: str) -> list[MisconductStep]:
    """What was done, the latest first."""
    return list(MisconductStep.objects.filter(subject=case_id).order_by("-at", "-id"))


def state_for_case(command: Any, act: Act) -> Case:
    """The case as it stands."""
    row = Misconduct.objects.filter(subject=command.case).only("acknowledged_at", "is_open", "is_erased").first()
    if row is None:
        return Case()
    known = row.acknowledged_at is not None
    return Case(is_known=True, is_acknowledged=known, is_open=row.is_open, is_erased=row.is_erased)
