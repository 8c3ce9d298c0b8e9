"""Reading ordinary complaints, and who receives the others."""

from datetime import datetime
from typing import Any

from safeconduct.domains.accountability.models import FocalPoint, PostComplaint
from safeconduct.domains.accountability.rules import Complained, focal_point_subject
from safeconduct.domains.accountability.states import ANSWER_WITHIN, is_code, read_code
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

MOST = 200


def focal_point() -> FocalPoint | None:
    """Who receives complaints of misconduct; None while nobody is named."""
    return FocalPoint.objects.filter(subject=focal_point_subject()).first()


def post_complaint(complaint_id: str) -> PostComplaint:
    """One complaint. NotFound: accountability.unknown_complaint."""
    found = PostComplaint.objects.filter(subject=complaint_id).first()
    if found is None:
        raise NotFound("accountability.unknown_complaint")
    return found


def complaints_at(post: str, *, state: str = "", now: datetime | None = None) -> list[PostComplaint]:
    """Those made at a post: open ones first, the oldest in front, then the latest answered. `state` is open, overdue,
    answered or empty."""
    rows = PostComplaint.objects.filter(post=post)
    waiting = rows.filter(is_open=True).order_by("made_at", "subject")
    if state == "overdue" and now is not None:
        waiting = waiting.filter(made_at__lt=now - ANSWER_WITHIN)
    found = [] if state == "answered" else list(waiting[:MOST])
    if state in ("", "answered"):
        found += rows.filter(is_open=False).order_by("-answered_at", "subject")[:MOST]
    return found


def overdue_complaints(now: datetime) -> list[PostComplaint]:
    """Those that nobody has answered within the limit, at any post, the oldest first."""
    rows = PostComplaint.objects.filter(is_open=True, made_at__lt=now - ANSWER_WITHIN)
    return list(rows.order_by("made_at", "subject")[:MOST])


def complaints_of_person(person: str) -> list[PostComplaint]:
    """Those that were made about a person's own record."""
    return list(PostComplaint.objects.filter(person=person).order_by("made_at", "subject")) if person else []


def complaint_by_code(text: str) -> PostComplaint | None:
    """The complaint whose code somebody says."""
    code = read_code(text)
    return PostComplaint.objects.filter(code=code).first() if is_code(code) else None


def state_for_post_complaint(command: Any, act: Act) -> Complained:
    """The complaint as it stands."""
    row = PostComplaint.objects.filter(subject=command.complaint).only("is_open", "is_erased").first()
    if row is None:
        return Complained()
    return Complained(is_known=True, is_answered=not row.is_open, is_erased=row.is_erased)


def no_state(command: Any, act: Act) -> None:
    """Who is named is named, whoever stood there before."""
