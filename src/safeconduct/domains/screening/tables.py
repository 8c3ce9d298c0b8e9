"""Which projection fills which tables in this room."""

from safeconduct.domains.screening.models import Attempt, File, FileCategory, FileNeed, Proposal, Task, TaskPerson
from safeconduct.domains.screening.projection import file_rows, proposal_rows, screening_rows

PROJECTIONS = [
    ("screening", screening_rows, (Task, TaskPerson, Attempt)),
    ("protection_file", file_rows, (File, FileNeed, FileCategory)),
    ("table_proposal", proposal_rows, (Proposal,)),
]
