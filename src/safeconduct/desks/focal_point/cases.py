"""Cases of misconduct: opened from what posts sealed, taken up in time, followed up, closed with what was found."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.domains.accountability import commands, queries
from safeconduct.domains.accountability.rules import case_of
from safeconduct.domains.accountability.states import COMPARTMENT, OUTCOMES, STEPS
from safeconduct.domains.screening import queries as arrivals
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.roles import FOCAL_POINT
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.compartments.holding import keys_of_reader
from safeconduct.foundation.compartments.sealing import open_here, sealed_fact
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_csv
from safeconduct.foundation.exchange.subscriptions import AGENCY
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web import complaint_labels
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed, NotFound, Problem

__all__ = ["complaint_labels"]
Errors = list[tuple[str, str]]
Page = TypeVar("Page", bound=Callable[..., HttpResponse])
STATES = ("", "open", "overdue", "closed")


def at_the_agency(page: Page) -> Page:
    """For focal points at their agency's node. NotAllowed: access.not_your_role, accountability.agency_only."""

    @allow(FOCAL_POINT)
    @wraps(page)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if settings.SAFECONDUCT_PROFILE != AGENCY:
            raise NotAllowed("accountability.agency_only")
        return page(request, *arguments, **named)

    return cast(Page, guarded)


@at_the_agency
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What was sealed is opened first; then the cases, those that are due soonest on top. By number, without words."""
    if broken := take_in_new(request):
        text = ngettext(
            "%(number)s sealed entry does not open with this node's keys. Tell the administrator; nothing was lost.",
            "%(number)s sealed entries do not open with this node's keys. Tell the administrator; nothing was lost.",
            broken,
        )
        messages.warning(request, text % {"number": broken})
    state, code, now = request.GET.get("state", ""), request.GET.get("code", "").strip(), ledger().clock.now()
    rows = queries.cases(state=state, code=code, now=now)
    record_look(request, "misconduct_cases", [one.subject for one in rows])
    words = {"": _("All"), "open": _("Open"), "overdue": _("Overdue"), "closed": _("Closed")}
    context = {
        "rows": [{"one": one, "is_overdue": one.due_at is not None and one.due_at < now} for one in rows],
        "state": state,
        "code": code,
        "states": [(one, words[one]) for one in STATES],
        "holds": COMPARTMENT,
    }
    return render(request, "focal_point/cases.html", context)


def take_in_new(request: HttpRequest) -> int:
    """Open what waits for this compartment. Returns how many entries do not open. NotAllowed:
    compartments.passphrase_needed."""
    who = officer(request)
    arrivals.sort_arrivals()
    waiting = arrivals.unopened({key for code, key in keys_of_reader() if code == COMPARTMENT})
    return sum(_take_in(who.id, who.place, entry) for entry in waiting)


def _take_in(actor: str, place: str, entry: str) -> int:
    try:
        if sealed_fact(entry).compartment != COMPARTMENT:
            return 0  # for somebody else: it waits
        content = open_here(entry)
    except NotFound:
        return 0
    except NotAllowed:
        raise
    except Problem:
        arrivals.was_opened(entry)
        return 1
    if content.get("form") == COMPARTMENT:
        act = Act(id=derived_id("take in misconduct", entry), actor=actor, purpose="protection", place=place)
        submit(act, commands.TakeMisconduct(case=case_of(entry), entry=entry, content=content))
    arrivals.was_opened(entry)
    return 0


@at_the_agency
@require_GET
def one(request: HttpRequest, case_id: str) -> HttpResponse:
    """One case in the words of who complained, and what was done."""
    return _page(request, case_id, [])


def _page(request: HttpRequest, case_id: str, errors: Errors) -> HttpResponse:
    row = queries.case(case_id)
    record_look(request, "misconduct_case", case_id)
    steps = queries.steps_of(case_id)
    names = access.names_of({one.by for one in steps})
    context = {
        "row": row,
        "steps": [{"one": one, "by": names.get(one.by, "–")} for one in steps],
        "choices_of_step": choices("misconduct_step", STEPS),
        "outcomes": choices("misconduct_outcome", OUTCOMES),
        "is_overdue": row.due_at is not None and row.due_at < ledger().clock.now(),
        "seen": seen_field([case_id]),
        "command_id": new_id(),
        "typed": request.POST,
        "errors": errors,
    }
    return render(request, "focal_point/case.html", context, status=422 if errors else 200)


MOVES: dict[str, Callable[[str, Any], Command]] = {
    "acknowledge": lambda case, said: commands.AcknowledgeMisconduct(case=case, words=said.get("words", "")),
    "step": lambda case, said: commands.NoteMisconductStep(
        case=case, step=said.get("step", ""), words=said.get("words", "")
    ),
    "close": lambda case, said: commands.CloseMisconduct(
        case=case, outcome=said.get("outcome", ""), words=said.get("words", "")
    ),
    "reopen": lambda case, said: commands.ReopenMisconduct(case=case, words=said.get("words", "")),
    "erase": lambda case, said: commands.EraseMisconduct(case=case),
}


@at_the_agency
@require_POST
def move(request: HttpRequest, case_id: str, move: str) -> HttpResponse:
    """One thing that is done about a case. NotFound: accountability.unknown_case."""
    making = MOVES.get(move)
    if making is None:
        raise NotFound("accountability.unknown_case")
    try:
        submit(act_of(request, seen=seen_from(request, case_id)), making(case_id, request.POST))
    except Problem as problem:
        field = {"step": "id_step", "outcome": "id_outcome"}.get(str(problem.details.get("field", "")), "id_words")
        return _page(request, case_id, [(field, sentence_of(problem.code, problem.details))])
    messages.success(request, _("Written down."))
    return HttpResponseRedirect(reverse("conduct:conduct_one", args=[case_id]))


@at_the_agency
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file: numbers, codes and days; no words, names or ways to reach anybody."""
    state = request.GET.get("state", "")
    rows = queries.cases(state=state, now=ledger().clock.now())
    record_export(request, "misconduct_cases", number=len(rows), about=[one.subject for one in rows])
    columns = (
        Column(_("Number")),
        Column(_("About")),
        Column(_("Told"), "datetime"),
        Column(_("Taken up"), "datetime"),
        Column(_("Steps"), "integer"),
        Column(_("Outcome")),
        Column(_("Closed"), "datetime"),
    )
    lines = (
        (
            one.number,
            str(label("post_complaint_about", one.about)),
            one.told_at.replace(microsecond=0),
            one.acknowledged_at.replace(microsecond=0) if one.acknowledged_at else None,
            one.steps,
            str(label("misconduct_outcome", one.outcome)) if one.outcome else "",
            one.closed_at.replace(microsecond=0) if one.closed_at else None,
        )
        for one in rows
    )
    data = write_csv(Sheet(title=_("Cases"), columns=columns, rows=lines, language=get_language() or "en"))
    headers = {"Content-Disposition": 'attachment; filename="cases.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
