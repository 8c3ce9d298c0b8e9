"""The Solar Hijri calendar of Iran and Afghanistan by the 33-year rule.

Six months of 31 days, five of 30, and one of 29 or 30. The official year starts on the day of the March equinox
if that falls before noon by Tehran's standard time, else on the day after. The 33-year rule gives the same first
day in every year of `YEARS` (1831 to 2123). From 1503 on published tables disagree on single days, so nothing
outside is converted. The calendar is official since 1304 (1925) in Iran and 1301 (1922) in Afghanistan; earlier
years are proleptic. Sources: the rule as in the Unicode library ICU ((25 y + 11) mod 33 < 8); the definition in
Reingold and Dershowitz, Calendrical Calculations, 4th edition, chapter 15; the equinoxes, which the test computes,
by Meeus, Astronomical Algorithms, 2nd edition, chapter 27.
"""

from datetime import date

MONTHS = 12
YEARS = range(1210, 1502)

_DAYS_BEFORE_FIRST_YEAR = 226894  # proleptic Gregorian ordinal of the day before 1 Farvardin of year 1


def is_leap(year: int) -> bool:
    """Whether Esfand of this year has thirty days."""
    return (25 * year + 11) % 33 < 8


def month_length(year: int, month: int) -> int:
    """Days in the month: 29, 30 or 31."""
    if month <= 6:
        return 31
    return 30 if month < MONTHS or is_leap(year) else 29


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of an existing Solar Hijri date within `YEARS`."""
    return date.fromordinal(_new_year(year) + 30 * (month - 1) + min(month - 1, 6) + day - 1)


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Year, month and day. Raises ValueError outside `YEARS`."""
    year = day.year - 621
    if day.toordinal() < _new_year(year):
        year -= 1
    if year not in YEARS:
        raise ValueError("outside the years in which the 33-year rule is exact")
    days = day.toordinal() - _new_year(year)
    if days < 186:
        return year, days // 31 + 1, days % 31 + 1
    return year, (days - 186) // 30 + 7, (days - 186) % 30 + 1


def _new_year(year: int) -> int:
    return _DAYS_BEFORE_FIRST_YEAR + 365 * (year - 1) + (8 * year + 21) // 33 + 1
