"""The doors out of this room: the only readers of its tables."""

from safeconduct.domains.screening.queries.states import (
    state_for_end_screening,
    state_for_open_screening,
    state_for_record_attempt,
    state_for_resume_screening,
)
from safeconduct.domains.screening.queries.tasks import (
    OpenFigures,
    attempts_of,
    open_figures,
    open_tasks,
    persons_of,
    task,
    tasks_of_crossings,
    tasks_over,
)
from safeconduct.foundation.journal.seen import seen_of_all

__all__ = [
    "OpenFigures",
    "attempts_of",
    "open_figures",
    "open_tasks",
    "persons_of",
    "seen_of_all",
    "state_for_end_screening",
    "state_for_open_screening",
    "state_for_record_attempt",
    "state_for_resume_screening",
    "task",
    "tasks_of_crossings",
    "tasks_over",
]
