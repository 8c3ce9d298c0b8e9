"""Alternatives to detention for one person: looked at first, then the least that is enough, until a day."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.desks.liberty.around import WRITING, check_may_look_at, moment_from, names_of, post_of
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.bases import ALTERNATIVES, BASES, NOT_ALTERNATIVES
from safeconduct.domains.liberty.commands import (
    AssessAlternatives,
    EndAlternative,
    ImposeAlternative,
    NoteAppeal,
    RecordBreach,
    ReviewAlternative,
)
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

FORMS = ("assess", "impose", "prolong", "breach", "appeal", "end")
LISTS = {
    "identities": "alternative_identity", "ties": "alternative_tie", "needs": "alternative_need",
    "risks": "alternative_risk", "kinds": "alternative_kind", "conditions": "alternative_condition",
    "consents": "alternative_consent", "families": "alternative_family", "breaches": "alternative_breach",
    "heard": "alternative_heard", "appeals": "alternative_appeal", "ends": "alternative_end",
    "why_not": "alternative_why_not",
}  # fmt: skip
SEVERAL = ("ties", "needs", "risks", "suited", "conditions")


@allow(*WRITING)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, person_id: str) -> HttpResponse:
    """What was found, what is asked now, and what may be written down about it."""
    who, seen = officer(request), seen_field([liberty_of(person_id)])
    check_may_look_at(who, person_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            act = act_of(request, seen=seen_from(request, liberty_of(person_id)))
            submit(act, _said(request.POST, person_id, act.id, post_of(who)))
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'kind')}", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("liberty:liberty_alternatives", args=[person_id]))
    record_look(request, "person", person_id)
    context = {
        **{name: choices(code_list) for name, code_list in LISTS.items()},
        "person": person_id,
        "name": names_of([person_id]).get(person_id, ""),
        "has_record": bool(queries.deprivations_of(person_id)),
        "looks": queries.assessments_of(person_id),
        "rows": _shown(person_id),
        "table": _table(request.POST),
        "not_alternatives": [label("not_alternative", code) for code in NOT_ALTERNATIVES],
        "kinds_to_choose": [("", "–"), *choices("alternative_kind")],
        "grounds": [("", "–"), *choices("held_ground", BASES)],
        "values": request.POST,
        "given": {name: request.POST.getlist(name) for name in SEVERAL},
        "is_supervisor": who.is_any(POST_SUPERVISOR),
        "seen": seen,
        "ids": {name: new_id() for name in FORMS},
        "errors": errors,
    }
    return render(request, "liberty/alternatives.html", context, status=422 if errors else 200)


def _table(given: QueryDict) -> list[dict[str, Any]]:
    """The kinds, the least first, each with its source and what was said against it."""
    return [
        {"code": code, "field": f"lesser_{code}", "name": label("alternative_kind", code), "source": row.source,
         "chosen": given.get(f"lesser_{code}", ""), "has_lesser": row.rank < len(ALTERNATIVES)}
        for code, row in ALTERNATIVES.items()
    ]  # fmt: skip


def _shown(person: str) -> list[dict[str, Any]]:
    rows, steps, now = queries.alternatives_of(person), queries.steps_of(person), ledger().clock.now()
    names = access.names_of({one.imposed_by for one in rows})
    return [
        {
            "one": row,
            "source": ALTERNATIVES[row.kind].source if row.kind in ALTERNATIVES else "",
            "by": names.get(row.imposed_by, "–"),
            "steps": steps.get(row.id, []),
            "is_over": row.is_open and row.until < now,
        }
        for row in rows
    ]


def _said(given: QueryDict, person: str, act: str, post: str) -> Command:
    names = {"person": person, "alternative": given.get("alternative", "")}
    then = given.get("then", "")
    if then == "impose":
        return _imposing(given, person, act, post)
    if then == "prolong":
        return ReviewAlternative(**names, until=_day(given, "until_new", post), why=given.get("why", ""))
    if then == "breach":
        return RecordBreach(
            **names, breach=derived_id("breach", act), kind=given.get("breach", ""), heard=given.get("heard", ""),
            explanation=given.get("explanation", ""),
        )  # fmt: skip
    if then == "appeal":
        return NoteAppeal(**names, appeal=given.get("appeal", ""))
    if then == "end":
        return EndAlternative(**names, reason=given.get("reason", ""))
    return AssessAlternatives(
        person=person, assessment=derived_id("assessment", act), identity=given.get("identity", ""),
        ties=tuple(given.getlist("ties")), needs=tuple(given.getlist("needs")), risks=tuple(given.getlist("risks")),
        suited=tuple(given.getlist("suited")), remark=given.get("remark", ""),
    )  # fmt: skip


def _imposing(given: QueryDict, person: str, act: str, post: str) -> ImposeAlternative:
    looks = queries.assessments_of(person)
    lesser = {code: given.get(f"lesser_{code}", "") for code in ALTERNATIVES}
    return ImposeAlternative(
        person=person, alternative=derived_id("alternative", act), kind=given.get("kind", ""),
        assessment=looks[0].id if looks else derived_id("no assessment"), ground=given.get("ground", ""),
        until=_day(given, "until", post), lesser={code: why for code, why in lesser.items() if why},
        conditions=tuple(given.getlist("conditions")), consent=given.get("consent", "") or "not_needed",
        family=given.get("family", "") or "alone", order=given.get("order", ""),
    )  # fmt: skip


def _day(given: QueryDict, name: str, post: str) -> datetime | None:
    """The end of a local day. Refused: liberty.when, for what is no day."""
    text = given.get(name, "").strip()
    begins = moment_from(f"{text}T00:00" if text else "", name)
    return places.local_day_bounds(post, begins.date())[1] if begins is not None else None
