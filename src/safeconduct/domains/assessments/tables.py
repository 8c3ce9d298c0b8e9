"""Which projection fills which tables in this room."""

from safeconduct.domains.assessments.models import Assessment, Provisional
from safeconduct.domains.assessments.projection import assessment_rows, provisional_rows

PROJECTIONS = [
    ("assessment", assessment_rows, (Assessment,)),
    ("provisional", provisional_rows, (Provisional,)),
]
