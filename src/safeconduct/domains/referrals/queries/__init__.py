"""The doors out of this room."""

from safeconduct.domains.referrals.queries.services import (
    Meaning,
    hours_of,
    open_requests,
    own_agency,
    records,
    requests_of,
    service,
    services,
    services_by_id,
    set_own_agency_port,
    state_for_service,
)
from safeconduct.foundation.journal.seen import seen_of_all

__all__ = [
    "Meaning",
    "hours_of",
    "open_requests",
    "own_agency",
    "records",
    "requests_of",
    "seen_of_all",
    "service",
    "services",
    "services_by_id",
    "set_own_agency_port",
    "state_for_service",
]
