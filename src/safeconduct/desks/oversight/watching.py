"""Waits that ran out, what was corrected and voided, and whether the journal is whole. No names of people."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from safeconduct.desks.oversight.period import asked_day, bounds, today
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.queries import overseeing as changed_crossings
from safeconduct.domains.people.queries import overseeing as changed_people
from safeconduct.foundation.access import integrity, queries
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import label

WEEK = timedelta(days=6)
# What oversight counts, in the order of the columns; the rest of the history is ordinary work.
PEOPLE = ("corrected", "moved", "moved_as_correction", "voided", "restored", "erased")
CROSSINGS = ("corrected", "voided", "decision_undone")


@allow(OVERSIGHT)
@require_GET
def waits(request: HttpRequest) -> HttpResponse:
    """Decisions to wait that ran out more than an hour ago, by token."""
    now = ledger().clock.now()
    names = {post.subject: post.name for post in places.posts()}
    rows = [
        {
            "token": one.crossing.token,
            "post": names.get(one.crossing.post, "–"),
            "people": one.crossing.people,
            "next_time": places.local_time(one.crossing.post, one.crossing.next_time),
            "late": int((now - one.crossing.next_time).total_seconds() // 60),
            "reason": label("wait_reason", one.crossing.decision_reason),
        }
        for one in crossings.waits_over(now, level="oversight")
        if one.crossing.next_time is not None
    ]
    return render(request, "oversight/waits.html", {"rows": rows})


@allow(OVERSIGHT)
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    """How often records were changed after they were made, by officer; a week unless said otherwise."""
    last = asked_day(request, "last") or today()
    first = asked_day(request, "first") or last - WEEK
    begins, ends = bounds(min(first, last), max(first, last))
    people = changed_people.changes_by_actor(begins, ends)
    crossed = changed_crossings.changes_by_actor(begins, ends)
    context = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "people": _table(people, PEOPLE),
        "crossings": _table(crossed, CROSSINGS),
        "wrong_group": sum(number for (event, _by), number in people.items() if event == "moved_as_correction"),
    }
    return render(request, "oversight/corrections.html", context)


def _table(counts: Counter[tuple[str, str]], events: tuple[str, ...]) -> dict[str, Any]:
    actors = {by for event, by in counts if event in events}
    names = queries.names_of(actors)
    ordered = sorted(actors, key=lambda by: names.get(by, ""))
    numbers = [[counts[event, by] for event in events] for by in ordered]
    rows = [{"name": names.get(by, "–"), "numbers": those} for by, those in zip(ordered, numbers, strict=True)]
    totals = [sum(column) for column in zip(*numbers, strict=True)] if numbers else [0] * len(events)
    return {"events": [label("change_event", event) for event in events], "rows": rows, "totals": totals}


@allow(OVERSIGHT)
@require_http_methods(["GET", "POST"])
def wholeness(request: HttpRequest) -> HttpResponse:
    """The last checks of the journal; POST checks now."""
    if request.method == "POST":
        integrity.check_now(officer(request).id)
        return HttpResponseRedirect(reverse("oversight:integrity"))
    checks = integrity.last_checks()
    names = queries.names_of({check.user for check in checks})
    rows = [{"check": check, "name": names.get(check.user, "–"), "number": len(check.findings)} for check in checks]
    return render(request, "oversight/integrity.html", {"rows": rows, "last": checks[0] if checks else None})
