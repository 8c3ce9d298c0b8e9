"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.screening.projection.file import file_rows
from safeconduct.domains.screening.projection.table import proposal_rows
from safeconduct.domains.screening.projection.task import screening_rows

__all__ = ["file_rows", "proposal_rows", "screening_rows"]
