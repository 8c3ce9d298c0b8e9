"""When something happened, as a page asks for it: empty means now; times are those of the post."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from safeconduct.kernel.problems import Refused


def happened_from(text: str, field: str = "happened_at") -> datetime | None:
    """The moment that was typed; None for now. Refused: referrals.moment_shape, for what is none or is half typed."""
    if not text.strip():
        return None
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        found = None
    if found is None:
        raise Refused("referrals.moment_shape", field=field)
    return found if found.tzinfo is not None else timezone.make_aware(found)
