"""Rules of counting: what may be counted, for which hour, and what may be taken back."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.domains.crossings.commands import CountMovements, ObserveHour, UndoCount
from safeconduct.domains.crossings.facts import CountUndone, HourObserved, MovementsCounted
from safeconduct.domains.crossings.rules.code_lists import (
    COUNT_AGE_BANDS,
    COUNT_FLAGS,
    COUNT_TRANSPORTS,
    DIRECTIONS,
    HOUR_REMARKS,
    METHODS,
    NATIONALITY_GROUPS,
    SEXES,
)
from safeconduct.domains.crossings.rules.limits import check_code, check_codes, check_here, check_range
from safeconduct.domains.crossings.states import UNDO_WITHIN
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound, Refused

REFUSALS = {
    "crossings.unknown_code": "a value is not in the list of its field",
    "crossings.out_of_range": "a number lies outside what its field allows",
    "crossings.not_at_this_post": "the act stands at one post and the command speaks of another",
    "crossings.hour_not_whole": "the hour does not start on the post's local hour",
    "crossings.hour_in_future": "the hour has not begun",
    "crossings.hour_too_old": "the hour lies more than 30 days back",
    "crossings.no_such_count": "there is no such count of this officer in this hour",
    "crossings.undo_too_late": "more than 60 seconds have passed",
    "crossings.already_undone": "it has been taken back before",
}

KEYED_LATER = timedelta(days=30)  # assumption: a tally sheet is keyed in within a month
MOST_AT_ONCE = 999


class CountMade(msgspec.Struct, frozen=True):
    """A count that someone wants to take back."""

    actor: str
    recorded_at: datetime
    is_undone: bool = False


def headcount_subject(post: str, hour: datetime, officer: str) -> str:
    """The subject that holds one officer's counts of one hour."""
    return derived_id("headcount", post, _instant(hour), officer)


def hour_subject(post: str, hour: datetime) -> str:
    """The subject that says how long an hour was observed."""
    return derived_id("hour", post, _instant(hour))


def local_hour_start(moment: datetime, zone: str) -> datetime:
    """The start, in UTC, of the hour on the post's clock; in zones of 30 or 45 minutes it is no whole hour of UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    into_hour = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    # Taken off in UTC: on the local clock the night hour that comes twice would lose which of the two it is.
    return moment.astimezone(UTC) - into_hour


def _instant(hour: datetime) -> str:
    return hour.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decide_count(command: CountMovements, state: None, here: Circumstances) -> list[About]:
    """Count movements. Refused: unknown_code, out_of_range, hour_not_whole, hour_in_future, hour_too_old."""
    check_here(command.post, here)
    hour, local_day = _checked_hour(command.hour, here)
    for field, allowed in _COUNT_CODES.items():
        check_code(field, getattr(command, field), allowed)
    check_codes("flags", command.flags, COUNT_FLAGS)
    check_range("number", command.number, 1, MOST_AT_ONCE)
    fact = MovementsCounted(
        post=command.post, hour=hour, local_day=local_day, direction=command.direction, sex=command.sex,
        age_band=command.age_band, nationality_group=command.nationality_group, transport=command.transport,
        number=command.number, method=command.method, flags=tuple(sorted(set(command.flags))),
    )  # fmt: skip
    return [About(headcount_subject(command.post, hour, here.actor), fact)]


_COUNT_CODES = {
    "direction": DIRECTIONS,
    "sex": SEXES,
    "age_band": COUNT_AGE_BANDS,
    "nationality_group": NATIONALITY_GROUPS,
    "transport": COUNT_TRANSPORTS,
    "method": METHODS,
}


def decide_undo_count(command: UndoCount, state: Mapping[str, CountMade], here: Circumstances) -> list[About]:
    """Take back a count; `state` has this officer's counts of that hour by entry.

    NotFound: no_such_count. Refused: already_undone, undo_too_late.
    """
    check_here(command.post, here)
    made = state.get(command.entry)
    if made is None or made.actor != here.actor:
        raise NotFound("crossings.no_such_count")
    if made.is_undone:
        raise Refused("crossings.already_undone")
    if here.now - made.recorded_at > UNDO_WITHIN:
        raise Refused("crossings.undo_too_late", seconds=int(UNDO_WITHIN.total_seconds()))
    return [About(headcount_subject(command.post, command.hour, here.actor), CountUndone(entry=command.entry))]


def decide_observe_hour(command: ObserveHour, state: None, here: Circumstances) -> list[About]:
    """Say how long an hour was observed. Refused: out_of_range, unknown_code, and those of the hour."""
    check_here(command.post, here)
    hour, local_day = _checked_hour(command.hour, here)
    check_range("minutes", command.minutes, 0, 60)
    if command.remark:
        check_code("remark", command.remark, HOUR_REMARKS)
    fact = HourObserved(
        post=command.post, hour=hour, local_day=local_day, minutes=command.minutes, remark=command.remark
    )
    return [About(hour_subject(command.post, hour), fact)]


def _checked_hour(hour: datetime, here: Circumstances) -> tuple[datetime, str]:
    if hour.tzinfo is None or local_hour_start(hour, here.zone) != hour:
        raise Refused("crossings.hour_not_whole")
    if hour > here.now:
        raise Refused("crossings.hour_in_future")
    if here.now - hour > KEYED_LATER:
        raise Refused("crossings.hour_too_old", days=KEYED_LATER.days)
    return hour.astimezone(UTC), hour.astimezone(ZoneInfo(here.zone)).date().isoformat()
