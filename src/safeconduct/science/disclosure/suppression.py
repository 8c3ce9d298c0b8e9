"""Small-cell suppression: which numbers of linked tables are hidden so that none can be worked out.

Decides the primary numbers (too few people) and the complementary ones that cover them; `tables` links the numbers,
`reader` measures what can be known, `covers` proposes the cheapest cover. The rules, all known to the reader:

- a number from 1 to threshold - 1 is hidden (primary), also when it is a total or the people *without* a need;
- zeros are published, except that where a total is hidden the zeros that make it up are hidden with it. So a hidden
  number among the parts of a published total is known to be at least 1;
- every hidden number keeps at least `protection_width` steps between the least and the greatest value it can have.
  A primary number keeps them inside 1..threshold-1, so even who guesses that it is primary learns nothing more.

Not covered: two editions of a report compared, a total published elsewhere, readers who know some of the people.
"""

from collections.abc import Mapping, Sequence

import msgspec

from safeconduct.science.disclosure.covers import Covers
from safeconduct.science.disclosure.reader import Reader, Rule, zeros_with_hidden_totals
from safeconduct.science.disclosure.tables import (
    Key,
    Linked,
    PublishedTable,
    Reason,
    Shown,
    Table,
    key_of,
    labels_of,
    link,
    places_of,
)

THRESHOLD = 5  # assumption: counts below five are hidden


class Breach(msgspec.Struct, frozen=True):
    """A number the published tables give away: where it stands and what a reader can work out. For the desk only."""

    key: Key
    lowest: int
    highest: int | None
    needed_width: int


def suppress(
    tables: Sequence[Table], *, threshold: int = THRESHOLD, protection_width: int | None = None
) -> tuple[PublishedTable, ...]:
    """Return the tables with their totals, small numbers and their covers hidden (value None, with the reason).

    `protection_width` is by default threshold - 2: the published tables then narrow a small number no further than
    "1 to threshold - 1", which the rule itself tells. Same input, same output. The reason is for the desk; a public
    page shows one mark for both. Raises ValueError for a threshold below 3, a width outside 1..threshold-2, and for
    tables that disagree (see `tables.link`).
    """
    rule = _rule(threshold, protection_width)
    linked = link(tables)
    choice = _Choice(linked, rule)
    choice.cover_all()
    choice.open_needless()
    labels = labels_of(tables)
    published = []
    for table in tables:
        cells = {}
        for place in places_of(table, labels):
            position = linked.positions[key_of(table, place)]
            reason = choice.hidden.get(position)
            cells[place] = Shown(linked.values[position] if reason is None else None, reason)
        across = tuple(labels[table.population, dimension] for dimension in table.dimensions)
        published.append(
            PublishedTable(
                name=table.name,
                dimensions=table.dimensions,
                labels=across,
                cells=cells,
                overlapping=table.overlapping,
                population=table.population,
            )
        )
    return tuple(published)


def audit(
    tables: Sequence[Table],
    published: Sequence[PublishedTable],
    *,
    threshold: int = THRESHOLD,
    protection_width: int | None = None,
) -> list[Breach]:
    """Return every number that `published` gives away, by exact reasoning over all its sums; empty when it is safe.

    A small number left open is a breach too. Raises ValueError when `published` lacks a number or shows a wrong one.
    """
    rule = _rule(threshold, protection_width)
    linked = link(tables)
    hidden = _hidden_in(published, linked)
    reader = Reader(linked, hidden)
    keys = {position: key for key, position in linked.positions.items()}
    breaches = []
    for position in _to_protect(linked, hidden, rule):
        interval = reader.interval(position)
        if rule.gap(linked.values[position], interval):
            key = keys.get(position) or _implied_key(linked, position, keys)
            breaches.append(Breach(key, interval.lowest, interval.highest, rule.width))
    return breaches


