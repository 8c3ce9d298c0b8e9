"""Separation flags of children parted from their adults: two supervisors look before one comes down."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.border_post.around import post_of, seen_field, seen_from
from safeconduct.desks.border_post.told import token_of_group
from safeconduct.domains.people import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.acts import Receipt
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem


@allow(POST_SUPERVISOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What is up at this post, the oldest first, and what was released lately."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    who = officer(request)
    post = post_of(who)
    up, down = queries.open_flags(post), queries.released_flags(post)
    subjects = {flag.subject for flag in (*up, *down)}
    record_look(request, "list", sorted(subjects))
    persons = queries.persons(subjects)
    names = access.names_of(
        {name for flag in (*up, *down) for name in (flag.raised_by, flag.proposed_by, flag.released_by)}
    )
    context = {
        "rows": [_row(flag, persons, names, who.id) for flag in up],
        "released": [_row(flag, persons, names, who.id) for flag in down],
        "errors": errors,
    }
    return render(request, "border_post/separations.html", context, status=422 if errors else 200)


def _row(flag: Any, persons: dict[str, Any], names: dict[str, str], who: str) -> dict[str, Any]:
    return {
        "flag": flag,
        "person": persons.get(flag.subject),
        "from": token_of_group(flag.from_group) if flag.from_group else "–",
        "to": token_of_group(flag.to_group) if flag.to_group else "–",
        "raised_by": names.get(flag.raised_by, "–"),
        "proposed_by": names.get(flag.proposed_by, "–") if flag.proposed_by else "",
        "released_by": names.get(flag.released_by, "–") if flag.released_by else "",
        "is_own": flag.proposed_by == who,
        "seen": seen_field([flag.subject]) if flag.open else "",
        "command_id": new_id(),
    }


@allow(POST_SUPERVISOR)
@require_POST
def propose(request: HttpRequest, person_id: str) -> HttpResponse:
    """The first word."""
    return _said(request, person_id, commands.propose_separation_release)


@allow(POST_SUPERVISOR)
@require_POST
def confirm(request: HttpRequest, person_id: str) -> HttpResponse:
    """The second word, of another supervisor; the flag comes down."""
    return _said(request, person_id, commands.confirm_separation_release)


def _said(request: HttpRequest, person_id: str, say: Callable[..., Receipt]) -> HttpResponse:
    act = act_of(request, seen=seen_from(request, person_id))
    flag, reason = request.POST.get("flag", ""), request.POST.get("reason", "")
    try:
        say(act, person=person_id, flag=flag, reason=reason)
    except Problem as problem:
        return _page(request, [(f"why-{person_id}", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("post:separations"))
