"""Rules of crossings, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.crossings.rules import crossing, decision, headcount, queue, shift, vehicle
from safeconduct.domains.crossings.rules.crossing import (
    CrossingState,
    RecordState,
    decide_correct_crossing,
    decide_record_crossing,
    decide_restore_crossing,
    decide_void_crossing,
)
from safeconduct.domains.crossings.rules.decision import (
    decide_complete_verification,
    decide_decision,
    decide_undo_decision,
    is_wait,
)
from safeconduct.domains.crossings.rules.headcount import (
    decide_count,
    decide_observe_hour,
    decide_undo_count,
    headcount_subject,
    hour_subject,
    local_hour_start,
)
from safeconduct.domains.crossings.rules.queue import decide_call_number, decide_reach_step
from safeconduct.domains.crossings.rules.routing import default_level, routing_for
from safeconduct.domains.crossings.rules.shift import ShiftState, decide_hand_over_shift, decide_open_shift
from safeconduct.domains.crossings.rules.vehicle import VehicleState, decide_correct_vehicle, decide_record_vehicle

REFUSALS = {
    **headcount.REFUSALS,
    **crossing.REFUSALS,
    **decision.REFUSALS,
    **queue.REFUSALS,
    **shift.REFUSALS,
    **vehicle.REFUSALS,
}

__all__ = [
    "REFUSALS",
    "CrossingState",
    "RecordState",
    "ShiftState",
    "VehicleState",
    "decide_call_number",
    "decide_complete_verification",
    "decide_correct_crossing",
    "decide_correct_vehicle",
    "decide_count",
    "decide_decision",
    "decide_hand_over_shift",
    "decide_observe_hour",
    "decide_open_shift",
    "decide_reach_step",
    "decide_record_crossing",
    "decide_record_vehicle",
    "decide_restore_crossing",
    "decide_undo_count",
    "decide_undo_decision",
    "decide_void_crossing",
    "default_level",
    "headcount_subject",
    "hour_subject",
    "is_wait",
    "local_hour_start",
    "routing_for",
]
