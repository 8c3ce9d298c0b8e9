"""Which projection fills which tables in this room."""

from safeconduct.domains.health.models import Ambulance, Check, Event, Isolation, Notice
from safeconduct.domains.health.projection import ambulance_rows, check_rows, event_rows, isolation_rows, notice_rows

PROJECTIONS = [
    ("health_event", event_rows, (Event,)),
    ("health_check", check_rows, (Check,)),
    ("health_isolation", isolation_rows, (Isolation,)),
    ("health_ambulance", ambulance_rows, (Ambulance,)),
    ("health_notice", notice_rows, (Notice,)),
]
