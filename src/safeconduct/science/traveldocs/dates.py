"""Six-digit dates of a zone (YYMMDD) as ISO dates: the century, unknown parts, impossible days. No clock.

Source: ICAO Doc 9303-3 (8th edition), section 4.8: unknown parts of a date of birth are fillers.
"""

import re
from datetime import date

from safeconduct.science.traveldocs.reading import Problem

# assumption: an expiry lies from 50 years before to 49 years after the reference year. The standard gives two digits
# and no rule; the window holds every document still carried and the published specimens of the 1990s.
EXPIRY_YEARS_BACK = 50

_PARTS = re.compile(r"([0-9]{2}|<<)([0-9]{2}|<<)([0-9]{2}|<<)")
_UNKNOWN = "<<"

Dated = tuple[str | None, Problem | None]


def birth_date(text: str, *, today: date, expiry: str | None = None) -> Dated:
    """The date of birth as `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or None, and what is wrong with it.

    The century is the latest in which the birth is neither after `today` nor after `expiry` (an ISO date): nobody is
    born later than the document expires. People over 99 are read a century too young; the zone cannot tell.
    A month or day written 00 is read as unknown and reported as impossible, so that the year is not lost.
    """
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return None, Problem.BIRTH_DATE_IMPOSSIBLE
    year, month, day = parts.groups()
    if year == _UNKNOWN or (month == _UNKNOWN and day != _UNKNOWN):
        return None, None if text == 3 * _UNKNOWN else Problem.BIRTH_DATE_GAP
    known = [part for part in (month, day) if part not in (_UNKNOWN, "00")]
    if month == "00":
        known = []
    latest = min(today.isoformat(), expiry or "9999")
    iso = "-".join([_year_before(int(year), known, latest), *known])
    if not _exists(iso):
        return None, Problem.BIRTH_DATE_IMPOSSIBLE
    return iso, Problem.BIRTH_DATE_IMPOSSIBLE if "00" in (month, day) else None


def expiry_date(text: str, *, today: date) -> Dated:
    """The expiry as `YYYY-MM-DD` or None, and what is wrong with it; the century by EXPIRY_YEARS_BACK."""
    if not (text.isascii() and text.isdigit()):
        return None, Problem.EXPIRY_DATE_IMPOSSIBLE
    earliest = today.year - EXPIRY_YEARS_BACK
    year = earliest + (int(text[:2]) - earliest) % 100
    iso = f"{year:04d}-{text[2:4]}-{text[4:]}"
    return (iso, None) if _exists(iso) else (None, Problem.EXPIRY_DATE_IMPOSSIBLE)


def _year_before(two_digits: int, known: list[str], latest: str) -> str:
    year = int(latest[:4]) // 100 * 100 + two_digits
    iso = "-".join([f"{year:04d}", *known])
    return f"{year - 100:04d}" if iso > latest[: len(iso)] else f"{year:04d}"


def _exists(iso: str) -> bool:
    try:
        date(*[*map(int, iso.split("-")), 1, 1][:3])
    except ValueError:
        return False
    return True
