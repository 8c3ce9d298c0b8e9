"""Isolation and ambulance: begun from the page of a group, looked at anew, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.health.around import (
    DESK,
    crossing_here,
    may_be_child,
    names_of,
    people_of,
    post_of,
    tokens_of,
)
from safeconduct.desks.health.care import HOURS, group_page
from safeconduct.domains.health import commands, queries
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem


def _hours(text: str) -> int:
    return int(text) if text in HOURS else 0


@allow(*DESK)
@require_POST
def begin_isolation(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Somebody stays apart, a child with somebody of its own."""
    post, given, act = post_of(officer(request)), request.POST, act_of(request)
    crossing = crossing_here(crossing_id, post)
    person = next((one for one in people_of(crossing) if one.subject == given.get("person")), None)
    isolation_id = derived_id("health isolation", act.id)
    try:
        commands.begin_isolation(
            act, isolation=isolation_id, post=post, crossing=crossing.subject, person=person.subject if person else "",
            is_child=may_be_child(person), companion=given.get("companion", ""), at=given.get("at", ""),
            basis=given.get("basis", ""), hours=_hours(given.get("hours", "")), order=given.get("order", ""),
            event=given.get("event", ""),
        )  # fmt: skip
    except Problem as problem:
        field = str(problem.details.get("field", "people"))
        return group_page(request, crossing_id, [(f"id_{field}", sentence_of(problem.code, problem.details))])
    messages.success(request, _("They stay apart. Look in on them; it ends by itself when nobody looks at it anew."))
    return HttpResponseRedirect(reverse("health:care"))


@allow(*DESK)
@require_POST
def call_ambulance(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Record the call; the time runs from here."""
    post, act = post_of(officer(request)), act_of(request)
    crossing = crossing_here(crossing_id, post)
    person = next((one.subject for one in people_of(crossing) if one.subject == request.POST.get("person")), "")
    commands.call_ambulance(
        act, ambulance=derived_id("ambulance", act.id), post=post, crossing=crossing.subject, person=person
    )
    messages.success(request, _("Recorded. Call the ambulance by telephone now, if nobody has."))
    return HttpResponseRedirect(reverse("health:care"))


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def isolation(request: HttpRequest, isolation_id: str) -> HttpResponse:
    """Look at one anew: it goes on for some hours, or ends."""
    post, seen = post_of(officer(request)), seen_field([isolation_id])
    row = queries.isolation(isolation_id)
    if row.post != post:
        raise NotFound("health.no_such_isolation")
    record_look(request, "list", [row.person] if row.person else [])
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _look_anew(request, isolation_id)
        except Problem as problem:
            field = str(problem.details.get("field", "why"))
            errors = [(f"id_{field}", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("health:care"))
    context = {
        "one": row,
        "token": tokens_of([row]).get(row.crossing, ""),
        "name": names_of([row]).get(row.person, ""),
        "is_over": row.is_open and row.until < ledger().clock.now(),
        "hours": [(one, one) for one in HOURS],
        "ends": choices("isolation_end"),
        "values": request.POST,
        "seen": seen,
        "command_id": new_id(),
        "end_id": new_id(),
        "errors": errors,
    }
    return render(request, "health/care_isolation.html", context, status=422 if errors else 200)


def _look_anew(request: HttpRequest, isolation_id: str) -> None:
    act, given = act_of(request, seen=seen_from(request, isolation_id)), request.POST
    if given.get("then") == "end":
        commands.end_isolation(act, isolation=isolation_id, reason=given.get("reason", ""))
    else:
        hours = _hours(given.get("hours", ""))
        commands.review_isolation(act, isolation=isolation_id, hours=hours, why=given.get("why", ""))


@allow(*DESK)
@require_POST
def ambulance(request: HttpRequest, ambulance_id: str) -> HttpResponse:
    """It is here, has left, or is not needed any more."""
    act, given = act_of(request, seen=seen_from(request, ambulance_id)), request.POST
    if queries.ambulance(ambulance_id).post != post_of(officer(request)):
        raise NotFound("health.no_such_ambulance")
    try:
        commands.move_ambulance(act, ambulance=ambulance_id, step=given.get("step", ""), where=given.get("where", ""))
    except Problem as problem:
        messages.error(request, sentence_of(problem.code, problem.details))
    return HttpResponseRedirect(reverse("health:care"))
