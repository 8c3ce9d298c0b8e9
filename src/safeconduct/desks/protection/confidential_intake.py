"""Sealed entries that came to this agency's node are opened here, once each, when somebody sits down to work."""

from functools import partial

from django.http import HttpRequest

from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import take_in
from safeconduct.domains.screening.rules import file_of
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.compartments.sealing import open_here
from safeconduct.foundation.dispatch import in_turn
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound, Problem

AT_ONCE = 200
FORM = "screening"


def take_in_new(request: HttpRequest) -> int:
    """Open what came since. Returns how many entries do not open; what another agency holds is passed over."""
    who = officer(request)
    broken, place = 0, queries.intake_place()
    while rows := queries.sealed_after(place, limit=AT_ONCE):
        broken += sum(_take_in(who.id, who.place, entry) for _place, entry in rows)
        place = rows[-1][0]
        in_turn(partial(queries.move_intake, place))
    return broken


def _take_in(actor: str, place: str, entry: str) -> int:
    try:
        content = open_here(entry)
    except NotFound:
        return 0  # for a compartment that another node holds
    except Problem:
        return 1
    if content.get("form") != FORM:
        return 0
    act = Act(id=derived_id("take in", entry), actor=actor, purpose="protection", place=place)
    take_in(act, file=file_of(content, entry), entry=entry, content=content)
    return 0
