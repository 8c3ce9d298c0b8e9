"""The queue board: who waits, how long, at which step; calling a number to a counter; the step that was reached."""

from datetime import datetime
from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.desks.border_post.screening import load_of
from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.screening.queries import tasks_of_crossings
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.tables import Column, Table, shape
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotFound, Problem, Refused

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
COUNTER = "counter"  # session key: the counter at which this officer sits
FIRST_COUNTER = "1"
register_sentences(
    {
        "queue.choose_a_row": _("Choose a row first, with the arrow keys or a click."),
        "queue.nobody_to_call": _("Everyone who waits has been called already."),
        "queue.no_such_number": _("This number does not wait at this post. Check the slip, or look for it on Find."),
    }
)
TABLE = shape(
    "queue",
    Column("token", _("Token"), lambda one: one.token_number, stays=True),
    Column("people", _("People"), lambda one: one.people, is_number=True),
    Column("waits", _("Waits"), lambda one: -one.arrived_at.timestamp(), is_number=True),
    Column("step", _("Step"), lambda one: str(label("step", one.step))),
    Column("needs", _("Needs now"), lambda one: -len(one.needs)),
    Column("state", _("State")),
    Column("screening", _("Screening")),
    filters=("step",),
)
ROWS = 50  # assumption: more than stand on any screen; whoever is further down is found by their number
LONG_WAIT = 60  # assumption: minutes after which a wait is marked in the list


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The board; asked for by htmx, only its table, so that nothing else on the page moves."""
    template = "queue_board" if request.headers.get("HX-Request") else "queue"
    return render(request, f"border_post/{template}.html", _context(request))


def _context(request: HttpRequest, errors: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    post, now = post_of(officer(request)), ledger().clock.now()
    table = arranged(request, TABLE)
    step = table.filtered_by(request.GET)["step"]
    figures = queries.waiting_figures(post, now)
    number = figures.by_step.get(step, 0) if step else figures.crossings
    page = Paginator(range(number), ROWS).get_page(request.GET.get("page") or request.POST.get("page"))
    waiting, seen = _shown(post, step, table, start=(page.number - 1) * ROWS)
    screenings = tasks_of_crossings([one.subject for one in waiting])
    over = {wait.crossing.subject: wait.level for wait in queries.waits_over(now, post=post)}
    return {
        "table": table,
        "rows": [
            {**_row(one, now, over.get(one.subject, "")), "screening": screenings.get(one.subject)} for one in waiting
        ],
        "page": page,
        "seen": seen,
        "figures": figures,
        "steps": [(code, word, figures.by_step.get(code, 0)) for code, word in choices("step")],
        "step": step,
        "over": len(over),
        "called": queries.public_board(post),
        "counter": request.session.get(COUNTER, FIRST_COUNTER),
        "post": places.post(post),
        "now": now,
        "command_id": new_id(),
        "errors": errors or [],
        **load_of(post, now),
    }


def _shown(post: str, step: str, table: Table, *, start: int) -> tuple[list[Any], str]:
    """The crossings from this place of the queue on, and what of them the page shows: read before their rows."""
    if table.by:
        whole = table.sorted(queries.queue_of(post, step=step or None))
        subjects = [one.subject for one in whole[start : start + ROWS]]
    else:
        subjects = queries.in_queue(post, step=step or None, start=start, at_most=ROWS)
    seen = seen_field(subjects)
    rows = queries.those(subjects)
    return [rows[one] for one in subjects if one in rows], seen


def _row(crossing: Any, now: datetime, over: str) -> dict[str, Any]:
    minutes = max(0, int((now - crossing.arrived_at).total_seconds() // 60))
    return {"crossing": crossing, "minutes": minutes, "is_long": minutes >= LONG_WAIT, "over": over}


@allow(*DESK)
@require_POST
def keep_counter(request: HttpRequest) -> HttpResponse:
    """Remember the counter of whoever sits here, for the rest of the session."""
    _keep_counter(request)
    return HttpResponse(status=204)


def _keep_counter(request: HttpRequest) -> str:
    given = request.POST.get("counter", "").strip().upper()[:4]
    if given and request.session.get(COUNTER) != given:
        request.session[COUNTER] = given
    return str(request.session.get(COUNTER, FIRST_COUNTER))


@allow(*DESK)
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call a number to the counter: the one chosen or typed, else the next that nobody has called."""
    post, counter = post_of(officer(request)), _keep_counter(request)
    try:
        crossing = _asked(request, post)
        commands.call_number(_act(request, "call", crossing), crossing=crossing, counter=counter)
    except Problem as problem:
        return _refused(request, "call-number", problem)
    return _back(request)


@allow(*DESK)
@require_POST
def reach_step(request: HttpRequest) -> HttpResponse:
    """The chosen group has reached another step."""
    step = request.POST.get("step", "")
    try:
        crossing = _chosen(request)
        commands.reach_step(_act(request, f"step {step}", crossing), crossing=crossing, step=step)
    except Problem as problem:
        return _refused(request, "board", problem)
    return _back(request)


@allow(*DESK)
@require_POST
def open_chosen(request: HttpRequest) -> HttpResponse:
    """To the page of the chosen group, where one decides."""
    try:
        crossing = queries.crossing(_chosen(request))
    except Problem as problem:
        return _refused(request, "board", problem)
    if crossing.group is None:
        return _refused(request, "board", NotFound("people.unknown_group"))
    return HttpResponseRedirect(reverse("post:group", args=[crossing.group]))


def _act(request: HttpRequest, what: str, crossing: str) -> Act:
    # The buttons of the board share one form and its id: calling and moving on are two acts all the same.
    act = act_of(request, seen=seen_from(request, crossing))
    return msgspec.structs.replace(act, id=derived_id(what, crossing, act.id))


def _chosen(request: HttpRequest) -> str:
    crossing = request.POST.get("crossing", "")
    if not crossing:
        raise Refused("queue.choose_a_row")
    return crossing


def _asked(request: HttpRequest, post: str) -> str:
    number = request.POST.get("number", "").strip()
    if "crossing" in request.POST or request.POST.get("then") == "chosen":
        return _chosen(request)
    waiting = queries.queue_of(post)
    if number and request.POST.get("then") != "next":
        return _numbered(number, waiting, post)
    now = ledger().clock.now()
    for one in waiting:
        if not one.counter and not _is_told_to_wait(one, now):
            return one.subject
    raise NotFound("queue.nobody_to_call")


def _is_told_to_wait(crossing: Any, now: datetime) -> bool:
    return crossing.decision == "wait" and crossing.next_time is not None and crossing.next_time > now


def _numbered(number: str, waiting: list[Any], post: str) -> str:
    """By the bare number, as people say it, or by the whole token."""
    if number.isdecimal():
        found = next((one for one in waiting if one.token_number == int(number)), None)
    else:
        found = queries.crossing_by_token(number)
    if found is None or found.post != post:
        raise NotFound("queue.no_such_number")
    return str(found.subject)


def _refused(request: HttpRequest, field: str, problem: Problem) -> HttpResponse:
    errors = [(field, sentence_of(problem.code, problem.details))]
    return render(request, "border_post/queue.html", _context(request, errors), status=422)


def _back(request: HttpRequest) -> HttpResponse:
    step, page = request.POST.get("filter", ""), request.POST.get("page", "")
    asked = {"step": step if step.isidentifier() else "", "page": page if page.isdecimal() and page != "1" else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return HttpResponseRedirect(reverse("post:queue") + (f"?{query}" if query else ""))
