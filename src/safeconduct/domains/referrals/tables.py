"""Which projection fills which tables in this room."""

from safeconduct.domains.referrals.models import ChangeRequest, Complaint, Referral, Service, ServiceRecord, Step
from safeconduct.domains.referrals.projection import complaint_rows, referral_rows, service_rows

PROJECTIONS = [
    ("service", service_rows, (Service, ServiceRecord, ChangeRequest)),
    ("referral", referral_rows, (Referral, Step)),
    ("complaint", complaint_rows, (Complaint,)),
]
