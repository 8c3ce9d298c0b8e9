"""Rows of a review from its facts alone, in any order; a decision that had not seen a hold is contested."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.reviews.facts import (
    AttemptStopped,
    ClearanceGiven,
    EntryRefused,
    HoldExplained,
    HoldRaised,
    HoldReleased,
    RefusalCarriedOut,
    RefusalRequested,
    RefusalWithdrawn,
    SecondLineReviewed,
    TurnBackReported,
    TurnBackRetracted,
)
from safeconduct.domains.reviews.states import CARRIED_OUT, HELD, REFUSED, VALID_FOR, WITHDRAWN
from safeconduct.domains.reviews.states import PROTECTIVENESS as RANK
from safeconduct.foundation.access.roles import PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.foundation.journal.entry import stream_node
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import Flag, flags, has_seen, owned_state, standing

PROTECTING = frozenset({PROTECTION_COORDINATOR, PROTECTION_OFFICER})  # who may release and clear; rule version 1
_MOVES: dict[type, str] = {
    HoldRaised: HELD, EntryRefused: REFUSED, RefusalCarriedOut: CARRIED_OUT, RefusalWithdrawn: WITHDRAWN,
}  # fmt: skip


def review_rows(held: Sequence[Held]) -> Rows:
    """The review, its holds, clearances, and what was stopped."""
    if not held:
        return {}
    holds = holds_of(held)
    clearances = _clearance_rows(held)
    attempts = _of(held, AttemptStopped)
    moves = [one for one in held if type(one.fact) in _MOVES]
    state = owned_state(moves, target=lambda fact: _MOVES[type(fact)], rank=RANK)
    doubtful = any(_turns_away(one) and not is_grounded(one, held) for one in state.live)
    asked = _of(held, RefusalRequested)
    unsettled = [one for one in asked if not _is_settled(one, moves)]
    # What was said about an earlier request says nothing about this one.
    looked = [one for one in _of(held, SecondLineReviewed) if any(has_seen(one, ask) for ask in unsettled)]
    request, answer = _first(standing(unsettled or asked)), _first(standing(looked))
    refused = _first(standing(_of(held, EntryRefused)))
    done = _first(standing(_of(held, RefusalCarriedOut)))
    own = [one.fact for one in held if not isinstance(one.fact, HoldExplained)]
    row: Row = {
        "person": max((fact.person for fact in own), default=""),
        "agency": max((fact.agency for fact in own), default=""),
        "post": request.fact.post if request else "",
        "crossing": request.fact.crossing if request else "",
        "ground": request.fact.ground if request else "",
        "requests": len(asked),
        "requested_at": request.happened_at if request else None,
        "requested_by": request.actor if request else "",
        "reviewed_at": answer.happened_at if answer else None,
        "reviewed_by": answer.actor if answer else "",
        "answer": answer.fact.answer if answer else "",
        "state": HELD if doubtful else state.value or "",
        "is_contested": state.contested or doubtful,
        "is_open": bool(unsettled),
        "open_holds": sum(one.released_by is None for one in holds),
        "refused_at": refused.happened_at if refused else None,
        "refused_by": refused.actor if refused else "",
        "carried_out_at": done.happened_at if done else None,
        "owner": stream_node(refused.stream) if refused else "",
        "clearance": refused.fact.clearance if refused else "",
        "flags": sorted(refused.fact.flags) if refused else [],
        "attempts": len(attempts),
        "last_at": max(one.happened_at for one in held),
    }
    return {
        "reviews_review": [row],
        "reviews_hold": [_hold_row(one, held) for one in holds],
        "reviews_clearance": clearances,
        "reviews_attempt": sorted((_attempt_row(one) for one in attempts), key=lambda row: str(row["id"])),
    }


def holds_of(held: Sequence[Held]) -> list[Flag]:
    """Every hold: up until protection released it by its name, by a role that might then."""
    return flags(
        [(one, HELD) for one in _of(held, HoldRaised)],
        [(one, one.fact.holds) for one in _of(held, HoldReleased)],
        may_release=lambda release, kind: bool(release.roles & PROTECTING),
    )


def _turns_away(move: Held) -> bool:
    return isinstance(move.fact, EntryRefused | RefusalCarriedOut)


def is_grounded(move: Held, held: Sequence[Held]) -> bool:
    """Whether a decision stands on a clearance that is held here, that its author had seen, given by a role that may,
    in time, and used by no other decision. Whatever arrives from elsewhere is judged so, and shown; never dropped."""
    name = move.fact.clearance
    given = [one for one in _of(held, ClearanceGiven) if one.fact.clearance == name]
    if len(given) != 1 or not given[0].roles & PROTECTING or not has_seen(move, given[0]):
        return False
    uses = [one for one in _of(held, EntryRefused) if one.fact.clearance == name]
    if len(uses) != 1 or given[0].actor == uses[0].actor:
        return False
    return move.recorded_at <= _ends(given[0])


def _ends(given: Held) -> datetime:
    return min(given.fact.valid_until or given.recorded_at, given.recorded_at + VALID_FOR)


def _of(held: Sequence[Held], kind: type) -> list[Held]:
    return [one for one in held if isinstance(one.fact, kind)]


def _first(found: Sequence[Held]) -> Any:
    return found[0] if found else None


def _is_settled(request: Held, moves: Sequence[Held]) -> bool:
    """A request is settled by a refusal carried out or withdrawn that had seen it."""
    ends = (RefusalCarriedOut, RefusalWithdrawn)
    return any(isinstance(one.fact, ends) and has_seen(one, request) for one in moves)


def _hold_row(flag: Flag, held: Sequence[Held]) -> Row:
    raised = flag.raised
    causes = sorted(one.fact.cause for one in _of(held, HoldExplained) if one.fact.hold == raised.fact.hold)
    return {
        "id": flag.id,
        "raised_at": raised.happened_at,
        "raised_by": raised.actor,
        "post": raised.fact.post,
        "cause": causes[0] if causes else "",
        "open": flag.released_by is None,
        "released_by": flag.released_by or "",
    }


def _clearance_rows(held: Sequence[Held]) -> list[Row]:
    """One row a clearance; two entries that claim the same one make neither count."""
    given, raised = _of(held, ClearanceGiven), _of(held, HoldRaised)
    used = {one.fact.clearance for one in _of(held, EntryRefused)}
    rows: dict[str, Row] = {}
    for one in sorted(given, key=lambda one: (one.clock, one.stream, one.seq)):
        doubled = one.fact.clearance in rows
        rows[one.fact.clearance] = {
            "id": one.fact.clearance,
            "given_at": one.recorded_at,
            "given_by": one.actor,
            "valid_until": _ends(one),
            "saw": sorted(one.fact.saw),
            "splits": one.fact.splits,
            "used": one.fact.clearance in used,
            "is_stale": not all(has_seen(one, hold) for hold in raised),
            "counts": bool(one.roles & PROTECTING) and not doubled,
        }
    return [rows[name] for name in sorted(rows)]


def _attempt_row(one: Held) -> Row:
    return {
        "id": one.ref,
        "happened_at": one.happened_at,
        "actor": one.actor,
        "place": one.place,
        "what": one.fact.what,
        "principle": one.fact.principle,
        "rows": sorted(one.fact.rows),
    }


def turn_back_rows(held: Sequence[Held]) -> Rows:
    """A report as it was first told; retracted by anyone, it does not count."""
    told = sorted(_of(held, TurnBackReported), key=lambda one: (one.clock, one.stream, one.seq))
    if not told:
        return {}
    gone = _first(standing(_of(held, TurnBackRetracted)))
    fact = told[0].fact
    row: Row = {
        "post": fact.post,
        "day": fact.day,
        "people": fact.people,
        "source": fact.source,
        "reported_at": told[0].happened_at,
        "reported_by": told[0].actor,
        "retracted": (gone.fact.reason or "entered_by_mistake") if gone else "",
    }
    return {"reviews_turn_back": [row]}
