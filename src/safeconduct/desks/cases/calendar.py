"""The visits of a caseworker by week or day: what is overdue on top, then day by day."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from safeconduct.desks.cases.forms import local_day
from safeconduct.desks.protection.confidential_pages import in_confidence
from safeconduct.domains.cases import queries
from safeconduct.domains.cases.states import day_or_none
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.sessions import officer

WEEK = 7
DAY, BY_WEEK = "day", "week"


@in_confidence
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The week (from Monday) or the day that was asked for, of whoever was asked for; else this week and oneself."""
    who = officer(request)
    workers = queries.workers()
    of = request.GET.get("of", "") if request.GET.get("of", "") in workers else who.id
    today = local_day(who.place)
    by = DAY if request.GET.get("by") == DAY else BY_WEEK
    first = _first(request.GET.get("from", ""), today, by)
    length = 1 if by == DAY else WEEK
    days = [first + timedelta(days=number) for number in range(length)]
    found = queries.planned_visits(of, first.isoformat(), days[-1].isoformat())
    record_look(request, "list", [case.subject for _visit, case in found])
    context = {
        "of": of,
        "workers": sorted(workers.items(), key=lambda pair: pair[1]),
        "by": by,
        "first": first,
        "last": days[-1],
        "before": (first - timedelta(days=length)).isoformat(),
        "after": (first + timedelta(days=length)).isoformat(),
        "today": today,
        "overdue": [(visit, case) for visit, case in found if not visit.outcome and visit.on < today.isoformat()],
        "days": [(one, _on(found, one, today)) for one in days],
    }
    return render(request, "cases/calendar.html", context)


def _first(asked: str, today: date, by: str) -> date:
    day = day_or_none(asked) or today
    # The first and last weeks of the calendar itself have none before or after them.
    day = min(max(day, date(2000, 1, 10)), date(2999, 12, 1))
    return day if by == DAY else day - timedelta(days=day.weekday())


def _on(found: list[tuple[Any, Any]], day: date, today: date) -> list[tuple[Any, Any]]:
    """The visits of a day; what is overdue stands on top already."""
    text = day.isoformat()
    return [(visit, case) for visit, case in found if visit.on == text and (visit.outcome or day >= today)]
