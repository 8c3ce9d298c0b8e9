"""The doors out of this room: the only readers of its tables."""

from safeconduct.domains.crossings.queries.headcount import (
    headcount_flags_of_day,
    headcount_of_day,
    headcount_of_hour,
    hourly_totals,
    observed_hours,
    state_for_count,
    state_for_observe_hour,
    state_for_undo_count,
)
from safeconduct.domains.crossings.queries.seen import seen_of

__all__ = [
    "headcount_flags_of_day",
    "headcount_of_day",
    "headcount_of_hour",
    "hourly_totals",
    "observed_hours",
    "seen_of",
    "state_for_count",
    "state_for_observe_hour",
    "state_for_undo_count",
]
