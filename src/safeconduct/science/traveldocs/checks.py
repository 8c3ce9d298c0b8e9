"""Whether the check digits of a zone agree, field by field (ICAO Doc 9303 Parts 4 to 7, sections "check digits")."""

import re

from safeconduct.science.traveldocs.check_digits import FILLER, check_digit
from safeconduct.science.traveldocs.layouts import Layout

_DATE = re.compile(r"[0-9<]{6}")


def number_of(text: str, layout: Layout) -> tuple[str, str, str]:
    """Document number, its check digit and what is left of the optional data, in `text` (the lines joined).

    On TD1 and TD2 a filler in the place of the check digit means that the number goes on at the start of the optional
    data, up to its check digit and a filler (Part 5 and Part 6, note j).
    """
    number, digit, optional = text[layout.number], text[layout.number_digit], text[layout.optional]
    if digit == FILLER and layout.number_runs_over and number[-1] != FILLER:
        tail, _, rest = optional.partition(FILLER)
        if len(tail) > 1:
            return number + tail[:-1], tail[-1], rest
    return number, digit, optional


def number_agrees(text: str, layout: Layout) -> bool:
    """Whether the document number has its check digit; a number of fillers alone never has."""
    number, digit, _ = number_of(text, layout)
    if check_digit(number) == digit:
        return number.strip(FILLER) != ""
    # Part 5 leaves the filler in position 15 out of the sum. Belgian cards count it as a zero; both are in use, and
    # either finds every single wrong character, because the sum over all of the line finds it as well.
    return len(number) > 9 and check_digit(number[:9] + FILLER + number[9:]) == digit


def date_agrees(text: str, field: slice, digit: slice) -> bool:
    """Whether a date consists of digits and fillers and has its check digit."""
    return bool(_DATE.fullmatch(text, field.start, field.stop)) and check_digit(text[field]) == text[digit]


def optional_agrees(text: str, layout: Layout) -> bool:
    """Whether the personal number of TD3 has its check digit, which may be a filler if there is no number."""
    if layout.optional_digit is None:
        return True
    optional, digit = text[layout.optional], text[layout.optional_digit]
    return check_digit(optional) == digit or (digit == FILLER and not optional.strip(FILLER))


def composite_agrees(text: str, layout: Layout) -> bool:
    """Whether the composite check digit agrees; always so on visas, which have none."""
    if layout.composite_digit is None:
        return True
    return check_digit("".join([text[part] for part in layout.composite])) == text[layout.composite_digit]


def all_checks(text: str, layout: Layout) -> dict[str, bool]:
    """Every check digit that the format has, by name."""
    checks = {
        "document_number": number_agrees(text, layout),
        "birth_date": date_agrees(text, layout.birth, layout.birth_digit),
        "expiry_date": date_agrees(text, layout.expiry, layout.expiry_digit),
    }
    if layout.optional_digit is not None:
        checks["optional_data"] = optional_agrees(text, layout)
    if layout.composite_digit is not None:
        checks["composite"] = composite_agrees(text, layout)
    return checks
