"""Reading tracing requests, possible matches and reunifications, and what their rules are told."""

from typing import Any

from safeconduct.domains.protection.models import (
    Child,
    Consent,
    Decision,
    JudgedMatch,
    Reunification,
    Tracing,
    TracingAct,
)
from safeconduct.domains.protection.queries.children import state_of
from safeconduct.domains.protection.queries.deciding import claims_of
from safeconduct.domains.protection.queries.guardians import mandates_of
from safeconduct.domains.protection.rules import (
    Described,
    Match,
    Matcher,
    ReunitingState,
    TracingState,
    exact_matches,
)
from safeconduct.domains.protection.states import CONFIRMED
from safeconduct.kernel.acts import Act
from safeconduct.kernel.problems import NotFound

_matcher: list[Matcher] = [exact_matches]


def set_matcher(matcher: Matcher) -> None:
    """Choose what finds possible matches; once, when a process starts."""
    _matcher[:] = [matcher]


def tracing(request_id: str) -> Tracing:
    """One request. NotFound: protection.no_such_request."""
    found = Tracing.objects.filter(subject=request_id).first()
    if found is None:
        raise NotFound("protection.no_such_request")
    return found


def tracings(*, limit: int = 300) -> list[Tracing]:
    """The open requests, the oldest first."""
    return list(Tracing.objects.filter(is_open=True, erased=False).order_by("opened_at", "subject")[:limit])


def tracings_of_child(child_id: str) -> list[Tracing]:
    """By which requests a child looks for its family."""
    return list(Tracing.objects.filter(child=child_id, erased=False).order_by("opened_at", "subject"))


def acts_of_tracing(request_id: str) -> list[TracingAct]:
    """What was done for a request, the latest first."""
    return list(TracingAct.objects.filter(subject=request_id).order_by("-happened_at", "id"))


def judged_of_tracing(request_id: str) -> dict[str, JudgedMatch]:
    """What was said of each possible match, by child."""
    return {one.child: one for one in JudgedMatch.objects.filter(subject=request_id)}


def possible_matches(request: Tracing) -> list[tuple[Child, Match]]:
    """Children here who may be the one looked for, each with its reasons, at most ten; none is chosen."""
    if request.child:
        return []
    rows = {
        one.subject: one
        for one in Child.objects.filter(erased=False, each=True).exclude(given_names="", name_native="")
    }
    sought = Described(
        names=(request.sought, request.sought_native), mother=request.mother, father=request.father,
        born_from=request.born_from, born_to=request.born_to,
    )  # fmt: skip
    return [(rows[one.id], one) for one in _matcher[0](sought, [_described(row) for row in rows.values()])]


def _described(child: Child) -> Described:
    return Described(
        id=child.subject, names=(f"{child.given_names} {child.family_name}", child.name_native), mother=child.mother,
        father=child.father, born_from=child.born_from, born_to=child.born_to,
    )  # fmt: skip


def reunification(reunification_id: str) -> Reunification:
    """One reunification. NotFound: protection.no_such_reunification."""
    found = Reunification.objects.filter(subject=reunification_id).first()
    if found is None:
        raise NotFound("protection.no_such_reunification")
    return found


def reunifications_of(child_id: str) -> list[Reunification]:
    """The reunifications of a child, the latest first."""
    return list(Reunification.objects.filter(child=child_id, erased=False).order_by("-opened_at", "subject"))


def reunifications(*, limit: int = 200) -> list[Reunification]:
    """Those under way or still to be followed up, the nearest limit first."""
    rows = Reunification.objects.filter(erased=False).exclude(step="done")
    found = list(rows.order_by("opened_at", "subject")[:limit])
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.opened_at, one.subject))


def consents_of(reunification_id: str) -> list[Consent]:
    """The latest word of each who has spoken."""
    return list(Consent.objects.filter(subject=reunification_id).order_by("id"))


def children_named(ids: set[str]) -> dict[str, Child]:
    """Children by id."""
    return {one.subject: one for one in Child.objects.filter(subject__in=ids)}


def state_for_tracing(command: Any, act: Act) -> TracingState:
    """The request as it stands, and the child that the command names."""
    child = getattr(command, "child", "")
    row = Tracing.objects.filter(subject=command.request).first()
    if row is None:
        return TracingState(child=state_of(child))
    return TracingState(
        exists=True, erased=row.erased, closed=not row.is_open, shares=row.shares, seeker=row.seeker,
        relation=row.relation, contact=row.contact, child=state_of(child),
    )  # fmt: skip


def state_for_reuniting(command: Any, act: Act) -> ReunitingState:
    """The reunification as it stands, with the child's confirmed relatives, determination and mandate."""
    row = Reunification.objects.filter(subject=command.reunification).first()
    child_id = row.child if row else getattr(command, "child", "")
    mandates = [one for one in mandates_of(child_id) if one.is_standing]
    decisions = Decision.objects.filter(subject=child_id, kind="interests", is_in_force=True)
    latest = decisions.order_by("-decided_at", "id").first()
    others = [one for one in reunifications_of(child_id) if not one.arrived_on]
    return ReunitingState(
        exists=row is not None,
        erased=bool(row and row.erased),
        child_id=child_id,
        with_whom=row.with_whom if row else "",
        where=row.where if row else "",
        relation=row.relation if row else "",
        consents={one.who: one.is_given for one in consents_of(command.reunification)},
        is_allowed=row.is_allowed if row else None,
        destination=dict(row.destination) if row else {},
        planned_on=row.planned_on if row else "",
        arrived_on=row.arrived_on if row else "",
        child=state_of(child_id),
        confirmed={one.id: (one.claimant, one.relation) for one in claims_of(child_id) if one.conclusion == CONFIRMED},
        is_determined=bool(latest and latest.outcome in ("reunify", "move_to_relative")),
        mandate_until=max((one.ends for one in mandates), default=""),
        others_open=bool(others),
    )
