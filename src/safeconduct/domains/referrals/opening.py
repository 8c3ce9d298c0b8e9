"""When a service is open: weekly hours in the place's own time, and how long until they begin. No I/O."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as RFC 5545 and HSDS name them
WEEK = timedelta(days=7)
DAY_END = "24:00"


class Opening(msgspec.Struct, frozen=True):
    """Hours on days of the week, `HH:MM`; an end that is not after the beginning lies on the next day."""

    days: tuple[str, ...]
    opens: str = "00:00"
    closes: str = DAY_END


ALWAYS = (Opening(DAYS),)


def is_well_formed(hours: Iterable[Opening]) -> bool:
    """Whether the days are days and the times are times."""
    return all(one.days and set(one.days) <= set(DAYS) and _are_times(one) for one in hours)


def _are_times(one: Opening) -> bool:
    return one.opens != DAY_END and _minutes(one.opens) is not None and _minutes(one.closes) is not None


def opens_in(hours: Iterable[Opening], local: datetime) -> timedelta | None:
    """How long from a local time until the service is open: nothing while it is, None where no hours are known."""
    waits = [_wait(one, local) for one in hours if is_well_formed([one])]
    return min(waits, default=None)


def is_open_at(hours: Iterable[Opening], local: datetime) -> bool | None:
    """Whether the service is open at a local time; None where no hours are known."""
    wait = opens_in(hours, local)
    return None if wait is None else wait == timedelta(0)


def _wait(one: Opening, local: datetime) -> timedelta:
    opens, closes = _minutes(one.opens) or 0, _minutes(one.closes) or 0
    length = timedelta(minutes=closes - opens if closes > opens else closes - opens + 24 * 60)
    now = timedelta(days=local.weekday(), hours=local.hour, minutes=local.minute)
    waits = []
    for day in one.days:
        since = (now - timedelta(days=DAYS.index(day), minutes=opens)) % WEEK
        waits.append(timedelta(0) if since < length else WEEK - since)
    return min(waits)


def _minutes(text: str) -> int | None:
    hours, colon, minutes = text.partition(":")
    if not (
        colon
        and len(hours) == 2
        and len(minutes) == 2
        and (hours + minutes).isascii()
        and hours.isdigit()
        and minutes.isdigit()
    ):
        return None
    found = int(hours) * 60 + int(minutes)
    return found if int(minutes) < 60 and found <= 24 * 60 else None
