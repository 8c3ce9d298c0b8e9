"""Silent pushback: what monitors and communities report, beside what posts recorded. No names, no words of anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from safeconduct.domains.reviews import queries
from safeconduct.domains.reviews.commands import ReportTurnBack, RetractTurnBack
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.seen_field import seen_field, seen_from
from safeconduct.foundation.access.sessions import act_of, allow
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web import review_labels
from safeconduct.foundation.web.labels import choices
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Problem

__all__ = ["review_labels"]


@allow(OVERSIGHT)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Both series by post and month, a form for a report, and the reports."""
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            _said(request)
        except Problem as problem:
            errors = [(f"id_{problem.details.get('field', 'post')}", sentence_of(problem.code, problem.details))]
        else:
            return HttpResponseRedirect(reverse("oversight:turn_backs"))
    posts = {post.subject: post.name for post in places.posts()}
    series, reports = queries.compared_series(), queries.turn_backs()
    names = access.names_of({one.reported_by for one in reports})
    context = {
        "series": [{"one": one, "post": posts.get(one.post, "–")} for one in series],
        "most": max((max(one.recorded, one.reported) for one in series), default=1),
        "reports": [
            {"one": one, "post": posts.get(one.post, "–"), "by": names.get(one.reported_by, "–"),
             "seen": seen_field([one.subject]), "command_id": new_id()}
            for one in reports
        ],
        "posts": [("", "–"), *posts.items()],
        "sources": [("", "–"), *choices("turn_back_source")],
        "reasons": choices("turn_back_retraction"),
        "values": request.POST,
        "command_id": new_id(),
        "errors": errors,
    }  # fmt: skip
    return render(request, "oversight/turn_backs.html", context, status=422 if errors else 200)


def _said(request: HttpRequest) -> None:
    given: Any = request.POST
    report = given.get("report", "")
    if report:
        act = act_of(request, seen=seen_from(request, report))
        submit(act, RetractTurnBack(report=report, reason=given.get("reason", "")))
        return
    act, people = act_of(request), given.get("people", "")
    command = ReportTurnBack(
        report=derived_id("turn-back", act.id), post=given.get("post", ""), day=given.get("day", ""),
        people=int(people) if people.isdecimal() and len(people) < 9 else 0, source=given.get("source", ""),
    )  # fmt: skip
    submit(act, command)
