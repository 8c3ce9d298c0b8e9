"""One person's record: each time they were held, what became of it, and what may be written down about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.liberty import forms
from safeconduct.desks.liberty.around import (
    READING,
    WRITING,
    check_may_see,
    language_name,
    moment_from,
    names_of,
    post_names,
    tokens_of,
)
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.bases import BASES, review_within
from safeconduct.domains.liberty.commands import (
    EraseLiberty,
    GiveConsularNotice,
    MoveDeprivation,
    RecordConsularNotice,
    ReviewDeprivation,
)
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import PROTECTION_COORDINATOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, Problem

FORMS = ("review", "move", "consulate", "erase")


@allow(*READING)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, person_id: str) -> HttpResponse:
    """What is known, the latest time first; POST writes one more thing down."""
    who, seen = officer(request), seen_field([liberty_of(person_id)])
    check_may_see(who, person_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        if not who.is_any(*WRITING):
            raise NotAllowed("access.not_your_role")
        try:
            act = act_of(request, seen=seen_from(request, liberty_of(person_id)))
            submit(act, _said(request, person_id, act.id))
        except Problem as problem:
            errors = [(_field_of(problem, request.POST.get("then", "")), sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("liberty:liberty_one", args=[person_id]))
    record_look(request, "person", person_id)
    rows = queries.deprivations_of(person_id)
    context = {
        "lists": forms.choices_of_form()["lists"],
        "record": queries.record(person_id),
        "person": person_id,
        "name": names_of([person_id]).get(person_id, ""),
        "rows": _shown(rows, queries.steps_of(person_id)),
        "now_held": next((row for row in rows if row.is_open), None),
        "alarms": queries.alarms_of(person_id),
        "outcomes": [("", "–"), *choices("held_outcome")],
        "reviewers": [("", "–"), *choices("held_reviewer")],
        "moves": [("", "–"), *choices("held_state", ("released", "transferred", "escaped", "died"))],
        "values": request.POST,
        "seen": seen,
        "ids": {name: new_id() for name in FORMS},
        "may_write": who.is_any(*WRITING) and not queries.reads_alone(),
        "may_erase": who.is_any(PROTECTION_COORDINATOR) and not queries.record(person_id).is_registered,
        "errors": errors,
    }
    return render(request, "liberty/one.html", context, status=422 if errors else 200)


def _field_of(problem: Problem, then: str) -> str:
    """The field of the page that a refusal is about: moments have a name in each form."""
    field = problem.details.get("field", "why")
    return f"id_at_{then}" if field == "at" else f"id_{field}"


def _shown(rows: list[Any], steps: dict[str, list[Any]]) -> list[dict[str, Any]]:
    now, posts, tokens = ledger().clock.now(), post_names(), tokens_of(rows)
    actors = {one.recorded_by for one in rows} | {step.actor for those in steps.values() for step in those}
    names = access.names_of(actors)
    return [
        {
            "one": row,
            "post": posts.get(row.post, "–"),
            "token": tokens.get(row.crossing, ""),
            "by": names.get(row.recorded_by, "–"),
            "language": language_name(row.language),
            "source": BASES[row.ground].source if row.ground in BASES else "",
            "law": label("held_ground_law", row.ground) if row.ground in BASES else "",
            "steps": [{"one": step, "by": names.get(step.actor, "–")} for step in steps.get(row.id, [])],
            "is_due": row.is_open and row.review_due < now,
            "is_over": row.is_open and row.over_at is not None and row.over_at < now,
            "within": review_within(now - row.since).days,
        }
        for row in rows
    ]


def _said(request: HttpRequest, person: str, act: str) -> Command:
    given = request.POST
    names: dict[str, Any] = {"person": person, "deprivation": given.get("deprivation", "")}
    then = given.get("then", "")
    at = moment_from(given.get(f"at_{then}", ""), "at") or ledger().clock.now()
    if then == "move":
        return MoveDeprivation(
            **names, move=given.get("move", ""), at=at, facility=given.get("facility", ""), where=given.get("where", "")
        )
    if then == "consulate":
        return GiveConsularNotice(**names, whom=given.get("whom", ""))
    if then == "told":
        return RecordConsularNotice(**names, at=at, whom=given.get("whom", ""))
    if then == "erase":
        return EraseLiberty(person=person)
    return ReviewDeprivation(
        **names, review=derived_id("review of", act), at=at, by=given.get("by", ""),
        outcome=given.get("outcome", ""), next_at=moment_from(given.get("next_at", ""), "next_at"),
        why=given.get("why", ""),
    )  # fmt: skip
