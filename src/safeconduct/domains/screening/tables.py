"""Which projection fills which tables in this room."""

from safeconduct.domains.screening.models import Attempt, Task, TaskPerson
from safeconduct.domains.screening.projection import screening_rows

PROJECTIONS = [("screening", screening_rows, (Task, TaskPerson, Attempt))]
