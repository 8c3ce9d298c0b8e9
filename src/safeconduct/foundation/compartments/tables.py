"""Which projection fills which tables in this room."""

from safeconduct.foundation.compartments.models import Compartment, SealedEntry
from safeconduct.foundation.compartments.projection import compartment_rows, sealed_rows

PROJECTIONS = [("compartment", compartment_rows, (Compartment,)), ("sealed", sealed_rows, (SealedEntry,))]
