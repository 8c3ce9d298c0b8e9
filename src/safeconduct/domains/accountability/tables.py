"""Which projection fills which tables in this room."""

from safeconduct.domains.accountability.models import FocalPoint, Misconduct, MisconductStep, PostComplaint
from safeconduct.domains.accountability.projection import focal_point_rows, misconduct_rows, post_complaint_rows

PROJECTIONS = [
    ("focal_point", focal_point_rows, (FocalPoint,)),
    ("post_complaint", post_complaint_rows, (PostComplaint,)),
    ("misconduct", misconduct_rows, (Misconduct, MisconductStep)),
]
