"""Needs and files of an agency: what is open, the nearest limit first; one person with needs and their reasons."""

from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safeconduct.desks.protection import confidential_words
from safeconduct.desks.protection.confidential_intake import say_broken, take_in_new
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.desks.protection.confidential_words import answers_shown, reasons_shown
from safeconduct.desks.protection.words import language_names
from safeconduct.domains.cases.queries import cases_of_file
from safeconduct.domains.screening import commands, queries
from safeconduct.domains.screening.rules.files import ERASURE_REASONS, OUTCOMES
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

__all__ = ["confidential_words"]
PAGE = 50


@in_confidence
@require_GET
def needs(request: HttpRequest) -> HttpResponse:
    """Every open need, the nearest limit first."""
    say_broken(request, take_in_new(request))
    now, service = ledger().clock.now(), request.GET.get("service", "")
    page = Paginator(queries.open_needs(service=service), PAGE).get_page(request.GET.get("page"))
    rows = page.object_list
    record_look(request, "list", sorted({one.file.subject for one in rows}))
    context = {
        "page": page,
        "rows": [
            {"need": one.need, "file": one.file, "is_over": one.need.due_at < now,
             "reasons": reasons_shown(one.need.reasons)}
            for one in rows
        ],
        "over": queries.count_over(now),
        "services": [("", _("All services")), *choices("service_type")],
        "service": service,
    }  # fmt: skip
    return render(request, "protection/needs.html", context)


@in_confidence
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The files, those with the nearest limit first."""
    say_broken(request, take_in_new(request))
    page = Paginator(queries.files(), PAGE).get_page(request.GET.get("page"))
    record_look(request, "list", [one.subject for one in page.object_list])
    context = {"page": page, "rows": page.object_list, "now": ledger().clock.now()}
    return render(request, "protection/files.html", context)


@in_confidence
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A file for somebody who came without a screening."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        act = act_of(request)
        file_id = derived_id("protection file", act.id)
        about = {name: request.POST.get(name, "") for name in ("token", "note", "minor", "sex", "age_band")}
        try:
            commands.open_file(act, file=file_id, about=about)
        except Problem as problem:
            errors = [("id_note", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("protection:file", args=[file_id]))
    context = {
        "values": request.POST,
        "minors": choices("minor"),
        "sexes": choices("sex_word"),
        "bands": choices("age_band", ("0-4", "5-11", "12-17", "18-59", "60+", "unknown")),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "protection/file_new.html", context, status=422 if errors else 200)


@in_confidence
@require_GET
def one(request: HttpRequest, file_id: str) -> HttpResponse:
    """One person: needs with their reasons, specific needs pending review, and what was said."""
    return file_page(request, file_id, [])


def file_page(request: HttpRequest, file_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    """The page of a file, with what was refused on top."""
    seen = seen_field([file_id])
    file = queries.file(file_id)
    record_look(request, "file", file_id)
    needs_held, now = queries.needs_of_file(file_id), ledger().clock.now()
    names = access.names_of({need.settled_by for need in needs_held if need.settled_by})
    context = {
        "file": file,
        "language": language_names([file.language] if file.language else []),
        "needs": [
            {"need": need, "is_over": need.is_open and need.due_at < now, "reasons": reasons_shown(need.reasons),
             "by": names.get(need.settled_by, ""), "command_id": new_id()}
            for need in needs_held
        ],
        "categories": [
            {"one": row, "reasons": reasons_shown(row.reasons)} for row in queries.categories_of_file(file_id)
        ],
        "answers": answers_shown(queries.instrument_in_force(), file),
        "others": queries.files_of_group(file.group, besides=file_id),
        "cases": cases_of_file(file_id),
        "outcomes": choices("need_outcome", OUTCOMES),
        "erasure_reasons": choices("erasure_reason", ERASURE_REASONS),
        "seen": seen,
        "assess_id": new_id(),
        "erase_id": new_id(),
        "errors": errors,
    }  # fmt: skip
    return render(request, "protection/file.html", context, status=422 if errors else 200)


@in_confidence
@require_POST
def settle(request: HttpRequest, file_id: str) -> HttpResponse:
    """A need was seen to."""
    need = request.POST.get("need", "")
    act = act_of(request, seen=seen_from(request, file_id))
    try:
        commands.settle_need(
            act, file=file_id, need=need, outcome=request.POST.get("outcome", ""), remark=request.POST.get("remark", "")
        )
    except Problem as problem:
        return file_page(request, file_id, [(f"outcome-{need}", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("protection:file", args=[file_id]))


@in_confidence
@require_POST
def assess(request: HttpRequest, file_id: str) -> HttpResponse:
    """Read everything once more by the tables that stand now."""
    return _done(request, file_id, commands.reassess_needs, {})


@in_confidence
@require_POST
def erase(request: HttpRequest, file_id: str) -> HttpResponse:
    """Remove what the file says."""
    reason = {"reason": request.POST.get("reason", "")}
    answer = _done(request, file_id, commands.erase_file, reason)
    return answer if answer.status_code == 422 else HttpResponseRedirect(reverse("protection:files_list"))


def _done(request: HttpRequest, file_id: str, do: Any, what: dict[str, str]) -> HttpResponse:
    act = msgspec.structs.replace(act_of(request), seen=seen_from(request, file_id))
    try:
        do(act, file=file_id, **what)
    except Problem as problem:
        return file_page(request, file_id, [("id_reason", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("protection:file", args=[file_id]))