def _rule(threshold: int, protection_width: int | None) -> Rule:
    if threshold < 3:
        raise ValueError(f"threshold must be at least 3, not {threshold}")
    width = threshold - 2 if protection_width is None else protection_width
    if not 1 <= width <= threshold - 2:
        raise ValueError(f"protection_width must be from 1 to {threshold - 2} at threshold {threshold}, not {width}")
    return Rule(threshold, width)


class _Choice:
    """The numbers hidden so far. Hiding more never makes a safe number unsafe, so what is safe stays so."""

    def __init__(self, linked: Linked, rule: Rule) -> None:
        self._linked, self._rule = linked, rule
        printed = range(len(linked.values) - len(linked.implied))
        self.hidden = {at: Reason.PRIMARY for at in printed if rule.is_small(linked.values[at])}
        self._covers = Covers(linked)
        self._safe, self._known_zeros = set[int](), set[int]()

    def cover_all(self) -> None:
        """Cover one unsafe number after another until none is left."""
        self._hide([])
        while (unsafe := self._first_unsafe(reader := Reader(self._linked, self.hidden))) is not None:
            known = reader.interval(unsafe)
            if known.highest == 0:
                self._known_zeros.add(unsafe)  # a zero that everyone can work out is better shown than covered
                self._hide_anew(self.hidden)
            else:
                self._hide(self._cover(reader, unsafe))

    def open_needless(self) -> None:
        """Open again, the costliest first, every cover that later ones made needless."""
        covers = [
            at for at, reason in self.hidden.items() if reason is Reason.COMPLEMENTARY and self._linked.values[at]
        ]
        for at in sorted(covers, key=lambda at: (-self._covers.weight(at), at)):
            before = self.hidden
            self._hide_anew({other: reason for other, reason in before.items() if other != at})
            if self._first_unsafe(Reader(self._linked, self.hidden)) is not None:
                self.hidden = before

    def _hide(self, positions: Sequence[int]) -> None:
        self.hidden |= dict.fromkeys(positions, Reason.COMPLEMENTARY)
        zeros = zeros_with_hidden_totals(self._linked, self.hidden, self._known_zeros)
        self.hidden |= dict.fromkeys(zeros, Reason.COMPLEMENTARY)

    def _hide_anew(self, hidden: Mapping[int, Reason]) -> None:
        """Begin again from the people hidden; which zeros go with them, and what is safe, is found afresh."""
        self.hidden = {at: reason for at, reason in hidden.items() if self._linked.values[at]}
        self._safe.clear()
        self._hide([])

    def _first_unsafe(self, reader: Reader) -> int | None:
        for at in _to_protect(self._linked, self.hidden, self._rule):
            if at not in self._safe:
                if not _is_safe(reader, self._linked, self._rule, at):
                    return at
                self._safe.add(at)
        return None

    def _cover(self, reader: Reader, at: int) -> list[int]:
        """Further numbers to hide so that this one gains doubt: the path cheapest by step, else a number around it."""
        value = self._linked.values[at]
        known = self._rule.within(value, reader.interval(at))
        found = []
        for step, gain in self._rule.wanted_changes(value, known):
            cover = self._covers.find(at, step, self.hidden, reader.lowest)
            if cover and cover[1]:
                found.append((cover[0] / gain, cover[1]))
        if found:
            return min(found)[1]
        around = self._covers.cheapest_open(reader.related(at), self.hidden)
        if around is None:
            raise AssertionError("all numbers are hidden and one is still known: the rules do not hold")
        return [around]


def _to_protect(linked: Linked, hidden: Mapping[int, Reason], rule: Rule) -> list[int]:
    """Every hidden number, and every small one whether printed or only implied; zeros, which are nobody, last."""
    found = [at for at, value in enumerate(linked.values) if at in hidden or rule.is_small(value)]
    return sorted(found, key=lambda at: linked.values[at] == 0)


def _is_safe(reader: Reader, linked: Linked, rule: Rule, at: int) -> bool:
    value = linked.values[at]
    return not rule.gap(value, reader.seen(at)) or not rule.gap(value, reader.interval(at))


