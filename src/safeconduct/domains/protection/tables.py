"""Which projection fills which tables in this room."""

from safeconduct.domains.protection.models import Child, ChildEvent, ChildStep
from safeconduct.domains.protection.projection import child_rows

PROJECTIONS = [("child", child_rows, (Child, ChildStep, ChildEvent))]
