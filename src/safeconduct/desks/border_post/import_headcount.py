"""A headcount out of a file: each line is so many movements in an hour, and how long the hour was watched."""

from collections.abc import Iterable
from datetime import UTC, datetime

from safeconduct.desks.border_post import import_columns as columns
from safeconduct.desks.border_post.arrivals import local_moment
from safeconduct.desks.border_post.import_findings import Desk, Planned, always
from safeconduct.desks.border_post.import_lines import Line
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CountMovements, ObserveHour
from safeconduct.domains.crossings.rules import decide_count, decide_observe_hour
from safeconduct.foundation.dispatch import receipt_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id


def read_counts(lines: list[Line], file_id: str, desk: Desk) -> Iterable[Planned]:
    """One act a line; hours counted before are warned of once."""
    warned: set[datetime] = set()
    for line in lines:
        act_id = derived_id(file_id, *line.place)
        is_done = receipt_of(act_id) is not None
        commands, at = _count(line, desk)
        if not is_done:
            for one in commands:
                decide = decide_count if isinstance(one, CountMovements) else decide_observe_hour
                desk.check(always(line), decide, one, None, desk.now)
        if at is None or not commands:
            continue
        if not is_done and at not in warned and (before := _counted(at, desk)):
            warned.add(at)
            desk.say(line, "hour", "import.hour_counted", warn=True, number=before)
        number = sum(one.number for one in commands if isinstance(one, CountMovements))
        yield Planned(line.number, act_id, tuple(commands), number, None, is_done, line.sheet)


def _counted(hour: datetime, desk: Desk) -> int:
    return sum(cell["number"] for cell in crossings.headcount_of_hour(desk.post, hour))


def _count(line: Line, desk: Desk) -> tuple[list[Command], datetime | None]:
    """The commands of a line, and its hour; a line whose hour cannot be read is read on for its other mistakes."""
    day = desk.take(line, "date", columns.read_day, None)
    clock = desk.take(line, "hour", columns.read_clock, None)
    at = local_moment(desk.post, day, clock[0], 0).astimezone(UTC) if day and clock else None
    hour = at or desk.now.replace(minute=0, second=0, microsecond=0)

    def code(name: str, otherwise: str) -> str:
        return desk.take(line, name, lambda cell: columns.read_code(desk.columns[name], cell), "") or otherwise

    kind = CountMovements(
        post=desk.post,
        hour=hour,
        direction=code("direction", "entry"),
        sex=code("sex", "unknown"),
        age_band=code("age_band", "unknown"),
        nationality_group=code("nationality_group", "unknown"),
        transport=code("transport", "unknown"),
        number=desk.take(line, "number", columns.read_number, 1),
        method=code("method", "counted"),
    )
    # An hour in which nobody came is worth its minutes, and is no movement.
    commands: list[Command] = [kind] if kind.number else []
    if line.text("minutes_observed"):
        minutes = desk.take(line, "minutes_observed", columns.read_number, 0)
        commands.append(ObserveHour(post=desk.post, hour=hour, minutes=minutes))
    return commands, at
