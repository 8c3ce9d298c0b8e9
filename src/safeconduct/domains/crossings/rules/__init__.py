"""Rules of crossings, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.crossings.rules import headcount
from safeconduct.domains.crossings.rules.headcount import (
    decide_count,
    decide_observe_hour,
    decide_undo_count,
    headcount_subject,
    hour_subject,
    local_hour_start,
)

REFUSALS = {**headcount.REFUSALS}

__all__ = [
    "REFUSALS",
    "decide_count",
    "decide_observe_hour",
    "decide_undo_count",
    "headcount_subject",
    "hour_subject",
    "local_hour_start",
]
