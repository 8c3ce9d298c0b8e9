"""What was asked, checked one way for the whole room: codes, ids, days, and that words come sealed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from safeconduct.domains.cases.commands import WordsGiven
from safeconduct.domains.cases.states import MOST_AHEAD
from safeconduct.foundation.vault.compartments import looks_sealed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Refused


def check_id(value: str) -> str:
    """Refused: cases.malformed_id."""
    if not is_id(value):
        raise Refused("cases.malformed_id")
    return value


def checked_code(value: str, codes: Collection[str], field: str) -> str:
    """Refused: cases.unknown_code."""
    if value not in codes:
        raise Refused("cases.unknown_code", field=field)
    return value


def sealed_of(command: WordsGiven, *, needed: bool = True) -> dict[str, Any]:
    """The sealed words of a command. Refused: cases.not_sealed, also where some are needed and none came."""
    given = (command.sealed, command.sealed_as, command.sealed_to)
    if not any(given) and not needed:
        return {}
    if not (looks_sealed(command.sealed) and is_id(command.sealed_as) and is_id(command.sealed_to)):
        raise Refused("cases.not_sealed")
    return {"sealed": command.sealed, "sealed_as": command.sealed_as, "sealed_to": command.sealed_to}


def day(value: str, field: str) -> date:
    """A day of the common calendar (ISO). Refused: cases.not_a_day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused("cases.not_a_day", field=field) from None


def past_day(value: str, field: str, today: str) -> str:
    """A day that is not after today (ISO). Refused: cases.not_a_day, cases.day_ahead."""
    found = day(value, field).isoformat()
    if found > today:
        raise Refused("cases.day_ahead", field=field)
    return found


def coming_day(value: str, field: str, here: Circumstances) -> str:
    """Today or a day ahead. Refused: cases.not_a_day, cases.day_past, cases.too_far_ahead."""
    found, today = day(value, field), date.fromisoformat(here.local_day)
    if found < today:
        raise Refused("cases.day_past", field=field)
    if found > today + MOST_AHEAD:
        raise Refused("cases.too_far_ahead", field=field)
    return found.isoformat()
