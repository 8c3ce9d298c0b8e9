"""Today's list by token, without names; with names for the supervisor alone, on the screen or marked on paper."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.border_post.around import post_of
from safeconduct.domains.crossings import queries
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.arranged_tables import arranged
from safeconduct.foundation.access.looks import record_look, record_print
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import Officer, allow, officer
from safeconduct.foundation.documents.letterhead import Letterhead
from safeconduct.foundation.documents.watermarked_list import (
    ListColumn,
    ListLabels,
    NamedList,
    watermarked_list_pdf,
)
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.foundation.web.shell import shell_of
from safeconduct.foundation.web.tables import Column, shape

PAGE = 50
DAYS_BACK = 30  # assumption: days offered in the list; any other day can be typed
WHOLE_DAY = 100_000  # more than a post records in a day: filters look at all of it
TABLE = shape(
    "today",
    Column("token", gettext_lazy("Token"), lambda one: one.token_number, stays=True),
    Column("arrived", gettext_lazy("Arrived"), lambda one: one.arrived_at, is_number=True),
    Column("people", gettext_lazy("People"), lambda one: one.people, is_number=True),
    Column("direction", gettext_lazy("Direction"), lambda one: str(label("direction", one.direction))),
    Column("level", gettext_lazy("Level"), lambda one: one.level),
    Column("decision", gettext_lazy("Decision"), lambda one: str(_state_word(_state_of(one)))),
    Column("step", gettext_lazy("Step"), lambda one: str(label("step", one.step))),
    Column("saved", gettext_lazy("Saved")),
    filters=("state", "direction"),
    passing=("token", "day"),
)  # fmt: skip
STATES = ("undecided", "admit", "admit_deferred", "second_line", "wait", "voided")


class _Day(Sequence[Any]):
    """The crossings of a day as Django's paginator asks for them: a page is read when it is shown."""

    def __init__(self, post: str, day: str) -> None:
        self._post, self._day = post, day
        self._total = queries.number_of_day(post, day)

    def __len__(self) -> int:
        return self._total

    def __getitem__(self, part: Any) -> Any:
        page = part.start // PAGE + 1
        return queries.crossings_of_day(self._post, self._day, page=page, size=PAGE).rows


