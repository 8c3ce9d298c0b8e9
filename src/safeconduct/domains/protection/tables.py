"""Which projection fills which tables in this room."""

from safeconduct.domains.protection.models import Child, ChildEvent, ChildStep, Guardian, Mandate
from safeconduct.domains.protection.projection import child_rows, guardian_rows

PROJECTIONS = [
    ("child", child_rows, (Child, ChildStep, ChildEvent, Mandate)),
    ("guardian", guardian_rows, (Guardian,)),
]
