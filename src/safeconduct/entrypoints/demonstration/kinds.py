"""The kinds of group that arrive: who is in them, by relation, sex and age. A table of small functions."""

from collections.abc import Callable, Mapping

import msgspec

from safeconduct.entrypoints.demonstration.draws import Draws
from safeconduct.entrypoints.demonstration.people import AGES


class Seat(msgspec.Struct, frozen=True):
    """A place in a group, before it is a person."""

    relation: str
    sex: str
    age: int
    same_family: bool = True


def _age(draws: Draws, kind: str) -> int:
    return draws.pick(AGES[kind])


def _sex(draws: Draws) -> str:
    return "F" if draws.chance(0.5) else "M"


def _children(draws: Draws, least: int, most: int, parent_age: int = 40) -> list[Seat]:
    """Sons and daughters, at least eighteen years younger than the parent."""
    found = []
    for _ in range(draws.between(least, most)):
        sex = _sex(draws)
        found.append(Seat("daughter" if sex == "F" else "son", sex, min(_age(draws, "child"), parent_age - 18)))
    return found


def mother_with_children(draws: Draws) -> list[Seat]:
    age = _age(draws, "parent")
    return [Seat("focal_point", "F", age), *_children(draws, 1, 4, age)]


def couple_with_children(draws: Draws) -> list[Seat]:
    age = _age(draws, "parent")
    spouse = Seat("spouse", "M", age + draws.between(0, 6), True)
    return [Seat("focal_point", "F", age), spouse, *_children(draws, 1, 4, age)]


def three_generations(draws: Draws) -> list[Seat]:
    age = _age(draws, "parent")
    mother = Seat("mother", "F", min(88, age + draws.between(20, 32)), draws.chance(0.4))
    others = [Seat("sibling", "F", max(18, age - draws.between(1, 6)))] if draws.chance(0.4) else []
    return [Seat("focal_point", "F", age), mother, *others, *_children(draws, 1, 4, age)]


def older_people(draws: Draws) -> list[Seat]:
    first = Seat("focal_point", "F" if draws.chance(0.7) else "M", _age(draws, "old"))
    if draws.chance(0.5):
        return [first]
    return [first, Seat("spouse", "M" if first.sex == "F" else "F", _age(draws, "old"))]


def single_adult(draws: Draws) -> list[Seat]:
    return [Seat("focal_point", "F" if draws.chance(0.65) else "M", _age(draws, "adult"))]


def siblings_or_friends(draws: Draws) -> list[Seat]:
    first = Seat("focal_point", _sex(draws), _age(draws, "adult"))
    kin = draws.chance(0.6)
    others = range(draws.between(1, 3))
    relation = "sibling" if kin else "not_related"
    return [first, *(Seat(relation, _sex(draws), max(18, first.age - draws.between(0, 8)), kin) for _ in others)]


def students(draws: Draws) -> list[Seat]:
    first = Seat("focal_point", "M" if draws.chance(0.65) else "F", _age(draws, "student"))
    others = range(draws.between(0, 4))
    return [first, *(Seat("not_related", first.sex, _age(draws, "student"), False) for _ in others)]


def unaccompanied_child(draws: Draws) -> list[Seat]:
    first = Seat("focal_point", _sex(draws), _age(draws, "teenager"))
    if draws.chance(0.7):
        return [first]
    return [first, Seat("sibling", _sex(draws), max(3, first.age - draws.between(1, 7)))]


def child_with_non_relative(draws: Draws) -> list[Seat]:
    adult = Seat("focal_point", _sex(draws), _age(draws, "adult"))
    return [adult, Seat("not_related", _sex(draws), _age(draws, "child"), False)]


def children_institution(draws: Draws) -> list[Seat]:
    carers = [Seat("not_related", "F", _age(draws, "parent"), False) for _ in range(draws.between(1, 3))]
    children = [Seat("ward", _sex(draws), draws.between(5, 16), False) for _ in range(draws.between(9, 22))]
    return [Seat("focal_point", "F", _age(draws, "parent")), *carers, *children]


def patrol_found(draws: Draws) -> list[Seat]:
    if draws.chance(0.4):
        return [Seat("focal_point", "M", _age(draws, "adult"))]
    return couple_with_children(draws) if draws.chance(0.5) else siblings_or_friends(draws)


KINDS: Mapping[str, Callable[[Draws], list[Seat]]] = {
    "mother_with_children": mother_with_children,
    "couple_with_children": couple_with_children,
    "three_generations": three_generations,
    "older_people": older_people,
    "single_adult": single_adult,
    "siblings_or_friends": siblings_or_friends,
    "students": students,
    "third_country_family": couple_with_children,
    "national_returning": single_adult,
    "commuter": single_adult,
    "unaccompanied_child": unaccompanied_child,
    "child_with_non_relative": child_with_non_relative,
    "children_institution": children_institution,
    "stateless": single_adult,
    "patrol_found": patrol_found,
}
PAPERS: Mapping[str, str] = {
    "students": "third_country",
    "third_country_family": "third_country",
    "patrol_found": "patrol_found",
    "commuter": "resident",
    "national_returning": "resident",
}
LEAST_LEVEL: Mapping[str, int] = {"unaccompanied_child": 2, "child_with_non_relative": 2, "stateless": 2, "commuter": 2}
PURPOSES: Mapping[str, str] = {"commuter": "commute", "national_returning": "return", "students": "transit"}
