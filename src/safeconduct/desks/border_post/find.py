"""Finding people who were here before: by slip, document number or name, in this node's own register alone."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from safeconduct.desks.border_post.around import aside_of, post_of
from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.arranged_tables import arranged, rearranged
from safeconduct.foundation.access.looks import record_look
from safeconduct.foundation.access.roles import BORDER_OFFICER, POST_SUPERVISOR
from safeconduct.foundation.access.sessions import Officer, allow, officer
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.web.labels import register_labels
from safeconduct.foundation.web.tables import Column, Table, shape
from safeconduct.foundation.web.texts import register_sentences, sentence_of
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotFound, Problem
from safeconduct.kernel.text import clean_text
from safeconduct.kernel.tokens import is_code

DESK = (BORDER_OFFICER, POST_SUPERVISOR)
register_sentences(
    {
        "find.too_short": _("Give at least two letters of a name, four signs of a document number, or a token."),
        "find.no_such_code": _(
            "Nobody is registered here with this slip. It may be another post's, or another node's."
        ),
    }
)
register_labels(
    "match_reason",
    {
        "token": _("token"),
        "document_number": _("document number"),
        "document_number_begins": _("document number begins so"),
        "name": _("name"),
        "name_begins": _("name begins so"),
        "name_in_latin": _("name in Latin letters"),
    },
)
# Named persons: no filter, and no order that would put people together by nationality.
TABLE = shape(
    "found",
    Column("name", _("Name"), lambda row: folded(row["person"].name) if row["person"] else "", stays=True),
    Column("born", _("Born")),
    Column("nationality", _("Nationality")),
    Column("size", _("Group of"), lambda row: row["size"], is_number=True),
    Column("token", _("Last token"), lambda row: row["crossing"].arrived_at if row["crossing"] else None),
    Column("reasons", _("Found by")),
)
SHORTEST = 2
LONGEST = 120


@allow(*DESK)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What is looked for comes by POST alone: no name or number ever stands in an address."""
    who = officer(request)
    if request.method == "GET":
        return render(request, "border_post/find.html", _context(who, arranged(request, TABLE, form="find")))
    table = rearranged(request, TABLE, form="find")
    text = request.POST.get("q", "").strip()[:LONGEST]
    day = parse_date(request.POST.get("day", "") or "-")
    try:
        if is_code(text):
            return _by_slip(request, text)
        found = _found(text, day, who)
    except Problem as problem:
        errors = [("q", sentence_of(problem.code, problem.details))]
        return render(
            request, "border_post/find.html", _context(who, table, q=text, day=day, errors=errors), status=422
        )
    record_look(request, "search", [row["person"].subject for row in found if row["person"]])
    return render(request, "border_post/find.html", _context(who, table, q=text, day=day, found=table.sorted(found)))


def _context(who: Officer, table: Table, **more: Any) -> dict[str, Any]:
    found = more.get("found")
    groups = list(dict.fromkeys(row["group"] for row in found or () if row["group"]))
    return {
        "table": table,
        "q": "",
        "day": None,
        "errors": [],
        "searched": found is not None,
        "only": found[0] if found and len(groups) == 1 else None,
        "today": places.local_time(post_of(who), ledger().clock.now()).date(),
        "command_id": new_id(),
        "again_id": new_id(),
        **more,
        **aside_of(who),
    }


def _by_slip(request: HttpRequest, text: str) -> HttpResponse:
    """A scanned slip leads straight to its group."""
    crossing = crossings.crossing_by_token(text)
    if crossing is None or crossing.group is None:
        raise NotFound("find.no_such_code")
    return HttpResponseRedirect(reverse("post:group", args=[crossing.group]))


def _found(text: str, day: date | None, who: Officer) -> list[dict[str, Any]]:
    """Rows of people and of groups known by their token, best first. Refused: find.too_short."""
    clean_text(text, kind="free", field="q")
    if len(text) < SHORTEST and not any(sign >= "\u2e80" for sign in text):
        raise NotFound("find.too_short")
    zone = places.zone_of(post_of(who))
    rows = _by_token(text, day)
    for person, reasons in people.find_people(text, day=day, zone=zone):
        rows.append({"person": person, "group": person.group, "reasons": list(reasons)})
    latest = _latest_crossings([row["group"] for row in rows])
    sizes = people.groups(row["group"] for row in rows if row["group"])
    for row in rows:
        row["crossing"] = row.get("crossing") or latest.get(row["group"])
        row["size"] = sizes[row["group"]].size if row["group"] in sizes else 1
    return rows


def _by_token(text: str, day: date | None) -> list[dict[str, Any]]:
    try:
        crossing = crossings.crossing_by_token(text, day)
    except Problem:
        return []  # not a token: then it is a name or a number
    if crossing is None or crossing.group is None:
        return []
    members = [one for one in people.members(crossing.group) if not one.voided]
    person = members[0] if members else None
    return [{"person": person, "group": crossing.group, "crossing": crossing, "reasons": ["token"]}]


def _latest_crossings(groups: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for group in dict.fromkeys(filter(None, groups)):
        standing = [one for one in crossings.crossings_of_group(group) if not one.voided]
        if standing:
            found[group] = standing[0]
    return found
