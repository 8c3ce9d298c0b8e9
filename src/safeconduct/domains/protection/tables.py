"""Which projection fills which tables in this room."""

from safeconduct.domains.protection.models import Child, ChildEvent, ChildStep, Claim, Decision, Guardian, Mandate
from safeconduct.domains.protection.projection import child_rows, guardian_rows

PROJECTIONS = [
    ("child", child_rows, (Child, ChildStep, ChildEvent, Mandate, Claim, Decision)),
    ("guardian", guardian_rows, (Guardian,)),
]
