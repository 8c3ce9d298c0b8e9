"""A birth date as it was given (calendar, precision, estimate) and what follows from it: ranges, ages, bands.

Nothing is rounded to a day that was not given: every question is answered with a range, and where the range
leaves open whether somebody is a child, `treated_as_minor` says yes (benefit of the doubt: Convention on the
Rights of the Child, articles 1 and 3; Committee on the Rights of the Child, General Comment 6, paragraph 31).
How people write such dates is `reading`.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from safeconduct.science.calendars.systems import CALENDARS, CalendarName

AgeUnit: TypeAlias = Literal["y", "m", "w", "d"]

ADULT_FROM = 18  # Convention on the Rights of the Child, article 1
OLDEST_AGE = 120


class BirthDate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a person was born: a date to the year, month or day, or an age on a day, or nothing (unknown).

    `as_of` is the day on which an age was stated or an estimate made. `text` is what was typed or read.
    """

    calendar: CalendarName = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False
    age: int | None = None
    age_unit: AgeUnit = "y"
    as_of: date | None = None
    text: str = ""

    @property
    def is_unknown(self) -> bool:
        """Nothing usable was said."""
        return self.year is None and (self.age is None or self.as_of is None)


class AgeBand(NamedTuple):
    """Completed years from `from_age` to `to_age`, both included; None has no upper end."""

    code: str
    from_age: int
    to_age: int | None


# The bands of the register; `foundation.codes` holds the same list with its source, and a test compares them.
REGISTER_BANDS = (
    AgeBand("0-4", 0, 4),
    AgeBand("5-11", 5, 11),
    AgeBand("12-17", 12, 17),
    AgeBand("18-59", 18, 59),
    AgeBand("60+", 60, None),
)


class EstimateMargins(NamedTuple):
    """How far an estimate may be off: years by estimated age (up to, margin), and counts for the smaller units."""

    years: tuple[tuple[int, int], ...]
    months: int
    weeks: int
    days: int

    def for_age(self, years: int) -> int:
        """The margin in years of somebody estimated at this age."""
        return next((margin for up_to, margin in self.years if years <= up_to), self.years[-1][1])


# assumption: no published error of ages estimated by eye at a border was found; wide enough that a person who
# looks twenty is still asked about as a possible child.
DEFAULT_MARGINS = EstimateMargins(years=((4, 1), (17, 2), (29, 3), (OLDEST_AGE, 5)), months=3, weeks=2, days=3)
NO_MARGINS = EstimateMargins(years=((OLDEST_AGE, 0),), months=0, weeks=0, days=0)


@lru_cache(maxsize=64)
def gregorian_range(birth: BirthDate, *, margins: EstimateMargins = DEFAULT_MARGINS) -> tuple[date, date] | None:
    """The earliest and latest Gregorian day of birth; None if unknown.

    Total over any content: a part that does not exist in its calendar is left out, which widens the range.
    The last few are remembered: reading, checking and showing one birth date asks again and again.
    """
    if birth.year is not None:
        return _range_of_date(birth, margins)
    if birth.age is not None and birth.as_of is not None:
        return _range_of_age(birth.age, birth.as_of, birth, margins)
    return None


def age_range(birth: BirthDate, on: date, *, margins: EstimateMargins = DEFAULT_MARGINS) -> tuple[int, int]:
    """Youngest and oldest age in completed years on a day; (0, 120) if unknown, 0 before birth.

    Who was born on 29 February completes a year on 1 March of a common year.
    """
    born = gregorian_range(birth, margins=margins)
    if born is None:
        return 0, OLDEST_AGE
    earliest, latest = born
    return max(0, _completed_years(latest, on)), max(0, _completed_years(earliest, on))


def age_band(birth: BirthDate, on: date, bands: Sequence[AgeBand] = REGISTER_BANDS) -> str | None:
    """The band for counting: that of the middle of the stated range, the younger of two; None if unknown."""
    if birth.is_unknown or gregorian_range(birth) is None:
        return None
    youngest, oldest = age_range(birth, on, margins=NO_MARGINS)
    age = (youngest + oldest) // 2
    return next((band.code for band in bands if _within(age, band)), None)