@allow(BORDER_OFFICER, POST_SUPERVISOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The list of a local day, the latest token first."""
    who = officer(request)
    post = post_of(who)
    today, day = _days(request, post)
    table = arranged(request, TABLE)
    wanted = {**table.filtered_by(request.GET), "token": request.GET.get("token", "")}
    is_whole = not any(wanted.values()) and not table.by
    rows = _Day(post, day.isoformat()) if is_whole else table.sorted(_filtered(post, day, wanted))
    context = {
        "table": table,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "day": day,
        "day_asked": day.isoformat(),
        "today": today,
        "days": queries.days_with_crossings(post, today - timedelta(days=DAYS_BACK)),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "states": [("", _("Any")), *((code, _state_word(code)) for code in STATES)],
        "directions": [("", _("Any")), *choices("direction")],
        "wanted": wanted,
        "filtered": any(wanted.values()),
        "counters": queries.counters(post, day),
        "decisions": [(_state_word(code or "undecided"), number)
                      for code, number in queries.decisions_of_day(post, day).items()],
        "may_see_names": who.is_any(POST_SUPERVISOR),
    }  # fmt: skip
    return render(request, "border_post/today.html", context)


def _days(request: HttpRequest, post: str) -> tuple[date, date]:
    today = places.local_time(post, ledger().clock.now()).date()
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return today, min(asked or today, today)


def _state_word(code: str) -> Any:
    special = {"undecided": _("Undecided"), "voided": label("record_state", "voided")}
    return special.get(code) or label("decision_made", code)


def _state_of(crossing: Any) -> str:
    return "voided" if crossing.voided else crossing.decision or "undecided"


def _filtered(post: str, day: date, wanted: dict[str, str]) -> list[Any]:
    rows = queries.crossings_of_day(post, day, size=WHOLE_DAY).rows
    return [one for one in rows if _fits(one, wanted)]


def _fits(crossing: Any, wanted: dict[str, str]) -> bool:
    if wanted["state"] not in ("", _state_of(crossing)) or wanted["direction"] not in ("", crossing.direction):
        return False
    token = wanted["token"].strip().upper()
    return token in crossing.token or (token.isdecimal() and int(token) == crossing.token_number)


@allow(POST_SUPERVISOR)
@require_GET
def named(request: HttpRequest) -> HttpResponse:
    """The day's list with names, on the screen; who sees it is in the access log."""
    post = post_of(officer(request))
    _today, day = _days(request, post)
    rows, persons = _named_rows(post, day)
    record_look(request, "list", persons)
    return render(request, "border_post/today_named.html", {"day": day, "rows": rows})


@allow(POST_SUPERVISOR)
@require_GET
def named_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper, with the name of whoever printed it across every page."""
    who = officer(request)
    post = post_of(who)
    _today, day = _days(request, post)
    rows, persons = _named_rows(post, day)
    record_print(request, "list", about=persons)
    paper = watermarked_list_pdf(_paper(request, who, post, day, rows))
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="list-{day}.pdf"', "Cache-Control": "no-store"},
    )


def _named_rows(post: str, day: date) -> tuple[list[dict[str, Any]], list[str]]:
    """A row for every person of every standing crossing; a group without names has one row that says so."""
    crossings = [one for one in queries.crossings_of_day(post, day, size=WHOLE_DAY).rows if not one.voided]
    members = people.members_of({one.group for one in crossings if one.group})
    rows: list[dict[str, Any]] = []
    persons: list[str] = []
    for crossing in reversed(crossings):
        named = members.get(crossing.group or "", [])
        persons += [one.subject for one in named]
        rows += [{"crossing": crossing, "person": one} for one in named] or [{"crossing": crossing, "person": None}]
    return rows, persons


def _paper(request: HttpRequest, who: Officer, post: str, day: date, rows: list[dict[str, Any]]) -> NamedList:
    shell, place = shell_of(request), places.post(post)
    labels = ListLabels(
        language=get_language() or "en",
        title=_("List of the day with names"),
        printed_by=_("Printed by"),
        lines=_("Lines"),
        confidential=_("Confidential. For border control at this post only. Destroy it when it has been used."),
        empty=_("Nobody was recorded on this day."),
        training=_("TRAINING: not valid"),
    )
    columns = (
        ListColumn(_("Token"), "code", 1.1),
        ListColumn(_("Name"), "name", 2.4),
        ListColumn(_("Name as written"), "name", 2),
        ListColumn(_("Sex"), "text", 0.5),
        ListColumn(_("Born"), "code", 1.1),
        ListColumn(_("Nationality"), "code", 0.9),
        ListColumn(_("Direction"), "text", 0.8),
        ListColumn(_("Decision"), "text", 1.3),
    )
    return NamedList(
        letterhead=Letterhead(agency=shell.agency or "Safeconduct", post=place.name),
        labels=labels,
        subtitle=date_format(day, "j F Y"),
        columns=columns,
        rows=tuple(_line(row["crossing"], row["person"]) for row in rows),
        printed_by=who.name,
        printed_at=places.local_time(post, ledger().clock.now()),
        training=shell.training,
    )


def _line(crossing: Any, person: Any) -> tuple[str, ...]:
    who = ("–", "", "", "", "")
    if person is not None:
        native = person.name_native if person.name_native != person.name else ""
        who = (person.name or "–", native, str(label("sex", person.sex)), person.birth_shown, person.nationality)
    decision = str(label("decision_made", crossing.decision)) if crossing.decision else ""
    return (crossing.token, *who, str(label("direction", crossing.direction)), decision)
