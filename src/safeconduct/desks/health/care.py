"""The board of the health desk, and one group: who is asked what the events of these days ask, and what follows."""

from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.health import words
from safeconduct.desks.health.around import DESK, crossing_here, names_of, people_of, post_of, today_of, tokens_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.health import queries
from safeconduct.domains.health.commands import CheckHealth
from safeconduct.domains.health.states import NONE, is_late
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

__all__ = ["words"]
COMPARTMENT = "health"
URGENT = 20
HOURS = ("2", "4", "8", "12", "24")


@allow(*DESK)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Who needs a doctor, who is apart, which ambulance comes, what is asked, what is to be told."""
    return _board(request, [])


def _board(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    post, now = post_of(officer(request)), ledger().clock.now()
    isolations, calls = queries.open_isolations(post), queries.ambulances(post, today_of(post))
    rows: list[Any] = [*isolations, *calls]
    record_look(request, "list", sorted({one.person for one in rows if one.person}))
    tokens, names = tokens_of(rows), names_of(rows)
    context = {
        "urgent": [one for one in crossings.queue_of(post, at_most=URGENT) if "doctor_now" in one.needs],
        "isolations": [
            {"one": one, "token": tokens.get(one.crossing, ""), "name": names.get(one.person, ""),
             "companion": names.get(one.companion, ""), "is_over": one.until < now}
            for one in isolations
        ],
        "calls": [
            {"one": one, "token": tokens.get(one.crossing, ""), "name": names.get(one.person, ""),
             "is_late": one.step == "called" and is_late(one.called_at, now), "command_id": new_id(),
             "minutes": queries.minutes_between(one.called_at, one.arrived_at or now),
             "seen": seen_field([one.subject])}
            for one in calls
        ],
        "events": [
            {"one": one, "untold": (untold := queries.untold(one.subject, post)),
             "is_over": untold.due_at is not None and untold.due_at < now}
            for one in queries.events_in_force(post, now)
        ],
        "command_id": new_id(),
        "errors": errors,
    }  # fmt: skip
    return render(request, "health/care.html", context, status=422 if errors else 200)


@allow(*DESK)
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """To the group of a number, typed or scanned."""
    post = post_of(officer(request))
    try:
        found = crossings.crossing_by_token(request.GET.get("token", ""))
    except Problem as problem:
        return _board(request, [("id_token", sentence_of(problem.code, problem.details))])
    if found is None or found.post != post:
        return _board(request, [("id_token", sentence_of("health.no_such_group", {}))])
    return HttpResponseRedirect(reverse("health:care_group", args=[found.subject]))


@allow(*DESK)
@require_GET
def group(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """One group: its people, what is asked of everyone, and what can be done."""
    return group_page(request, crossing_id, [])


def group_page(request: HttpRequest, crossing_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    """The page of a group, with what was refused on top and what was chosen still chosen."""
    post, now = post_of(officer(request)), ledger().clock.now()
    crossing = crossing_here(crossing_id, post)
    persons = people_of(crossing)
    record_look(request, "list", [one.subject for one in persons])
    events, checks = queries.events_in_force(post, now), queries.checks_of(crossing_id)
    chosen = request.POST.get("person") or (persons[0].subject if len(persons) == 1 else "")
    context = {
        "crossing": crossing,
        "rows": [
            {"person": one, "checks": [check for check in checks if check.person == one.subject]} for one in persons
        ],
        "whole": [check for check in checks if not check.person],
        "chosen": chosen,
        "events": [_asked(one, request) for one in events],
        "seals": _seals(),
        "places": choices("isolation_place"),
        "bases": choices("isolation_basis"),
        "hours": [(one, one) for one in HOURS],
        "companions": [("", "–"), *((one.subject, one.name or "–") for one in persons)],
        "values": request.POST,
        "check_ids": {one.subject: new_id() for one in events},
        "isolation_id": new_id(),
        "ambulance_id": new_id(),
        "errors": errors,
    }
    return render(request, "health/care_group.html", context, status=422 if errors else 200)


def _asked(event: Any, request: HttpRequest) -> dict[str, Any]:
    is_this = request.POST.get("event") == event.subject
    return {
        "one": event,
        "signs": choices("health_sign", (*event.signs, NONE)) if event.signs else [],
        "exposures": choices("health_exposure", (*event.exposures, NONE)) if event.exposures else [],
        "given_signs": request.POST.getlist("sign") if is_this else [],
        "given_exposures": request.POST.getlist("exposure") if is_this else [],
        "command_id": new_id(),
    }


def _seals() -> bool:
    """Whether a health authority holds a compartment here; without one, answers are not kept at all."""
    return any(one.code == COMPARTMENT for one in compartments.compartments())


@allow(*DESK)
@require_POST
def check(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """What was said decides on the spot; it is sealed for the health authority, or not kept."""
    post, given = post_of(officer(request)), request.POST
    crossing = crossing_here(crossing_id, post)
    # The form's content is left out of the act: its digest would outlive the answers and could be guessed from.
    act = msgspec.structs.replace(act_of(request), form="")
    declined = given.get("declined") == "yes"
    command = CheckHealth(
        check=derived_id("health check", act.id), event=given.get("event", ""), post=post, crossing=crossing.subject,
        person=given.get("person", ""), declined=declined, signs=tuple(given.getlist("sign")),
        exposures=tuple(given.getlist("exposure")),
    )  # fmt: skip
    try:
        submit(act, command, *([] if declined else _sealed(command, crossing)))
    except Problem as problem:
        return group_page(request, crossing_id, [("people", sentence_of(problem.code, problem.details))])
    _tell(request, next(one for one in queries.checks_of(crossing_id) if one.subject == command.check))
    return HttpResponseRedirect(reverse("health:care_group", args=[crossing_id]))


def _sealed(command: CheckHealth, crossing: Any) -> list[Command]:
    if not _seals():
        return []
    content = {
        "form": "health", "v": 1, "event": command.event, "post": command.post, "token": crossing.token,
        "person": command.person, "signs": list(command.signs), "exposures": list(command.exposures),
        "at": ledger().clock.now().isoformat(timespec="seconds"),
    }  # fmt: skip
    return [seal_for(COMPARTMENT, content)]


def _tell(request: HttpRequest, done: Any) -> None:
    if done.is_danger:
        messages.error(request, _("This sign is dangerous. Call an ambulance, and stay with them."))
    if done.result == "suspected":
        messages.warning(request, _("To be looked at by health staff: a place apart, and tell the health authority."))
    elif not done.is_danger:
        messages.success(request, _("Nothing that needs looking at. They go on like everyone."))