def _hidden_in(published: Sequence[PublishedTable], linked: Linked) -> dict[int, Reason]:
    shown, listed = set[int](), set[int]()
    for table in published:
        for place, cell in table.cells.items():
            position = linked.positions[key_of(table, place)]
            listed.add(position)
            if cell.value is not None:
                shown.add(position)
                if cell.value != linked.values[position]:
                    raise ValueError(f"table {table.name!r} shows {cell.value} at {place!r}, not the true count")
    printed = range(len(linked.values) - len(linked.implied))
    missing = [position for position in printed if position not in listed]
    if missing:
        raise ValueError(f"{len(missing)} numbers of the tables are not in what was published")
    return {position: Reason.PRIMARY for position in printed if position not in shown}


def _implied_key(linked: Linked, position: int, keys: Mapping[int, Key]) -> Key:
    having = next(sum_.parts[0] for sum_ in linked.equations if sum_.parts[-1] == position)
    population, ((dimension, label),) = keys[having]
    return population, ((dimension, f"not {label}"),)


COLUMNS = ("population", "table", "dimension", "label", "dimension_2", "label_2", "overlapping", "count", "suppressed")


def suppression_tool(
    rows: Sequence[Mapping[str, str]], *, threshold: int = THRESHOLD, protection_width: int | None = None
) -> list[dict[str, str]]:
    """Suppress a CSV of counts: one row a count in, one row a number (totals included) out, columns COLUMNS.

    In: `table`, `dimension`, `label`, `count` and, where they apply, `dimension_2`, `label_2`, `population` (default
    "persons") and `overlapping` ("yes" when one person may stand under several labels). Out: the same, with `count`
    empty and `suppressed` "yes" where hidden; the reason is not written, because the file is meant for the public.
    Raises ValueError naming the row (the first below the header is 1) that cannot be read.
    """
    tables = _tables_of(rows)
    published = suppress(tables, threshold=threshold, protection_width=protection_width)
    return [
        dict(zip(COLUMNS, (table.population, table.name, *_pairs(table, place), *_mark(table, cell)), strict=True))
        for table in published
        for place, cell in table.cells.items()
    ]


def _pairs(table: PublishedTable, place: Sequence[str]) -> list[str]:
    pairs = [text for pair in zip(table.dimensions, place, strict=True) for text in pair]
    return pairs + [""] * (4 - len(pairs))


def _mark(table: PublishedTable, cell: Shown) -> tuple[str, str, str]:
    overlapping = "yes" if table.overlapping else ""
    return overlapping, "" if cell.value is None else str(cell.value), "yes" if cell.value is None else ""


def _tables_of(rows: Sequence[Mapping[str, str]]) -> list[Table]:
    cells: dict[tuple[str, str, tuple[str, ...], bool], dict[tuple[str, ...], int]] = {}
    for number, row in enumerate(rows, start=1):
        text = {column: (row.get(column) or "").strip() for column in COLUMNS}
        missing = [column for column in ("table", "dimension", "label", "count") if not text[column]]
        if missing or bool(text["dimension_2"]) != bool(text["label_2"]):
            raise ValueError(f"row {number}: {', '.join(missing) or 'dimension_2 or label_2'} is empty")
        if text["overlapping"] not in ("", "yes", "no"):
            raise ValueError(f"row {number}: overlapping must be yes, no or empty")
        if not (text["count"].isascii() and text["count"].isdigit()):
            raise ValueError(f"row {number}: count must be a whole number from 0")
        dimensions = tuple(filter(None, (text["dimension"], text["dimension_2"])))
        labels = tuple(filter(None, (text["label"], text["label_2"])))
        table = (text["population"] or "persons", text["table"], dimensions, text["overlapping"] == "yes")
        if labels in cells.setdefault(table, {}):
            raise ValueError(f"row {number}: these labels were already counted in table {text['table']!r}")
        cells[table][labels] = int(text["count"])
    return [
        Table(name=name, dimensions=dimensions, cells=counts, overlapping=overlapping, population=population)
        for (population, name, dimensions, overlapping), counts in cells.items()
    ]
