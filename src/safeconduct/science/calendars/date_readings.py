"""Reads the numbers and the month name of a written date; every way to read them that exists is considered."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from safeconduct.science.calendars.birth_dates import OLDEST_AGE, BirthDate, shown
from safeconduct.science.calendars.checking import BirthDateError, is_plausible
from safeconduct.science.calendars.systems import CALENDARS, CalendarName
from safeconduct.science.calendars.wording import is_word, months_named, without_fillers

DayMonthOrder: TypeAlias = Literal["dmy", "mdy"]

_UNREADABLE = "birth_date_unreadable"
_NUMERIC = re.compile(r"\d+(?:[ ./-]\d+){0,2}")
_SIGNS_BESIDE_WORDS = frozenset(",./-'’`ʼ")


class Parts(NamedTuple):
    """One way to read the numbers."""

    year: int
    month: int | None = None
    day: int | None = None


def read_date(
    tokens: list[str],
    *,
    calendar: CalendarName,
    era: CalendarName | None,
    today: date,
    order: DayMonthOrder | None,
) -> tuple[CalendarName, Parts]:
    """The calendar and the parts of a date; the parts need not exist. Raises BirthDateError where it must ask.

    `era` is the calendar that the text names behind the date; `order` is the local order of day and month.
    """
    tokens = without_fillers(tokens)
    words = [token for token in tokens if is_word(token)]
    if not words:
        chosen = era or calendar
        return chosen, _only_reading(_numeric_readings(tokens, chosen, today, order), chosen)
    readings = {name: _worded_readings(tokens, month, name, today) for name, month in months_named(words).items()}
    chosen = _calendar_of_month(readings, calendar, era, today)
    return chosen, _only_reading(readings[chosen], chosen)


def _only_reading(readings: list[Parts], calendar: CalendarName) -> Parts:
    """The one reading that exists, or the most natural one if none does."""
    if not readings:
        raise BirthDateError(_UNREADABLE)
    existing = [parts for parts in dict.fromkeys(readings) if CALENDARS[calendar].exists(*parts)]
    if len(existing) <= 1:
        return existing[0] if existing else readings[0]
    one_year = len({parts.year for parts in existing}) == 1
    written = [shown(BirthDate(calendar=calendar, year=p.year, month=p.month, day=p.day)) for p in existing]
    raise BirthDateError("birth_date_day_month_order" if one_year else "birth_date_two_digit_year", readings=written)


def _numeric_readings(
    tokens: list[str], calendar: CalendarName, today: date, order: DayMonthOrder | None
) -> list[Parts]:
    line = re.sub(r"(?<=\d) (?=\D)|(?<=\D) (?=\d)", "", " ".join(tokens)).rstrip(".")
    if not _NUMERIC.fullmatch(line):
        return []
    numbers = re.findall(r"\d+", line)
    if len(numbers) == 3:
        return _three_numbers(numbers, "".join(re.findall(r"\D", line)), calendar, today, order)
    if len(numbers) == 2:
        return _two_numbers(*numbers)
    return _one_number(numbers[0])


def _one_number(number: str) -> list[Parts]:
    if len(number) <= 3:
        raise BirthDateError("birth_date_age_or_year", age=int(number))
    if len(number) == 8:
        year_first = Parts(int(number[:4]), int(number[4:6]), int(number[6:]))
        return [year_first, Parts(int(number[4:]), int(number[2:4]), int(number[:2]))]
    return [Parts(int(number))] if len(number) == 4 else []


def _two_numbers(first: str, second: str) -> list[Parts]:
    if len(first) == 4 and len(second) <= 2:
        return [Parts(int(first), int(second))]
    return [Parts(int(second), int(first))] if len(second) == 4 and len(first) <= 2 else []


def _three_numbers(
    numbers: list[str], signs: str, calendar: CalendarName, today: date, order: DayMonthOrder | None
) -> list[Parts]:
    first, second, third = numbers
    if len(second) > 2:
        return []
    if len(first) == 4:
        return [Parts(int(first), int(second), int(third))] if len(third) <= 2 else []
    if len(first) > 2:
        return []
    readings = []
    for year in _years(third, calendar, today):
        day_first = Parts(year, int(second), int(first))
        month_first = Parts(year, int(first), int(second))
        readings += {"dmy": [day_first], "mdy": [month_first]}.get(order or "", [day_first, month_first])
        # Dots always write the day first, and no other calendar is written with the month first.
        if signs == ".." or calendar != "gregorian":
            readings = [day_first if parts == month_first else parts for parts in readings]
    if len(third) == 2 and int(first) > 31:
        readings += [Parts(year, int(second), int(third)) for year in _years(first, calendar, today)]
    return readings


def _worded_readings(tokens: list[str], month: int, calendar: CalendarName, today: date) -> list[Parts]:
    numbers = [token for token in tokens if token.isdigit()]
    signs = {token for token in tokens if not token.isdigit() and not is_word(token)}
    if not signs <= _SIGNS_BESIDE_WORDS:
        return []
    match [len(number) for number in numbers]:
        case [4]:
            return [Parts(int(numbers[0]), month)]
        case [4, 1 | 2]:
            return [Parts(int(numbers[0]), month, int(numbers[1]))]
        case [1 | 2, 2 | 4]:
            return [Parts(year, month, int(numbers[0])) for year in _years(numbers[1], calendar, today)]
    return []


def _years(written: str, calendar: CalendarName, today: date) -> list[int]:
    """The year meant: as it stands if four digits, else every living person's year that ends in these two."""
    if len(written) == 4:
        return [int(written)]
    if len(written) != 2:
        return []
    this_year = CALENDARS[calendar].from_gregorian(today)[0]
    latest = this_year - (this_year - int(written)) % 100
    return [year for year in (latest, latest - 100) if year >= this_year - OLDEST_AGE]


def _calendar_of_month(
    readings: Mapping[CalendarName, list[Parts]],
    calendar: CalendarName,
    era: CalendarName | None,
    today: date,
) -> CalendarName:
    """The calendar whose month was named: the one the text says, the one chosen in the form, or the only one."""
    if not readings or (era and era not in readings):
        raise BirthDateError(_UNREADABLE)
    # Gregorian is what a form starts with, so it decides nothing about a name that other calendars share: in
    # Eritrea the months of both calendars have the same names.
    chosen = era or (calendar if calendar != "gregorian" else None)
    if chosen is not None and chosen in readings:
        return chosen
    plausible = [
        name for name, listed in readings.items() if any(is_plausible(name, *parts, today=today) for parts in listed)
    ]
    if len(plausible) > 1:
        raise BirthDateError("birth_date_which_calendar", calendars=sorted(plausible))
    return next(iter(plausible or readings))
