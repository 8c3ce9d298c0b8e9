"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.crossings.projection.headcount import headcount_rows, hour_rows

__all__ = ["headcount_rows", "hour_rows"]
