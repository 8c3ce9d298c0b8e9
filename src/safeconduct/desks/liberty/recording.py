"""Writing down that somebody is held: found by the number of their group, or described where nobody registered them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.liberty import forms
from safeconduct.desks.liberty.around import WRITING, post_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.liberty.rules.refusals import check_ids
from safeconduct.domains.people import queries as people
from safeconduct.domains.reviews.commands import RaiseHold
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, is_id, new_id
from safeconduct.kernel.problems import NotFound, Problem

FIND = "find"


@allow(*WRITING)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; POST finds the people of a number, or writes it down."""
    post, given = post_of(officer(request)), request.POST
    errors: list[tuple[str, str]] = []
    crossing, asked = None, request.GET.get("person", "")
    try:
        crossing = _crossing(given.get("token", ""), given.get("crossing", "")) or _latest_of(asked)
        if request.method == "POST" and given.get("then") != FIND:
            return HttpResponseRedirect(reverse("liberty:liberty_one", args=[_written(request, post, crossing)]))
    except Problem as problem:
        errors = [(f"id_{problem.details.get('field', 'ground')}", sentence_of(problem.code, problem.details))]
    found = _people(crossing)
    record_look(request, "list", sorted(found))
    context = {
        **forms.choices_of_form(),
        "crossing": crossing,
        "persons": [("", "–"), *((person, one.name or "–") for person, one in found.items())],
        "values": forms.given_values(given),
        "person": given.get("person", "") or (asked if asked in found else _only(found)),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "liberty/new.html", context, status=422 if errors else 200)


def _crossing(token: str, known: str) -> Any:
    """The group of a number. NotFound: crossings.no_such_crossing."""
    if token.strip():
        found = crossings.crossing_by_token(token)
        if found is None:
            raise NotFound("crossings.no_such_crossing", field="token")
        return found
    return crossings.those([known]).get(known) if is_id(known) else None


def _latest_of(person: str) -> Any:
    """The latest crossing of somebody whose page led here."""
    came = crossings.crossings_of_persons([person]) if is_id(person) else []
    return max((one for one in came if not one.voided), key=lambda one: one.arrived_at, default=None)


def _only(found: dict[str, Any]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _people(crossing: Any) -> dict[str, Any]:
    if crossing is None:
        return {}
    found = people.persons(crossing.persons)
    if crossing.group:
        found = {**found, **{one.subject: one for one in people.members_of([crossing.group]).get(crossing.group, [])}}
    return {person: one for person, one in found.items() if not one.voided and not one.erased}


def _written(request: HttpRequest, post: str, crossing: Any) -> str:
    """The person of whom it was written down."""
    act, given = act_of(request), request.POST
    chosen = given.get("person", "")
    person = chosen or derived_id("held, not registered", act.id)
    check_ids(person)
    commands: list[Command] = [
        forms.recording(
            given, person=person, deprivation=derived_id("deprivation", act.id), post=post,
            crossing=crossing.subject if crossing is not None else "", is_registered=bool(chosen),
        )
    ]  # fmt: skip
    if given.get("hold") == "yes":
        commands.append(RaiseHold(person=person, hold=derived_id("hold", act.id)))
    submit(act, *commands)
    return person
