"""Who looked at what: the access log, filtered by user, day, event and record, and as a file."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.oversight.period import asked_day, bounds
from safeconduct.foundation.access import looks, queries
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.models import Look
from safeconduct.foundation.access.roles import LEGAL_BASIS, OVERSIGHT
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.documents.spreadsheets import Column as FileColumn
from safeconduct.foundation.documents.spreadsheets import Sheet, write_csv
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.tables import Column, shape
from safeconduct.kernel.ids import is_id

TABLE = shape(
    "access_log",
    Column("at", gettext_lazy("Time (UTC)"), "at", stays=True),
    Column("who", gettext_lazy("Who")),
    Column("event", gettext_lazy("What happened"), "event"),
    Column("what", gettext_lazy("What"), "what"),
    Column("about", gettext_lazy("Record")),
    Column("purpose", gettext_lazy("Purpose"), "purpose"),
    Column("place", gettext_lazy("Place")),
    filters=("user", "event"),
    passing=("day",),
)
PAGE = 100
MOST_ROWS = 100_000  # assumption: rows of one file; beyond it a shorter time is chosen


@allow(OVERSIGHT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The log, the latest first. Records stand with the end of their id: oversight sees no names of people."""
    day, table = asked_day(request), arranged(request, TABLE)
    wanted = {**table.filtered_by(request.GET), "about": request.GET.get("about", "")}
    found = _found(wanted, day)
    order = table.ordering()
    page = Paginator(found.order_by(*order, "-at", "id") if order else found, PAGE).get_page(request.GET.get("page"))
    asked = {"day": day.isoformat() if day else "", **wanted}
    context = {
        "table": table,
        "page": page,
        "rows": _rows(list(page)),
        "day": day.isoformat() if day else "",
        **wanted,
        "users": [("", _("Everybody")), *((user.subject, user.display_name) for user in queries.users())],
        "events": [("", _("Everything")), *choices("access_event")],
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "oversight/log.html", context)


def _found(wanted: dict[str, str], day: date | None) -> QuerySet[Look]:
    begins, ends = bounds(day, day) if day else (None, None)
    ids = {name: wanted[name] if is_id(wanted[name]) else "" for name in ("user", "about")}
    return queries.looks(begins=begins, ends=ends, event=wanted["event"], **ids)


def _rows(found: list[Look]) -> list[dict[str, Any]]:
    names = queries.names_of({look.user for look in found} | {look.about for look in found})
    posts = {post.subject: post.name for post in places.posts()}
    return [
        {
            "look": look,
            "name": names.get(look.user, "–"),
            "event": label("access_event", look.event),
            "what": label("access_what", look.what) if look.what else "",
            "about": names.get(look.about, f"…{look.about[-6:]}" if look.about else ""),
            "purpose": label("access_purpose", look.purpose) if look.purpose else "",
            "basis": LEGAL_BASIS.get(look.purpose, ""),
            "place": posts.get(look.place, ""),
        }
        for look in found
    ]


@allow(OVERSIGHT)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same log as CSV; taking it out is itself recorded."""
    day = asked_day(request)
    wanted = {name: request.GET.get(name, "") for name in ("user", "event", "about")}
    found = list(_found(wanted, day)[:MOST_ROWS])
    columns = (
        FileColumn(_("Time (UTC)"), "datetime"),
        FileColumn(_("Who")),
        FileColumn(_("What happened")),
        FileColumn(_("What")),
        FileColumn(_("Record")),
        FileColumn(_("Purpose")),
        FileColumn(_("Legal basis")),
        FileColumn(_("Place")),
        FileColumn(_("Number"), "integer"),
    )
    rows = (
        (
            row["look"].at.replace(microsecond=0),
            row["name"],
            str(row["event"]),
            str(row["what"]),
            row["look"].about,
            str(row["purpose"]),
            row["basis"],
            row["place"],
            row["look"].number,
        )
        for row in _rows(found)
    )
    looks.record_export(request, "access_log", number=len(found))
    data = write_csv(Sheet(title=_("Access log"), columns=columns, rows=rows, language=get_language() or "en"))
    name = f"access-log-{day.isoformat() if day else 'all'}.csv"
    return HttpResponse(
        data, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
