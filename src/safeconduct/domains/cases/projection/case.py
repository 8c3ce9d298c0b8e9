"""Rows of a case: who has it, how it stands, what is due next. Pure; words pass through as they were sealed."""

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.domains.cases.facts import (
    ActionPlanned,
    ActionSettled,
    CaseDirected,
    CaseErased,
    CaseOpened,
    CaseReassigned,
    ClosingProposed,
    HandOverAnswered,
    HandOverOffered,
    SignedOff,
    StepTaken,
    StepWithdrawn,
    VisitPlanned,
    VisitSettled,
)
from safeconduct.domains.cases.projection.plan import action_rows, due_next, next_visit_on, seen_on, visit_rows
from safeconduct.domains.cases.projection.signing import of_kind, signature_of, standing_closings
from safeconduct.domains.cases.projection.steps import step_rows
from safeconduct.domains.cases.states import CLOSED, CLOSING, OPEN, PRIORITIES, SIGN_WAITS, SIGNED_OFF
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import plain_value, plain_values, standing

# What may be withdrawn; who has a case, and whether it is open, is taken back by other steps.
WITHDRAWABLE = (StepTaken, ActionPlanned, ActionSettled, VisitPlanned, VisitSettled)


def case_rows(held: Sequence[Held]) -> Rows:
    """The case, its steps, actions and visits. After an erasure codes and days are left."""
    if not held:
        return {}
    withdrawn = withdrawn_in(held)
    live = [one for one in held if one.ref not in withdrawn]
    actions, visits = action_rows(live), visit_rows(live)
    row = _opened(live) | _directed(live) | _owned(live) | _closed(live)
    is_open = row["status"] != CLOSED
    opened_at = min(one.happened_at for one in held)
    due = due_next(actions, visits, priority=row["priority"], opened=opened_at.date()) if is_open else ("", "")
    row |= {
        "opened_at": opened_at,
        "last_at": max(one.happened_at for one in held),
        "seen_on": seen_on(visits),
        "next_visit_on": next_visit_on(visits) if is_open else "",
        "due_on": due[0],
        "due_what": due[1],
        "waits": _waiting(live),
        "is_open": is_open,
        "erased": bool(of_kind(held, CaseErased)),
    }
    return {
        "cases_case": [row],
        "cases_step": step_rows(held, withdrawn),
        "cases_action": actions,
        "cases_visit": visits,
    }


def withdrawn_in(held: Sequence[Held]) -> dict[str, str]:
    """The entries that do not count, each with the reason; withdrawn by anyone, a step is withdrawn."""
    may_go = {one.ref for one in of_kind(held, *WITHDRAWABLE)}
    found: dict[str, str] = {}
    for one in sorted(of_kind(held, StepWithdrawn), key=lambda one: (one.clock, one.ref)):
        for ref in one.fact.entries:
            if ref in may_go:
                found.setdefault(ref, one.fact.reason or "withdrawn")
    return found


def _opened(live: Sequence[Held]) -> Row:
    opened = standing(of_kind(live, CaseOpened))
    fact = opened[0].fact if opened else CaseOpened()
    return {name: getattr(fact, name) for name in ("reference", "compartment", "file", "child")}


def _directed(live: Sequence[Held]) -> Row:
    """Priority, supervisor and consent; of two priorities that stand, the more urgent is in force."""
    values = plain_values(of_kind(live, CaseOpened, CaseDirected), _said)
    row: Row = {name: str(values[name].printed) if name in values else "" for name in _DIRECTED}
    urgent = [code for code in PRIORITIES if "priority" in values and code in values["priority"].all]
    return row | ({"priority": urgent[0]} if urgent else {})


_DIRECTED = ("priority", "supervisor", "consent")


def _said(fact: Any) -> Mapping[str, Any]:
    return {name: value for name in _DIRECTED if (value := getattr(fact, name))}


def _owned(live: Sequence[Held]) -> Row:
    """Whose case it is, and to whom it is offered. A hand-over counts once the other took it."""
    taken = [one for one in of_kind(live, HandOverAnswered) if one.fact.accepted and one.fact.to]
    setters = [one for one in of_kind(live, CaseOpened, CaseReassigned) if _new_owner(one.fact)]
    owner = plain_value([*setters, *taken], _new_owner, "")
    answered = {one.fact.offer for one in of_kind(live, HandOverAnswered)}
    waits = standing(of_kind(live, HandOverOffered, HandOverAnswered, CaseReassigned))
    offers = [one for one in waits if isinstance(one.fact, HandOverOffered) and one.fact.offer not in answered]
    return {
        "owner": owner.printed,
        "is_contested": owner.contested,
        "offer": offers[0].fact.offer if offers else "",
        "offered_to": offers[0].fact.to if offers else "",
    }


def _new_owner(fact: Any) -> str:
    return str(fact.owner if isinstance(fact, CaseOpened) else fact.to)


def _closed(live: Sequence[Held]) -> Row:
    closings = standing_closings(live)
    signed = [(one, sign) for one, sign in closings if sign["sign"] == SIGNED_OFF]
    first = signed[0] if signed else None
    return {
        "status": CLOSED if signed else CLOSING if closings else OPEN,
        "closed": (first[0].fact.reason or CLOSED) if first else "",
        "closed_at": first[1]["signed_at"] if first else None,
        "closings": [one.ref for one, _ in closings],
    }


def _waiting(live: Sequence[Held]) -> int:
    """How many steps wait for the supervisor; a proposal that was taken back does not."""
    answers = of_kind(live, SignedOff)
    proposed = {one.ref for one, _ in standing_closings(live)}
    corrected = {one.fact.corrects for one in of_kind(live, StepTaken)} - {""}
    return sum(
        signature_of(one, answers)["sign"] == SIGN_WAITS
        for one in of_kind(live, StepTaken, ClosingProposed)
        if one.ref not in corrected and (one.ref in proposed or not isinstance(one.fact, ClosingProposed))
    )
