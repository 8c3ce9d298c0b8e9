"""Which projection fills which tables in this room."""

from safeconduct.foundation.access.models import User
from safeconduct.foundation.access.projection import user_rows

PROJECTIONS = [("user", user_rows, (User,))]
