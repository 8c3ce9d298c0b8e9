"""Reading objections: those of a person, those that wait for an answer, and those that waited too long."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from safeconduct.domains.people.models import Objection, Person
from safeconduct.domains.people.rules.objecting import OBJECTION_LIMIT
from safeconduct.domains.people.rules.states import Objecting
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.kernel.acts import Act

_OPEN_OF = Lookup(Objection, "subject IN {many} AND open", order="made_at, id")


def objections_of(person: str) -> list[Objection]:
    """The objections of a person, open ones first, then the latest."""
    return list(Objection.objects.filter(subject=person).order_by("-open", "-made_at", "id"))


def open_objections_of_all(person_ids: Iterable[str]) -> dict[str, list[Objection]]:
    """The objections that are open, of several persons in one query."""
    found: dict[str, list[Objection]] = {}
    for row in _OPEN_OF.among(list(person_ids)):
        found.setdefault(row.subject, []).append(row)
    return found


def open_objections(place: str = "", *, most: int = 200) -> list[Objection]:
    """What nobody has answered, the oldest first; at one post or everywhere."""
    rows = Objection.objects.filter(open=True)
    rows = rows.filter(place=place) if place else rows
    return list(rows.order_by("made_at", "subject", "id")[:most])


def answered_objections(place: str, *, most: int = 50) -> list[Objection]:
    """The latest that were answered at a post."""
    rows = Objection.objects.filter(open=False, place=place)
    return list(rows.order_by("-answered_at", "subject", "id")[:most])


def overdue_objections(now: datetime, *, most: int = 200) -> list[Objection]:
    """Those that have been open for longer than the limit, the oldest first."""
    rows = Objection.objects.filter(open=True, made_at__lt=now - OBJECTION_LIMIT)
    return list(rows.order_by("made_at", "subject", "id")[:most])


def state_for_objection(command: Any, act: Act) -> Objecting:
    """The person, and what they objected to."""
    erased = Person.objects.filter(subject=command.person).values_list("erased", flat=True).first()
    if erased is None:
        return Objecting(is_known=False)
    rows = objections_of(command.person)
    return Objecting(
        is_known=True,
        erased=erased,
        open={one.id: (one.about, one.entry) for one in rows if one.open},
        answered=frozenset(one.id for one in rows if not one.open),
    )
