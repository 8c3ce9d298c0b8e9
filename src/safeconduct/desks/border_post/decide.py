"""Deciding at the line: admit, admit and check later, second line, wait. Nobody is refused here."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from safeconduct.desks.border_post.around import seen_from
from safeconduct.desks.border_post.forms import MemberForm
from safeconduct.desks.border_post.register import group_context
from safeconduct.domains.crossings import commands, queries
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import Problem, Refused


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_POST
def decide(request: HttpRequest, crossing_id: str) -> HttpResponse:
    """Take the decision; the group's page comes back, with the slip opened where one is asked for."""
    crossing = queries.crossing(crossing_id)
    try:
        commands.decide(act_of(request, seen=seen_from(request, crossing_id)), crossing=crossing_id, **_asked(request))
    except Problem as problem:
        if not crossing.group:
            raise
        errors = [("actions", sentence_of(problem.code, problem.details))]
        context = group_context(request, officer(request), crossing.group, MemberForm(), errors)
        return render(request, "border_post/group.html", context, status=422)
    if request.POST.get("slip"):
        return HttpResponseRedirect(reverse("post:group", args=[crossing.group]) + "?slip=1")
    return HttpResponseRedirect(reverse("post:queue"))


def _asked(request: HttpRequest) -> dict[str, Any]:
    now = ledger().clock.now()
    decision = request.POST.get("decision", "")
    asked: dict[str, Any] = {"decision": decision, "place": request.POST.get("place", "")}
    if decision == "wait":
        asked["reason"] = request.POST.get("reason", "")
        asked["next_time"] = now + timedelta(minutes=_whole(request, "minutes"))
    if decision == "admit_deferred":
        asked["deadline"] = now + timedelta(hours=_whole(request, "hours"))
    return asked


def _whole(request: HttpRequest, name: str) -> int:
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise Refused("web.not_a_number", field=name) from None
