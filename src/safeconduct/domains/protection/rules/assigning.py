"""Many children, some guardians, one act: who would stand for whom, shown before anything is written.

Brothers and sisters (one group) have one guardian where places allow; the child's own district comes first; then
whoever has most places free. What cannot be is listed with its reason, never forced.
"""

from collections.abc import Iterable, Sequence

import msgspec


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A child to be given a guardian; `barred` are guardians whom a conflict rules out for it."""

    child: str
    group: str = ""
    district: str = ""
    barred: frozenset[str] = frozenset()


class Free(msgspec.Struct, kw_only=True):
    """A guardian with places."""

    guardian: str
    district: str = ""
    places: int = 0


class Plan(msgspec.Struct, frozen=True):
    """Who stands for whom, child by child, and the children for whom nobody was found."""

    given: dict[str, str]
    left: tuple[str, ...]


def plan(children: Iterable[Waiting], guardians: Sequence[Free]) -> Plan:
    """Give every child a guardian as far as places go. Children keep their order; guardians are copied, not changed."""
    free = [msgspec.structs.replace(one) for one in guardians]
    of_group: dict[str, str] = {}
    given: dict[str, str] = {}
    left = []
    for child in children:
        found = _best(child, free, of_group.get(child.group, "") if child.group else "")
        if found is None:
            left.append(child.child)
            continue
        found.places -= 1
        given[child.child] = found.guardian
        if child.group:
            of_group.setdefault(child.group, found.guardian)
    return Plan(given, tuple(left))


def _best(child: Waiting, free: Iterable[Free], of_siblings: str) -> Free | None:
    able = [one for one in free if one.places > 0 and one.guardian not in child.barred]
    return min(
        able,
        key=lambda one: (
            one.guardian != of_siblings,
            not _is_same(one.district, child.district),
            -one.places,
            one.guardian,
        ),
        default=None,
    )


def _is_same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
