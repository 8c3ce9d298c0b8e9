"""The Ethiopian calendar (also the Ge'ez calendar of Eritrea), counted in days; exact for every year here.

Twelve months of 30 days and Pagumen of 5, or 6 before a Gregorian leap year. Years are Amete Mihret. Source:
Reingold and Dershowitz, Calendrical Calculations, 4th edition, chapter 4 (epoch 29 August 8, Julian).
"""

from datetime import date

MONTHS = 13
YEARS = range(1, 9990)

_DAYS_BEFORE_FIRST_YEAR = 2795  # proleptic Gregorian ordinal of the day before 1 Meskerem of year 1


def is_leap(year: int) -> bool:
    """Whether Pagumen of this year has six days."""
    return year % 4 == 3


def month_length(year: int, month: int) -> int:
    """Days in the month: 30, and 5 or 6 in the thirteenth."""
    return 30 if month < MONTHS else 5 + is_leap(year)


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of an existing Ethiopian date."""
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + day
    return date.fromordinal(_DAYS_BEFORE_FIRST_YEAR + days)


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Year, month and day. Raises ValueError before the first year."""
    days = day.toordinal() - _DAYS_BEFORE_FIRST_YEAR - 1
    if days < 0:
        raise ValueError("before the first year of the Ethiopian calendar")
    year = (4 * days + 1463) // 1461
    rest = days - (365 * (year - 1) + year // 4)
    return year, rest // 30 + 1, rest % 30 + 1
