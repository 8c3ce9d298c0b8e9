"""What was typed, checked one way for the whole room: codes, ids, days and words."""

from collections.abc import Collection, Mapping
from datetime import date

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import clean_text

LONGEST_LINE = 300
LONGEST_NOTE = 4000  # assumption: characters of a remark


def check_id(value: str) -> str:
    """Refused: protection.malformed_id."""
    if not is_id(value):
        raise Refused("protection.malformed_id")
    return value


def checked_code(value: str, codes: Collection[str], field: str) -> str:
    """Refused: protection.unknown_code."""
    if value not in codes:
        raise Refused("protection.unknown_code", field=field)
    return value


def line(value: str, field: str) -> str:
    """One line of words. Refused: the codes of kernel.text."""
    return clean_text(value, kind="free", limit=LONGEST_LINE, field=field).stored


def note(value: str, field: str) -> str:
    """Words of several lines. Refused: the codes of kernel.text."""
    return clean_text(value, kind="note", limit=LONGEST_NOTE, field=field).stored


def lines(values: Mapping[str, str], names: Collection[str]) -> dict[str, str]:
    """Those of these fields in which something stands."""
    found = {name: line(str(values.get(name, "")), name) for name in names}
    return {name: text for name, text in found.items() if text}


def day(value: str, field: str) -> date:
    """A day of the common calendar (ISO). Refused: protection.not_a_day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused("protection.not_a_day", field=field) from None


def past_day(value: str, field: str, here: Circumstances) -> str:
    """A day that is not ahead. Refused: protection.not_a_day, protection.day_ahead."""
    found = day(value, field)
    if found.isoformat() > here.local_day:
        raise Refused("protection.day_ahead", field=field)
    return found.isoformat()
