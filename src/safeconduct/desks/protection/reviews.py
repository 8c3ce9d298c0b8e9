"""Reviews where protection sits: what stands against turning a person away, holding, releasing, clearing."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.domains.people import queries as people
from safeconduct.domains.reviews import queries
from safeconduct.domains.reviews.commands import GiveClearance, RaiseHold, ReleaseHold
from safeconduct.domains.reviews.states import WHAT_IT_SAW, review_of
from safeconduct.domains.screening import queries as screenings
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import PROTECTION_COORDINATOR, PROTECTION_OFFICER
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web import review_labels
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem
from safeconduct.principles.explaining import row_of, rows_against

__all__ = ["review_labels"]
DUTY = (PROTECTION_COORDINATOR, PROTECTION_OFFICER)


@allow(*DUTY)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What was asked and is not settled, and persons about whom a hold stands."""
    rows = {one.subject: one for one in (*queries.open_reviews(), *queries.held_reviews())}
    record_look(request, "list", sorted(one.person for one in rows.values()))
    context = {"rows": [{"one": one, "name": _name(one.person)} for one in rows.values()]}
    return render(request, "protection/reviews.html", context)


def _name(person: str) -> str:
    found = people.persons([person]).get(person)
    file = screenings.file_of_person(person)
    return found.name if found is not None else file.token if file is not None else ""


@allow(*DUTY)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, person_id: str) -> HttpResponse:
    """One person: each row of the tables that stands with its source, the holds, and the clearance."""
    seen = seen_field([review_of(person_id)])
    queries.review(person_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _said(request, person_id)
        except Problem as problem:
            errors = [("id_saw", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("protection:review_one", args=[person_id]))
    record_look(request, "person", person_id)
    holds = queries.holds_of(person_id)
    names = access.names_of({one.raised_by for one in holds})
    standing = rows_against(GiveClearance(person=person_id, clearance="", saw=()), ledger().clock.now())
    context = {
        "one": queries.review(person_id),
        "name": _name(person_id),
        "holds": [{"one": one, "by": names.get(one.raised_by, "–")} for one in holds],
        "rows": [(label("principle", name), row) for name, found in standing.items() for row in found],
        "clearances": queries.clearances_of(person_id),
        "stopped": stopped(person_id),
        "causes": choices("hold_cause"),
        "saw": choices("clearance_saw"),
        "splits": choices("clearance_split"),
        "keeps_causes": screenings.reads_files(),
        "values": request.POST,
        "given_saw": request.POST.getlist("saw"),
        "seen": seen,
        "ids": {name: new_id() for name in ("hold", "release", "clear")},
        "errors": errors,
    }
    return render(request, "protection/review.html", context, status=422 if errors else 200)


def stopped(person: str) -> list[dict[str, Any]]:
    """What gates stopped about a person, the latest first, in words."""
    return [
        {"one": attempt, "what": label("review_command", attempt.what),
         "principle": label("principle", attempt.principle),
         "why": [row.why for code in attempt.rows if (row := row_of(attempt.principle, code)) is not None]}
        for attempt, about in queries.attempts()
        if about == person
    ]  # fmt: skip


def _said(request: HttpRequest, person: str) -> None:
    act, given = act_of(request, seen=seen_from(request, review_of(person))), request.POST
    then = given.get("then", "")
    command: Command
    if then == "release":
        command = ReleaseHold(person=person, holds=tuple(given.getlist("holds")))
    elif then == "clear":
        command = GiveClearance(
            person=person, clearance=derived_id("clearance", act.id), splits=given.get("splits", ""),
            saw=tuple(one for one in WHAT_IT_SAW if one in given.getlist("saw")),
        )  # fmt: skip
    else:
        command = RaiseHold(person=person, hold=derived_id("hold", act.id), cause=given.get("cause", ""))
    submit(act, command)
