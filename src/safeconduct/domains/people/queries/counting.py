"""Counts for reports and oversight, from what stands in nameless bodies only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from safeconduct.domains.people.history import MOVED_AS_CORRECTION
from safeconduct.domains.people.models import Change, Flag, Need, Person
from safeconduct.domains.people.queries.reading import day_bounds


@dataclass(frozen=True)
class RegisteredCounts:
    """Unique persons registered at a place on a local day; voided records are not among them.

    `cells` maps (sex, age band, nationality) to persons; `needs` a code to persons who have it.
    """

    total: int
    cells: Mapping[tuple[str, str, str], int]
    needs: Mapping[str, int]

    def by(self, part: str) -> dict[str, int]:
        """Persons by one of sex, age_band, nationality."""
        at = ("sex", "age_band", "nationality").index(part)
        found: Counter[str] = Counter()
        for cell, number in self.cells.items():
            found[cell[at]] += number
        return dict(found)


def registered_on(place: str, day: date, zone: str) -> RegisteredCounts:
    """Unique persons registered at a place on its local day."""
    begins, ends = day_bounds(day, zone)
    rows = Person.objects.filter(place=place, registered_at__gte=begins, registered_at__lt=ends, voided=False)
    cells = {
        (sex, band, nationality): number
        for sex, band, nationality, number in rows.values_list("sex", "age_band", "nationality").annotate(
            number=Count("*")
        )
    }
    return RegisteredCounts(sum(cells.values()), cells, _needs_among(rows))


def _needs_among(rows: QuerySet[Person]) -> dict[str, int]:
    subjects = rows.values("subject")
    found = Need.objects.filter(withdrawn=False, subject__in=subjects).values("code")
    return {
        row["code"]: row["number"] for row in found.annotate(number=Count("subject", distinct=True)).order_by("code")
    }


def open_flags(place: str = "") -> list[Flag]:
    """Separation flags that are up, oldest first, also of voided and erased persons; `place`: raised there."""
    rows = Flag.objects.filter(open=True).order_by("raised_at", "id")
    return list(rows.filter(place=place) if place else rows)


def released_flags(place: str = "", *, limit: int = 50) -> list[Flag]:
    """Separation flags that came down, the latest first; `place`: raised there."""
    rows = Flag.objects.filter(open=False).order_by("-released_at", "id")
    return list((rows.filter(place=place) if place else rows)[:limit])


def count_open_flags(place: str = "") -> int:
    """How many flags are up."""
    rows = Flag.objects.filter(open=True)
    return (rows.filter(place=place) if place else rows).count()


def count_group_corrections(begins: datetime, ends: datetime, place: str = "") -> int:
    """How many moves passed as "entered in the wrong group" in that time: for oversight."""
    return _corrections(begins, ends, place).count()


def group_corrections_by_actor(begins: datetime, ends: datetime, place: str = "") -> dict[str, int]:
    """The same by who made them."""
    rows = _corrections(begins, ends, place).values("by").annotate(number=Count("*"))
    return {row["by"]: row["number"] for row in rows.order_by("by")}


def _corrections(begins: datetime, ends: datetime, place: str) -> QuerySet[Change]:
    rows = Change.objects.filter(event=MOVED_AS_CORRECTION, happened_at__gte=begins, happened_at__lt=ends)
    return rows.filter(place=place) if place else rows
