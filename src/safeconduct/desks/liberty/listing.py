"""Who is held, at this post or everywhere: what waits longest for a look on top; and how many, without names."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safeconduct.desks.liberty.around import READING, WRITING, names_of, post_names, scope_of, tokens_of
from safeconduct.domains.liberty import queries
from safeconduct.domains.liberty.bases import GROUNDS
from safeconduct.foundation.access.looks import record_export, record_look
from safeconduct.foundation.access.roles import OVERSIGHT
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import choices, label
from safeconduct.science.disclosure.suppression import suppress
from safeconduct.science.disclosure.tables import TOTAL, Table

ON_A_PAGE = 50
FEWEST_SHOWN = 10  # assumption: cells under ten could tell who it is, at a post where everybody knows each other


@allow(*READING)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Those held now, unless something else is chosen; fifty a page."""
    who, now = officer(request), ledger().clock.now()
    which = request.GET.get("which", "") or queries.OPEN
    ground, post = request.GET.get("ground", ""), scope_of(who)
    rows = queries.deprivations(now, which=which, post=post, ground=ground if ground in GROUNDS else "")
    page: Any = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = list(queries.open_alternatives(post=post)[:ON_A_PAGE])
    record_look(request, "list", sorted({one.person for one in (*page, *asked)}))
    names = names_of(one.person for one in (*page, *asked))
    context = {
        "rows": shown(page, now, names),
        "page": page,
        "alternatives": [{"one": one, "name": names.get(one.person, ""), "is_over": one.until < now} for one in asked],
        "figures": queries.figures(now, post=post),
        "which": which,
        "ground": ground,
        "filters": choices("held_filter"),
        "grounds": [("", _("all")), *choices("held_ground")],
        "may_write": who.is_any(*WRITING) and not queries.reads_alone(),
    }
    return render(request, "liberty/list.html", context)


def shown(rows: Any, now: Any, names: dict[str, str]) -> list[dict[str, Any]]:
    """Rows as a list shows them."""
    found, posts = list(rows), post_names()
    tokens = tokens_of(found)
    return [
        {
            "one": one,
            "name": names.get(one.person, ""),
            "token": tokens.get(one.crossing, ""),
            "post": posts.get(one.post, "–"),
            "is_due": one.is_open and one.review_due < now,
            "is_over": one.is_open and one.over_at is not None and one.over_at < now,
        }
        for one in found
    ]


@allow(*WRITING, OVERSIGHT)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Numbers by ground and by alternative, as a table; a small number is hidden and what would give it away too."""
    who = officer(request)
    post = "" if who.is_any(OVERSIGHT) else scope_of(who)
    record_export(request, "liberty_counts", number=0)
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow([_("What"), _("Which"), _("State"), _("Number")])
    lines.writerows(count_lines(queries.counts(post=post), queries.alternative_counts(post=post)))
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="liberty.csv"'
    return answer


def count_lines(
    held: Mapping[tuple[str, ...], int], asked: Mapping[tuple[str, ...], int]
) -> list[tuple[str, str, str, str]]:
    """The lines of the table; a hidden number is an asterisk."""
    found: list[tuple[str, str, str, str]] = []
    for what, words, states, cells in (
        (_("Deprived of liberty"), "held_ground", "held_state", held),
        (_("Alternative"), "alternative_kind", "alternative_goes_on", asked),
    ):
        if not cells:
            continue
        (table,) = suppress([Table(name="t", dimensions=("which", "state"), cells=cells)], threshold=FEWEST_SHOWN)
        for (which, state), cell in table.cells.items():
            names = (_("all") if which == TOTAL else str(label(words, which)),
                     _("all") if state == TOTAL else str(label(states, state)))  # fmt: skip
            found.append((what, *names, "*" if cell.value is None else str(cell.value)))
    return found
