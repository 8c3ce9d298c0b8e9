"""What may have happened at the health desk. What anybody answered is sealed apart, or not kept at all.

The stream `health` is the desk's own: no table of the exchange names it, so it leaves for nobody.
"""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact

HEALTH = "health"


class EventDeclared(Fact, frozen=True, kw_only=True):
    """Something to ask everyone about who comes, until when, and on whose word."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_event"
    NAMED: ClassVar[frozenset[str]] = frozenset({"name", "basis"})

    post: str = ""
    disease: str = ""
    signs: tuple[str, ...] = ()
    exposures: tuple[str, ...] = ()
    rule: str = ""
    days: int = 0  # how long back an exposure counts
    until: datetime | None = None
    name: str = ""
    basis: str = ""


class EventProlonged(Fact, frozen=True, kw_only=True):
    """It was looked at anew and goes on."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_event"
    NAMED: ClassVar[frozenset[str]] = frozenset({"basis"})

    until: datetime | None = None
    basis: str = ""


class EventEnded(Fact, frozen=True, kw_only=True):
    """Nobody is asked about it any more."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_event"

    reason: str = ""


class HealthChecked(Fact, frozen=True, kw_only=True):
    """Somebody was asked; whether there is a suspicion, and no word of what they said."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_check"

    event: str = ""
    post: str = ""
    local_day: str = ""
    crossing: str = ""
    person: str = ""
    result: str = ""
    is_danger: bool = False


class IsolationBegun(Fact, frozen=True, kw_only=True):
    """Somebody stays apart, until when, by agreement or by whose order; a child with somebody of its own."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_isolation"
    NAMED: ClassVar[frozenset[str]] = frozenset({"order"})

    event: str = ""
    post: str = ""
    crossing: str = ""
    person: str = ""
    companion: str = ""
    at: str = ""
    basis: str = ""
    until: datetime | None = None
    order: str = ""


class IsolationReviewed(Fact, frozen=True, kw_only=True):
    """It was looked at and goes on, and why."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_isolation"
    NAMED: ClassVar[frozenset[str]] = frozenset({"why"})

    until: datetime | None = None
    why: str = ""


class IsolationEnded(Fact, frozen=True, kw_only=True):
    """They are free to go on."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_isolation"

    reason: str = ""


class AmbulanceCalled(Fact, frozen=True, kw_only=True):
    """An ambulance was asked for."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_ambulance"

    post: str = ""
    local_day: str = ""
    crossing: str = ""
    person: str = ""


class AmbulanceMoved(Fact, frozen=True, kw_only=True):
    """It arrived, left for somewhere, or was cancelled."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_ambulance"
    NAMED: ClassVar[frozenset[str]] = frozenset({"where"})

    step: str = ""
    where: str = ""


class AuthorityTold(Fact, frozen=True, kw_only=True):
    """The health authority was told how many, of whom nothing else is said."""

    AUDIENCE: ClassVar[str] = HEALTH
    KIND: ClassVar[str] = "health_notice"
    NAMED: ClassVar[frozenset[str]] = frozenset({"whom"})

    event: str = ""
    post: str = ""
    checked: int = 0
    suspected: int = 0
    since: datetime | None = None
    way: str = ""
    whom: str = ""


FACTS = (
    EventDeclared, EventProlonged, EventEnded, HealthChecked, IsolationBegun, IsolationReviewed, IsolationEnded,
    AmbulanceCalled, AmbulanceMoved, AuthorityTold,
)  # fmt: skip
