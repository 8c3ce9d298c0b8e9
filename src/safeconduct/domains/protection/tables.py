"""Which projection fills which tables in this room."""

from safeconduct.domains.protection.models import (
    Child,
    ChildEvent,
    ChildStep,
    Claim,
    Consent,
    Decision,
    Guardian,
    JudgedMatch,
    Mandate,
    Reunification,
    Tracing,
    TracingAct,
)
from safeconduct.domains.protection.projection import child_rows, guardian_rows, reunification_rows, tracing_rows

PROJECTIONS = [
    ("child", child_rows, (Child, ChildStep, ChildEvent, Mandate, Claim, Decision)),
    ("guardian", guardian_rows, (Guardian,)),
    ("tracing_request", tracing_rows, (Tracing, TracingAct, JudgedMatch)),
    ("reunification", reunification_rows, (Reunification, Consent)),
]
