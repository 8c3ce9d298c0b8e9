"""Events: what everyone who comes is asked, on whose word, until when."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.health.around import DESK, post_of
from safeconduct.domains.health import commands, queries
from safeconduct.domains.health.states import DISEASES, EXPOSURES, NONE, SIGNS
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem


@allow(*DESK)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Every event of this post, those in force first."""
    post, now = post_of(officer(request)), ledger().clock.now()
    rows = queries.events(post)
    names = access.names_of({one.declared_by for one in rows})
    context = {
        "rows": [
            {"one": one, "by": names.get(one.declared_by, ""), "stands": not one.ended and one.until >= now}
            for one in rows
        ]
    }
    return render(request, "health/events.html", context)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Declare an event on the word of the health authority."""
    post, given = post_of(officer(request)), request.POST
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        act = act_of(request)
        days = given.get("days", "")
        try:
            commands.declare_event(
                act, event=derived_id("health event", act.id), post=post, disease=given.get("disease", ""),
                name=given.get("name", ""), basis=given.get("basis", ""), signs=tuple(given.getlist("signs")),
                exposures=tuple(given.getlist("exposures")), rule=given.get("rule", ""),
                days=int(days) if days.isdecimal() else 0, until=_end_of(given.get("until", ""), post),
            )  # fmt: skip
        except Problem as problem:
            errors = [_error(problem)]
        else:
            return HttpResponseRedirect(reverse("health:events"))
    context = {
        "diseases": choices("health_disease", DISEASES),
        "signs": choices("health_sign", tuple(one for one in SIGNS if one != NONE)),
        "exposures": choices("health_exposure", tuple(one for one in EXPOSURES if one != NONE)),
        "rules": choices("health_rule"),
        "values": given,
        "given_signs": given.getlist("signs"),
        "given_exposures": given.getlist("exposures"),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "health/event_new.html", context, status=422 if errors else 200)


def _error(problem: Problem) -> tuple[str, str]:
    return f"id_{problem.details.get('field', 'name')}", sentence_of(problem.code, problem.details)


def _end_of(text: str, post: str) -> datetime | None:
    """The end of a local day; None for what is no day."""
    try:
        return places.local_day_bounds(post, date.fromisoformat(text))[1]
    except (ValueError, OverflowError):
        return None


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, event_id: str) -> HttpResponse:
    """One event: prolonged on somebody's word, or ended."""
    post, seen, given = post_of(officer(request)), seen_field([event_id]), request.POST
    row = queries.event(event_id)
    if row.post != post:
        raise NotFound("health.no_such_event")
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        act = act_of(request, seen=seen_from(request, event_id))
        try:
            if given.get("then") == "end":
                commands.end_event(act, event=event_id, reason=given.get("reason", ""))
            else:
                until = _end_of(given.get("until", ""), post)
                commands.prolong_event(act, event=event_id, until=until, basis=given.get("basis", ""))
        except Problem as problem:
            errors = [_error(problem)]
        else:
            return HttpResponseRedirect(reverse("health:events"))
    context = {
        "one": row,
        "stands": not row.ended and row.until >= ledger().clock.now(),
        "ends": choices("health_event_end"),
        "values": given,
        "seen": seen,
        "command_id": new_id(),
        "end_id": new_id(),
        "errors": errors,
    }
    return render(request, "health/event.html", context, status=422 if errors else 200)
