"""The demonstration crisis as values in time order: same seed and first day, same bits, on every machine.

Six posts of a fictional country over three weeks. Decides nothing about how the events are entered: the loader
turns them into commands at the ordinary doors, with a clock set to each event's time.
"""

from datetime import date, datetime, timedelta

import msgspec

from safeconduct.entrypoints.demonstration.deciding import Deciding
from safeconduct.entrypoints.demonstration.draws import Draws
from safeconduct.entrypoints.demonstration.groups import Groups
from safeconduct.entrypoints.demonstration.headcounts import Counting
from safeconduct.entrypoints.demonstration.items import (
    ArrivingGroup,
    CountedHour,
    Event,
    LaterDecision,
    ObservedHour,
    Post,
    ShiftChange,
    VehicleArrival,
    VerificationDone,
)
from safeconduct.entrypoints.demonstration.material import DAYS, local_moment, read_material
from safeconduct.entrypoints.demonstration.shifts import Roster
from safeconduct.entrypoints.demonstration.vehicles import with_vehicles

FIRST_DAY = date(2026, 2, 26)  # a Thursday, as 24 February 2022 was: weekdays of series and demonstration agree

# At one moment: a shift begins, a vehicle stops, its people stand at the counter; counts are keyed in last.
_ORDER: tuple[type[Event], ...] = (
    ShiftChange,
    VehicleArrival,
    ArrivingGroup,
    LaterDecision,
    VerificationDone,
    ObservedHour,
    CountedHour,
)


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """The posts and all that happens, by time, over all posts."""

    seed: int
    first_day: date
    end: datetime  # UTC midnight of the posts after the last day; nothing happens later
    posts: tuple[Post, ...]
    events: tuple[Event, ...]

    def at_post(self, code: str) -> tuple[Event, ...]:
        """What happens at one post."""
        return tuple(event for event in self.events if event.post == code)

    @property
    def movements_counted(self) -> int:
        """All movements of level 0."""
        return sum(sum(event.cells.values()) for event in self.events if isinstance(event, CountedHour))

    @property
    def persons_registered(self) -> int:
        """All people of groups registered for the first time."""
        arrivals = (event for event in self.events if isinstance(event, ArrivingGroup))
        return sum(group.size for group in arrivals if group.previous is None)


def scenario(seed: int, first_day: date = FIRST_DAY) -> Scenario:
    """Return three weeks from `first_day` (about 60,000 movements counted, 6,000 people registered)."""
    material = read_material()
    end = _midnight(material.posts[0].post.zone, first_day + timedelta(days=DAYS))
    roster = Roster(material, Draws(seed, "shifts"), first_day)
    deciding = Deciding(material, Draws(seed, "decisions"), roster, end)
    making = Groups(material, seed, roster, first_day, deciding)
    registered = making.registered()
    groups, vehicles = with_vehicles([*registered, *making.again(registered)], material, Draws(seed, "vehicles"))
    events: list[Event] = [*roster.changes(), *vehicles, *groups]
    events += [later for group in groups if group.previous is None for later in deciding.later(group)]
    events += Counting(material, Draws(seed, "counting"), roster, first_day).hours()
    events.sort(key=_moment)
    posts = tuple(shape.post for shape in material.posts)
    return Scenario(seed=seed, first_day=first_day, end=end, posts=posts, events=tuple(events))


def _moment(event: Event) -> tuple[datetime, str, int]:
    """Events of equal moments keep the order in which they were made."""
    return event.at_utc, event.post, _ORDER.index(type(event))


def _midnight(zone: str, day: date) -> datetime:
    found = local_moment(zone, day, 0)
    if found is None:
        raise ValueError(f"{day} has no midnight in {zone}")
    return found
