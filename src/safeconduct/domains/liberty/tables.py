"""Which projection fills which tables in this room."""

from safeconduct.domains.liberty.models import Alarm, Alternative, Assessment, Deprivation, LibertyRecord, Step
from safeconduct.domains.liberty.projection import liberty_rows

PROJECTIONS = [("liberty", liberty_rows, (LibertyRecord, Deprivation, Alternative, Assessment, Step, Alarm))]
