"""What a post tells child protection of a child: composed from the register, sealed, never with a name.

Everything here is read from what the register holds already; a notice adds no flag, moves nobody and stops nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from safeconduct.domains.people.queries import groups, members_of, persons
from safeconduct.domains.protection.rules import Present, children_counted, grounds_for
from safeconduct.domains.protection.states import COMPARTMENT, ERASED, NOTICE
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.foundation.compartments.queries import compartments
from safeconduct.foundation.compartments.sealing import seal_for
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

LONGEST_NAME = 60
MOST_TOLD = 12  # companions in one notice: so many stay within the size of every other sealed entry


def can_tell() -> bool:
    """Whether an agency holds the compartment; without one, notices wait until it does."""
    return any(one.code == COMPARTMENT for one in compartments())


def act_of_notice(name: str, held: Held, place: str) -> Act:
    """The act in which what follows from this fact is sealed: the same id each time, so that it happens once."""
    return Act(
        id=derived_id(name, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=place,
        happened_at=held.happened_at,
    )  # fmt: skip


def notices_of_crossing(crossing: Any, at: datetime, *, only: str = "") -> list[Command]:
    """A sealed notice for every child of a crossing who is to be told of; with `only`, for that person alone."""
    if not can_tell():
        return []
    told = told_of_crossing(crossing, at)
    return [seal_for(COMPARTMENT, content) for content in told if not only or content.get("person") == only]


def told_of_crossing(crossing: Any, at: datetime) -> list[dict[str, Any]]:
    """What there is to be told of a crossing: one content a child, or one for children of whom a number is known."""
    if crossing.voided:
        return []
    group = groups([crossing.group]).get(crossing.group) if crossing.group else None
    people = _people_of(crossing)
    others = max(crossing.people, group.size if group else 0) - len(people)
    found = grounds_for([_present(one) for one in people], declared=crossing.has_child_alone, others=others)
    about = _about_crossing(crossing, at)
    if not found:
        return _uncounted(crossing, group, people, about)
    return [_notice_of(one, found[one.subject], people, about) for one in people if one.subject in found]


def _people_of(crossing: Any) -> list[Any]:
    found = {one.subject: one for one in persons(crossing.persons).values()}
    if crossing.group:
        found |= {one.subject: one for one in members_of([crossing.group]).get(crossing.group, [])}
    return [one for one in found.values() if not one.voided and not one.erased]


def _present(person: Any) -> Present:
    return Present(
        id=person.subject, minor=person.minor, relation=person.relation,
        is_age_said=bool(person.birth_shown or person.age_band), is_separated=bool(person.open_flags),
    )  # fmt: skip


def _about_crossing(crossing: Any, at: datetime) -> dict[str, Any]:
    return {
        "form": NOTICE,
        "crossing": crossing.subject,
        "token": crossing.token,
        "group": crossing.group or "",
        "post": crossing.post,
        "post_name": places.post(crossing.post).name[:LONGEST_NAME],
        "day": crossing.local_day,
        "at": at.isoformat(timespec="seconds"),
    }


def _notice_of(person: Any, grounds: Iterable[str], people: list[Any], about: dict[str, Any]) -> dict[str, Any]:
    return {
        **about,
        "person": person.subject,
        "grounds": list(grounds),
        **{name: getattr(person, name) for name in ("minor", "sex", "age_band", "relation")},
        "companions": [
            {name: getattr(one, name) for name in ("relation", "minor", "sex", "age_band")}
            for one in people
            if one.subject != person.subject
        ][:MOST_TOLD],
    }


def _uncounted(crossing: Any, group: Any, people: list[Any], about: dict[str, Any]) -> list[dict[str, Any]]:
    """Children of whom only the number is known: said to be alone, or a group of children alone."""
    numbers = group.composition_numbers if group else {}
    children = children_counted(numbers, max(crossing.people, group.size if group else 0))
    if not (crossing.has_child_alone or (children and not people)):
        return []
    grounds = (["declared"] if crossing.has_child_alone else []) + (["children_only"] if children else [])
    said = sum(number for line, number in numbers.items() if line.partition("/")[2] in ("0-4", "5-11", "12-17"))
    return [{**about, "grounds": grounds, "children": max(children, said, 1)}]


def notice_of_count(fact: Any, ref: str, at: datetime) -> list[Command]:
    """A notice of children who were counted as alone and have no record yet."""
    if not can_tell():
        return []
    content = {
        "form": NOTICE, "crossing": derived_id("count", ref), "grounds": ["declared"], "children": fact.number,
        "post": fact.post, "post_name": places.post(fact.post).name[:LONGEST_NAME], "day": fact.local_day,
        "sex": fact.sex, "age_band": fact.age_band, "at": at.isoformat(timespec="seconds"),
    }  # fmt: skip
    return [seal_for(COMPARTMENT, content)]


def notice_of_held(row: Any, at: datetime) -> list[Command]:
    """A notice of a child, or of somebody who may be one, who is deprived of liberty."""
    if not can_tell():
        return []
    known = persons([row.person]).get(row.person)
    told = {name: getattr(known, name) for name in ("sex", "age_band", "relation")} if known is not None else {}
    content: dict[str, Any] = {
        "form": NOTICE, "grounds": ["held"], "crossing": row.crossing or derived_id("held", row.id),
        "post": row.post, "post_name": places.post(row.post).name[:LONGEST_NAME],
        "day": places.local_time(row.post, at).date().isoformat(), "at": at.isoformat(timespec="seconds"),
        "minor": "yes" if row.minor == "yes" else "maybe", **told,
    }  # fmt: skip
    return [seal_for(COMPARTMENT, {**content, **({"person": row.person} if known is not None else {"children": 1})})]


def erasure_notice(person: str) -> list[Command]:
    """What tells the agency that the post erased somebody; nothing, where no agency holds the compartment."""
    return [seal_for(COMPARTMENT, {"form": ERASED, "person": person})] if can_tell() else []
