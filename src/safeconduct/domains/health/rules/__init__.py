"""Rules of the health desk, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.health.rules.events import (
    EventState,
    decide_check_health,
    decide_declare_event,
    decide_end_event,
    decide_prolong_event,
    decide_tell_authority,
)
from safeconduct.domains.health.rules.measures import (
    AmbulanceState,
    IsolationState,
    decide_begin_isolation,
    decide_call_ambulance,
    decide_end_isolation,
    decide_move_ambulance,
    decide_review_isolation,
)
from safeconduct.domains.health.rules.refusals import REFUSALS

__all__ = [
    "REFUSALS",
    "AmbulanceState",
    "EventState",
    "IsolationState",
    "decide_begin_isolation",
    "decide_call_ambulance",
    "decide_check_health",
    "decide_declare_event",
    "decide_end_event",
    "decide_end_isolation",
    "decide_move_ambulance",
    "decide_prolong_event",
    "decide_review_isolation",
    "decide_tell_authority",
]
