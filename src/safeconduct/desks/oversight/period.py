"""The days that oversight looks at. They are days in UTC: oversight belongs to no post."""

from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest

from safeconduct.foundation.journal.ledger import ledger
from safeconduct.kernel.problems import Refused


def asked_day(request: HttpRequest, name: str = "day") -> date | None:
    """The day in the address, or None. Refused: access.no_such_day."""
    text = request.GET.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("access.no_such_day") from None


def today() -> date:
    """The day it is, in UTC."""
    return ledger().clock.now().astimezone(UTC).date()


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments at which these days begin and end."""
    begins = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return begins, datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
