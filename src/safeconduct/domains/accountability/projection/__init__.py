"""Rows of complaints from their facts, in any order."""

from safeconduct.domains.accountability.projection.misconduct import misconduct_rows
from safeconduct.domains.accountability.projection.post_complaint import focal_point_rows, post_complaint_rows

__all__ = ["focal_point_rows", "misconduct_rows", "post_complaint_rows"]
