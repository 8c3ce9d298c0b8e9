"""The people who are registered: about 1,900 groups with 6,000 persons, and those who cross again."""

from datetime import date, datetime, timedelta
from math import sqrt

import msgspec

from safeconduct.entrypoints.demonstration.deciding import Deciding
from safeconduct.entrypoints.demonstration.draws import Draws, Weighted
from safeconduct.entrypoints.demonstration.items import ArrivingGroup, Decision, Member
from safeconduct.entrypoints.demonstration.kinds import (
    KINDS,
    LEAST_LEVEL,
    PAPERS,
    PURPOSES,
    Seat,
)
from safeconduct.entrypoints.demonstration.material import (
    DAYS,
    Country,
    Material,
    PostShape,
    local_moment,
    weights,
)
from safeconduct.entrypoints.demonstration.people import People
from safeconduct.entrypoints.demonstration.shifts import Roster

CROWDED_DAY = 1.2  # times the mean day
HOUR = 3600
COMMUTE_OUT, COMMUTE_BACK = range(6, 9), range(16, 19)
FROM_THIRD_COUNTRIES = frozenset({"students", "third_country_family", "patrol_found"})
LAST_RETURN_FROM = 16  # only who came before this day can leave again within the three weeks


class Arrival(msgspec.Struct, frozen=True):
    """When and where a group will stand."""

    at_utc: datetime
    shape: PostShape
    day: int
    kind: str


