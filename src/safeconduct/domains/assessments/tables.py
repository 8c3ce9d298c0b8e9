"""Which projection fills which tables in this room."""

from safeconduct.domains.assessments.models import Assessment, FledStates, Provisional
from safeconduct.domains.assessments.projection import assessment_rows, fled_rows, provisional_rows

PROJECTIONS = [
    ("assessment", assessment_rows, (Assessment,)),
    ("fled_states", fled_rows, (FledStates,)),
    ("provisional", provisional_rows, (Provisional,)),
]
