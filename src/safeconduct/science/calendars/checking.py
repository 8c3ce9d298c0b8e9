"""Which birth dates are accepted at the desk; the codes of the refusals, whose sentences live elsewhere."""

from datetime import date
from typing import get_args

from safeconduct.kernel.problems import Refused
from safeconduct.science.calendars.birth_dates import (
    NO_MARGINS,
    OLDEST_AGE,
    BirthDate,
    age_range,
    gregorian_range,
)
from safeconduct.science.calendars.systems import CALENDARS, CalendarName

BIRTH_DATE_PROBLEMS = (
    "birth_date_unreadable",
    "birth_date_age_or_year",  # a bare number: details `age`
    "birth_date_day_month_order",  # details `readings`, each as `shown` writes it
    "birth_date_two_digit_year",  # details `readings`
    "birth_date_which_calendar",  # details `calendars` whose month this may be
    "birth_date_impossible",  # no such day or month in `calendar`
    "birth_date_outside_calendar",  # a year that `calendar` cannot convert; details `calendars`, as below
    "birth_date_future",  # details `calendars` in which the same numbers would do
    "birth_date_age_over_120",  # details `calendars`, as above
)


class BirthDateError(Refused, ValueError):
    """A birth date that is not accepted as typed; `code` is one of `BIRTH_DATE_PROBLEMS`."""


def check_birth_date(birth: BirthDate, *, today: date) -> None:
    """Accept an existing date or age between 0 and 120 years, or an unknown one. Raises BirthDateError.

    `today` must be a plausible day: with a clock at 1970 every child would be born in the future, so the caller
    passes the later of the clock and the day of the last entry.
    """
    _check_exists(birth, today)
    born = gregorian_range(birth, margins=NO_MARGINS)
    if born is None:
        if birth.age is not None:
            raise _refused("birth_date_age_over_120", birth, today)
        return
    if born[0] > today:
        raise _refused("birth_date_future", birth, today)
    if age_range(birth, today, margins=NO_MARGINS)[0] > OLDEST_AGE:
        raise _refused("birth_date_age_over_120", birth, today)


def is_plausible(calendar: CalendarName, year: int | None, month: int | None, day: int | None, *, today: date) -> bool:
    """Whether this date exists, is not in the future, and leaves an age of at most 120 years."""
    if year is None or not CALENDARS[calendar].exists(year, month, day):
        return False
    birth = BirthDate(calendar=calendar, year=year, month=month, day=day)
    born = gregorian_range(birth)
    return born is not None and born[0] <= today and age_range(birth, today)[0] <= OLDEST_AGE


def _check_exists(birth: BirthDate, today: date) -> None:
    if birth.year is None:
        if birth.month is not None or birth.day is not None:
            raise BirthDateError("birth_date_unreadable")
        return
    system = CALENDARS[birth.calendar]
    if birth.year not in system.years:
        raise _refused("birth_date_outside_calendar", birth, today)
    if not system.exists(birth.year, birth.month, birth.day):
        raise BirthDateError("birth_date_impossible", calendar=birth.calendar)


def _refused(code: str, birth: BirthDate, today: date) -> BirthDateError:
    would_do = [
        name
        for name in get_args(CalendarName)
        if name != birth.calendar and is_plausible(name, birth.year, birth.month, birth.day, today=today)
    ]
    return BirthDateError(code, calendar=birth.calendar, calendars=would_do)
