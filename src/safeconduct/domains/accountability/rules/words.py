"""Checks that all rules of this room share."""

from collections.abc import Collection

from safeconduct.domains.accountability.states import LONGEST_LINE, LONGEST_WORDS
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import clean_text


def words_of(given: str, field: str, *, missing: str = "accountability.words_missing") -> str:
    """Words that have to be there. Refused: words_missing, text.*."""
    found = clean_text(given, kind="note", limit=LONGEST_WORDS, field=field).stored
    if not found:
        raise Refused(missing, field=field)
    return found


def line_of(given: str, field: str) -> str:
    """A line that may be empty. Refused: text.*."""
    return clean_text(given, kind="free", limit=LONGEST_LINE, field=field).stored


def check_code(field: str, value: str, allowed: Collection[str]) -> None:
    """Refused: unknown_code."""
    if value not in allowed:
        raise Refused("accountability.unknown_code", field=field)
