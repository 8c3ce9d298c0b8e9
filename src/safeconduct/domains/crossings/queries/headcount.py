"""Reading counts: an hour while it is being counted, a day for the report, and how long hours were observed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Sum

from safeconduct.domains.crossings.commands import CountMovements, ObserveHour, UndoCount
from safeconduct.domains.crossings.facts import CountUndone, MovementsCounted
from safeconduct.domains.crossings.models import Count, CountFlag, Hour
from safeconduct.domains.crossings.queries.days import Day
from safeconduct.domains.crossings.rules.headcount import CountMade, headcount_subject
from safeconduct.domains.crossings.states import is_taken_back
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.lookups import Columns
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.kernel.acts import Act

_HOURLY_NAMES = ("hour", "direction", "number")
_HOURLY = Columns(
    Count,
    ("hour", "direction"),
    "post = %s AND local_day = %s GROUP BY hour, direction",
    also="SUM(number)",
    order="hour, direction",
)
CELL = ("direction", "sex", "age_band", "nationality_group", "transport", "method")


def headcount_of_hour(post: str, hour: datetime, officer: str | None = None) -> list[Mapping[str, Any]]:
    """Totals of one hour: a dict a kind of movement, with the keys of CELL and `number`; of one officer or of all."""
    counts = Count.objects.filter(post=post, hour=hour)
    if officer is not None:
        counts = counts.filter(officer=officer)
    return list(counts.values(*CELL).annotate(number=Sum("number")).order_by(*CELL))


def headcount_of_day(post: str, day: Day) -> list[Mapping[str, Any]]:
    """Totals of a local day (ISO): a dict an hour and kind of movement: `hour`, the keys of CELL, `number`."""
    counts = Count.objects.filter(post=post, local_day=str(day))
    return list(counts.values("hour", *CELL).annotate(number=Sum("number")).order_by("hour", *CELL))


def headcount_flags_of_day(post: str, day: Day) -> list[Mapping[str, Any]]:
    """How many movements of a local day carried each flag: `direction`, `flag`, `number`."""
    flags = CountFlag.objects.filter(post=post, local_day=str(day))
    return list(flags.values("direction", "flag").annotate(number=Sum("number")).order_by("direction", "flag"))


def hourly_totals(post: str, day: Day) -> list[Mapping[str, Any]]:
    """For the small chart: `hour`, `direction`, `number` of a local day; hours without a count are not listed."""
    return [dict(zip(_HOURLY_NAMES, row, strict=True)) for row in _HOURLY.all(post, str(day))]


def observed_hours(post: str, day: Day) -> list[Hour]:
    """The hours of a local day for which somebody said how long they counted, in order."""
    return list(Hour.objects.filter(post=post, local_day=str(day)).order_by("hour"))


def state_for_count(command: CountMovements, act: Act) -> None:
    """Counting depends on nothing that stands."""


def states_for_counts(commands: Sequence[CountMovements], act: Act) -> list[None]:
    """The same for what was counted one after the other."""
    return [None] * len(commands)


def state_for_observe_hour(command: ObserveHour, act: Act) -> None:
    """Saying how long an hour was observed depends on nothing that stands."""


def state_for_undo_count(command: UndoCount, act: Act) -> dict[str, CountMade]:
    """This officer's counts of the hour, by entry."""
    held = held_facts(ledger().keyring, headcount_subject(command.post, command.hour, act.actor))
    undone = [one for one in held if isinstance(one.fact, CountUndone)]
    return {
        one.ref: CountMade(
            one.actor,
            one.recorded_at,
            any(undoing.fact.entry == one.ref and is_taken_back(one, undoing) for undoing in undone),
        )
        for one in held
        if isinstance(one.fact, MovementsCounted)
    }
