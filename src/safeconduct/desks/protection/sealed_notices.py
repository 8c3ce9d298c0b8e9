"""What staff of an agency's node are told on their first page: what waits sealed, emergencies, and drills that are due.

By number and never by content.
"""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext
from msgspec import Struct

from safeconduct.desks.protection.custody import KEEPERS
from safeconduct.domains.screening import queries as screening
from safeconduct.foundation.access.roles import (
    OVERSIGHT,
    PROTECTION_COORDINATOR,
    PROTECTION_OFFICER,
    holder_role,
)
from safeconduct.foundation.access.sessions import Officer, officer_or_none
from safeconduct.foundation.compartments import holding, queries
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import label
from safeconduct.foundation.web.texts import sentence_of

UNOPENED = timedelta(hours=4)  # assumption: half a working day; "now" needs are told by the lane, not by this


class Notice(Struct, frozen=True):
    """One line on top of a first page."""

    tone: str
    text: str
    url: str = ""


def notices_for(request: HttpRequest) -> list[Notice]:
    """What the one who sits here is told; nothing anywhere but on an agency's node."""
    who = officer_or_none(request)
    if who is None or not screening.reads_files():
        return []
    now = ledger().clock.now()
    screening.sort_arrivals()
    return [*_unopened(who, now), *_emergencies(who), *_drills(who, now)]


def _unopened(who: Officer, now: datetime) -> list[Notice]:
    number = screening.count_unopened(now - UNOPENED)
    if not number:
        return []
    text = ngettext(
        "%(number)s sealed item unopened for more than %(hours)s h.",
        "%(number)s sealed items unopened for more than %(hours)s h.",
        number,
    ) % {"number": number, "hours": int(UNOPENED.total_seconds() // 3600)}
    return [Notice("red", text, reverse("protection:needs") if who.is_any(PROTECTION_OFFICER) else "")]


def _emergencies(who: Officer) -> list[Notice]:
    theirs = (
        None if who.is_any(OVERSIGHT, PROTECTION_COORDINATOR) else [code for code, _key in holding.holdings_of(who.id)]
    )
    number = len(queries.emergencies(open_only=True, compartments=theirs))
    if not number or not who.is_any(OVERSIGHT, *KEEPERS):
        return []
    text = ngettext(
        "%(number)s time sealed content was read in an emergency; to be reviewed.",
        "%(number)s times sealed content was read in an emergency; to be reviewed.",
        number,
    )
    shown = (
        reverse("protection:emergencies") if who.is_any(OVERSIGHT, PROTECTION_OFFICER, PROTECTION_COORDINATOR) else ""
    )
    return [Notice("red", text % {"number": number}, shown)]


def _drills(who: Officer, now: datetime) -> list[Notice]:
    """One line for each thing to be done, naming every compartment of which it is to be done."""
    if not who.is_any(*KEEPERS):
        return []
    waiting: dict[str, list[tuple[str, str, str]]] = {}
    for code, key in queries.keys_known():
        if not who.is_any(holder_role(code), PROTECTION_COORDINATOR):
            continue
        keeping = queries.keeping(code, key)
        due = keeping.drill_due.date().isoformat() if keeping.drill_due else ""
        waiting.setdefault(keeping.state(now), []).append((due, str(label("compartment", code)), key))
    return [_to_do(state, waiting[state]) for state in TONES if state in waiting]


def _to_do(state: str, keys: list[tuple[str, str, str]]) -> Notice:
    days, names, ids = zip(*sorted(keys), strict=True)
    text = sentence_of(f"health.key_{state}", {"compartment": ", ".join(dict.fromkeys(names)), "day": days[0]})
    one = reverse("protection:compartment", args=[ids[0]])
    return Notice(TONES[state], text, one if len(ids) == 1 else reverse("protection:compartments"))


TONES = {"unwrapped": "red", "nobody": "red", "no_sheets": "red", "first": "amber", "soon": "amber", "over": "red"}
