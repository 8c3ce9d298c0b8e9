"""What the demonstration is made of: the data files beside it, read and shaped."""

import csv
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.entrypoints.demonstration.draws import Weighted
from safeconduct.entrypoints.demonstration.items import Officer, Post
from safeconduct.foundation.codes import Places, read_places

DAYS = 21
_DATA = files("safeconduct.entrypoints.demonstration") / "data"


class PostShape(msgspec.Struct, frozen=True):
    """How busy a post is, when, and how people come."""

    post: Post
    share: float
    registered_share: float
    open_from: int
    open_to: int
    hours: tuple[float, ...]  # weight of each local hour
    transports: Weighted[str]
    lanes: int
    origins: Weighted[str]

    @property
    def hour_weights(self) -> Weighted[int]:
        """The hours in which people come."""
        return Weighted(dict(enumerate(self.hours)))


class Name(msgspec.Struct, frozen=True):
    """One word of a name in Latin and, where the corpus has it, in its own script."""

    latin: str
    native: str


class Names(msgspec.Struct, frozen=True):
    """The words of names of one part of the world."""

    given: Mapping[str, tuple[Name, ...]]  # by sex
    family: tuple[Name, ...]
    script: str


class Country(msgspec.Struct, frozen=True):
    """A nationality: how often, whose names, which language."""

    code: str
    weight: float
    names: str
    language: str


class Material(msgspec.Struct, frozen=True):
    """Everything a scenario draws from."""

    posts: tuple[PostShape, ...]
    home_state: str
    neighbour: str
    destinations: tuple[str, ...]
    communes: tuple[str, ...]  # P-codes
    names: Mapping[str, Names]
    third_countries: Weighted[Country]
    onset: tuple[float, ...]  # share of each of the 21 days, adding up to 1
    weekdays: tuple[float, ...]  # Monday to Sunday, mean 1
    mix: Mapping[str, Any]
    texts: Mapping[str, tuple[str, ...]]


_SCRIPTS = {"cyrillic": "Cyrl", "arabic": "Arab"}


@cache
def read_material() -> Material:
    """The data files, read once."""
    posts = _json("posts.json")
    mix = _json("mix.json")
    countries = (Country(code, *values) for code, values in mix["third_countries"].items())
    onset = [number for window, _, number in _exits() if window == "onset"]
    return Material(
        posts=tuple(_post_shape(row, posts) for row in posts["posts"]),
        home_state=posts["country"]["home_state"],
        neighbour=posts["neighbour"],
        destinations=tuple(posts["destinations"]),
        communes=tuple(row["pcode"] for row in _rows("places.csv") if row["level"] == "2"),
        names=_names(),
        third_countries=Weighted({country: country.weight for country in countries}),
        onset=tuple(number / sum(onset) for number in onset),
        weekdays=_weekdays(),
        mix=mix,
        texts={name: tuple(posts[name]) for name in ("verification_places", "waiting_places", "handover_remarks")},
    )


def weights(mix: Mapping[str, Any], *path: str) -> Weighted[str]:
    """A table of weights out of the mix."""
    for name in path:
        mix = mix[name]
    return Weighted(mix)


def local_moment(zone: str, day: date, hour: int, second: int = 0) -> datetime | None:
    """The UTC time of a local hour plus seconds; None for an hour that the clock leaps over."""
    naive = datetime.combine(day, time(hour)) + timedelta(seconds=second)
    moment = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return moment if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive else None


def _post_shape(row: Mapping[str, Any], country: Mapping[str, Any]) -> PostShape:
    officers = tuple(Officer(o["login"], o["name"], "border_officer", row["code"]) for o in row["officers"])
    chief = row["supervisor"]
    post = Post(
        code=row["code"],
        name=row["name"],
        letter=row["letter"],
        zone=country["zone"],
        type=row["type"],
        area=row["area"],
        home_state=country["country"]["home_state"],
        officers=officers,
        supervisor=Officer(chief["login"], chief["name"], "post_supervisor", row["code"]),
    )
    open_from, open_to = row["open_hours"]
    return PostShape(
        post,
        row["share"],
        row["registered_share"],
        open_from,
        open_to,
        hours=tuple(row["hours"]),
        transports=Weighted(row["transports"]),
        lanes=row["lanes"],
        origins=Weighted(row["origins"]),
    )


def _names() -> dict[str, Names]:
    given: dict[str, dict[str, list[Name]]] = {}
    family: dict[str, list[Name]] = {}
    for row in _rows("names.csv"):
        name = Name(row["latin"], row["native"])
        if row["part"] == "given":
            given.setdefault(row["group"], {}).setdefault(row["sex"], []).append(name)
        else:
            family.setdefault(row["group"], []).append(name)
    return {
        group: Names(
            {sex: tuple(names) for sex, names in by_sex.items()}, tuple(family[group]), _SCRIPTS.get(group, "Latn")
        )
        for group, by_sex in given.items()
    }


def _weekdays() -> tuple[float, ...]:
    """How each weekday of the calm weeks compares with their mean."""
    sums = [0] * 7
    for window, day, number in _exits():
        if window == "weekly":
            sums[day.weekday()] += number
    return tuple(7 * total / sum(sums) for total in sums)


def _exits() -> Iterator[tuple[str, date, int]]:
    for row in _rows("exits_2022_extract.csv"):
        yield row["window"], date.fromisoformat(row["date"]), int(row["individuals"])


def gazetteer() -> Places:
    """The places of the fictional country, as officers choose them."""
    return read_places((_DATA / "places.csv").read_text(encoding="utf-8").splitlines())


def _rows(name: str) -> list[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _json(name: str) -> Any:
    return msgspec.json.decode((_DATA / name).read_bytes())
