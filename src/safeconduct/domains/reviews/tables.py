"""Which projection fills which tables in this room."""

from safeconduct.domains.reviews.models import Attempt, Clearance, Hold, Review
from safeconduct.domains.reviews.projection import review_rows

PROJECTIONS = [("review", review_rows, (Review, Hold, Clearance, Attempt))]
