"""Deferred verifications: whoever was admitted to be checked later, as a list to work off by deadline."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.tables import Column, shape
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
TABLE = shape(
    "deferred",
    Column("token", _("Token"), lambda row: row["check"].crossing.token_number, stays=True),
    Column("people", _("People"), lambda row: row["check"].crossing.people, is_number=True),
    Column("place", _("Place of the check"), lambda row: folded(row["check"].place)),
    Column("admitted", _("Admitted"), lambda row: row["check"].decided_at),
    Column("deadline", _("Deadline"), lambda row: row["check"].deadline),
    filters=("due",),
)  # fmt: skip


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The list, the nearest deadline first, by token."""
    post, now = post_of(officer(request)), ledger().clock.now()
    waiting = queries.open_verifications(post)
    rows: list[dict[str, Any]] = [
        {"check": one, "overdue": one.deadline is not None and one.deadline < now} for one in waiting
    ]
    table = arranged(request, TABLE)
    due = table.filtered_by(request.GET)["due"]
    context = {
        "table": table,
        "due": due,
        "shown": table.sorted(row for row in rows if row["overdue"] or due != "overdue"),
        "rows": rows,
        "overdue": sum(row["overdue"] for row in rows),
        "now": now,
    }
    return render(request, "border_post/deferred.html", context)


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def work_off(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """One of them: who it is about, what was deferred, and its outcome."""
    crossing = queries.crossing(crossing_id)
    seen = seen_field([crossing_id])
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            commands.complete_verification(
                act_of(request, seen=seen_from(request, crossing_id)),
                crossing=crossing_id,
                outcome=request.POST.get("outcome", ""),
                remark=request.POST.get("remark", ""),
            )
        except Problem as problem:
            errors = [("id_outcome", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("post:deferred"))
    return render(request, "border_post/deferred_one.html", _context(request, crossing, seen, errors),
                  status=422 if errors else 200)  # fmt: skip


def _context(request: HttpRequest, crossing: Any, seen: str, errors: list[tuple[str, str]]) -> dict[str, Any]:
    checks = queries.verifications_of(crossing.subject)
    members = [one for one in people.members(crossing.group or "") if not one.voided]
    record_look(request, "group", [one.subject for one in members] or crossing.subject)
    names = access.names_of({check.decided_by for check in checks})
    now = ledger().clock.now()
    return {
        "crossing": crossing,
        "members": members,
        "checks": [
            {"check": one, "by": names.get(one.decided_by, "–"),
             "overdue": one.is_open and one.deadline is not None and one.deadline < now}
            for one in checks
        ],
        "is_open": any(one.is_open for one in checks),
        "outcomes": choices("verification_outcome"),
        "outcome": request.POST.get("outcome", ""),
        "remark": request.POST.get("remark", ""),
        "seen": request.POST.get("seen", seen),
        "command_id": new_id(),
        "errors": errors,
    }  # fmt: skip
