"""Which projection fills which tables in this room."""

from safeconduct.domains.crossings.models import (
    Count,
    CountFlag,
    Crossing,
    CrossingPerson,
    History,
    Hour,
    Shift,
    Vehicle,
    Verification,
)
from safeconduct.domains.crossings.projection import (
    crossing_rows,
    headcount_rows,
    hour_rows,
    shift_rows,
    vehicle_rows,
)

PROJECTIONS = [
    ("headcount", headcount_rows, (Count, CountFlag)),
    ("hour", hour_rows, (Hour,)),
    ("crossing", crossing_rows, (Crossing, CrossingPerson, Verification, History)),
    ("shift", shift_rows, (Shift,)),
    ("vehicle", vehicle_rows, (Vehicle, History)),
]
