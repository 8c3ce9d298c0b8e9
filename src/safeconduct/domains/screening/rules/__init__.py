"""Rules of screening, by concern: what is decided for each command, and every refusal with its meaning."""

from safeconduct.domains.screening.rules import card, tasks
from safeconduct.domains.screening.rules.clearing import Clearing, clearing
from safeconduct.domains.screening.rules.lanes import LanePlan, lane_letter, lanes_of_day
from safeconduct.domains.screening.rules.tasks import (
    INTAKE,
    ScreeningState,
    decide_end_screening,
    decide_open_screening,
    decide_record_attempt,
    decide_resume_screening,
    screening_of,
)

REFUSALS = {**tasks.REFUSALS}

__all__ = [
    "INTAKE",
    "REFUSALS",
    "Clearing",
    "LanePlan",
    "ScreeningState",
    "card",
    "clearing",
    "decide_end_screening",
    "decide_open_screening",
    "decide_record_attempt",
    "decide_resume_screening",
    "lane_letter",
    "lanes_of_day",
    "screening_of",
]
