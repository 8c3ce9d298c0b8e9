"""Sealed entries that came to this agency's node are opened here, once each, when somebody sits down to work."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from safeconduct.domains.protection.commands import ask_erasure, take_notice
from safeconduct.domains.protection.rules import child_of
from safeconduct.domains.protection.rules import file_of as child_file_of
from safeconduct.domains.protection.states import ERASED, NOTICE
from safeconduct.domains.screening import queries
from safeconduct.domains.screening.commands import take_in
from safeconduct.domains.screening.rules import file_of
from safeconduct.foundation.access.roles import PROTECTION_OFFICER, holder_role
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.compartments.holding import keys_of_reader
from safeconduct.foundation.compartments.sealing import open_here, sealed_fact
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import NotFound, Refused

FORM = "screening"


def take_in_new(request: HttpRequest) -> int:
    """Open what waits, as far as this officer holds the keys. Returns how many entries do not open.

    What others hold the keys of waits for them. NotAllowed: compartments.passphrase_needed.
    """
    who = officer(request)
    queries.sort_arrivals()
    mine = {key for code, key in keys_of_reader() if holder_role(code) == PROTECTION_OFFICER}
    broken, looked_at = 0, []
    try:
        for entry in queries.unopened(mine):
            try:
                if holder_role(sealed_fact(entry).compartment) != PROTECTION_OFFICER:
                    continue  # for who holds that compartment
                content = open_here(entry)
            except NotFound:
                continue  # for a key that others hold, or its own has not come yet: it waits
            except Refused:
                broken += 1
            else:
                _take_in(who.id, who.place, entry, content)
            looked_at.append(entry)
    finally:
        queries.were_opened(looked_at)
    return broken


def _take_in(actor: str, place: str, entry: str, content: dict[str, Any]) -> None:
    take = TAKERS.get(str(content.get("form")))
    if take is not None:
        take(Act(id=derived_id("take in", entry), actor=actor, purpose="protection", place=place), entry, content)


def _screening(act: Act, entry: str, content: dict[str, Any]) -> None:
    take_in(act, file=file_of(content, entry), entry=entry, content=content)


def _notice(act: Act, entry: str, content: dict[str, Any]) -> None:
    child, whole = child_file_of(content, entry)
    take_notice(act, child=child, whole=whole, entry=entry, content=content)


def _erased(act: Act, entry: str, content: dict[str, Any]) -> None:
    ask_erasure(act, child=child_of(str(content.get("person", ""))), entry=entry)


TAKERS: dict[str, Callable[[Act, str, dict[str, Any]], None]] = {FORM: _screening, NOTICE: _notice, ERASED: _erased}


def say_broken(request: HttpRequest, broken: int) -> None:
    """Say on the page how many sealed entries do not open."""
    if broken:
        text = ngettext(
            "%(number)s sealed entry does not open with this node's keys. Tell the administrator; nothing was lost.",
            "%(number)s sealed entries do not open with this node's keys. Tell the administrator; nothing was lost.",
            broken,
        )
        messages.warning(request, text % {"number": broken})
