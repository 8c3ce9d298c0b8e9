"""What rules and projection must judge alike: the codes of the health desk, its limits, and when something rises."""

from collections.abc import Mapping
from datetime import datetime, timedelta

# What people notice of themselves or others see; none of it is a diagnosis.
SIGNS = (
    "fever", "cough", "hard_to_breathe", "rash", "watery_stool", "vomiting", "bleeding", "yellow_eyes", "weakness",
    "stiff_neck", "none",
)  # fmt: skip
# A sign with which somebody is taken to hospital, whatever the event.
DANGER = frozenset({"hard_to_breathe", "bleeding", "stiff_neck"})
EXPOSURES = ("was_there", "contact_ill", "cared_for_ill", "funeral", "animals", "water", "none")
NONE = "none"

DISEASES = (
    "cholera", "measles", "meningitis", "influenza", "covid_19", "mers", "diphtheria", "polio", "yellow_fever",
    "plague", "ebola", "marburg", "lassa", "mpox", "unknown",
)  # fmt: skip
# When answers make a suspicion; what is done about it is decided by health staff, person by person.
BOTH, ANY_SIGN, ANY_EXPOSURE = "sign_and_exposure", "any_sign", "any_exposure"
WAYS_TO_SUSPECT = (BOTH, ANY_SIGN, ANY_EXPOSURE)

NOTHING, SUSPECTED, DECLINED = "nothing", "suspected", "declined"
END_REASONS = ("over", "no_longer_needed", "replaced", "entered_by_mistake")

AGREED, ORDERED = "agreed", "ordered"
PLACES = ("room", "tent", "own_vehicle", "outside", "hospital")
ISOLATION_ENDS = ("well", "to_hospital", "time_over", "no_longer_agreed", "order_lifted", "left")
STEPS = ("called", "arrived", "left", "cancelled")
NOTICE_WAYS = ("phone", "paper", "message", "in_person")

# assumption: an event is looked at anew each month, an isolation each day, and whoever has to be told is told within
# a day of the first suspicion (IHR article 6 gives a state 24 hours).
LONGEST_EVENT = timedelta(days=30)
LONGEST_ISOLATION = timedelta(hours=24)
NOTIFY_WITHIN = timedelta(hours=24)
AMBULANCE_WITHIN = timedelta(minutes=30)  # assumption: after that the desk asks where it is

MOVES: Mapping[str, frozenset[str]] = {
    "called": frozenset({"arrived", "cancelled"}),
    "arrived": frozenset({"left"}),
    "left": frozenset(),
    "cancelled": frozenset(),
}


def suspicion(rule: str, signs: frozenset[str], exposures: frozenset[str]) -> bool:
    """Whether what was said, of what the event asks for, makes a suspicion."""
    if rule == ANY_SIGN:
        return bool(signs)
    if rule == ANY_EXPOSURE:
        return bool(exposures)
    return bool(signs) and bool(exposures)


def is_late(called_at: datetime, now: datetime) -> bool:
    """Whether an ambulance that was called should be here."""
    return now - called_at > AMBULANCE_WITHIN
