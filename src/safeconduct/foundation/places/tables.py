"""Which projection fills which tables in this room."""

from safeconduct.foundation.places.models import Post
from safeconduct.foundation.places.projection import post_rows

PROJECTIONS = [("post", post_rows, (Post,))]
