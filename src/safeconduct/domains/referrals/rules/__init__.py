"""Rules of this room: the refusals, and what each command decides."""

from safeconduct.domains.referrals.rules.refusals import REFUSALS
from safeconduct.domains.referrals.rules.services import (
    KnownService,
    Request,
    decide_answer_change,
    decide_confirm_service,
    decide_describe_service,
    decide_request_change,
    decide_set_capacity,
)

__all__ = [
    "REFUSALS",
    "KnownService",
    "Request",
    "decide_answer_change",
    "decide_confirm_service",
    "decide_describe_service",
    "decide_request_change",
    "decide_set_capacity",
]
