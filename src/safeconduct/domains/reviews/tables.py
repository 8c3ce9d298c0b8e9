"""Which projection fills which tables in this room."""

from safeconduct.domains.reviews.models import Attempt, Clearance, Hold, Review, TurnBack
from safeconduct.domains.reviews.projection import review_rows, turn_back_rows

PROJECTIONS = [
    ("review", review_rows, (Review, Hold, Clearance, Attempt)),
    ("turn_back", turn_back_rows, (TurnBack,)),
]
