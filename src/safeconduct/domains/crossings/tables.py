"""Which projection fills which tables in this room."""

from safeconduct.domains.crossings.models import Count, CountFlag, Hour
from safeconduct.domains.crossings.projection import headcount_rows, hour_rows

PROJECTIONS = [
    ("headcount", headcount_rows, (Count, CountFlag)),
    ("hour", hour_rows, (Hour,)),
]
