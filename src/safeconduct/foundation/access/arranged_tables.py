"""The tables of a page as the one who sits here arranged them, and keeping what a form chose."""

from typing import Any

from django.http import HttpRequest

from safeconduct.foundation.access import preferences
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.web.tables import Shape, Table


def arranged(request: HttpRequest, shape: Shape, *, form: str = "") -> Table:
    """The table as this user likes it."""
    return Table(shape, preferences.table_of(officer(request).id, shape.name), form=form)


def rearranged(request: HttpRequest, shape: Shape, *, form: str = "") -> Table:
    """The same, after keeping what the form that was sent chose; whoever chose nothing changes nothing."""
    table = arranged(request, shape, form=form)
    given: Any = request.POST
    choice = table.chosen(given)
    if choice is None or choice.kept() == table.choice.kept():
        return table
    preferences.keep_table(officer(request).id, shape.name, choice.kept())
    return Table(shape, choice.kept(), form=form)
