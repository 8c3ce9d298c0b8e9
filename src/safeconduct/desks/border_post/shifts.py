"""The shift: opened, handed over with what is open, and closed. What is open is counted, not typed."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.dispatch import receipt_of
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem, Refused

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
COUNTED = ("open_queue", "open_verifications", "open_flags")
register_sentences(
    {
        "shifts.choose_successor": gettext_lazy("Choose who takes over."),
        "shifts.counts_moved": gettext_lazy("Meanwhile these numbers have changed. Look at them again, then confirm."),
    }
)  # fmt: skip


@allow(*DESK)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The open shift and its hand-over; without one, the form that opens it; and the shifts before."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    who = officer(request)
    post = post_of(who)
    standing = queries.open_shift(post)
    seen = seen_field([standing.subject]) if standing else "{}"
    names = _names()
    context = {
        "shift": standing,
        "officers": [names.get(one, "–") for one in standing.officers] if standing else [],
        "opened_by": names.get(standing.opened_by, "–") if standing else "",
        "open": _open(post),
        "people": _at_post(post),
        "successors": [("", ""), *(pair for pair in _at_post(post) if pair[0] != who.id)],
        "chosen": [who.id],
        "history": [
            {"shift": one, "opened_by": names.get(one.opened_by, "–"), "to": names.get(one.handed_to, "–")}
            for one in queries.shift_history(post)
            if one.is_closed
        ],
        "to": request.POST.get("to", ""),
        "remarks": request.POST.get("remarks", ""),
        "lanes": request.POST.get("lanes", "1"),
        "seen": request.POST.get("seen", seen),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "border_post/shift.html", context, status=422 if errors else 200)


def _names() -> dict[str, str]:
    return {one.subject: one.display_name for one in access.users()}


def _at_post(post: str) -> list[tuple[str, str]]:
    """Who works the desk at this post."""
    return [
        (one.subject, one.display_name)
        for one in access.users()
        if not one.disabled and set(one.roles) & set(DESK) and (not one.posts or post in one.posts)
    ]


def _open(post: str) -> dict[str, int]:
    """What is open at a post now, counted from the tables."""
    return {
        "open_queue": len(queries.queue_of(post)),
        "open_verifications": len(queries.open_verifications(post)),
        "open_flags": people.count_open_flags(post),
    }


@allow(*DESK)
@require_POST
def open_one(request: HttpRequest) -> HttpResponse:
    """A shift begins."""
    post, act = post_of(officer(request)), act_of(request)
    try:
        if receipt_of(act.id) is None:
            commands.open_shift(
                act,
                shift=derived_id("shift", act.id),
                post=post,
                officers=tuple(request.POST.getlist("officers")),
                lanes=_whole(request.POST.get("lanes", "")),
            )
    except Problem as problem:
        return _page(request, [("id_lanes", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:shift"))


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Refused("crossings.out_of_range", field="lanes", least=1, most=40) from None


@allow(*DESK)
@require_POST
def check(request: HttpRequest, shift_id: str) -> HttpResponse:
    """The answers before they count: what is open, who takes over, what is said."""
    return _check(request, shift_id, [])


def _check(request: HttpRequest, shift_id: str, errors: list[tuple[str, str]]) -> HttpResponse:
    names, to = _names(), request.POST.get("to", "")
    if to not in names:
        return _page(request, [("id_to", sentence_of("shifts.choose_successor"))])
    shift = queries.shift(shift_id)
    context = {
        "shift": shift,
        "to": to,
        "to_name": names[to],
        "remarks": request.POST.get("remarks", "").strip(),
        "open": _open(shift.post),
        "seen": request.POST.get("seen", "{}"),
        "command_id": new_id(),
        "errors": errors,
    }
    return render(request, "border_post/shift_check.html", context, status=422 if errors else 200)


@allow(*DESK)
@require_POST
def hand_over(request: HttpRequest, shift_id: str) -> HttpResponse:
    """Confirmed: the shift is closed with the numbers that were shown, as long as they still hold."""
    act, shift = act_of(request, seen=seen_from(request, shift_id)), queries.shift(shift_id)
    if receipt_of(act.id) is None:
        counted = _open(shift.post)
        if any(request.POST.get(name) != str(counted[name]) for name in COUNTED):
            return _check(request, shift_id, [("", sentence_of("shifts.counts_moved"))])
        remarks = request.POST.get("remarks", "")
        try:
            commands.hand_over_shift(act, shift=shift_id, to=request.POST.get("to", ""), remarks=remarks, **counted)
        except Problem as problem:
            return _check(request, shift_id, [("", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:shift_sheet", args=[shift_id]))


@allow(*DESK)
@require_GET
def sheet(request: HttpRequest, shift_id: str) -> HttpResponse:
    """The hand-over on one page, to print: tokens, no names."""
    shift = queries.shift(shift_id)
    names, now = _names(), ledger().clock.now()
    context: dict[str, Any] = {
        "shift": shift,
        "post": places.post(shift.post),
        "opened_by": names.get(shift.opened_by, "–"),
        "officers": [names.get(one, "–") for one in shift.officers],
        "to": names.get(shift.handed_to, "–"),
        "closed_by": names.get(shift.closed_by, "–"),
        "queue": queries.queue_of(shift.post),
        "checks": queries.open_verifications(shift.post),
        "now": now,
        "title": _("Hand-over"),
    }
    return render(request, "border_post/shift_sheet.html", context)
