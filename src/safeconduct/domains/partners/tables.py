"""Which projection fills which tables in this room."""

from safeconduct.domains.partners.models import Agency, Agreement, Contact
from safeconduct.domains.partners.projection import agency_rows, agreement_rows, contact_rows

PROJECTIONS = [
    ("agency", agency_rows, (Agency,)),
    ("contact", contact_rows, (Contact,)),
    ("agreement", agreement_rows, (Agreement,)),
]
