"""Level 0 of the demonstration: about 60,000 movements, hour by hour, with the hours that nobody saw."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from safeconduct.entrypoints.demonstration.draws import Draws, Weighted
from safeconduct.entrypoints.demonstration.items import AgeBandCount, CountedHour, ObservedHour
from safeconduct.entrypoints.demonstration.material import DAYS, Material, PostShape, local_moment, weights
from safeconduct.entrypoints.demonstration.shifts import Roster

DIRECTIONS = ("entry", "exit")
CROWDED_DAY = 1.2  # times the mean day
MISSED = Weighted({"power_cut": 3, "not_staffed": 3, "weather": 2, "insecurity": 1})


class Counting:
    """Counts of all posts from one stream of chance."""

    def __init__(self, material: Material, draws: Draws, roster: Roster, first_day: date) -> None:
        self._material, self._draws, self._roster = material, draws, roster
        self._days = [first_day + timedelta(days=number) for number in range(DAYS)]
        mix = material.mix
        self._people = {direction: weights(mix, "counted", direction) for direction in DIRECTIONS}
        self._groups = {direction: weights(mix, "nationality_groups", direction) for direction in DIRECTIONS}

    def hours(self) -> Iterator[ObservedHour | CountedHour]:
        """Every opening hour of every post and what was counted in it."""
        for shape in self._material.posts:
            for number, day in enumerate(self._days):
                for hour in range(shape.open_from, shape.open_to):
                    start = local_moment(shape.post.zone, day, hour)
                    if start is not None:
                        yield from self._hour(shape, number, day, hour, start)

    def _hour(
        self, shape: PostShape, number: int, day: date, hour: int, start: datetime
    ) -> Iterator[ObservedHour | CountedHour]:
        minutes, remark = self._observation()
        crowded = self._material.onset[number] * DAYS > CROWDED_DAY and shape.hours[hour] >= max(shape.hours) * 0.8
        estimated = crowded and self._draws.chance(0.4)
        keyed_in = start + timedelta(minutes=59, seconds=self._draws.between(0, 50))
        officer = self._roster.officer_at(shape.post.code, start, self._draws)
        yield ObservedHour(
            post=shape.post.code,
            at_utc=keyed_in,
            start=start,
            local_day=day,
            hour=hour,
            officer=officer,
            minutes=minutes,
            remark="crowd_too_large" if estimated and minutes else remark,
        )
        for direction in DIRECTIONS:
            moving = self._moving(shape, number, day, hour, direction) * minutes / 60
            for group, cells in self._counted(direction, self._draws.rounded(moving)).items():
                yield CountedHour(
                    post=shape.post.code,
                    at_utc=keyed_in,
                    start=start,
                    local_day=day,
                    hour=hour,
                    direction=direction,
                    officer=officer,
                    cells=cells,
                    nationality_group=group,
                    transport=self._draws.pick(shape.transports),
                    estimated=estimated,
                    minutes_observed=minutes,
                )

    def _observation(self) -> tuple[int, str]:
        """Minutes observed and why not all of them."""
        if self._draws.chance(0.015):
            return 0, self._draws.pick(MISSED)
        if self._draws.chance(0.08):
            return self._draws.between(25, 55), self._draws.pick(MISSED)
        return 60, ""

    def _moving(self, shape: PostShape, number: int, day: date, hour: int, direction: str) -> float:
        """People expected: arrivals follow the onset, departures the calm week."""
        mix = self._material.mix
        of_post = mix["movements_total"] * shape.share * shape.hours[hour] / sum(shape.hours)
        noise = 0.8 + 0.4 * self._draws.part()
        if direction == "entry":
            return float(of_post * mix["entry_share"] * self._material.onset[number] * noise)
        return float(of_post * (1 - mix["entry_share"]) * self._material.weekdays[day.weekday()] / DAYS * noise)

    def _counted(self, direction: str, people: int) -> dict[str, dict[AgeBandCount, int]]:
        """The people by nationality group, then by sex and age band."""
        found: dict[str, dict[AgeBandCount, int]] = {}
        for _ in range(people):
            cells = found.setdefault(self._draws.pick(self._groups[direction]), {})
            sex, _, band = self._draws.pick(self._people[direction]).partition("/")
            cells[sex, band] = cells.get((sex, band), 0) + 1
        return {group: dict(sorted(cells.items())) for group, cells in sorted(found.items())}
