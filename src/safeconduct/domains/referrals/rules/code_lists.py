"""The code lists of referrals: ways, reasons, answers. Which of them a state asks for, the rules say."""

from collections.abc import Mapping

from safeconduct.domains.referrals.referral_states import (
    CLOSED,
    EXPIRED,
    LOOKED_INTO,
    REFUSED,
    RETURNED,
    WITHDRAWN,
)

# desk: entered here; file: the agency answered with the code of the sealed page
CHANNELS = ("desk", "phone", "sms", "visit", "file")
MESSAGE_CHANNELS = ("phone", "sms", "visit")
DIRECTIONS = ("out", "in")
OUTCOMES = ("reached", "no_answer", "word_left", "will_call_back", "wrong_number")

REASONS: Mapping[str, tuple[str, ...]] = {
    REFUSED: ("full", "not_offered", "not_eligible", "too_far", "no_language", "unsafe", "closed_down", "other"),
    WITHDRAWN: ("person_does_not_want", "no_longer_needed", "helped_elsewhere", "moved_on", "entered_by_mistake"),
    CLOSED: ("helped", "helped_partly", "not_helped", "not_reached", "died"),
    RETURNED: ("needs_other_service", "treatment_ended", "needs_follow_up", "not_in_our_reach"),
    EXPIRED: ("no_answer", "not_arrived", "not_sent"),
}  # fmt: skip

CONSENT, LIFE_THREATENING, CHILD_INTERESTS, NAMELESS = "consent", "life_threatening", "child_best_interests", "nameless"
BASES = (CONSENT, LIFE_THREATENING, CHILD_INTERESTS)
EXCEPTIONS = frozenset({LIFE_THREATENING, CHILD_INTERESTS})
CONSENT_ANSWERS = ("given", "refused", "withdrawn")
CONSENT_BY = ("self", "caregiver", "guardian")
CONSENT_HOW = ("spoken", "signed", "thumbprint")

COMPLAINT_ABOUT = (
    "no_answer",
    "turned_away",
    "disrespect",
    "asked_for_money",
    "abuse",
    "told_others",
    "unsafe",
    "other",
)
COMPLAINT_BY = ("person", "family", "staff", "anonymous")
COMPLAINT_OUTCOMES = (LOOKED_INTO, "put_right", "upheld", "not_upheld", "passed_on")
