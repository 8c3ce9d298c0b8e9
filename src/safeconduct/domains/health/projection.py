"""Rows of the health desk: each function computes one subject's rows from its facts alone."""

from collections.abc import Sequence

from safeconduct.domains.health.facts import (
    AmbulanceCalled,
    AmbulanceMoved,
    AuthorityTold,
    EventDeclared,
    EventEnded,
    EventProlonged,
    HealthChecked,
    IsolationBegun,
    IsolationEnded,
    IsolationReviewed,
)
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing


def _first(held: Sequence[Held], kind: type) -> Held | None:
    found = [one for one in held if isinstance(one.fact, kind)]
    return min(found, key=lambda one: (one.clock, one.stream, one.seq), default=None)


def _latest(held: Sequence[Held], *kinds: type) -> Held | None:
    return next(iter(standing([one for one in held if isinstance(one.fact, kinds)])), None)


def event_rows(held: Sequence[Held]) -> Rows:
    """What is asked, on whose word, until when."""
    first = _first(held, EventDeclared)
    if first is None:
        return {}
    goes_on, ended = _latest(held, EventDeclared, EventProlonged), _latest(held, EventEnded)
    row: Row = {
        "post": first.fact.post or first.place,
        "disease": first.fact.disease,
        "name": first.fact.name,
        "basis": goes_on.fact.basis if goes_on else first.fact.basis,
        "signs": list(first.fact.signs),
        "exposures": list(first.fact.exposures),
        "rule": first.fact.rule,
        "days": first.fact.days,
        "declared_at": first.happened_at,
        "declared_by": first.actor,
        "until": (goes_on.fact.until if goes_on else None) or first.happened_at,
        "ended": ended.fact.reason if ended else "",
    }
    return {"health_event": [row]}


def check_rows(held: Sequence[Held]) -> Rows:
    """Who was asked about what, and whether there is a suspicion."""
    one = _latest(held, HealthChecked)
    if one is None:
        return {}
    row: Row = {
        "event": one.fact.event,
        "post": one.fact.post or one.place,
        "local_day": one.fact.local_day,
        "crossing": one.fact.crossing,
        "person": one.fact.person,
        "result": one.fact.result,
        "is_danger": one.fact.is_danger,
        "happened_at": one.happened_at,
        "actor": one.actor,
    }
    return {"health_check": [row]}


def isolation_rows(held: Sequence[Held]) -> Rows:
    """Who is apart, where, until when. Ended by anyone, it is ended."""
    first = _first(held, IsolationBegun)
    if first is None:
        return {}
    goes_on, ended = _latest(held, IsolationBegun, IsolationReviewed), _first(held, IsolationEnded)
    row: Row = {
        "event": first.fact.event,
        "post": first.fact.post or first.place,
        "crossing": first.fact.crossing,
        "person": first.fact.person,
        "companion": first.fact.companion,
        "at": first.fact.at,
        "basis": first.fact.basis,
        "order": first.fact.order,
        "begun_at": first.happened_at,
        "until": (goes_on.fact.until if goes_on else None) or first.happened_at,
        "reviews": sum(isinstance(one.fact, IsolationReviewed) for one in held),
        "ended": ended.fact.reason if ended else "",
        "ended_at": ended.happened_at if ended else None,
        "is_open": ended is None,
    }
    return {"health_isolation": [row]}


def ambulance_rows(held: Sequence[Held]) -> Rows:
    """When it was called, when it came, when it left and where to."""
    first = _first(held, AmbulanceCalled)
    if first is None:
        return {}
    moves = {step: _move(held, step) for step in ("arrived", "left", "cancelled")}
    step = next((name for name in ("left", "arrived", "cancelled") if moves[name]), "called")
    row: Row = {
        "post": first.fact.post or first.place,
        "local_day": first.fact.local_day,
        "crossing": first.fact.crossing,
        "person": first.fact.person,
        "called_at": first.happened_at,
        "arrived_at": moves["arrived"].happened_at if moves["arrived"] else None,
        "left_at": moves["left"].happened_at if moves["left"] else None,
        "where": next((one.fact.where for one in (moves["left"], moves["cancelled"]) if one), ""),
        "step": step,
        "is_open": step in ("called", "arrived"),
    }
    return {"health_ambulance": [row]}


def _move(held: Sequence[Held], step: str) -> Held | None:
    found = [one for one in held if isinstance(one.fact, AmbulanceMoved) and one.fact.step == step]
    return min(found, key=lambda one: (one.clock, one.stream, one.seq), default=None)


def notice_rows(held: Sequence[Held]) -> Rows:
    """What the authority was told, and by whom."""
    one = _first(held, AuthorityTold)
    if one is None:
        return {}
    row: Row = {
        "event": one.fact.event,
        "post": one.fact.post or one.place,
        "checked": one.fact.checked,
        "suspected": one.fact.suspected,
        "since": one.fact.since,
        "way": one.fact.way,
        "whom": one.fact.whom,
        "happened_at": one.happened_at,
        "actor": one.actor,
    }
    return {"health_notice": [row]}
