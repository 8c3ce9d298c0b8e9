"""Legal holds on a person's record: placed with basis, reason and day of review, lifted with a reason."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.domains.people import commands, queries, rules
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

FIELDS = {"basis": "id_basis", "review_on": "id_review_on", "reason": "id_reason"}


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, person_id: str) -> HttpResponse:
    """The holds of one person, and the form to place another."""
    found = queries.person(person_id)
    record_look(request, "person", person_id)
    if request.method == "GET":
        return _page(request, found)
    given = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        commands.place_legal_hold(act_of(request, seen=seen_from(request, person_id)), person=person_id, **given)
    except Problem as problem:
        field = FIELDS.get(str(problem.details.get("field", "")), "id_reason")
        return _page(request, found, given, [(field, sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:hold", args=[person_id]))


@allow(POST_SUPERVISOR)
@require_POST
def lift(request: HttpRequest, person_id: str) -> HttpResponse:
    """End a hold; an erasure may then be done."""
    found = queries.person(person_id)
    act = act_of(request, seen=seen_from(request, person_id))
    try:
        commands.lift_legal_hold(
            act, person=person_id, hold=request.POST.get("hold", ""), reason=request.POST.get("why", "")
        )
    except Problem as problem:
        return _page(request, found, {}, [("why", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:hold", args=[person_id]))


def _page(
    request: HttpRequest, person: Any, given: dict[str, str] | None = None, errors: list[tuple[str, str]] | None = None
) -> HttpResponse:
    holds = queries.holds_of(person.subject)
    names = access.names_of({name for one in holds for name in (one.placed_by, one.lifted_by)})
    today = places.local_time(post_of(officer(request)), ledger().clock.now()).date()
    context = {
        "person": person,
        "rows": [
            {
                "hold": one,
                "review": date.fromisoformat(one.review_on) if one.review_on else None,
                "is_due": one.open and one.review_on <= today.isoformat(),
                "placed_by": names.get(one.placed_by, "–"),
                "lifted_by": names.get(one.lifted_by, "–"),
                "command_id": new_id(),
            }
            for one in holds
        ],
        "seen": seen_field([person.subject]),
        "command_id": new_id(),
        "bases": choices("hold_basis", rules.HOLD_BASES),
        "given": given or {},
        "errors": errors or [],
    }
    return render(request, "border_post/hold.html", context, status=422 if errors else 200)
