"""What was told without consent, looked at by a second person; and what each agency made of what it was sent."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.referrals.people_at_desk import REFERRERS, REVIEWERS, at_referrals
from safeconduct.desks.referrals.told import told_lines
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.roles import OVERSIGHT, PROTECTION_COORDINATOR
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_workbook
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAYS = (7, 30, 90)  # assumption: a week, a month, a quarter; coordination groups meet in these steps


@at_referrals(*REVIEWERS)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Every sending without consent that nobody has looked at yet, the oldest first."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _review(request)
        except Problem as problem:
            field = f"words-{request.POST.get('entry', '')}"
            errors = [(field, sentence_of(problem.code, problem.details))]
        else:
            messages.success(request, _("Reviewed."))
            return HttpResponseRedirect(reverse("referrals:referral_reviews"))
    rows = queries.to_review()
    if rows:
        record_look(request, "referrals", [one.subject for one in rows], purpose=_purpose(request))
    context = {"rows": _lines(rows), "errors": errors, "typed": request.POST}
    return render(request, "referrals/reviews.html", context, status=422 if errors else 200)


def _purpose(request: HttpRequest) -> str:
    return "protection" if officer(request).is_any(PROTECTION_COORDINATOR) else OVERSIGHT


def _lines(rows: list[Any]) -> list[dict[str, Any]]:
    agencies = partners.agencies_by_id({row.agency for row in rows})
    found = []
    for row in rows:
        steps = {one.id: one for one in queries.steps_of(row.subject) if one.id in row.exceptions}
        names = access.names_of({one.actor for one in steps.values()})
        for entry, step in steps.items():
            found.append(
                {
                    "row": row, "step": step, "entry": entry, "by": names.get(step.actor, ""),
                    "agency": agencies.get(row.agency), "told": told_lines(row.disclosed),
                    "seen": seen_field([row.subject]), "command_id": new_id(),
                }
            )  # fmt: skip
    return found


def _review(request: HttpRequest) -> None:
    referral = request.POST.get("referral", "")
    commands.review_exception(
        act_of(request, purpose=_purpose(request), seen=seen_from(request, referral)),
        referral=referral,
        entry=request.POST.get("entry", ""),
        is_upheld=request.POST.get("answer") == "upheld",
        words=request.POST.get("words", "").strip(),
    )


@at_referrals(*REFERRERS, OVERSIGHT)
@require_GET
def answers(request: HttpRequest) -> HttpResponse:
    """What each agency made of what it was sent: answered, refused, and not answered at all."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked.isdecimal() and int(asked) in DAYS else DAYS[1]
    now = ledger().clock.now()
    found = queries.answers_by_agency(now - timedelta(days=days), now + timedelta(seconds=1), now)
    names = partners.agencies_by_id({one.agency for one in found})
    rows = [{"one": one, "agency": names.get(one.agency)} for one in found]
    if request.GET.get("form") == "xlsx":
        return _as_file(request, rows, now)
    context = {
        "rows": rows,
        "days": days,
        "spans": [(str(number), _("last {number} days").format(number=number)) for number in DAYS],
        "silent": sum(one.overdue for one in found),
    }
    return render(request, "referrals/answers.html", context)


def _as_file(request: HttpRequest, rows: list[dict[str, Any]], now: Any) -> HttpResponse:
    record_export(request, "report", number=len(rows))
    heads = (
        _("Agency"), _("Sent"), _("Answered"), _("Refused"), _("Waiting"), _("No answer in time"),
        _("Calls without answer"), _("Hours to an answer (median)"),
    )  # fmt: skip
    lines = [
        (
            _name(each["agency"]), one.sent, one.answered, one.refused, one.waiting, one.overdue,
            one.unanswered_messages, round(one.median_hours, 1) if one.median_hours is not None else None,
        )
        for each in rows
        for one in [each["one"]]
    ]  # fmt: skip
    sheet = Sheet(
        title=_("Answers by agency"), columns=tuple(Column(head) for head in heads), rows=lines,
        language=get_language() or "en",
    )  # fmt: skip
    answer = HttpResponse(write_workbook([sheet], title=_("Answers by agency"), made_at=now), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="answers.xlsx"'
    return answer


def _name(agency: Any) -> str:
    return agency.name if agency is not None else ""
