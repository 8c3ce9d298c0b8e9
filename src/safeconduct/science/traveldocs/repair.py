"""Look-alike characters (O for 0, S for 5) read as what the check digits show they were, and no others.

A place for digits (dates, check digits): any letter is wrong there, so its look-alike digit is taken if the check digit
of that field then agrees and the date exists. Place and sum are two witnesses: this is proof.
A place for both (document number, optional data): one letter is read as a digit if exactly one such reading makes every
check digit of the zone agree; with two, none is taken. Another wrong character could explain the same sum, so the
reading is given with `repair_unconfirmed` and the zone is not valid until a person has compared it with the document.
Digits are never read as letters: that explains almost any wrong sum. Names, codes and sex have no check digit and are
never touched.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from safeconduct.science.traveldocs.check_digits import FILLER
from safeconduct.science.traveldocs.checks import (
    all_checks,
    composite_agrees,
    date_agrees,
    number_agrees,
    number_of,
    optional_agrees,
)
from safeconduct.science.traveldocs.layouts import Layout
from safeconduct.science.traveldocs.reading import Problem, Repair

# assumption: the letters that OCR-B readers and typists put for digits.
DIGIT_FOR = {
    "O": "0",
    "Q": "0",
    "D": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "A": "4",
    "S": "5",
    "G": "6",
    "T": "7",
    "B": "8",
}
_TO_DIGITS = str.maketrans(DIGIT_FOR)
_DAY = re.compile(r"[0-9]{2}([0-9]{2})([0-9]{2})")
_LEAP_YEAR = 2000

Check = Callable[[str, Layout], bool]
Outcome = tuple[str, tuple[Repair, ...], tuple[Problem, ...]]


def repaired(text: str, layout: Layout) -> Outcome:
    """`text` (the lines joined) with look-alikes repaired, the repairs, and what a person still has to settle."""
    proven = _with_digits(_with_dates(text, layout), layout)
    readings = _single_readings(_all_check_digits(proven, layout), layout)
    if len(readings) == 1:
        return readings[0], _differences(text, readings[0], layout), (Problem.REPAIR_UNCONFIRMED,)
    return proven, _differences(text, proven, layout), (Problem.REPAIR_AMBIGUOUS,) if readings else ()


def _with_dates(text: str, layout: Layout) -> str:
    for field, digit in ((layout.birth, layout.birth_digit), (layout.expiry, layout.expiry_digit)):
        read = _as_digits(text, slice(field.start, digit.stop))
        if read != text and date_agrees(read, field, digit) and _may_be_a_day(read[field]):
            text = read
    return text


def _with_digits(text: str, layout: Layout) -> str:
    for place, agrees in _check_digits(layout):
        read = _as_digits(text, place)
        if read != text and agrees(read, layout) and not _may_be_a_break(text, place, layout):
            text = read
    return text


def _may_be_a_break(text: str, place: slice, layout: Layout) -> bool:
    """Whether what stands for the check digit of the number may have been the filler of a long one: it counts 0 too."""
    if place != layout.number_digit:
        return False
    broken = text[: place.start] + FILLER + text[place.stop :]
    return len(number_of(broken, layout)[0]) > _width(layout.number) and number_agrees(broken, layout)


def _all_check_digits(text: str, layout: Layout) -> str:
    for place, _ in _check_digits(layout):
        text = _as_digits(text, place)
    return text


def _check_digits(layout: Layout) -> Iterator[tuple[slice, Check]]:
    """The places of the check digits over letters and digits, and what each of them checks.

    That of a long number is not among them: its place follows from a filler that may itself be misread.
    """
    yield layout.number_digit, number_agrees
    if layout.optional_digit is not None:
        yield layout.optional_digit, optional_agrees
    if layout.composite_digit is not None:
        yield layout.composite_digit, composite_agrees


def _single_readings(text: str, layout: Layout) -> list[str]:
    """Every reading of one letter as a digit that leaves no check digit wrong; none if nothing is wrong."""
    readings = (_as_digits(text, slice(index, index + 1)) for index in _suspects(text, layout))
    return [reading for reading in readings if reading != text and all(all_checks(reading, layout).values())]


def _suspects(text: str, layout: Layout) -> Iterator[int]:
    """The places where one wrong character would explain which check digits fail."""
    tail = len(number_of(text, layout)[0]) - _width(layout.number)
    after_number = layout.optional.start + (tail + 1 if tail else 0)
    if not number_agrees(text, layout):
        yield from range(layout.number.start, layout.number.stop)
        yield from range(layout.optional.start, after_number)
    elif not (optional_agrees(text, layout) and composite_agrees(text, layout)):
        yield from range(after_number, layout.optional.stop)
        if layout.optional_2 is not None:
            yield from range(layout.optional_2.start, layout.optional_2.stop)


def _may_be_a_day(text: str) -> bool:
    day = _DAY.fullmatch(text)
    if day is None:
        return True  # unknown parts: nothing to check
    try:
        date(_LEAP_YEAR, int(day[1]), int(day[2]))
    except ValueError:
        return False
    return True


def _as_digits(text: str, place: slice) -> str:
    return text[: place.start] + text[place].translate(_TO_DIGITS) + text[place.stop :]


def _width(place: slice) -> int:
    return int(place.stop - place.start)


def _differences(before: str, after: str, layout: Layout) -> tuple[Repair, ...]:
    changed = [index for index, (seen, read) in enumerate(zip(before, after, strict=True)) if seen != read]
    return tuple(
        Repair(line=index // layout.width + 1, column=index % layout.width + 1, seen=before[index], read=after[index])
        for index in changed
    )
