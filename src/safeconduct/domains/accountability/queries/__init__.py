"""The doors out of this room: the only readers of its tables."""

from safeconduct.domains.accountability.queries.misconduct import (
    case,
    cases,
    overdue_cases,
    state_for_case,
    steps_of,
)
from safeconduct.domains.accountability.queries.post_complaints import (
    complaint_by_code,
    complaints_at,
    complaints_of_person,
    focal_point,
    no_state,
    overdue_complaints,
    post_complaint,
    state_for_post_complaint,
)
from safeconduct.foundation.journal.seen import seen_of_all

__all__ = [
    "case",
    "cases",
    "complaint_by_code",
    "complaints_at",
    "complaints_of_person",
    "focal_point",
    "no_state",
    "overdue_cases",
    "overdue_complaints",
    "post_complaint",
    "seen_of_all",
    "state_for_case",
    "state_for_post_complaint",
    "steps_of",
]
