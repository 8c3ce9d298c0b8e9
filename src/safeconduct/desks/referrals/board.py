"""The board: open referrals, those that have risen furthest first; found by reference or token; taken out as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safeconduct.desks.referrals.people_at_desk import (
    EVERYONE,
    at_referrals,
    hidden_types,
    holder_of,
    may_see,
    sees_everything,
)
from safeconduct.desks.referrals.printed_codes import read_reference
from safeconduct.desks.referrals.told import names_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.referral_states import CONTESTED, OPEN, STATES, level_of
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.sessions import Officer, officer
from safeconduct.foundation.documents.spreadsheets import Column, Sheet, write_workbook
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import choices, label
from safeconduct.kernel.problems import Problem

ON_A_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILTERS = ("state", "agency", "holder")
MOST_IN_A_FILE = 5_000  # assumption: more rows than anybody works through by hand
OPEN_STATES = (CONTESTED, *(one for one in STATES if one in OPEN))


@at_referrals(*EVERYONE)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Open referrals, fifty a page; a reference or a token leads to what it stands for."""
    return board_page(request, officer(request))


def board_page(request: HttpRequest, who: Officer, **more: Any) -> HttpResponse:
    """The page of the board; `more` holds what was sought and not found."""
    now, asked = ledger().clock.now(), {name: request.GET.get(name, "") for name in FILTERS}
    rows = _rows(who, asked)
    figures = queries.board_of(_rows(who, {**asked, "state": ""}), now)
    number = figures.by_state.get(asked["state"], 0) if asked["state"] else figures.open
    page = _pages(queries.subjects_in_order(rows, now), number).get_page(request.GET.get("page"))
    found = queries.listed(page)
    record_look(request, "referrals", [one.subject for one in found])
    is_agency = queries.is_agency_node()
    context = {
        "rows": shown(found, now),
        "page": page,
        "figures": figures,
        "states": [("", _("all that are open")), *choices("referral_state", OPEN_STATES)],
        "agencies": [] if is_agency else [("", _("all")), *((one.subject, one.name) for one in partners.agencies())],
        "posts": [("", _("all")), *((one.subject, one.name) for one in places.posts())]
        if sees_everything(who) and not is_agency else [],
        "asked": asked,
        "is_agency": is_agency,
        "reviews": len(queries.to_review()) if sees_everything(who) else 0,
        "complaints": queries.count_open_complaints() if sees_everything(who) else 0,
        "expirable": 0 if is_agency else queries.count_expirable(now, holder=holder_of(who)),
        **more,
    }  # fmt: skip
    return render(request, "referrals/board.html", context, status=404 if more.get("nothing") else 200)


def _pages(rows: Any, number: int) -> "Paginator[Any]":
    """Pages of rows whose number the figures above the list have counted already: it is not counted again."""
    found: Paginator[Any] = Paginator(rows, ON_A_PAGE)
    found.__dict__["count"] = number
    return found


def _rows(who: Officer, asked: dict[str, str]) -> Any:
    return queries.open_referrals(
        holder=holder_of(who) or asked["holder"],
        agency=asked["agency"],
        states=[asked["state"]] if asked["state"] in OPEN_STATES else (),
        besides_types=hidden_types(who),
    )


def shown(rows: list[Any], now: Any) -> list[dict[str, Any]]:
    """Rows as a list shows them."""
    names, agencies = names_of(rows), partners.agencies_by_id({one.agency for one in rows if one.agency})
    services = queries.services_by_id({one.service for one in rows if one.service})
    posts = {one.subject: one.name for one in places.posts()}
    return [
        {
            "row": one,
            "name": names[one.subject],
            "agency": agencies.get(one.agency),
            "service": services.get(one.service),
            "holder": posts.get(one.holder, "") or one.post_name,
            "level": level_of(now, due=one.due_at, coordinator=one.coordinator_at, oversight=one.oversight_at),
        }
        for one in rows
    ]


@at_referrals(*EVERYONE)
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """By the reference of a card, or by the token of a slip. What was typed stands in no address."""
    who, text = officer(request), request.POST.get("text", "").strip()
    found = _found(who, text)
    if len(found) == 1:
        return HttpResponseRedirect(reverse("referrals:one", args=[found[0].subject]))
    if not found:
        return board_page(request, who, nothing=True)
    record_look(request, "referrals", [one.subject for one in found])
    return render(request, "referrals/found.html", {"rows": shown(found, ledger().clock.now())})


def _found(who: Officer, text: str) -> list[Any]:
    row = queries.by_reference(read_reference(text))
    if row is not None:
        return [row] if may_see(who, row) else []
    if queries.is_agency_node():
        return []
    try:
        crossing = crossings.crossing_by_token(text)
    except Problem:
        return []
    rows = queries.referrals_of_group(crossing.group) if crossing is not None and crossing.group else []
    return [one for one in rows if may_see(who, one)]


@at_referrals(*EVERYONE)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The board as a table: by reference, without a name."""
    who, now = officer(request), ledger().clock.now()
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    rows = list(queries.risen_first(_rows(who, asked), now)[:MOST_IN_A_FILE])
    record_export(request, "referrals", number=len(rows))
    heads = (
        _("Reference"), _("State"), _("Urgency"), _("What it does"), _("Agency"), _("People"), _("Opened"), _("Due"),
        _("Post"),
    )  # fmt: skip
    sheet = Sheet(
        title=_("Referrals"),
        columns=tuple(Column(head) for head in heads),
        rows=[_line(one, who) for one in shown(rows, now)],
        language=get_language() or "en",
    )
    answer = HttpResponse(write_workbook([sheet], title=_("Referrals"), made_at=now), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="referrals.xlsx"'
    return answer


def _line(one: dict[str, Any], who: Officer) -> tuple[Any, ...]:
    row = one["row"]
    times = [
        places.local_time(who.place, at).strftime("%Y-%m-%d %H:%M") if at else "" for at in (row.opened_at, row.due_at)
    ]
    return (
        row.reference, str(label("referral_state", row.shown_state)), str(label("referral_urgency_short", row.urgency)),
        str(label("service_type", row.type)), one["agency"].name if one["agency"] else "", row.people, *times,
        one["holder"],
    )  # fmt: skip
