"""Tables of counts and the sums that link them: every number of a report as one variable, every sum as one equation.

Decides nothing about what is hidden; that is `suppression`.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import product

import msgspec

TOTAL = "total"  # the label of a margin: ("08", TOTAL) is the row total of hour 08, (TOTAL, TOTAL) the grand total

Key = tuple[str, tuple[tuple[str, str], ...]]  # population, then (dimension, label) pairs; no pair: the grand total


class Reason(StrEnum):
    """Why a number is hidden. For the desk only: a public table shows one mark for both."""

    PRIMARY = "primary"
    COMPLEMENTARY = "complementary"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by one or two dimensions; a combination that is absent counts zero.

    Tables of the same `population` describe the same people: they share the grand total, and the totals of any
    dimension they have in common. `overlapping` says that one person may stand under several labels
    (functional needs), so the labels of this one-dimensional table do not add up to the grand total.
    """

    name: str
    dimensions: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]
    overlapping: bool = False
    population: str = "persons"


class Shown(msgspec.Struct, frozen=True):
    """One number of a published table: its value, or None and the reason."""

    value: int | None
    reason: Reason | None = None


class PublishedTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table with its totals (label TOTAL) in the order of the labels first met; every number is a Shown."""

    name: str
    dimensions: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    cells: Mapping[tuple[str, ...], Shown]
    overlapping: bool = False
    population: str = "persons"


class Equation(msgspec.Struct, frozen=True):
    """The variable `total` is the sum of the variables `parts`."""

    total: int
    parts: tuple[int, ...]


class Linked(msgspec.Struct, frozen=True):
    """Every number of all tables: `values` by position, `positions` by key, and the `equations` a reader can use.

    `implied` numbers are printed nowhere but follow from others: the people without a need.
    """

    values: tuple[int, ...]
    positions: Mapping[Key, int]
    equations: tuple[Equation, ...]
    implied: frozenset[int]


def labels_of(tables: Iterable[Table]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the labels of every (population, dimension), in the order first met."""
    met: dict[tuple[str, str], dict[str, None]] = {}
    for table in tables:
        for place, dimension in enumerate(table.dimensions):
            known = met.setdefault((table.population, dimension), {})
            known.update(dict.fromkeys(labels[place] for labels in table.cells))
    return {where: tuple(labels) for where, labels in met.items()}


def key_of(table: Table | PublishedTable, labels: Sequence[str]) -> Key:
    """Return the key of the number that stands under these labels, TOTAL meaning all labels of its dimension."""
    pairs = zip(table.dimensions, labels, strict=True)
    return table.population, tuple(sorted(pair for pair in pairs if pair[1] != TOTAL))


def places_of(table: Table, labels: Mapping[tuple[str, str], tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the labels of every number the table prints, in printing order, totals last."""
    margins = [
        (*labels[table.population, dimension], *(() if table.overlapping else (TOTAL,)))
        for dimension in table.dimensions
    ]
    return list(product(*margins))


def link(tables: Sequence[Table]) -> Linked:
    """Return all numbers of the tables with the sums that hold among them.

    Raises ValueError for a table that is not of whole counts in one or two dimensions, and for tables of one
    population that disagree.
    """
    for table in tables:
        _check(table)
    labels = labels_of(tables)
    numbers: dict[Key, int] = {}
    for table in tables:
        for place in places_of(table, labels):
            _add(numbers, key_of(table, place), _count(table, place), table.name)
    positions = {key: position for position, key in enumerate(numbers)}
    values = list(numbers.values())
    sums = [equation for table in tables if not table.overlapping for equation in _sums(table, labels, positions)]
    printed = len(values)
    for table in tables:
        grand = positions.get((table.population, ()))
        if not table.overlapping or grand is None:
            continue
        for place in places_of(table, labels):
            having = positions[key_of(table, place)]
            sums.append(Equation(grand, (having, len(values))))
            values.append(_without(values[grand], values[having], table.name))
    implied = frozenset(range(printed, len(values)))
    return Linked(tuple(values), positions, tuple(dict.fromkeys(sums)), implied)


def _check(table: Table) -> None:
    if not 1 <= len(set(table.dimensions)) == len(table.dimensions) <= 2:
        raise ValueError(f"table {table.name!r} must have one dimension or two different ones")
    if table.overlapping and len(table.dimensions) > 1:
        raise ValueError(f"table {table.name!r} overlaps, so it must have one dimension")
    for labels, count in table.cells.items():
        if len(labels) != len(table.dimensions) or TOTAL in labels:
            raise ValueError(
                f"table {table.name!r}: {labels!r} must be {len(table.dimensions)} label(s), none {TOTAL!r}"
            )
        if type(count) is not int or count < 0:
            raise ValueError(f"table {table.name!r}: {labels!r} must be a whole number from 0, not {count!r}")


def _count(table: Table, place: tuple[str, ...]) -> int:
    if TOTAL not in place:
        return table.cells.get(place, 0)
    return sum(
        count
        for labels, count in table.cells.items()
        if all(want in (TOTAL, label) for want, label in zip(place, labels, strict=True))
    )


def _add(numbers: dict[Key, int], key: Key, count: int, name: str) -> None:
    if numbers.setdefault(key, count) != count:
        raise ValueError(f"table {name!r} counts {count} at {key!r}, another table of this population {numbers[key]}")


def _sums(
    table: Table, labels: Mapping[tuple[str, str], tuple[str, ...]], positions: Mapping[Key, int]
) -> Iterable[Equation]:
    """Every printed total is the sum of the numbers along one dimension."""
    for place in places_of(table, labels):
        for axis, label in enumerate(place):
            if label != TOTAL:
                continue
            parts = [
                (*place[:axis], part, *place[axis + 1 :]) for part in labels[table.population, table.dimensions[axis]]
            ]
            yield Equation(positions[key_of(table, place)], tuple(positions[key_of(table, part)] for part in parts))


def _without(everyone: int, having: int, name: str) -> int:
    if having > everyone:
        raise ValueError(f"table {name!r} counts {having} under one label, more than the {everyone} there are")
    return everyone - having
