"""The Hijri calendar: Umm al-Qura inside its published table, tabular arithmetic outside it; both carry a tolerance.

Umm al-Qura is the civil calendar of Saudi Arabia. Other countries begin a month when the moon is seen, so the
same written date is often the day before or after; and a month of 29 days in one country has 30 in another, so
day 30 is accepted in every month. Sources: the published Umm al-Qura tables as carried by the package hijridate
(1343 to 1500, that is 1 August 1924 to 16 November 2077); outside them the 30-year civil cycle, Reingold and
Dershowitz, Calendrical Calculations, 4th edition, chapter 7.
"""

from datetime import date, timedelta

import hijridate

MONTHS = 12
YEARS = range(1200, 1600)
UMM_AL_QURA_YEARS = range(1343, 1501)

_UMM_AL_QURA_DAYS = (date(1924, 8, 1), date(2077, 11, 16))
_DAYS_BEFORE_FIRST_YEAR = 227014  # proleptic Gregorian ordinal of 15 July 622, Julian

# Two independent Umm al-Qura tables (hijridate, Unicode ICU) agree on every month of these years.
_SETTLED_YEARS = range(1420, 1451)
# assumption: national sightings differ from the settled calendar by at most one day.
_SETTLED_TOLERANCE = 1
# Outside them the two tables, and the civil cycle against the first, are up to two days apart (the test counts).
_UNSETTLED_TOLERANCE = 2


def tolerance_days(year: int) -> int:
    """How many days before or after the converted day the true day may lie."""
    return _SETTLED_TOLERANCE if year in _SETTLED_YEARS else _UNSETTLED_TOLERANCE


def month_length(year: int, month: int) -> int:
    """The longest this month can be anywhere: 30 days, and 31 in three months that were published so."""
    if year not in UMM_AL_QURA_YEARS:
        return 30
    return max(30, hijridate.Hijri(year, month, 1).month_length())


def to_gregorian(year: int, month: int, day: int) -> date:
    """The most likely Gregorian day; the true one lies within `tolerance_days`."""
    return _month_start(year, month) + timedelta(days=day - 1)


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Year, month and day by Umm al-Qura, or by the civil cycle outside its table."""
    if _UMM_AL_QURA_DAYS[0] <= day <= _UMM_AL_QURA_DAYS[1]:
        year, month, of_month = hijridate.Gregorian.fromdate(day).to_hijri().datetuple()
        return int(year), int(month), int(of_month)
    return _tabular(day)


def _month_start(year: int, month: int) -> date:
    if year in UMM_AL_QURA_YEARS:
        start = hijridate.Hijri(year, month, 1).to_gregorian()
        return date(start.year, start.month, start.day)
    return date.fromordinal(_tabular_year_start(year) + _days_before_month(month))


def _tabular(day: date) -> tuple[int, int, int]:
    days = day.toordinal() - _DAYS_BEFORE_FIRST_YEAR - 1
    year = (30 * days + 10646) // 10631
    rest = day.toordinal() - _tabular_year_start(year)
    month = min(MONTHS, (11 * rest + 330) // 325)
    return year, month, rest - _days_before_month(month) + 1


def _tabular_year_start(year: int) -> int:
    return _DAYS_BEFORE_FIRST_YEAR + 354 * (year - 1) + (3 + 11 * year) // 30 + 1


def _days_before_month(month: int) -> int:
    # Months of the civil cycle have 30 and 29 days in turn.
    return 29 * (month - 1) + month // 2
