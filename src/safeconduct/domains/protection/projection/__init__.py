"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.protection.projection.child import ABOUT, SAYS, child_rows
from safeconduct.domains.protection.projection.guardian import guardian_rows
from safeconduct.domains.protection.projection.reuniting import reunification_rows
from safeconduct.domains.protection.projection.tracing import SOUGHT, tracing_rows

__all__ = ["ABOUT", "SAYS", "SOUGHT", "child_rows", "guardian_rows", "reunification_rows", "tracing_rows"]