class Groups:
    """Registered groups from their own streams of chance."""

    def __init__(self, material: Material, seed: int, roster: Roster, first_day: date, deciding: Deciding) -> None:
        self._material, self._roster, self._first_day, self._deciding = material, roster, first_day, deciding
        self._draws = Draws(seed, "groups")
        self._people = People(material, Draws(seed, "people"))
        self._numbers: dict[str, int] = {}
        mix = material.mix
        self._kinds = weights(mix, "kinds")
        self._levels = {load: weights(mix, "levels", load) for load in ("calm", "crowded")}

    def registered(self) -> list[ArrivingGroup]:
        """Everyone registered for the first time, in time order."""
        days = Weighted({number: sqrt(share) for number, share in enumerate(self._material.onset)})
        posts = Weighted({shape: shape.registered_share for shape in self._material.posts})
        commuters = self._material.mix["commuter_count"]
        arrivals = [self._arrival(posts, days) for _ in range(self._material.mix["registered_groups"] - commuters)]
        arrivals += [self._commuter_arrival() for _ in range(commuters)]
        arrivals.sort(key=lambda arrival: (arrival.at_utc, arrival.shape.post.code))
        return [self._group(arrival) for arrival in arrivals]

    def again(self, known: list[ArrivingGroup]) -> list[ArrivingGroup]:
        """Crossings of people already registered: commuters out and back on most days, others leaving for home."""
        commuters = [group for group in known if group.kind == "commuter"]
        crossings = [crossing for group in commuters for crossing in self._commutes(group)]
        early = self._first_day + timedelta(days=LAST_RETURN_FROM)
        able = [
            group
            for group in known
            if group.level > 1
            and group.direction == "entry"
            and group.decision == Decision(decision="admit")
            and group.kind not in ("commuter", "national_returning")
            and group.at_utc.date() < early
        ]
        leaving = self._draws.taken(able, self._material.mix["returning_groups"])
        return crossings + [crossing for group in leaving if (crossing := self._leaving(group)) is not None]

    def _arrival(self, posts: Weighted[PostShape], days: Weighted[int]) -> Arrival:
        shape, number = self._draws.pick(posts), self._draws.pick(days)
        kind = self._draws.pick(self._kinds)
        if shape.post.type == "green_border" and self._draws.chance(self._material.mix["patrol_found_share"]):
            kind = "patrol_found"
        moment = self._moment(shape, number, self._draws.pick(shape.hour_weights))
        return Arrival(moment, shape, number, kind)

    def _commuter_arrival(self) -> Arrival:
        bridge = self._material.posts[0]
        number = self._draws.between(0, 4)
        return Arrival(self._moment(bridge, number, self._draws.one_of(COMMUTE_OUT)), bridge, number, "commuter")

    def _moment(self, shape: PostShape, number: int, hour: int) -> datetime:
        """A second of a local hour; where the clock leaps over the hour, one of the next."""
        day, second = self._first_day + timedelta(days=number), self._draws.between(0, HOUR - 1)
        found = local_moment(shape.post.zone, day, hour, second) or local_moment(shape.post.zone, day, hour + 1, second)
        assert found is not None
        return found

    def _group(self, arrival: Arrival) -> ArrivingGroup:
        shape, kind = arrival.shape, arrival.kind
        letter = shape.post.letter
        self._numbers[letter] = self._numbers.get(letter, 0) + 1
        ref = f"{letter}{self._numbers[letter]:04d}"
        crowded = self._material.onset[arrival.day] * DAYS > CROWDED_DAY
        level = self._level(kind, crowded)
        country = self._country(kind)
        members = self._members(ref, arrival, country)
        focal_name_given = level > 1 or self._draws.chance(0.7)
        if level == 1:
            members = [_counted(member, focal_name_given and place == 0) for place, member in enumerate(members)]
        asks = self._draws.chance(self._material.mix["interpreter_share"].get(country.language, 0.0))
        leaves = kind in ("single_adult", "students") and self._draws.chance(0.08)
        there, here = self._draws.pick(shape.origins), self._destination(kind, shape)
        group = ArrivingGroup(
            ref=ref,
            kind=kind,
            post=shape.post.code,
            at_utc=arrival.at_utc,
            officer=self._roster.officer_at(shape.post.code, arrival.at_utc, self._draws),
            direction="exit" if leaves else "entry",
            level=level,
            transport="bus" if kind == "children_institution" else self._draws.pick(shape.transports),
            from_place=here if leaves else there,
            to_place=there if leaves else here,
            purpose=PURPOSES.get(kind, "conflict"),
            language=country.language,
            interpreter_needed=asks,
            needs=_together(members, asks),
            members=tuple(members),
            focal_name_given=focal_name_given,
            decision=None,
            decision_delay_seconds=0,
        )
        decision, delay = self._deciding.first(group, crowded)
        return msgspec.structs.replace(group, decision=decision, decision_delay_seconds=delay)

    def _level(self, kind: str, crowded: bool) -> int:
        drawn = int(self._draws.pick(self._levels["crowded" if crowded else "calm"]))
        return LEAST_LEVEL[kind] if kind == "commuter" else max(drawn, LEAST_LEVEL.get(kind, 1))

    def _members(self, ref: str, arrival: Arrival, country: Country) -> list[Member]:
        kind = arrival.kind
        shared = self._people.family_name(country)
        without = PAPERS.get(kind) != "resident" and self._draws.chance(0.05)  # a whole group without papers
        members = []
        for place, seat in enumerate(KINDS[kind](self._draws), start=1):
            members.append(
                self._people.member(
                    f"{ref}.{place}",
                    sex=seat.sex,
                    age=seat.age,
                    relation=seat.relation,
                    family=shared if seat.same_family else self._people.family_name(country),
                    country=country,
                    day=self._first_day + timedelta(days=arrival.day),
                    papers=_papers(kind, seat, without),
                )
            )
        return members

    def _country(self, kind: str) -> Country:
        if kind == "national_returning":
            return Country(self._material.home_state, 1, "romance", "ro")
        if kind == "stateless":
            return Country("XXA", 1, "arabic" if self._draws.chance(0.6) else "cyrillic", "ru")
        if kind in FROM_THIRD_COUNTRIES or (kind == "single_adult" and self._draws.chance(0.15)):
            return self._draws.pick(self._material.third_countries)
        return Country(self._material.neighbour, 1, "cyrillic", "uk" if self._draws.chance(0.75) else "ru")

    def _destination(self, kind: str, shape: PostShape) -> str:
        """The post's own commune for commuters; else one of the country, or a country further on."""
        if kind == "commuter":
            return shape.post.area
        onward = 0.7 if kind in FROM_THIRD_COUNTRIES else 0.35
        if self._draws.chance(onward):
            return self._draws.one_of(self._material.destinations)
        return self._draws.one_of(self._material.communes)

    def _commutes(self, group: ArrivingGroup) -> list[ArrivingGroup]:
        """From the day after the first crossing: in by morning, out by evening, as the week of the series goes."""
        bridge, busiest = self._material.posts[0], max(self._material.weekdays)
        found = [self._crossing(group, bridge, self._day_of(group), COMMUTE_BACK, "exit")]
        for number in range(self._day_of(group) + 1, DAYS):
            weekday = (self._first_day + timedelta(days=number)).weekday()
            if self._draws.chance(0.8 * (self._material.weekdays[weekday] / busiest) ** 3):
                found.append(self._crossing(group, bridge, number, COMMUTE_OUT, "entry"))
                found.append(self._crossing(group, bridge, number, COMMUTE_BACK, "exit"))
        return found

    def _leaving(self, group: ArrivingGroup) -> ArrivingGroup | None:
        number = self._day_of(group) + self._draws.between(3, 12)
        if number >= DAYS:
            return None
        shape = next(shape for shape in self._material.posts if shape.post.code == group.post)
        return self._crossing(group, shape, number, range(9, 18), "exit")

    def _crossing(
        self, group: ArrivingGroup, shape: PostShape, number: int, hours: range, direction: str
    ) -> ArrivingGroup:
        moment = self._moment(shape, number, self._draws.one_of(hours))
        places = (group.to_place, group.from_place) if direction == "exit" else (group.from_place, group.to_place)
        self._numbers[f"again {group.ref}"] = self._numbers.get(f"again {group.ref}", 0) + 1
        return msgspec.structs.replace(
            group,
            ref=f"{group.ref}/{self._numbers[f'again {group.ref}']:02d}",
            post=shape.post.code,
            at_utc=moment,
            officer=self._roster.officer_at(shape.post.code, moment, self._draws),
            direction=direction,
            transport=self._draws.pick(shape.transports),
            from_place=places[0],
            to_place=places[1],
            purpose="commute" if group.kind == "commuter" else "return",
            needs=(),
            decision=Decision(decision="admit"),
            decision_delay_seconds=self._draws.between(15, 60),
            previous=group.ref,
        )

    def _day_of(self, group: ArrivingGroup) -> int:
        return max(0, (group.at_utc.date() - self._first_day).days)


def _papers(kind: str, seat: Seat, without: bool) -> str:
    if without:
        return "none"
    return PAPERS.get(kind, "child" if seat.age < 18 else "adult")


def _counted(member: Member, named: bool) -> Member:
    """What level 1 takes of a person: sex, age band, nationality, relation; of the focal point perhaps the name."""
    return Member(
        ref=member.ref,
        given=member.given if named else "",
        family=member.family if named else "",
        native=member.native if named else "",
        script=member.script if named else "",
        sex=member.sex,
        age_band=member.age_band,
        nationality=member.nationality,
        relation=member.relation,
        needs=member.needs,
    )


def _together(members: list[Member], interpreter: bool) -> tuple[str, ...]:
    found = {need: None for member in members for need in member.needs}
    return tuple(found) + (("interpreter",) if interpreter else ())
