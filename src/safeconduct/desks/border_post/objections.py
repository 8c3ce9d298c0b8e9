"""Objections: taken down in the words of the person at any desk, answered with a reason by a supervisor in time."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.desks.border_post.told import token_of_group
from safeconduct.domains.people import commands, queries, rules
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_csv
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
Errors = list[tuple[str, str]]
STATES = ("", "open", "overdue", "answered")


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, person_id: str) -> HttpResponse:
    """Write down what the person objects to; those that are open or answered stand below."""
    found = queries.person(person_id)
    record_look(request, "person", person_id)
    given = {name: request.POST.get(name, "") for name in ("about", "by", "words")}
    errors: Errors = []
    if request.method == "POST":
        try:
            commands.make_objection(act_of(request, seen=seen_from(request, person_id)), person=person_id, **given)
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Taken down. A supervisor answers it; until then it is marked on the record."))
            return HttpResponseRedirect(reverse("post:read_back", args=[person_id]))
    given["about"] = given["about"] or request.GET.get("about", "")
    context = {
        "person": found,
        "given": given,
        "abouts": choices("objection_about", rules.OBJECTION_ABOUT),
        "bys": choices("consent_by", rules.OBJECTION_BY),
        "rows": _rows(queries.objections_of(person_id), ledger().clock.now()),
        "days": rules.OBJECTION_LIMIT.days,
        "seen": seen_field([person_id]),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "border_post/objection.html", context, status=422 if errors else 200)


@allow(POST_SUPERVISOR)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first, then the latest answers; by token, without words or names."""
    state = request.GET.get("state", "")
    rows = _of_post(request, state)
    record_look(request, "objections", [row["one"].subject for row in rows])
    words = {"": _("All"), "open": _("Open"), "overdue": _("Overdue"), "answered": _("Answered")}
    context = {"rows": rows, "state": state, "states": [(code, words[code]) for code in STATES],
               "days": rules.OBJECTION_LIMIT.days}  # fmt: skip
    return render(request, "border_post/objections.html", context)


def _of_post(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    post = post_of(officer(request))
    found = [] if state == "answered" else queries.open_objections(post)
    rows = _rows(found, ledger().clock.now())
    if state == "overdue":
        rows = [row for row in rows if row["is_overdue"]]
    if state in ("", "answered"):
        rows += _rows(queries.answered_objections(post), ledger().clock.now())
    persons = queries.persons(row["one"].subject for row in rows)
    for row in rows:
        person = persons.get(row["one"].subject)
        row["token"] = token_of_group(person.group) if person is not None and person.group else "–"
    return rows


def _rows(found: list[Any], now: datetime) -> list[dict[str, Any]]:
    names = access.names_of({name for one in found for name in (one.made_by, one.answered_by) if name})
    return [
        {
            "one": one,
            "due": one.made_at + rules.OBJECTION_LIMIT,
            "is_overdue": one.open and one.made_at + rules.OBJECTION_LIMIT < now,
            "made_by": names.get(one.made_by, "–"),
            "answered_by": names.get(one.answered_by, "–"),
        }
        for one in found
    ]


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, person_id: str) -> HttpResponse:
    """The objections of one person in their words, each open one with the form for its answer."""
    found = queries.person(person_id)
    record_look(request, "objections", person_id)
    errors: Errors = []
    if request.method == "POST":
        objection = request.POST.get("objection", "")
        try:
            commands.answer_objection(
                act_of(request, seen=seen_from(request, person_id)), person=person_id, objection=objection,
                outcome=request.POST.get("outcome", ""), reason=request.POST.get("reason", ""),
            )  # fmt: skip
        except Problem as problem:
            errors = [(f"reason-{objection}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Answered. Tell the person, and print the read-back anew if they want it."))
            return HttpResponseRedirect(reverse("post:objection_answer", args=[person_id]))
    rows = _rows(queries.objections_of(person_id), ledger().clock.now())
    context = {
        "person": found,
        "rows": [{**row, "field": f"outcome-{place}", "command_id": new_id()} for place, row in enumerate(rows)],
        "outcomes": choices("objection_outcome", rules.OBJECTION_OUTCOMES),
        "seen": seen_field([person_id]),
        "typed": request.POST,
        "errors": errors,
    }
    return render(request, "border_post/objection_answer.html", context, status=422 if errors else 200)


@allow(POST_SUPERVISOR)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file: codes, days and answers, no words and no names of people."""
    rows = _of_post(request, request.GET.get("state", ""))
    heads = (_("Made"), _("Answer by"), _("Answered"))
    columns = (
        Column(_("Token")),
        Column(_("Objects to")),
        *(Column(one, "datetime") for one in heads),
        Column(_("Answer")),
    )
    lines = (
        (
            row["token"],
            str(label("objection_about", row["one"].about)),
            _whole(row["one"].made_at),
            _whole(row["due"]),
            _whole(row["one"].answered_at),
            str(label("objection_outcome", row["one"].outcome)) if row["one"].outcome else "",
        )
        for row in rows
    )
    record_export(request, "objections", number=len(rows), about=[row["one"].subject for row in rows])
    data = write_csv(Sheet(title=_("Objections"), columns=columns, rows=lines, language=get_language() or "en"))
    headers = {"Content-Disposition": 'attachment; filename="objections.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _whole(moment: datetime | None) -> datetime | None:
    return moment.replace(microsecond=0) if moment is not None else None
