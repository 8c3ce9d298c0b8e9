"""The doors out of this room: the only readers of its tables."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from safeconduct.domains.health.commands import (
    BeginIsolation,
    CallAmbulance,
    CheckHealth,
    DeclareEvent,
    EndEvent,
    EndIsolation,
    MoveAmbulance,
    ProlongEvent,
    ReviewIsolation,
    TellAuthority,
)
from safeconduct.domains.health.models import Ambulance, Check, Event, Isolation, Notice
from safeconduct.domains.health.rules import AmbulanceState, EventState, IsolationState
from safeconduct.domains.health.states import NOTIFY_WITHIN, SUSPECTED
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

__all__ = ["seen_of_all"]
_OPEN_OF_PERSON = [Lookup(model, "person = %s AND is_open") for model in (Ambulance, Isolation)]
_OPEN_OF_GROUP = [Lookup(model, "crossing IN {many} AND person = '' AND is_open") for model in (Ambulance, Isolation)]


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """What the authority has not been told of an event: how many, the first suspicion, and by when it should be."""

    checked: int
    suspected: int
    since: datetime | None
    due_at: datetime | None


def events_in_force(post: str, now: datetime) -> list[Event]:
    """The events that everyone at this post is asked about now, the newest first."""
    return list(Event.objects.filter(post=post, ended="", until__gte=now).order_by("-declared_at", "subject"))


def events(post: str, *, limit: int = 50) -> list[Event]:
    """Every event of a post, the newest first."""
    return list(Event.objects.filter(post=post).order_by("-declared_at", "subject")[:limit])


def event(event_id: str) -> Event:
    """One event. NotFound: health.no_such_event."""
    found = Event.objects.filter(subject=event_id).first()
    if found is None:
        raise NotFound("health.no_such_event")
    return found


def checks_of(crossing: str) -> list[Check]:
    """Who of a group was asked, the latest first."""
    return list(Check.objects.filter(crossing=crossing).order_by("-happened_at", "subject"))


def suspicions(post: str, since: datetime, *, limit: int = 100) -> list[Check]:
    """The suspicions since a moment, the latest first."""
    rows = Check.objects.filter(post=post, result=SUSPECTED, happened_at__gte=since)
    return list(rows.order_by("-happened_at", "subject")[:limit])


def open_isolations(post: str) -> list[Isolation]:
    """Who is apart now, the nearest end first."""
    return list(Isolation.objects.filter(post=post, is_open=True).order_by("until", "subject"))


def ambulance(ambulance_id: str) -> Ambulance:
    """One call. NotFound: health.no_such_ambulance."""
    found = Ambulance.objects.filter(subject=ambulance_id).first()
    if found is None:
        raise NotFound("health.no_such_ambulance")
    return found


def isolation(isolation_id: str) -> Isolation:
    """One isolation. NotFound: health.no_such_isolation."""
    found = Isolation.objects.filter(subject=isolation_id).first()
    if found is None:
        raise NotFound("health.no_such_isolation")
    return found


def ambulances(post: str, day: str) -> list[Ambulance]:
    """The calls of a day and those still open, these first."""
    rows = Ambulance.objects.filter(post=post, local_day=day) | Ambulance.objects.filter(post=post, is_open=True)
    return list(rows.order_by("-is_open", "-called_at", "subject"))


def is_in_care(person: str, crossings: Collection[str]) -> bool:
    """Whether an ambulance is on its way to this person or their group, or they are apart."""
    if any(one.first(person) for one in _OPEN_OF_PERSON):
        return True
    return any(one.among(list(crossings)) for one in _OPEN_OF_GROUP)


def notices(post: str, *, limit: int = 30) -> list[Notice]:
    """What the authority was told, the latest first."""
    return list(Notice.objects.filter(post=post).order_by("-happened_at", "subject")[:limit])


def untold(event_id: str, post: str) -> Untold:
    """What the authority has not been told of an event yet."""
    told = Notice.objects.filter(event=event_id, post=post).order_by("-happened_at").first()
    rows = Check.objects.filter(event=event_id, post=post)
    if told is not None:
        rows = rows.filter(happened_at__gt=told.happened_at)
    suspected = rows.filter(result=SUSPECTED)
    first = suspected.order_by("happened_at").values_list("happened_at", flat=True).first()
    return Untold(
        checked=rows.count(),
        suspected=suspected.count(),
        since=told.happened_at if told is not None else None,
        due_at=first + NOTIFY_WITHIN if first is not None else None,
    )


def minutes_between(begins: datetime, ends: datetime) -> int:
    """Whole minutes from one moment to another."""
    return int((ends - begins) / timedelta(minutes=1))


def state_of_event(
    command: DeclareEvent | ProlongEvent | EndEvent | CheckHealth | TellAuthority, act: Act
) -> EventState:
    """The event as it stands, and what was not told of it."""
    row = Event.objects.filter(subject=command.event).first()
    if row is None:
        return EventState()
    rest = untold(row.subject, row.post)
    return EventState(
        exists=True, until=row.until, ended=bool(row.ended), signs=tuple(row.signs), exposures=tuple(row.exposures),
        rule=row.rule, checked=rest.checked, suspected=rest.suspected, since=rest.since,
    )  # fmt: skip


def state_of_isolation(command: BeginIsolation | ReviewIsolation | EndIsolation, act: Act) -> IsolationState:
    """The isolation as it stands."""
    row = Isolation.objects.filter(subject=command.isolation).first()
    return IsolationState(exists=row is not None, ended=row is not None and not row.is_open)


def state_of_ambulance(command: CallAmbulance | MoveAmbulance, act: Act) -> AmbulanceState:
    """The call as it stands."""
    row = Ambulance.objects.filter(subject=command.ambulance).first()
    return AmbulanceState(exists=row is not None, step=row.step if row is not None else "")


state_for_declare_event = state_of_event
state_for_prolong_event = state_of_event
state_for_end_event = state_of_event
state_for_check_health = state_of_event
state_for_tell_authority = state_of_event
state_for_begin_isolation = state_of_isolation
state_for_review_isolation = state_of_isolation
state_for_end_isolation = state_of_isolation
state_for_call_ambulance = state_of_ambulance
state_for_move_ambulance = state_of_ambulance
