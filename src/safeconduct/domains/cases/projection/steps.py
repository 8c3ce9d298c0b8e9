"""One line a fact: what happened in a case and who did it, with the words as they were sealed."""

from collections.abc import Mapping, Sequence
from typing import Any

from safeconduct.domains.cases.facts import (
    ActionPlanned,
    ActionSettled,
    CaseOpened,
    CaseReassigned,
    ClosingProposed,
    HandOverAnswered,
    HandOverOffered,
    SignedOff,
    StepTaken,
    VisitPlanned,
    VisitSettled,
    Worded,
)
from safeconduct.domains.cases.projection.signing import of_kind, signature_of
from safeconduct.domains.cases.states import ACTION, CLOSE, HAND_OVER, OPENING, SIGNED, VISIT, VISITED
from safeconduct.kernel.facts import Held, Row

_KIND_OF: dict[Any, str] = {
    CaseOpened: OPENING, ActionPlanned: ACTION, ActionSettled: ACTION, VisitPlanned: VISIT, VisitSettled: VISITED,
    SignedOff: SIGNED, HandOverOffered: HAND_OVER, HandOverAnswered: HAND_OVER, CaseReassigned: HAND_OVER,
    ClosingProposed: CLOSE,
}  # fmt: skip
_CODES = ("outcome", "reason", "consent", "priority", "by")
_DAYS = ("on", "due")


def step_rows(held: Sequence[Held], withdrawn: Mapping[str, str]) -> list[Row]:
    """All that happened; what was withdrawn or corrected stays listed as such."""
    answers = of_kind([one for one in held if one.ref not in withdrawn], SignedOff)
    corrected = {one.fact.corrects: one.ref for one in _oldest_first(held) if getattr(one.fact, "corrects", "")}
    rows = [_line(one) | signature_of(one, answers) | _standing_of(one, withdrawn, corrected) for one in held]
    return sorted(rows, key=lambda row: str(row["id"]))


def _oldest_first(held: Sequence[Held]) -> list[Held]:
    return sorted(of_kind(held, StepTaken), key=lambda one: (one.clock, one.ref))


def _standing_of(one: Held, withdrawn: Mapping[str, str], corrected: Mapping[str, str]) -> Row:
    by = corrected.get(one.ref, "")
    return {"withdrawn": withdrawn.get(one.ref, ""), "corrected_by": "" if by in withdrawn or by == one.ref else by}


def _line(one: Held) -> Row:
    fact: Any = one.fact
    words = fact if isinstance(fact, Worded) else Worded()
    return {
        "id": one.ref,
        "what": type(fact).__name__,
        "kind": fact.kind if isinstance(fact, StepTaken) else _KIND_OF.get(type(fact), ""),
        "code": _code(fact),
        "on": _given(fact, _DAYS),
        "happened_at": one.happened_at,
        "actor": one.actor,
        "sealed": words.sealed,
        "sealed_as": words.sealed_as,
        "sealed_to": words.sealed_to,
    }


def _code(fact: Any) -> str:
    if isinstance(fact, SignedOff):
        return "granted" if fact.granted else "returned"
    if isinstance(fact, HandOverAnswered):
        return "accepted" if fact.accepted else "declined"
    return _given(fact, _CODES)


def _given(fact: Any, names: Sequence[str]) -> str:
    return next((str(value) for name in names if (value := getattr(fact, name, ""))), "")
