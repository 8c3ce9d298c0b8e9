"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.cases.projection.case import case_rows
from safeconduct.domains.cases.projection.worker import worker_rows

__all__ = ["case_rows", "worker_rows"]
