"""The dry run of a file: what it would register, and every mistake by row and column. Nothing is written here.

Each family (or each row of a headcount) becomes one act whose id follows from the file's content and the row, so that
importing the same file twice changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from safeconduct.desks.border_post.import_families import read_families
from safeconduct.desks.border_post.import_findings import Desk, ImportPlan
from safeconduct.desks.border_post.import_headcount import read_counts
from safeconduct.desks.border_post.import_lines import lines_of
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.documents.table_files import TableFile
from safeconduct.kernel.ids import derived_id

READERS = {"registration": read_families, "headcount": read_counts}


def plan_import(tables: Sequence[TableFile], kind: str, *, who: Officer, post: str, now: datetime) -> ImportPlan:
    """The dry run. Refused: import.no_known_column; whatever else is wrong is among the findings of the plan."""
    plan = ImportPlan(kind)
    desk = Desk(who, post, now, plan)
    lines, digest = lines_of(tables, kind, desk.say)
    plan.rows = len(lines)
    plan.acts.extend(READERS[kind](lines, derived_id("import", post, kind, digest), desk))
    plan.findings.sort(key=lambda one: (one.sheet, one.row))
    return plan
