"""Rows of what was decided about a child: claims with what was found, decisions and who confirmed them, the end."""

from collections.abc import Sequence
from typing import Any

from safeconduct.domains.protection.facts import (
    AgeDetermined,
    ChildClosed,
    ChildReopened,
    DecisionConfirmed,
    InterestsAssessed,
    InterestsDetermined,
    RelationshipChecked,
    RelationshipClaimed,
)
from safeconduct.domains.protection.states import ADULT_RESULT, OPEN_CLAIM
from safeconduct.kernel.facts import Held, Row
from safeconduct.kernel.merging import standing


def claim_rows(held: Sequence[Held]) -> list[Row]:
    """Each claim with the finding that stands; where findings contradict each other, the one that is not confirmed."""
    claims = {one.fact.claim: one for one in _first_last(held, RelationshipClaimed) if one.fact.claim}
    checks = [one for one in held if isinstance(one.fact, RelationshipChecked)]
    return [
        _claim(name, one, standing([check for check in checks if check.fact.claim == name]))
        for name, one in sorted(claims.items())
    ]


def _claim(name: str, claimed: Held, checks: Sequence[Held]) -> Row:
    conclusions = {one.fact.conclusion for one in checks}
    conclusion = conclusions.pop() if len(conclusions) == 1 else OPEN_CLAIM
    last = checks[0] if checks else None
    return {
        "id": name,
        "claimant": claimed.fact.claimant,
        "relation": claimed.fact.relation,
        "contact": claimed.fact.contact,
        "claimed_at": claimed.happened_at,
        "conclusion": conclusion,
        "evidence": list(last.fact.evidence) if last else [],
        "concerns": sorted({code for one in checks for code in one.fact.concerns}),
        "remark": last.fact.remark if last else claimed.fact.remark,
        "checked_at": last.happened_at if last else None,
    }


def decision_rows(held: Sequence[Held]) -> list[Row]:
    """Determinations of interest and of age; each in force once somebody else than its author confirmed it."""
    found = _first_last(held, InterestsDetermined) + _first_last(held, AgeDetermined)
    decisions = {one.fact.decision: one for one in found if one.fact.decision}
    confirmed = _first_last(held, DecisionConfirmed)
    return [_decision(name, one, confirmed) for name, one in sorted(decisions.items())]


def _decision(name: str, decided: Held, confirmed: Sequence[Held]) -> Row:
    by = [one for one in confirmed if one.fact.decision == name and one.actor != decided.actor]
    fact: Any = decided.fact
    is_age = isinstance(fact, AgeDetermined)
    return {
        "id": name,
        "kind": "age" if is_age else "interests",
        "outcome": fact.result if is_age else fact.outcome,
        "doubt": fact.doubt if is_age else "",
        "methods": list(fact.methods) if is_age else [],
        "estimate": fact.estimate if is_age else None,
        "margin": fact.margin if is_age else None,
        "panel": "" if is_age else fact.panel,
        "remark": fact.remark,
        "decided_at": decided.happened_at,
        "decided_by": decided.actor,
        "confirmed_by": by[-1].actor if by else "",
        "confirmed_at": by[-1].happened_at if by else None,
        "is_in_force": bool(by) or (is_age and fact.result != ADULT_RESULT),
    }


def _first_last(held: Sequence[Held], kind: type) -> list[Held]:
    found = [one for one in held if isinstance(one.fact, kind)]
    return sorted(found, key=lambda one: (one.clock, one.ref), reverse=True)


def decided_about(held: Sequence[Held], decisions: Sequence[Row]) -> Row:
    """What the file itself says of the assessment, the age and the closing."""
    assessed = standing([one for one in held if isinstance(one.fact, InterestsAssessed)])
    first = min((one.happened_at for one in held if isinstance(one.fact, InterestsAssessed)), default=None)
    closings = standing_closings(held)
    ages = [one for one in decisions if one["kind"] == "age" and one["is_in_force"]]
    latest = max(ages, key=lambda one: (one["decided_at"], one["id"]), default=None)
    return {
        "assessed_at": first,
        "assessment": assessed[0].fact.conclusion if assessed else "",
        "plan": assessed[0].fact.plan if assessed else "",
        "is_adult": bool(latest and latest["outcome"] == ADULT_RESULT),
        "closed": closings[0].fact.outcome or "closed" if closings else "",
        "closed_at": closings[0].happened_at if closings else None,
        "closings": [one.ref for one in closings],
        "handed_to": closings[0].fact.to if closings else "",
        "received_by": closings[0].fact.received_by if closings else "",
    }


def standing_closings(held: Sequence[Held]) -> list[Held]:
    """The closings that no reopening names."""
    gone = {ref for one in held if isinstance(one.fact, ChildReopened) for ref in one.fact.closings}
    return [one for one in _first_last(held, ChildClosed) if one.ref not in gone]
