"""Which projection fills which tables in this room."""

from safeconduct.foundation.access.models import Look, User
from safeconduct.foundation.access.projection import look_rows, user_rows

PROJECTIONS = [("user", user_rows, (User,)), ("looks", look_rows, (Look,))]
