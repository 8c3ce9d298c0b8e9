"""Which projection fills which tables in this room."""

from safeconduct.foundation.compartments.models import Compartment, Custody, CustodyEvent, Emergency, SealedEntry
from safeconduct.foundation.compartments.projection import (
    compartment_rows,
    custody_rows,
    emergency_rows,
    sealed_rows,
)

PROJECTIONS = [
    ("compartment", compartment_rows, (Compartment,)),
    ("sealed", sealed_rows, (SealedEntry,)),
    ("custody", custody_rows, (Custody, CustodyEvent)),
    ("emergency", emergency_rows, (Emergency,)),
]
