"""Reading complaints of agencies: for the coordinator and oversight; an agency's node holds none."""

from collections.abc import Iterable
from typing import Any

from safeconduct.domains.referrals.models import Complaint
from safeconduct.domains.referrals.queries.agency_port import agency_port
from safeconduct.domains.referrals.rules import Complained
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound


def complaint(complaint_id: str) -> Complaint:
    """One complaint. Raises NotFound referrals.unknown_complaint."""
    found = Complaint.objects.filter(subject=complaint_id).first()
    if found is None:
        raise NotFound("referrals.unknown_complaint")
    return found


def complaints(*, agency: str = "") -> list[Complaint]:
    """All complaints or those of one agency: open ones first, the oldest of them in front, then the latest closed."""
    rows = Complaint.objects.order_by("made_at", "subject")
    held = list(rows.filter(agency=agency) if agency else rows)
    return [one for one in held if one.is_open] + [one for one in reversed(held) if not one.is_open]


def complaints_about(referrals: Iterable[str]) -> list[Complaint]:
    """The complaints that were made about these referrals."""
    return list(Complaint.objects.filter(referral__in=list(referrals)).order_by("made_at", "subject"))


def count_open_complaints() -> int:
    """How many nobody has closed."""
    return Complaint.objects.filter(is_open=True).count()


def state_for_make_complaint(command: Any, act: Act) -> Complained:
    """Whether it was made, and whether the agency is known."""
    known = Complaint.objects.filter(subject=command.complaint).exists()
    return Complained(is_known=known, agency_known=agency_port().is_known(command.agency))


def state_for_complaint(command: Any, act: Act) -> Complained:
    """The complaint as it stands."""
    found = Complaint.objects.filter(subject=command.complaint).values_list("is_erased", flat=True).first()
    return Complained(is_known=found is not None, is_erased=bool(found))