def is_minor(birth: BirthDate, on: date, *, margins: EstimateMargins = DEFAULT_MARGINS) -> bool | None:
    """True or False where the range leaves no doubt, else None."""
    youngest, oldest = age_range(birth, on, margins=margins)
    if oldest < ADULT_FROM:
        return True
    return False if youngest >= ADULT_FROM else None


def treated_as_minor(birth: BirthDate, on: date, *, margins: EstimateMargins = DEFAULT_MARGINS) -> bool:
    """Whether the person is or may be under eighteen; an unknown age counts as may be."""
    return is_minor(birth, on, margins=margins) is not False


def shown(birth: BirthDate) -> str:
    """A compact form in no language, as it was given: "2022-05-14", "1443-10-13 H", "≈ 6", "6 m"; "?" if unknown.

    `reading.parse_birth_date` reads it back, except that an age then counts from the day of reading.
    """
    if birth.year is not None:
        parts = (f"{birth.year:04}", *(f"{part:02}" for part in (birth.month, birth.day) if part is not None))
        suffix = CALENDARS[birth.calendar].suffix
        core = "-".join(parts) + (f" {suffix}" if suffix else "")
    elif birth.age is not None:
        bare = birth.estimated and birth.age_unit == "y"
        core = str(birth.age) if bare else f"{birth.age} {birth.age_unit}"
    else:
        return "?"
    return f"≈ {core}" if birth.estimated else core


def _range_of_date(birth: BirthDate, margins: EstimateMargins) -> tuple[date, date] | None:
    system = CALENDARS[birth.calendar]
    year, month, day = birth.year, birth.month, birth.day
    if year is None or not system.exists(year):
        return None
    if not system.exists(year, month):
        month = day = None
    if not system.exists(year, month, day):
        day = None
    margin = _margin_years(birth, margins) if birth.estimated else 0
    first = max(year - margin, system.years.start)
    last = min(year + margin, system.years.stop - 1)
    return _first_day(birth, first, month, day), _last_day(birth, last, month, day)


def _first_day(birth: BirthDate, year: int, month: int | None, day: int | None) -> date:
    system = CALENDARS[birth.calendar]
    month = month or 1
    day = min(day or 1, system.month_length(year, month))
    return system.to_gregorian(year, month, day) - timedelta(days=system.tolerance_days(year))


def _last_day(birth: BirthDate, year: int, month: int | None, day: int | None) -> date:
    system = CALENDARS[birth.calendar]
    month = month or system.months
    day = min(day or 31, system.month_length(year, month))
    return system.to_gregorian(year, month, day) + timedelta(days=system.tolerance_days(year))


def _margin_years(birth: BirthDate, margins: EstimateMargins) -> int:
    if birth.as_of is None or birth.year is None:
        return max(margin for _, margin in margins.years)
    born_about = CALENDARS[birth.calendar].to_gregorian(birth.year, 1, 1).year
    return margins.for_age(max(0, birth.as_of.year - born_about))


def _range_of_age(age: int, as_of: date, birth: BirthDate, margins: EstimateMargins) -> tuple[date, date] | None:
    unit = birth.age_unit
    margin = 0
    if birth.estimated:
        margin = {"y": margins.for_age(age), "m": margins.months, "w": margins.weeks, "d": margins.days}[unit]
    try:
        latest = _before(as_of, max(0, age - margin), unit)
        earliest = _before(as_of, age + margin + 1, unit) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return earliest, latest


def _before(day: date, count: int, unit: AgeUnit) -> date:
    """The latest day of birth of somebody who has completed `count` units on `day`."""
    if unit in ("w", "d"):
        return day - timedelta(days=count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _completed_years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _within(age: int, band: AgeBand) -> bool:
    return band.from_age <= age and (band.to_age is None or age <= band.to_age)
