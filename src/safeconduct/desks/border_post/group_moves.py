"""People change groups: to one found by its token, or to a new one that is split off and stands in the queue itself."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safeconduct.desks.border_post.around import post_of, seen_from
from safeconduct.desks.border_post.group_more import refused
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import CorrectCrossing, RecordCrossing
from safeconduct.domains.people import queries
from safeconduct.domains.people.commands import CorrectGroup, MovePerson, RegisterGroup
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import receipt_of, submit
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.texts import register_sentences
from safeconduct.kernel.acts import Command, Seen
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

ADMITTED = ("admit", "admit_deferred")
register_sentences(
    {
        "moves.choose_people": _("Choose who goes to another group."),
        "moves.no_such_group": _("No group stands behind this token. Check it, or look for the group on Find."),
        "moves.choose_reason": _("Choose why they change groups."),
    }
)


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_POST
def move(request: HttpRequest, group_id: str) -> HttpResponse:
    """One act: who was chosen leaves together, and the numbers of both groups follow."""
    act = act_of(request)
    target = derived_id("group", act.id)
    try:
        if receipt_of(act.id) is None:
            asked = _asked(request, group_id)
            target = asked["to_group"] or target
            seen = _seen(request, group_id, target, asked["going"])
            submit(msgspec.structs.replace(act, seen=seen), *_commands(request, group_id, target, asked))
    except Problem as problem:
        moved = {**request.POST.dict(), "persons": request.POST.getlist("persons")}
        return refused(request, group_id, "move", problem, moved=moved)
    return HttpResponseRedirect(reverse("post:group", args=[target]))


def _seen(request: HttpRequest, group_id: str, target: str, going: list[str]) -> Seen:
    """People as the page showed them; groups and crossings as they stand, for their numbers are worked out here."""
    own = (group_id, *(one.subject for one in (_undecided(group_id), _undecided(target)) if one is not None), target)
    return {**seen_from(request, *going), **queries.seen_of_all(own)}


def _asked(request: HttpRequest, group_id: str) -> dict[str, Any]:
    """Refused: moves.choose_people, moves.choose_reason. NotFound: moves.no_such_group."""
    standing = [one.subject for one in queries.members(group_id) if not one.voided]
    going = [one for one in standing if one in request.POST.getlist("persons")]
    if not going:
        raise Refused("moves.choose_people")
    if not request.POST.get("reason"):
        raise Refused("moves.choose_reason")
    return {"going": going, "to_group": _target(request.POST.get("token", "").strip())}


def _target(token: str) -> str:
    if not token:
        return ""
    crossing = crossings.crossing_by_token(token)
    if crossing is None or not crossing.group:
        raise NotFound("moves.no_such_group")
    return crossing.group


def _commands(request: HttpRequest, group_id: str, target: str, asked: dict[str, Any]) -> list[Command]:
    going, is_new = asked["going"], not asked["to_group"]
    source = queries.group(group_id)
    reason = str(label("move_reason", request.POST["reason"]))
    moving = MovePerson(
        person=going[0],
        from_group=group_id,
        to_group=target,
        relation=request.POST.get("relation", ""),
        reason=request.POST["reason"],
        explanation=request.POST.get("explanation", ""),
        companions=tuple(going[1:]),
    )
    found: list[Command] = [_split_off(source, target, len(going))] if is_new else []
    found += [moving, *_resized(group_id, -len(going), reason)]
    if not is_new:
        found += _resized(target, len(going), reason)
    crossing = _undecided(group_id)
    if crossing is not None:
        found += _crossings(request, crossing, source, target, going, reason, is_new)
    return found


def _split_off(source: queries.GroupAndMembers, target: str, size: int) -> RegisterGroup:
    group = source.group
    return RegisterGroup(
        group=target,
        level=group.level,
        size=size,
        nationality=group.nationality,
        origin=group.origin_shown,
        destination=group.destination_shown,
        transport=group.transport,
        language=group.language,
    )


def _resized(group_id: str, by: int, reason: str) -> list[Command]:
    """The group's number follows, but never below what was counted by sex and age: that a person looks at."""
    group = queries.group(group_id).group
    size = max(group.size + by, sum(group.composition_numbers.values()), 1)
    return [] if size == group.size else [CorrectGroup(group=group_id, changes={"size": size}, reason=reason)]


def _undecided(group_id: str) -> Any:
    """The crossing that still waits for its decision; what was admitted together stays one crossing."""
    for crossing in crossings.crossings_of_group(group_id):
        if not crossing.voided and crossing.decision not in ADMITTED:
            return crossing
    return None


def _crossings(
    request: HttpRequest, crossing: Any, source: Any, target: str, going: list[str], reason: str, is_new: bool
) -> list[Command]:
    """Whoever leaves the group leaves its crossing, and joins the other group's, or gets a token of their own."""
    if crossing.post != post_of(officer(request)) or crossing.people <= len(going):
        return []
    persons = [one for one in crossing.persons if one not in going]
    found: list[Command] = [_corrected(crossing, persons, crossing.people - len(going), reason)]
    if is_new:
        found.append(
            RecordCrossing(
                crossing=derived_id("crossing", target),
                post=crossing.post,
                direction=crossing.direction,
                level=crossing.level,
                group=target,
                persons=tuple(going),
                number=len(going),
                transport=crossing.transport,
                arrived_at=crossing.arrived_at,
                language=crossing.language,
                known_token=crossing.token,
                routing=crossing.routing,
            )
        )
        return found
    joined = _undecided(target)
    if joined is None or joined.post != crossing.post:
        return []
    return [*found, _corrected(joined, [*joined.persons, *going], joined.people + len(going), reason)]


def _corrected(crossing: Any, persons: list[str], people: int, reason: str) -> CorrectCrossing:
    changes: dict[str, Any] = {"number": max(people, len(persons))}
    if persons != list(crossing.persons):
        changes["persons"] = persons
    return CorrectCrossing(crossing=crossing.subject, changes=changes, reason=reason)
