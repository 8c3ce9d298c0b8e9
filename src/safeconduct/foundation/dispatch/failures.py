"""When the database fails and not the act: which failures these are, and what they mean to the one who waits."""

from safeconduct.foundation.journal.statements import DATABASE_FAILS
from safeconduct.kernel.problems import Conflict, Problem

# What SQLite and PostgreSQL say, and the code it stands for; the first that fits.
_SAYINGS = (
    ("disk is full", "node.disk_full"),
    ("no space left", "node.disk_full"),
    ("disk i/o error", "node.disk_fails"),
    ("readonly database", "node.disk_fails"),
    ("could not extend file", "node.disk_fails"),
)


def as_problem(failure: BaseException) -> BaseException:
    """The problem of a failing database: node.disk_full, node.disk_fails or node.busy. Anything else is itself."""
    if not isinstance(failure, DATABASE_FAILS):
        return failure
    words = str(failure).casefold()
    problem = Conflict(next((code for saying, code in _SAYINGS if saying in words), "node.busy"))
    problem.__cause__ = failure
    return problem


def name_of(failure: BaseException) -> str:
    """What a log may say of a failure: a problem's code, or the kind of error; never its words."""
    return failure.code if isinstance(failure, Problem) else type(failure).__name__
