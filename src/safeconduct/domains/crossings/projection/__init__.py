"""Rows of this room: each function computes one subject's rows from its facts alone."""

from safeconduct.domains.crossings.projection.crossing import crossing_rows
from safeconduct.domains.crossings.projection.headcount import headcount_rows, hour_rows
from safeconduct.domains.crossings.projection.shift import shift_rows
from safeconduct.domains.crossings.projection.vehicle import vehicle_rows

__all__ = ["crossing_rows", "headcount_rows", "hour_rows", "shift_rows", "vehicle_rows"]
