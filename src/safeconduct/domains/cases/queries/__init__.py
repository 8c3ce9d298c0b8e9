"""The doors out of this room: the only readers of its tables."""

from safeconduct.domains.cases.queries.cases import (
    Filter,
    actions_of,
    case,
    cases,
    cases_of_child,
    cases_of_file,
    count_erased,
    steps_of,
    visits_of,
)
from safeconduct.domains.cases.queries.states import (
    state_for_case,
    state_for_reassign,
    state_for_say_capacity,
    states_for_reassign,
)
from safeconduct.domains.cases.queries.workers import (
    Load,
    caseload,
    counts,
    is_worker,
    planned_visits,
    waiting_cases,
    workers,
)

__all__ = [
    "Filter",
    "Load",
    "actions_of",
    "case",
    "caseload",
    "cases",
    "cases_of_child",
    "cases_of_file",
    "count_erased",
    "counts",
    "is_worker",
    "planned_visits",
    "state_for_case",
    "state_for_reassign",
    "state_for_say_capacity",
    "states_for_reassign",
    "steps_of",
    "visits_of",
    "waiting_cases",
    "workers",
]
