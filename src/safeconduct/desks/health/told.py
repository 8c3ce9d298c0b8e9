"""Notification: how many were asked and how many gave a suspicion, as the node counted them; never who."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.health.around import DESK, post_of
from safeconduct.domains.health import commands, queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.sessions import act_of, allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem


@allow(*DESK)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is to be told, and what was."""
    return _page(request, [])


def _page(request: HttpRequest, errors: list[tuple[str, str]]) -> HttpResponse:
    post, now = post_of(officer(request)), ledger().clock.now()
    events, told = queries.events(post), queries.notices(post)
    names = {one.subject: one for one in events}
    officers = access.names_of({one.actor for one in told})
    waiting = [(one, queries.untold(one.subject, post)) for one in events]
    context = {
        "waiting": [
            {"one": one, "untold": untold, "is_over": untold.due_at is not None and untold.due_at < now,
             "command_id": new_id()}
            for one, untold in waiting
            if untold.checked
        ],
        "told": [{"one": one, "event": names.get(one.event), "by": officers.get(one.actor, "")} for one in told],
        "ways": choices("notice_way"),
        "values": request.POST,
        "errors": errors,
    }  # fmt: skip
    return render(request, "health/told.html", context, status=422 if errors else 200)


@allow(*DESK)
@require_POST
def tell(request: HttpRequest, event_id: str) -> HttpResponse:
    """The authority was told; the numbers are those of this node."""
    act, given = act_of(request), request.POST
    try:
        commands.tell_authority(
            act, notice=derived_id("health notice", act.id), event=event_id, post=post_of(officer(request)),
            whom=given.get("whom", ""), way=given.get("way", ""),
        )  # fmt: skip
    except Problem as problem:
        field = problem.details.get("field", "whom")
        return _page(request, [(f"id_{field}-{event_id}", sentence_of(problem.code, problem.details))])
    return HttpResponseRedirect(reverse("health:told"))
