"""The first page of oversight: what needs looking at, how many, since when, and where. No names and nobody's words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.domains.accountability import queries as complaints
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.domains.referrals import queries as referrals
from safeconduct.domains.reviews import queries as reviews
from safeconduct.foundation.access import integrity, looks, queries
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.sessions import allow
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_csv
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web import complaint_labels
from safeconduct.foundation.web.labels import label

__all__ = ["complaint_labels"]
DAY = timedelta(hours=24)
Row = dict[str, Any]


@allow(OVERSIGHT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Each thing with its number, the oldest of it and the page where it is looked at; below, what is overdue."""
    now, post = ledger().clock.now(), request.GET.get("post", "")
    names = {one.subject: one.name for one in places.posts()}
    context = {
        "rows": _rows(now),
        "overdue": [row for row in _overdue(now, names) if post in ("", row["place"])],
        "cases": complaints.overdue_cases(now),
        "posts": [("", _("All posts")), *names.items()],
        "post": post,
        "looked": queries.looks(begins=now - DAY, ends=now).count(),
    }
    return render(request, "oversight/overview.html", context)


def _rows(now: datetime) -> list[Row]:
    """What needs looking at, in the order of how much hangs on it."""
    contested, late = reviews.contested_reviews(), reviews.late_reviews(now)
    waits = [one.crossing.next_time for one in crossings.waits_over(now, level="oversight")]
    sent, series = referrals.to_review(), reviews.compared_series()
    checks = integrity.last_checks()
    objections, told = people.overdue_objections(now), complaints.overdue_complaints(now)
    unrecorded, found = sum(one.unrecorded for one in series), checks[0].findings if checks else []
    return [
        _row(_("Contested decisions"), (one.last_at for one in contested), "oversight:reviews"),
        _row(_("Reviews of over four hours"), (one.requested_at for one in late), "oversight:reviews"),
        _row(_("Waits that ran out"), waits, "oversight:waits"),
        _row(_("Seen turned back and not recorded"), (), "oversight:turn_backs", number=unrecorded),
        _row(_("Sent without consent, not reviewed"), (one.sent_at for one in sent), "referrals:referral_reviews"),
        _row(_("Complaints of agencies that are open"), (), "referrals:referral_complaints",
             number=referrals.count_open_complaints()),
        _row(_("Objections overdue"), (one.made_at for one in objections), "", at="#overdue"),
        _row(_("Complaints at posts overdue"), (one.made_at for one in told), "", at="#overdue"),
        _row(_("Cases of misconduct overdue"), (one.due_at for one in complaints.overdue_cases(now)), "", at="#cases"),
        _row(_("Findings of the last check of the journal"), (one.at for one in checks[:1] if found),
             "oversight:integrity", number=len(found)),
    ]  # fmt: skip


def _row(what: str, since: Iterable[datetime | None], page: str, *, at: str = "", number: int | None = None) -> Row:
    moments = list(since)
    known = [one for one in moments if one is not None]
    return {"what": what, "number": len(moments) if number is None else number,
            "oldest": min(known, default=None), "url": reverse(page) if page else at}  # fmt: skip


def _overdue(now: datetime, names: dict[str, str]) -> list[Row]:
    """Objections and complaints at posts that nobody answered in time, the oldest first; codes and days alone."""
    objections = [
        _late(_("Objection"), label("objection_about", one.about), one.place, one.made_at, now)
        for one in people.overdue_objections(now)
    ]
    told = [
        _late(_("Complaint"), label("post_complaint_about", one.about), one.post, one.made_at, now)
        for one in complaints.overdue_complaints(now)
    ]
    rows = sorted([*objections, *told], key=lambda row: str(row["made"].isoformat()))
    return [{**row, "post": names.get(row["place"], "–")} for row in rows]


def _late(kind: str, about: Any, place: str, made: datetime, now: datetime) -> Row:
    return {"kind": kind, "about": about, "place": place, "made": made, "days": (now - made).days}


@allow(OVERSIGHT)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file; taking it out is itself recorded."""
    rows = _rows(ledger().clock.now())
    columns = (Column(_("What")), Column(_("Number"), "integer"), Column(_("Oldest (UTC)"), "datetime"))
    lines = (
        (str(row["what"]), row["number"], row["oldest"].replace(microsecond=0) if row["oldest"] else None)
        for row in rows
    )
    looks.record_export(request, "oversight_overview", number=len(rows))
    data = write_csv(
        Sheet(title=_("What needs looking at"), columns=columns, rows=lines, language=get_language() or "en")
    )
    headers = {"Content-Disposition": 'attachment; filename="oversight.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
