"""Gazetteers: a file of places with P-codes is tried out, row by row, then loaded; a loaded one is put away or back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safeconduct.foundation.access.queries import names_of
from safeconduct.foundation.access.roles import ADMINISTRATOR
from safeconduct.foundation.access.sessions import allow, officer
from safeconduct.foundation.codes import PlacesError, PlaceSheet, RowProblem, read_place_sheets
from safeconduct.foundation.documents.table_files import read_tables
from safeconduct.foundation.places import gazetteers
from safeconduct.foundation.web.texts import sentence_of
from safeconduct.kernel.problems import NotFound, Problem, Refused

SHOWN = 200  # rows at fault listed on the page
LEVELS = (gettext_lazy("country"), gettext_lazy("level 1"), gettext_lazy("level 2"), gettext_lazy("level 3"),
          gettext_lazy("level 4"), gettext_lazy("level 5"))  # fmt: skip


@allow(ADMINISTRATOR)
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The gazetteers of this node, and the form to try a file out."""
    return render(request, "administration/gazetteers.html", _context())


def _context(**given: Any) -> dict[str, Any]:
    rows = gazetteers.gazetteers()
    names = names_of({row.loaded_by for row in rows})
    return {
        "rows": [{"one": row, "levels": _levels(row), "by": names.get(row.loaded_by, "–")} for row in rows],
        "used": gazetteers.USED,
        "errors": [],
        "given": {},
        **given,
    }


def _levels(row: Any) -> list[tuple[Any, int]]:
    return [(word, number) for word, number in zip(LEVELS, row.levels, strict=False) if number]


@allow(ADMINISTRATOR)
@require_POST
def try_out(request: HttpRequest) -> HttpResponse:
    """Read the file and say what it holds, or every mistake by row. Nothing is used before it is loaded."""
    given = request.FILES.get("file")
    version, source = request.POST.get("version", ""), request.POST.get("source", "")
    gazetteers.drop_tried()
    try:
        if given is None:
            raise Refused("places.choose_file")
        places = read_place_sheets(_sheets(given.read()))
        gazetteers.try_out(places, version=version, source=source, by=officer(request).id)
    except PlacesError as error:
        context = {"name": given.name if given else "", "problems": _problems(error.problems), "more": _more(error)}
        return render(request, "administration/gazetteer_tried.html", context, status=422)
    except Problem as problem:
        errors = [(f"id_{_field(problem)}", sentence_of(problem.code, problem.details))]
        context = _context(errors=errors, given={"version": version, "source": source})
        return render(request, "administration/gazetteers.html", context, status=422)
    standing = {row.country: row for row in gazetteers.gazetteers() if row.state == gazetteers.USED}
    tried = [{"one": row, "levels": _levels(row), "before": standing.get(row.country)} for row in gazetteers.tried()]
    return render(request, "administration/gazetteer_tried.html", {"name": given.name, "tried": tried})


def _sheets(data: bytes) -> list[PlaceSheet]:
    return [
        PlaceSheet(table.sheet or "", table.header_row, table.header, [(row.number, row.cells) for row in table.rows])
        for table in read_tables(data)
    ]


FIELD_OF = {"places.version_missing": "version", "places.source_missing": "source"}


def _field(problem: Problem) -> str:
    return FIELD_OF.get(problem.code, "file")


def _problems(problems: list[RowProblem]) -> list[dict[str, Any]]:
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column,
         "sentence": sentence_of(f"places.{one.code}", {"value": one.value})}
        for one in problems[:SHOWN]
    ]  # fmt: skip


def _more(error: PlacesError) -> int:
    return max(0, len(error.problems) - SHOWN)


@allow(ADMINISTRATOR)
@require_POST
def load(request: HttpRequest) -> HttpResponse:
    """Use what was tried out; earlier gazetteers of the same countries are put away."""
    waiting = [row.id for row in gazetteers.tried()]
    if not waiting:
        raise NotFound("places.nothing_tried")
    taken = gazetteers.take_up(waiting)
    names = ", ".join(row.name for row in taken)
    messages.success(request, _("Loaded: {names}. Officers can choose these places from now on.").format(names=names))
    return HttpResponseRedirect(reverse("administration:gazetteers"))


@allow(ADMINISTRATOR)
@require_POST
def change(request: HttpRequest, gazetteer: int) -> HttpResponse:
    """Put a gazetteer away, or use an earlier one again."""
    if request.POST.get("state") == gazetteers.USED:
        gazetteers.take_up([gazetteer])
    else:
        gazetteers.put_away(gazetteer)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("administration:gazetteers"))
