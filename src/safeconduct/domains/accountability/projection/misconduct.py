"""Rows of a case of misconduct: open while a re-opening stands that no closing has seen."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from safeconduct.domains.accountability.facts import (
    MisconductAcknowledged,
    MisconductClosed,
    MisconductErased,
    MisconductReopened,
    MisconductStep,
    MisconductTaken,
)
from safeconduct.domains.accountability.states import ACKNOWLEDGE_WITHIN, CONDUCT, STEP_EVERY
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing

_WHAT: dict[type, str] = {
    MisconductAcknowledged: "acknowledged",
    MisconductClosed: "closed",
    MisconductReopened: "reopened",
}


def misconduct_rows(held: Sequence[Held]) -> Rows:
    """The case as it was first taken in, what was done, and whether it is over."""
    taken = [one for one in held if isinstance(one.fact, MisconductTaken)]
    if not taken:
        return {}
    first = min(taken, key=lambda one: (one.clock, one.stream, one.seq))
    done = [one for one in held if isinstance(one.fact, MisconductStep) or type(one.fact) in _WHAT]
    known = _known(done)
    ends = standing([one for one in done if isinstance(one.fact, MisconductClosed | MisconductReopened)])
    is_open = not ends or any(isinstance(one.fact, MisconductReopened) for one in ends)
    told = first.fact.told_at or first.happened_at
    row: Row = {
        **msgspec.structs.asdict(first.fact),
        "told_at": told,
        "taken_at": first.happened_at,
        "acknowledged_at": known.happened_at if known else None,
        "acknowledged_by": known.actor if known else "",
        "steps": sum(isinstance(one.fact, MisconductStep) for one in done),
        "outcome": "" if is_open else ends[0].fact.outcome,
        "finding": "" if is_open else ends[0].fact.words,
        "closed_at": None if is_open else ends[0].happened_at,
        "is_open": is_open,
        "is_erased": any(isinstance(one.fact, MisconductErased) for one in held),
        "due_at": _due(first.fact.about, told, known, done) if is_open else None,
    }
    return {"accountability_misconduct": [row], "accountability_step": [_step(one) for one in done]}


def _known(done: Sequence[Held]) -> Held | None:
    found = [one for one in done if isinstance(one.fact, MisconductAcknowledged)]
    return min(found, key=lambda one: (one.clock, one.stream, one.seq), default=None)


def _due(about: str, told: datetime, known: Held | None, done: Sequence[Held]) -> datetime:
    if known is None:
        return told + ACKNOWLEDGE_WITHIN.get(about, ACKNOWLEDGE_WITHIN[CONDUCT])
    return max(one.happened_at for one in done) + STEP_EVERY


def _step(one: Held) -> Row:
    what = _WHAT.get(type(one.fact)) or one.fact.step
    return {"id": one.ref, "at": one.happened_at, "by": one.actor, "what": what, "words": one.fact.words}
