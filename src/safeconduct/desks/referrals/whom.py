"""Who is to be referred: a person, a registration group and its members, or somebody without a record."""

from datetime import date
from typing import Any

import msgspec

from safeconduct.domains.people import queries as people
from safeconduct.kernel.problems import NotFound
from safeconduct.science.calendars import age_range


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """The people from whom one chooses; `persons` are those registered one by one."""

    person: str = ""
    group: str = ""
    size: int = 1
    persons: tuple[Any, ...] = ()
    language: str = ""
    needs: tuple[str, ...] = ()

    @property
    def is_alone(self) -> bool:
        """Whether one registered person is referred."""
        return bool(self.person)


def whom(person_id: str, group_id: str) -> Whom:
    """Who is meant by an address. NotFound: people.unknown_person, people.unknown_group."""
    if person_id:
        person = people.person(person_id)
        if person.voided or person.erased:
            raise NotFound("people.unknown_person")
        needs = people.needs_of([person_id]).get(person_id, [])
        return Whom(
            person=person_id, group=person.group, persons=(person,), language=person.language, needs=tuple(needs)
        )
    if group_id:
        found = people.group(group_id)
        members = tuple(one for one in found.members if not one.voided and not one.erased)
        return Whom(
            group=group_id, size=found.group.size, persons=members, language=found.group.language,
            needs=tuple(found.needs),
        )  # fmt: skip
    return Whom()


def ages_of(persons: tuple[Any, ...], day: date) -> tuple[int | None, int | None]:
    """The youngest and the oldest age that somebody may have; None where no age is known."""
    ranges = [age_range(one.birth_date, day) for one in persons if one.birth]
    if not ranges:
        return None, None
    return min(low for low, _high in ranges), max(high for _low, high in ranges)


def groups_of(persons: tuple[Any, ...], size: int) -> frozenset[str]:
    """The service groups to which all of these people belong, as far as that is known."""
    if not persons or len(persons) < size:
        return frozenset()
    found = set()
    if all(one.minor == "yes" for one in persons):
        found.add("children")
    if all(one.minor == "no" for one in persons) and len({one.sex for one in persons}) == 1:
        found |= {"women"} if persons[0].sex == "F" else {"men"} if persons[0].sex == "M" else set()
    if len(persons) > 1 and any(one.minor == "yes" for one in persons):
        found.add("families")
    return frozenset(found)
