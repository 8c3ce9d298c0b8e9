"""The supervisor's list of ordinary complaints: answered with what was found and done; no other complaint is here."""

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
from safeconduct.desks.border_post.complaints import said_of_state
from safeconduct.domains.accountability import queries
from safeconduct.domains.accountability.commands import AnswerPostComplaint
from safeconduct.domains.accountability.states import ANSWER_WITHIN, POST_OUTCOMES
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_csv
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

STATES = ("", "open", "overdue", "answered")


@allow(POST_SUPERVISOR)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first, then the latest answers."""
    state = request.GET.get("state", "")
    rows = _rows(request, state)
    record_look(request, "post_complaints", [row["one"].subject for row in rows])
    context = {"rows": rows, "state": state, "states": [(one, said_of_state(one)) for one in STATES],
               "days": ANSWER_WITHIN.days}  # fmt: skip
    return render(request, "border_post/complaints.html", context)


def _rows(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    now = ledger().clock.now()
    found = queries.complaints_at(post_of(officer(request)), state=state if state in STATES else "", now=now)
    names = access.names_of({one.made_by for one in found})
    return [
        {"one": one, "due": one.made_at + ANSWER_WITHIN, "by": names.get(one.made_by, "–"),
         "is_overdue": one.is_open and one.made_at + ANSWER_WITHIN < now}
        for one in found
    ]  # fmt: skip


@allow(POST_SUPERVISOR)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, complaint_id: str) -> HttpResponse:
    """One complaint in the words of who made it, and the answer."""
    row = queries.post_complaint(complaint_id)
    record_look(request, "post_complaints", complaint_id)
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("outcome", "words")}
        try:
            submit(
                act_of(request, seen=seen_from(request, complaint_id)),
                AnswerPostComplaint(complaint=complaint_id, **given),
            )
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'words')}", sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Answered. Who carries the code is told so at any desk."))
            return HttpResponseRedirect(reverse("post:complaints"))
    context = {
        "row": row,
        "due": row.made_at + ANSWER_WITHIN,
        "outcomes": choices("post_complaint_outcome", POST_OUTCOMES),
        "seen": seen_field([complaint_id]),
        "command_id": new_id(),
        "typed": request.POST,
        "errors": errors,
    }
    return render(request, "border_post/complaint_answer.html", context, status=422 if errors else 200)


@allow(POST_SUPERVISOR)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file: codes of lists and days, no words and nobody's name."""
    rows = _rows(request, request.GET.get("state", ""))
    record_export(request, "post_complaints", number=len(rows), about=[row["one"].subject for row in rows])
    heads = (_("Made"), _("Answer by"), _("Answered"))
    columns = (
        Column(_("About")),
        Column(_("Who complains")),
        *(Column(one, "datetime") for one in heads),
        Column(_("Answer")),
    )
    lines = (
        (
            str(label("post_complaint_about", row["one"].about)),
            str(label("post_complaint_by", row["one"].by)),
            _whole(row["one"].made_at),
            _whole(row["due"]),
            _whole(row["one"].answered_at),
            str(label("post_complaint_outcome", row["one"].outcome)) if row["one"].outcome else "",
        )
        for row in rows
    )
    data = write_csv(Sheet(title=_("Complaints"), columns=columns, rows=lines, language=get_language() or "en"))
    headers = {"Content-Disposition": 'attachment; filename="complaints.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _whole(moment: datetime | None) -> datetime | None:
    return moment.replace(microsecond=0) if moment is not None else None
