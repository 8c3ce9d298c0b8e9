"""Reading claims and decisions of a child, and what the rules are told before another is made."""

from typing import Any

from safeconduct.domains.protection.models import Child, Claim, Decision
from safeconduct.domains.protection.queries.children import state_of
from safeconduct.domains.protection.queries.guardians import mandates_of
from safeconduct.domains.protection.rules import ChildState, DecidingState, folded_name
from safeconduct.domains.protection.states import CONFIRMED, LASTING
from safeconduct.kernel.acts import Act


def claims_of(child_id: str) -> list[Claim]:
    """Who says that the child is theirs, the latest first."""
    return list(Claim.objects.filter(subject=child_id).order_by("-claimed_at", "id"))


def decisions_of(child_id: str) -> list[Decision]:
    """The determinations about a child, the latest first."""
    return list(Decision.objects.filter(subject=child_id).order_by("-decided_at", "id"))


def state_for_deciding(command: Any, act: Act) -> DecidingState:
    """The file with what stands of claims, decisions, care and mandates."""
    row = Child.objects.filter(subject=command.child).first()
    if row is None:
        return DecidingState(child=ChildState())
    claims, decisions = claims_of(command.child), decisions_of(command.child)
    mandates = [one for one in mandates_of(command.child) if one.is_standing]
    return DecidingState(
        child=state_of(command.child),
        closings=tuple(row.closings),
        claims=frozenset(one.id for one in claims),
        confirmed_claimants=frozenset(folded_name(one.claimant) for one in claims if one.conclusion == CONFIRMED)
        - {""},
        is_assessed=row.assessed_at is not None,
        decisions={one.id: one.decided_by for one in decisions if not one.confirmed_by},
        known_decisions=frozenset(one.id for one in decisions),
        is_adult=row.is_adult,
        mandate_until=max((one.ends for one in mandates if one.scope in LASTING), default=""),
        any_mandate_until=max((one.ends for one in mandates), default=""),
        care=row.care,
        carer=row.carer,
    )
