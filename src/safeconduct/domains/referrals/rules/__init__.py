"""Rules of this room: the refusals, and what each command decides."""

from safeconduct.domains.referrals.rules.complaints import (
    Complained,
    decide_answer_complaint,
    decide_erase_complaint,
    decide_make_complaint,
)
from safeconduct.domains.referrals.rules.directory import (
    KnownService,
    Request,
    decide_answer_change,
    decide_confirm_service,
    decide_describe_service,
    decide_request_change,
    decide_set_capacity,
)
from safeconduct.domains.referrals.rules.moves import (
    decide_move_referral,
    decide_send_referral,
    discloses,
)
from safeconduct.domains.referrals.rules.referrals import (
    Opening,
    ServiceSketch,
    Standing,
    decide_correct_referral,
    decide_erase_referral,
    decide_hand_over_referral,
    decide_log_message,
    decide_open_referral,
    decide_review_exception,
    decide_say_consent,
)
from safeconduct.domains.referrals.rules.refusals import REFUSALS

__all__ = [
    "REFUSALS",
    "Complained",
    "KnownService",
    "Opening",
    "Request",
    "ServiceSketch",
    "Standing",
    "decide_answer_change",
    "decide_answer_complaint",
    "decide_confirm_service",
    "decide_correct_referral",
    "decide_describe_service",
    "decide_erase_complaint",
    "decide_erase_referral",
    "decide_hand_over_referral",
    "decide_log_message",
    "decide_make_complaint",
    "decide_move_referral",
    "decide_open_referral",
    "decide_request_change",
    "decide_review_exception",
    "decide_say_consent",
    "decide_send_referral",
    "decide_set_capacity",
    "discloses",
]
