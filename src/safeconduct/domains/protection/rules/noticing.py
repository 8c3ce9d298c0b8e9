"""Who among the people at a post is to be told to child protection: by declaration, by composition, by relation.

A notice parts nobody. Whether a child may stay with whom it came, child protection decides and nobody at the line.
"""

from collections.abc import Iterable, Mapping

import msgspec

_CHILD_BANDS = frozenset({"0-4", "5-11", "12-17"})
# For a child of this relation to the focal point: the relations of grown-ups of whom one may be its parent.
# A relation that stands in no row (ward, not related, unknown, spouse) has no parent beside it, whoever is there.
_PARENTS: Mapping[str, frozenset[str]] = {
    "focal_point": frozenset({"mother", "father"}),
    "son": frozenset({"focal_point", "spouse"}),
    "daughter": frozenset({"focal_point", "spouse"}),
    "sibling": frozenset({"mother", "father"}),
    "grandchild": frozenset({"son", "daughter", "in_law"}),
    "niece_nephew": frozenset({"sibling", "in_law"}),
    "cousin": frozenset({"aunt_uncle"}),
}


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a crossing, as registered. `is_age_said`: an age, however rough, was given or shown."""

    id: str
    minor: str = "maybe"
    relation: str = ""
    is_age_said: bool = False
    is_separated: bool = False

    @property
    def is_child(self) -> bool:
        """In doubt a child; of somebody whose age nobody gave, nobody has doubted that they are grown up."""
        return self.minor == "yes" or (self.minor == "maybe" and self.is_age_said)


def grounds_for(people: Iterable[Present], *, declared: bool, others: int) -> dict[str, tuple[str, ...]]:
    """The children to be told of, each with its grounds. `others` are people of the crossing without a record."""
    present = list(people)
    children = [one for one in present if one.is_child]
    adults = [one for one in present if not one.is_child]
    alone = not adults and others <= 0
    found = {one.id: _grounds(one, adults, declared=declared, alone=alone) for one in children}
    return {child: grounds for child, grounds in found.items() if grounds}


def _grounds(child: Present, adults: list[Present], *, declared: bool, alone: bool) -> tuple[str, ...]:
    said = {
        "declared": declared,
        "children_only": alone,
        "adult_not_parent": bool(adults) and not has_parent(child, adults),
        "separated": child.is_separated,
    }
    return tuple(ground for ground, is_so in said.items() if is_so)


def has_parent(child: Present, adults: Iterable[Present]) -> bool:
    """Whether one of the grown-ups may be the child's parent; a relation that nobody gave says nothing against it."""
    if not child.relation:
        return True
    return any(one.relation in _PARENTS.get(child.relation, ()) or not one.relation for one in adults)


def children_counted(composition: Mapping[str, int], size: int) -> int:
    """How many children a group of children alone counts, from numbers by sex and age band; 0 for any other group."""
    children = sum(number for line, number in composition.items() if line.partition("/")[2] in _CHILD_BANDS)
    return children if children and children >= max(size, sum(composition.values())) else 0
