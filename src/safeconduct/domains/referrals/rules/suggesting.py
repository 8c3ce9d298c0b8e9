"""Which services fit a need, and in which order to think of them: by the hours until help, with every reason.

One unit for everything, so that a person can follow and contradict it: the way there, the time until it opens, those
who wait there already, an interpreter to be found. What cannot be known is said, and counted as a call to find out.
The order is a help to look; nothing is chosen by it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from safeconduct.domains.referrals.opening import Opening, opens_in
from safeconduct.science.distances import great_circle_km

# assumption: all of these; a deployment that knows its roads and queues sets its own
ON_FOOT_KM, WALKING_KM_H, DRIVING_KM_H = 3.0, 4.0, 30.0
ROADS_OVER_AIR = 1.3  # roads are that much longer than the line between two points
INTERPRETER_HOURS = 4.0
CALL_HOURS = 1.0  # to find out what is not known
HOURS_A_PERSON = 0.25  # by which each person who waits there delays the next
FULL_HOURS = 24.0


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed, for whom, where and when. `groups` are those of the service groups that they belong to."""

    type: str
    people: int = 1
    language: str = ""
    youngest: int | None = None
    oldest: int | None = None
    groups: frozenset[str] = frozenset()
    position: tuple[float, float] | None = None
    local_time: datetime


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A service, and what stands around it: how many are on their way, whether its agency may be told anything."""

    service: str
    name: str
    types: tuple[str, ...]
    for_whom: tuple[str, ...] = ()
    least_age: int | None = None
    most_age: int | None = None
    languages: tuple[str, ...] = ()
    hours: tuple[Opening, ...] = ()
    position: tuple[float, float] | None = None
    is_open: bool = True
    is_unsure: bool = False
    capacity: int | None = None
    load: int = 0
    is_stale: bool = False
    may_be_told: bool = True
    refused_before: bool = False


class Reason(msgspec.Struct, frozen=True):
    """One thing that speaks for or against a service, and the hours it costs; `details` fill the sentence."""

    code: str
    hours: float = 0.0
    is_against: bool = False
    details: Mapping[str, Any] = {}


class Suggestion(msgspec.Struct, frozen=True):
    """A service with the hours until help and all reasons; one that does not fit is listed too, and says why."""

    service: str
    hours: float
    fits: bool
    reasons: tuple[Reason, ...]


def suggest(wish: Wish, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Services that do what is needed: those that fit by the hours until help, then those that do not."""
    found = [(_suggestion(wish, one), one) for one in candidates if wish.type in one.types]
    found.sort(key=lambda pair: (not pair[0].fits, round(pair[0].hours, 1), pair[1].name, pair[1].service))
    return [suggestion for suggestion, _one in found]


def _suggestion(wish: Wish, one: Candidate) -> Suggestion:
    reasons = [
        _way(wish, one), _opening(wish, one), _room(wish, one), _language(wish, one), *_audience(wish, one),
        *_doubts(one),
    ]  # fmt: skip
    kept = tuple(reason for reason in reasons if reason is not None)
    return Suggestion(one.service, sum(reason.hours for reason in kept), not any(r.is_against for r in kept), kept)


def _way(wish: Wish, one: Candidate) -> Reason:
    if wish.position is None or one.position is None:
        return Reason("way_unknown", CALL_HOURS)
    km = great_circle_km(wish.position, one.position) * ROADS_OVER_AIR
    hours = km / (WALKING_KM_H if km <= ON_FOOT_KM else DRIVING_KM_H)
    return Reason("way", hours, details={"km": round(km, 1)})


def _opening(wish: Wish, one: Candidate) -> Reason:
    wait = opens_in(one.hours, wish.local_time)
    if wait is None:
        return Reason("hours_unknown", CALL_HOURS)
    hours = wait.total_seconds() / 3600
    if not hours:
        return Reason("open_now")
    return Reason("opens_at", hours, details={"at": wish.local_time + wait})


def _room(wish: Wish, one: Candidate) -> Reason:
    if one.is_unsure:
        return Reason("call_first", CALL_HOURS)
    if not one.is_open:
        return Reason("takes_nobody", is_against=True)
    if one.capacity is not None and one.capacity < one.load + wish.people:
        return Reason("full", FULL_HOURS, details={"places": one.capacity, "load": one.load})
    details = {"places": one.capacity, "load": one.load}
    return Reason("room" if one.capacity is not None else "load", one.load * HOURS_A_PERSON, details=details)


def _language(wish: Wish, one: Candidate) -> Reason | None:
    if not wish.language:
        return None
    if not one.languages:
        return Reason("languages_unknown", CALL_HOURS)
    if wish.language in one.languages:
        return Reason("speaks", details={"language": wish.language})
    return Reason("interpreter", INTERPRETER_HOURS, details={"language": wish.language})


def _audience(wish: Wish, one: Candidate) -> list[Reason]:
    found = []
    too_young = wish.youngest is not None and one.least_age is not None and wish.youngest < one.least_age
    too_old = wish.oldest is not None and one.most_age is not None and wish.oldest > one.most_age
    if too_young or too_old:
        found.append(Reason("not_for_age", is_against=True, details={"least": one.least_age, "most": one.most_age}))
    open_to = set(one.for_whom)
    if open_to and "everyone" not in open_to and wish.groups and not wish.groups & open_to:
        found.append(Reason("not_for_them", is_against=True, details={"groups": tuple(sorted(open_to))}))
    return found


def _doubts(one: Candidate) -> list[Reason]:
    found = []
    if one.refused_before:
        found.append(Reason("refused_before", is_against=True))
    if one.is_stale:
        found.append(Reason("stale", CALL_HOURS))
    if not one.may_be_told:
        found.append(Reason("number_alone"))
    return found
