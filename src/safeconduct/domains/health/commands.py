"""The doors of the health desk. Each function builds one command and hands it to dispatch."""

from datetime import datetime
from typing import Any, ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class DeclareEvent(Command, frozen=True, kw_only=True):
    """Ask everyone at this post about something, until a moment, on somebody's word."""

    event: str
    post: str
    disease: str
    name: str
    basis: str
    signs: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()
    rule: str = "sign_and_exposure"
    days: int = 14
    until: datetime | None = None


class ProlongEvent(Command, frozen=True, kw_only=True):
    """It was looked at anew and goes on."""

    event: str
    until: datetime | None = None
    basis: str = ""


class EndEvent(Command, frozen=True, kw_only=True):
    """Nobody is asked about it any more."""

    event: str
    reason: str


class CheckHealth(Command, frozen=True, kw_only=True):
    """Somebody was asked. What they said decides, and is no part of what is kept or of the act's digest."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"signs", "exposures"})

    check: str
    event: str
    post: str
    crossing: str = ""
    person: str = ""
    declined: bool = False
    signs: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()


class BeginIsolation(Command, frozen=True, kw_only=True):
    """Somebody stays apart for at most a day, by agreement or order. `is_child` says that the person may be one."""

    isolation: str
    post: str
    at: str
    basis: str
    hours: int
    event: str = ""
    crossing: str = ""
    person: str = ""
    is_child: bool = False
    companion: str = ""
    order: str = ""


class ReviewIsolation(Command, frozen=True, kw_only=True):
    """It was looked at and goes on for at most another day."""

    isolation: str
    hours: int
    why: str = ""


class EndIsolation(Command, frozen=True, kw_only=True):
    """They are free to go on."""

    isolation: str
    reason: str


class CallAmbulance(Command, frozen=True, kw_only=True):
    """An ambulance is asked for."""

    ambulance: str
    post: str
    crossing: str = ""
    person: str = ""


class MoveAmbulance(Command, frozen=True, kw_only=True):
    """It arrived, left for somewhere, or was cancelled."""

    ambulance: str
    step: str
    where: str = ""


class TellAuthority(Command, frozen=True, kw_only=True):
    """The health authority was told how many were asked and how many of them gave a suspicion."""

    notice: str
    event: str
    post: str
    whom: str
    way: str


def declare_event(act: Act, **what: Any) -> Receipt:
    """Declare an event."""
    return submit(act, DeclareEvent(**what))


def prolong_event(act: Act, *, event: str, until: datetime | None, basis: str) -> Receipt:
    """Prolong an event."""
    return submit(act, ProlongEvent(event=event, until=until, basis=basis))


def end_event(act: Act, *, event: str, reason: str) -> Receipt:
    """End an event."""
    return submit(act, EndEvent(event=event, reason=reason))


def begin_isolation(act: Act, **what: Any) -> Receipt:
    """Begin an isolation."""
    return submit(act, BeginIsolation(**what))


def review_isolation(act: Act, *, isolation: str, hours: int, why: str) -> Receipt:
    """Prolong an isolation after a look at it."""
    return submit(act, ReviewIsolation(isolation=isolation, hours=hours, why=why))


def end_isolation(act: Act, *, isolation: str, reason: str) -> Receipt:
    """End an isolation."""
    return submit(act, EndIsolation(isolation=isolation, reason=reason))


def call_ambulance(act: Act, **what: Any) -> Receipt:
    """Call an ambulance."""
    return submit(act, CallAmbulance(**what))


def move_ambulance(act: Act, *, ambulance: str, step: str, where: str = "") -> Receipt:
    """Say where the ambulance is."""
    return submit(act, MoveAmbulance(ambulance=ambulance, step=step, where=where))


def tell_authority(act: Act, **what: Any) -> Receipt:
    """Record that the authority was told."""
    return submit(act, TellAuthority(**what))
