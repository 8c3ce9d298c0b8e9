"""Everything counted at one post on one local day, from nameless data alone: the one source of report, page and tool.

What of it may be published is decided in `publishing`; words and layout in `daily_report`.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.queries import VerificationFigures, WaitFigures
from safeconduct.domains.people import queries as people
from safeconduct.foundation import codes
from safeconduct.foundation.places import queries as places
from safeconduct.principles.state_fled import Limits, limits
from safeconduct.science.disclosure.suppression import THRESHOLD

DIRECTIONS = ("entry", "exit")
HOUR = timedelta(hours=1)

Counts = Mapping[tuple[str, ...], int]


class HourFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One hour of the local day. `minutes` is how long somebody counted; None: nobody said."""

    starts: datetime
    entry: int
    exit: int
    minutes: int | None
    remark: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether the hour has a number at all: somebody counted, or said that they stood there."""
        return bool(self.minutes) or self.entry > 0 or self.exit > 0

    @property
    def key(self) -> str:
        """The hour in UTC, the same on every clock."""
        return self.starts.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Movements counted in one direction, cut four ways, and the flags that some of them carried."""

    total: int
    sex_and_age: Counts
    nationality_groups: Counts
    transports: Counts
    methods: Counts
    flags: Counts


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """Unique persons registered at the post on that day. Nationalities under protection share one key."""

    total: int
    sex_and_age: Counts
    nationalities: Counts
    needs: Counts


class DayFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The day of a post. Three counters that are never added up: movements, crossings, persons."""

    post: str
    post_name: str
    post_letter: str
    area: str = ""
    released: Limits = Limits(least_count=THRESHOLD, is_coarse=False)  # what may be public of it
    day: date
    zone: str
    as_of: datetime
    is_over: bool
    hours: tuple[HourFigures, ...]
    movements: Mapping[str, Tally]
    registered: Registered
    crossings: int
    crossing_needs: Counts
    unique_persons: int
    persons_entry: int
    persons_exit: int
    deferred: VerificationFigures
    waits: WaitFigures

    @property
    def hours_observed(self) -> float:
        """Hours in which somebody is known to have counted."""
        return sum(hour.minutes or 0 for hour in self.hours) / 60


def day_figures(post: str, day: date, now: datetime) -> DayFigures:
    """The figures of a post's local day as they stand now. NotFound: places.no_such_post."""
    described = places.post(post)
    begins, ends = places.local_day_bounds(post, day)
    cells = crossings.headcount_of_day(post, day)
    flags = crossings.headcount_flags_of_day(post, day)
    counters = crossings.counters(post, day)
    total = counters.crossings_entry + counters.crossings_exit
    return DayFigures(
        post=post,
        post_name=described.name,
        post_letter=described.letter,
        area=described.area,
        released=limits(THRESHOLD),
        day=day,
        zone=described.zone,
        as_of=places.local_time(post, now).replace(microsecond=0),
        is_over=now >= ends,
        hours=_hours(post, day, cells),
        movements={one: _tally(one, cells, flags) for one in DIRECTIONS},
        registered=_registered(post, day, described.zone),
        crossings=total,
        # A crossing of which only a part is held here may name a need and not be counted.
        crossing_needs={(need,): min(n, total) for need, n in crossings.needs_of_day(post, day).items() if total},
        unique_persons=counters.unique_persons,
        persons_entry=counters.persons_entry,
        persons_exit=counters.persons_exit,
        deferred=crossings.verification_figures(post, begins, min(ends, now)),
        waits=crossings.wait_figures(post, day, now),
    )


def _hours(post: str, day: date, cells: list[Mapping[str, Any]]) -> tuple[HourFigures, ...]:
    begins, ends = (bound.astimezone(UTC) for bound in places.local_day_bounds(post, day))
    counted: Counter[tuple[datetime, str]] = Counter()
    for cell in cells:
        counted[cell["hour"], cell["direction"]] += cell["number"]
    observed = {row.hour: row for row in crossings.observed_hours(post, day)}
    found = []
    hour = begins
    while hour < ends:
        said = observed.get(hour)
        found.append(
            HourFigures(
                starts=places.local_time(post, hour),
                entry=counted[hour, "entry"],
                exit=counted[hour, "exit"],
                minutes=said.minutes if said else None,
                remark=said.remark if said else "",
            )
        )
        hour += HOUR
    return tuple(found)


def _tally(direction: str, cells: list[Mapping[str, Any]], flags: list[Mapping[str, Any]]) -> Tally:
    own = [cell for cell in cells if cell["direction"] == direction]
    return Tally(
        total=sum(cell["number"] for cell in own),
        sex_and_age=_by(own, "age_band", "sex"),
        nationality_groups=_by(own, "nationality_group"),
        transports=_by(own, "transport"),
        methods=_by(own, "method"),
        flags=_by([flag for flag in flags if flag["direction"] == direction], "flag"),
    )


def _by(cells: list[Mapping[str, Any]], *keys: str) -> Counts:
    found: Counter[tuple[str, ...]] = Counter()
    for cell in cells:
        found[tuple(cell[key] for key in keys)] += cell["number"]
    return dict(found)


def _registered(post: str, day: date, zone: str) -> Registered:
    counts = people.registered_on(post, day, zone)
    ages: Counter[tuple[str, ...]] = Counter()
    nationalities: Counter[tuple[str, ...]] = Counter()
    for (sex, band, nationality), number in counts.cells.items():
        ages[band or "unknown", sex or "unknown"] += number
        nationalities[(codes.shown_code(nationality, second_line=False) if nationality else "unknown",)] += number
    return Registered(
        total=counts.total,
        sex_and_age=dict(ages),
        nationalities=dict(nationalities),
        needs={(code,): number for code, number in counts.needs.items()},
    )
