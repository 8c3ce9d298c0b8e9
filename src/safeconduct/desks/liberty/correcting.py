"""Correcting a record, or saying that it does not count. What was there before stays to be read."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.liberty import forms
from safeconduct.desks.liberty.around import WRITING, check_may_see, names_of
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.commands import VoidDeprivation
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem


@allow(*WRITING)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, person_id: str, deprivation_id: str) -> HttpResponse:
    """The form as the record stands; POST says what was otherwise, and why."""
    seen = seen_field([liberty_of(person_id)])
    check_may_see(officer(request), person_id)
    row = queries.deprivation(person_id, deprivation_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            command: Command = (
                VoidDeprivation(person=person_id, deprivation=row.id, reason=request.POST.get("reason", ""))
                if request.POST.get("then") == "void"
                else forms.correcting(request.POST, row)
            )
            submit(act_of(request, seen=seen_from(request, liberty_of(person_id))), command)
        except Problem as problem:
            field = problem.details.get("field", "correction")
            errors = [
                (f"id_{'correction' if field == 'reason' else field}", sentence_of(problem.code, problem.details))
            ]
        else:
            return HttpResponseRedirect(reverse("liberty:liberty_one", args=[person_id]))
    record_look(request, "person", person_id)
    standing = forms.values_of(row) | {"since": f"{places.local_time(row.post, row.since):%Y-%m-%dT%H:%M}"}
    context = {
        **forms.choices_of_form(),
        "row": row,
        "name": names_of([person_id]).get(person_id, ""),
        "values": forms.given_values(request.POST) if errors else standing,
        "voids": choices("held_void"),
        "seen": seen,
        "ids": {name: new_id() for name in ("correct", "void")},
        "errors": errors,
    }
    return render(request, "liberty/correct.html", context, status=422 if errors else 200)
