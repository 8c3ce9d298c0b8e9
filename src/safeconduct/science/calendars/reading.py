"""Reads a birth date or an age as people type it; asks back (a problem code) instead of guessing.

This file tells ages, estimates and named calendars from dates; `date_readings` reads the numbers of a date;
`checking` says which dates are accepted; words and month names are tables, read by `wording`.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import get_args

import msgspec

from safeconduct.science.calendars.birth_dates import AgeUnit, BirthDate
from safeconduct.science.calendars.checking import BirthDateError, check_birth_date
from safeconduct.science.calendars.date_readings import DayMonthOrder, read_date
from safeconduct.science.calendars.systems import CalendarName
from safeconduct.science.calendars.wording import Phrase, phrase_map, phrases, tokens_of

_LONGEST = 80


def parse_birth_date(
    text: str, *, calendar: CalendarName, today: date, order: DayMonthOrder | None = None
) -> BirthDate:
    """A birth date from what was typed, in any decimal digits.

    Reads dates to the day, month or year ("14 May 2022", "14.05.2022", "2022-05-14", "05/2022", "2022"), ages
    ("34y", "age 34", "6m", "1y 6m"), estimates ("~34", "about 1990"), month names of the four calendars, a
    calendar named behind the date ("1443-10-13 H"), and unknown (blank, "?"). A calendar that the text names
    wins over `calendar`. `order` settles "05/06/2022"; without it such a date is asked back. Raises
    BirthDateError; see `check_birth_date` about `today`.
    """
    if calendar not in get_args(CalendarName):
        raise ValueError(f"no such calendar: {calendar}")
    if len(text) > _LONGEST:
        raise BirthDateError("birth_date_unreadable")
    tokens = tokens_of(text)
    if not tokens or tuple(tokens) in phrases("unknown"):
        return BirthDate(calendar=calendar, text=text)
    tokens, estimated, era = _qualified(tokens)
    birth = None if era else _read_age(tokens, estimated, today)
    if birth is None:
        named, (year, month, day) = read_date(tokens, calendar=calendar, era=era, today=today, order=order)
        as_of = today if estimated else None
        birth = BirthDate(calendar=named, year=year, month=month, day=day, estimated=estimated, as_of=as_of)
    check_birth_date(birth, today=today)
    return msgspec.structs.replace(birth, text=text)


def _qualified(tokens: list[str]) -> tuple[list[str], bool, CalendarName | None]:
    """What is left, whether it was called an estimate anywhere, and the calendar named behind it."""
    estimated = False
    for phrase in _longest_first("estimated"):
        at = _place_of(phrase, tokens)
        if at is not None:
            tokens, estimated = tokens[:at] + tokens[at + len(phrase) :], True
    if tokens[-1:] == ["?"]:
        tokens, estimated = tokens[:-1], True
    eras = phrase_map("eras")
    for phrase in _longest_first("eras"):
        if _ends(tokens, phrase):
            return tokens[: -len(phrase)], estimated, msgspec.convert(eras[phrase], CalendarName)
    return tokens, estimated, None


@cache
def _longest_first(kind: str) -> list[Phrase]:
    found: Iterable[Phrase] = phrase_map(kind) if kind == "eras" else phrases(kind)
    return sorted(found, key=lambda phrase: (-len(phrase), phrase))


def _place_of(phrase: Phrase, tokens: list[str]) -> int | None:
    places = range(len(tokens) - len(phrase) + 1)
    return next((at for at in places if tuple(tokens[at : at + len(phrase)]) == phrase), None)


def _ends(tokens: list[str], phrase: Phrase) -> bool:
    return len(tokens) > len(phrase) and tuple(tokens[-len(phrase) :]) == phrase


def _read_age(tokens: list[str], estimated: bool, today: date) -> BirthDate | None:
    """An age if the tokens are nothing else than one: "34y", "age 34", "1 y 6 m", or a bare number if estimated."""
    counted = _counted(tokens)
    if counted is None:
        return None
    match counted:
        case [(number, None)] if _says_age(tokens) or (estimated and len(number) <= 3):
            count, unit = int(number), "y"
        case [(number, "y")] if len(number) >= 4:
            return None  # "2022 año" is a year
        case [(number, str(unit))]:
            count = int(number)
        case [(years, "y"), (months, "m")]:
            count, unit = 12 * int(years) + int(months), "m"
        case _:
            return None
    age_unit = msgspec.convert(unit, AgeUnit)
    return BirthDate(age=count, age_unit=age_unit, estimated=estimated, as_of=today)


def _counted(tokens: list[str]) -> list[tuple[str, str | None]] | None:
    """The numbers with their units; None if there is a word or sign that does not belong to an age."""
    units = phrase_map("units")
    counted: list[tuple[str, str | None]] = []
    for before, word in zip(["", *tokens], tokens, strict=False):
        if word.isdigit():
            counted.append((word, None))
        elif (word,) in units and (before.isdigit() or before == "-") and counted:
            counted[-1] = (counted[-1][0], units[(word,)])
        elif word not in _around_ages() and not (word == "-" and counted):
            return None
    return counted


def _says_age(tokens: list[str]) -> bool:
    return any((token,) in phrases("age") for token in tokens)


@cache
def _around_ages() -> frozenset[str]:
    kinds = ("age", "age_joints", "fillers")
    return frozenset(token for kind in kinds for phrase in phrases(kind) for token in phrase) | {":"}
