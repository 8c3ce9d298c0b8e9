"""Which projection fills which tables in this room."""

from safeconduct.domains.cases.models import Case, CaseAction, CaseStep, CaseVisit, Caseworker
from safeconduct.domains.cases.projection import case_rows, worker_rows

PROJECTIONS = [
    ("case", case_rows, (Case, CaseStep, CaseAction, CaseVisit)),
    ("caseworker", worker_rows, (Caseworker,)),
]
