"""The three counters that are never mixed: crossings, unique persons and net stock."""

from collections import Counter

import msgspec
from django.db.models import Count as Rows
from django.db.models import Sum

from safeconduct.domains.crossings.models import Count, Crossing, CrossingPerson
from safeconduct.domains.crossings.queries.days import Day


class Counters(msgspec.Struct, frozen=True, kw_only=True):
    """Voided crossings and counts taken back are in none of them.

    Crossings are acts of crossing; people is how many stood there; unique persons are those registered one by one,
    each once however often they crossed; movements were counted and may be the same persons as any of these.
    """

    crossings_entry: int
    crossings_exit: int
    people_entry: int
    people_exit: int
    unique_persons: int
    persons_entry: int
    persons_exit: int
    counted_entry: int
    counted_exit: int

    @property
    def net_counted(self) -> int:
        """Entries minus exits of counted movements."""
        return self.counted_entry - self.counted_exit

    @property
    def net_registered(self) -> int:
        """Entries minus exits of persons registered one by one."""
        return self.persons_entry - self.persons_exit


def counters(post: str, day: Day | None = None) -> Counters:
    """The counters of a post on a local day, or since it began."""
    only = {"post": post} if day is None else {"post": post, "local_day": str(day)}
    crossings = {
        row["direction"]: row
        for row in Crossing.objects.filter(voided=False, is_partial=False, **only)
        .values("direction")
        .annotate(rows=Rows("*"), total=Sum("people"))
    }
    persons = CrossingPerson.objects.filter(voided=False, **only)
    registered = dict(persons.values_list("direction").annotate(rows=Rows("*")))
    counted = dict(Count.objects.filter(**only).values_list("direction").annotate(total=Sum("number")))
    nothing = {"rows": 0, "total": 0}
    return Counters(
        crossings_entry=crossings.get("entry", nothing)["rows"],
        crossings_exit=crossings.get("exit", nothing)["rows"],
        people_entry=crossings.get("entry", nothing)["total"],
        people_exit=crossings.get("exit", nothing)["total"],
        unique_persons=persons.values("person").distinct().count(),
        persons_entry=registered.get("entry", 0),
        persons_exit=registered.get("exit", 0),
        counted_entry=counted.get("entry", 0),
        counted_exit=counted.get("exit", 0),
    )


def needs_of_day(post: str, day: Day) -> dict[str, int]:
    """In how many crossings of a local day each functional need was said; one crossing may have several."""
    rows = Crossing.objects.filter(post=post, local_day=str(day), voided=False).values_list("needs", flat=True)
    return dict(Counter(need for needs in rows for need in needs))


def decisions_of_day(post: str, day: Day) -> dict[str, int]:
    """How many crossings of a local day stand at each decision; the empty key counts the undecided."""
    rows = Crossing.objects.filter(post=post, local_day=str(day), voided=False, is_partial=False)
    return dict(rows.values_list("decision").annotate(rows=Rows("*")))
