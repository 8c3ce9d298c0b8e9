"""The three counters that are never mixed: crossings, unique persons and net stock."""

from collections import Counter

import msgspec

from safeconduct.domains.crossings.models import Crossing
from safeconduct.domains.crossings.queries.days import Day
from safeconduct.foundation.journal.statements import execute, first

_CROSSINGS = "SELECT direction, COUNT(*), SUM(people) FROM crossings_crossing WHERE NOT voided AND NOT is_partial"
_PERSONS = "SELECT direction, COUNT(*) FROM crossings_person WHERE NOT voided"
_UNIQUE = "SELECT COUNT(DISTINCT person) FROM crossings_person WHERE NOT voided"
_COUNTED = "SELECT direction, SUM(number) FROM crossings_count"
_DECISIONS = (
    "SELECT decision, COUNT(*) FROM crossings_crossing"
    " WHERE post = %s AND local_day = %s AND NOT voided AND NOT is_partial GROUP BY decision"
)


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
    where, values = ("post = %s", [post]) if day is None else ("post = %s AND local_day = %s", [post, str(day)])
    crossings, people = _by_direction(f"{_CROSSINGS} AND {where}", values)
    (persons,) = _by_direction(f"{_PERSONS} AND {where}", values)
    (counted,) = _by_direction(f"{_COUNTED} WHERE {where}", values)
    return Counters(
        crossings_entry=crossings.get("entry", 0),
        crossings_exit=crossings.get("exit", 0),
        people_entry=people.get("entry", 0),
        people_exit=people.get("exit", 0),
        unique_persons=int(first(f"{_UNIQUE} AND {where}", values)[0]),
        persons_entry=persons.get("entry", 0),
        persons_exit=persons.get("exit", 0),
        counted_entry=counted.get("entry", 0),
        counted_exit=counted.get("exit", 0),
    )


def _by_direction(statement: str, values: list[str]) -> tuple[dict[str, int], ...]:
    """For each number that the statement gives of a direction: direction -> number."""
    cursor = execute(f"{statement} GROUP BY direction", values)
    rows, numbers = cursor.fetchall(), len(cursor.description) - 1
    return tuple({row[0]: int(row[place]) for row in rows} for place in range(1, numbers + 1))


def needs_of_day(post: str, day: Day) -> dict[str, int]:
    """In how many crossings of a local day each functional need was said; one crossing may have several."""
    rows = Crossing.objects.filter(post=post, local_day=str(day), voided=False).values_list("needs", flat=True)
    return dict(Counter(need for needs in rows for need in needs))


def decisions_of_day(post: str, day: Day) -> dict[str, int]:
    """How many crossings of a local day stand at each decision; the empty key counts the undecided."""
    return dict(execute(_DECISIONS, [post, str(day)]).fetchall())
