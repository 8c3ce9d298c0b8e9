"""Which projection fills which tables in this room."""

from safeconduct.domains.referrals.models import ChangeRequest, Service, ServiceRecord
from safeconduct.domains.referrals.projection import service_rows

PROJECTIONS = [
    ("service", service_rows, (Service, ServiceRecord, ChangeRequest)),
]
