"""Caseloads: how many cases each caseworker has and bears; giving all of somebody's to others; counts as a file."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.cases.forms import form_page, local_day
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.forms_on_pages import errors_of
from safeconduct.desks.protection.step_forms import Asked, StepForm
from safeconduct.domains.cases import commands, queries
from safeconduct.domains.cases.rules import Free, plan_moves, worker_of
from safeconduct.domains.cases.states import MOVES
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, officer
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem
from safeconduct.science.disclosure.suppression import THRESHOLD


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Everyone with the cases they have, the urgent and overdue ones, and how many they bear; no person is named."""
    loads = queries.caseload(local_day(officer(request).place).isoformat())
    return render(request, "cases/caseload.html", {"loads": loads})


CAPACITY = StepForm(
    title=gettext_lazy("How many cases they bear"),
    why=gettext_lazy(
        "By experience, by how hard the cases are, by the way to the people. More are given only knowingly."
    ),
    button=gettext_lazy("Save"),
    fields=(Asked("capacity", gettext_lazy("Cases"), "number"),),
    command=lambda user, act, values: [
        commands.SayCapacity(worker=worker_of(user), user=user, capacity=_number(values["capacity"]))
    ],
)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else -1


@in_confidence
@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest, user_id: str) -> HttpResponse:
    """How many cases somebody bears."""
    found = _load_of(user_id)
    return form_page(
        request, CAPACITY, user_id, initial={"capacity": found.capacity}, back=reverse("cases:caseload")
    )  # fmt: skip


def _load_of(user_id: str) -> queries.Load:
    found = next((one for one in queries.caseload("") if one.user == user_id), None)
    if found is None:
        raise NotFound("access.no_such_user")
    return found


@in_confidence
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, user_id: str) -> HttpResponse:
    """All cases of somebody, each with a proposal of who might take it; what a person leaves or changes is written
    together or not at all."""
    load = _load_of(user_id)
    if request.method != "POST":
        return _move_page(request, load, _proposed(user_id), reason="", errors=[])
    chosen = {name[5:]: str(to) for name, to in request.POST.items() if name.startswith("case-")}
    reason = request.POST.get("reason", "")
    try:
        number = _written(request, chosen, reason)
    except Problem as problem:
        return _move_page(request, load, chosen, reason=reason, errors=errors_of(problem))
    text = ngettext(
        "%(number)s case has another caseworker now.", "%(number)s cases have another caseworker now.", number
    )
    messages.success(request, text % {"number": number})
    return HttpResponseRedirect(reverse("cases:caseload"))


def _proposed(user_id: str) -> dict[str, str]:
    """Where each case would go by the rules that will judge it; empty for nobody."""
    free = [Free(one.user, one.open, one.capacity) for one in queries.caseload("") if one.works and one.user != user_id]
    return {one.case: one.to or f"!{one.conflict}" for one in plan_moves(queries.waiting_cases(user_id), free)}


def _written(request: HttpRequest, chosen: dict[str, str], reason: str) -> int:
    moves = [
        commands.ReassignCase(case=case, to=to, reason=reason, knowingly=bool(request.POST.get("knowingly")))
        for case, to in sorted(chosen.items()) if to
    ]  # fmt: skip
    if not moves:
        raise NotFound("cases.nobody_chosen")
    act = act_of(request, seen=seen_from(request, *chosen))
    commands.reassign_cases(act, *moves)
    return len(moves)


def _move_page(
    request: HttpRequest, load: queries.Load, chosen: dict[str, str], *, reason: str, errors: list[tuple[str, str]]
) -> HttpResponse:
    rows = queries.cases(queries.Filter(owner=load.user))
    rows = [one for one in rows if one.is_open]
    record_look(request, "caseload", [one.subject for one in rows])
    names = access.names_of({one.supervisor for one in rows})
    free = {one.user: one for one in queries.caseload("") if one.works and one.user != load.user}
    context = {
        "load": load,
        "rows": [
            (one, names.get(one.supervisor, ""), _options(one, free), _chosen(chosen, one), _conflict(chosen, one))
            for one in rows
        ],
        "free": list(free.values()),
        "reasons": [("", "–"), *choices("case_move", MOVES)],
        "reason": reason,
        "knowingly": bool(request.POST.get("knowingly")),
        "errors": errors,
        "seen": seen_field([one.subject for one in rows]),
        "command_id": new_id(),
    }  # fmt: skip
    return render(request, "cases/move.html", context, status=422 if errors else 200)


def _options(case: Any, free: dict[str, queries.Load]) -> list[tuple[str, str]]:
    """Whoever may take this case: nobody supervises their own."""
    able = [
        (user, f"{one.name} ({one.open} / {one.capacity})") for user, one in free.items() if user != case.supervisor
    ]
    return [("", _("stays")), *sorted(able, key=lambda pair: pair[1])]


def _chosen(chosen: dict[str, str], case: Any) -> str:
    to = chosen.get(case.subject, "")
    return "" if to.startswith("!") else to


def _conflict(chosen: dict[str, str], case: Any) -> Any:
    to = chosen.get(case.subject, "")
    return label("case_conflict", to[1:]) if to.startswith("!") else ""


@in_confidence
@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """How many cases stand, by compartment, how they stand and priority; small numbers are not told."""
    rows = queries.counts()
    record_export(request, "case_counts", number=len(rows))
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["compartment", "status", "priority", "cases"])
    for compartment, status, priority, number in rows:
        writer.writerow([compartment, status, priority, number if number >= THRESHOLD else f"<{THRESHOLD}"])
    answer = HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="cases.csv"'
    return answer
