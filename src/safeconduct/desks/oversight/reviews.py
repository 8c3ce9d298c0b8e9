"""Reviews as oversight sees them: contested decisions, those that take too long, refusals, and what gates stopped.

By token, never by name; with principle and facts, which officer and person are not told.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.reviews import queries
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web import review_labels
from safeconduct.foundation.web.labels import label
from safeconduct.principles.explaining import row_of

__all__ = ["review_labels"]


@allow(OVERSIGHT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What is contested stands on top until it is settled: nothing that arrived unseen goes unnoticed."""
    now = ledger().clock.now()
    refused = queries.refusals()
    contested = {one.subject: one for one in (*queries.contested_reviews(), *filter(_has_unseen_flag, refused))}
    attempts = queries.attempts()
    context = {
        "contested": _rows(contested.values()),
        "late": _rows(queries.late_reviews(now)),
        "refused": _rows(refused),
        "stopped": _stopped(attempts),
    }
    return render(request, "oversight/reviews.html", context)


def _has_unseen_flag(row: Any) -> bool:
    """Whether the person has a flag of which the refusal did not know."""
    return not {flag.id for flag in people.flags_of(row.person)} <= set(row.flags)


def _rows(found: Any) -> list[dict[str, Any]]:
    rows = list(found)
    groups = crossings.those({one.crossing for one in rows if one.crossing})
    posts = {post.subject: post.name for post in places.posts()}
    names = access.names_of({one.refused_by for one in rows} | {one.reviewed_by for one in rows})
    return [
        {"one": one, "token": getattr(groups.get(one.crossing), "token", ""), "post": posts.get(one.post, "–"),
         "by": names.get(one.refused_by, ""), "second_line": names.get(one.reviewed_by, "")}
        for one in rows
    ]  # fmt: skip


def _stopped(attempts: list[tuple[Any, str]]) -> list[dict[str, Any]]:
    names = access.names_of({attempt.actor for attempt, _person in attempts})
    posts = {post.subject: post.name for post in places.posts()}
    return [
        {"one": attempt, "by": names.get(attempt.actor, "–"), "post": posts.get(attempt.place, "–"),
         "what": label("review_command", attempt.what), "principle": label("principle", attempt.principle),
         "rows": [row for code in attempt.rows if (row := row_of(attempt.principle, code)) is not None]}
        for attempt, _person in attempts
    ]  # fmt: skip
