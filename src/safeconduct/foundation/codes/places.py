"""Tables of places with P-codes (OCHA's common operational datasets): read, checked whole, searched.

Which table a deployment uses is its own; the demonstration country's is made with the demonstration.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from safeconduct.foundation.codes.finding import best_first, entry

COLUMNS = ("pcode", "name", "parent", "level")
DEEPEST_LEVEL = 5
LONGEST_NAME = 300

_PCODE = re.compile(r"[A-Z]{2,3}[A-Z0-9]{0,17}")


class Place(NamedTuple):
    """One place: level 0 is the country, 1 and deeper its parts; `parent` is empty at level 0."""

    pcode: str
    name: str
    parent: str
    level: int


class RowProblem(NamedTuple):
    """What is wrong with one row (the header is row 1), as a code and the column it is about."""

    row: int
    column: str
    code: str


class PlacesError(ValueError):
    """A table of places that cannot be used; `problems` lists every row at fault."""

    def __init__(self, problems: list[RowProblem]) -> None:
        super().__init__(f"{len(problems)} problems in the table of places")
        self.code = "places_table_faulty"
        self.problems = problems


class Places:
    """A checked table of places."""

    def __init__(self, rows: Iterable[Place]) -> None:
        self._by_pcode: Mapping[str, Place] = {place.pcode: place for place in rows}

    def __len__(self) -> int:
        return len(self._by_pcode)

    def place(self, pcode: str) -> Place | None:
        """The place of a P-code, any case."""
        return self._by_pcode.get(pcode.strip().upper())

    def all(self, *, level: int | None = None) -> list[Place]:
        """All places, or those of one level, in the order of the table."""
        return [place for place in self._by_pcode.values() if level is None or place.level == level]

    def within(self, pcode: str) -> list[Place]:
        """The places directly inside a place, in the order of the table."""
        return [place for place in self._by_pcode.values() if place.parent == pcode]

    def line(self, pcode: str) -> list[Place]:
        """A place and all that it lies in, the country last; empty for an unknown P-code."""
        above = []
        found = self.place(pcode)
        while found is not None:
            above.append(found)
            found = self._by_pcode.get(found.parent)
        return above


def read_places(lines: Iterable[str]) -> Places:
    """A table from the lines of a CSV file with the columns pcode, name, parent, level.

    Raises PlacesError with every problem: no CSV, wrong columns, P-codes that are malformed or twice there, names
    that are empty, too long or hold control characters, levels that are no number from 0 to 5, parents that are
    missing or not one level above.
    """
    rows = _rows_of(lines)
    header = [column.strip().lstrip("\ufeff").lower() for column in (rows[0] if rows else [])]
    if tuple(header) != COLUMNS:
        raise PlacesError([RowProblem(1, ",".join(COLUMNS), "columns_differ")])
    problems: list[RowProblem] = []
    places: dict[str, tuple[int, Place]] = {}
    for row, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        place, faults = _place_of(cells)
        if place is not None and place.pcode in places:
            faults.append(("pcode", "pcode_twice"))
        problems += [RowProblem(row, column, code) for column, code in faults]
        if place is not None:
            places.setdefault(place.pcode, (row, place))
    problems += _parents_at_fault(places)
    if problems or not places:
        raise PlacesError(sorted(problems) or [RowProblem(1, "", "no_places")])
    return Places(place for _, place in places.values())


def find_places(text: str, places: Places, *, limit: int = 8) -> list[Place]:
    """Type-ahead by P-code or name, best first; accents and case do not count."""
    return best_first(text, places.all(), lambda place: entry((place.pcode,), {"en": place.name}), "en", limit)


def _rows_of(lines: Iterable[str]) -> list[list[str]]:
    reader = csv.reader(lines)
    try:
        return list(reader)
    except csv.Error as error:
        raise PlacesError([RowProblem(reader.line_num, "", "csv_malformed")]) from error


def _place_of(cells: list[str]) -> tuple[Place | None, list[tuple[str, str]]]:
    if len(cells) != len(COLUMNS):
        return None, [("", "cells_missing")]
    pcode, name, parent, level = (unicodedata.normalize("NFC", cell.strip()) for cell in cells)
    pcode, parent = pcode.upper(), parent.upper()
    checks = (
        ("pcode", "pcode_malformed", _PCODE.fullmatch(pcode) is not None),
        ("name", "name_empty", bool(name)),
        ("name", "name_too_long", len(name) <= LONGEST_NAME),
        ("name", "name_has_control_characters", not any(_is_control(char) for char in name)),
        ("level", "level_not_0_to_5", level in {str(number) for number in range(DEEPEST_LEVEL + 1)}),
        ("parent", "parent_missing", bool(parent) or level == "0"),
        ("parent", "country_has_parent", not parent or level != "0"),
    )
    faults = [(column, code) for column, code, holds in checks if not holds]
    return (None if faults else Place(pcode, name, parent, int(level))), faults


def _parents_at_fault(places: Mapping[str, tuple[int, Place]]) -> list[RowProblem]:
    problems = []
    for row, place in places.values():
        if place.level == 0:
            continue
        _, parent = places.get(place.parent, (0, None))
        if parent is None:
            problems.append(RowProblem(row, "parent", "parent_unknown"))
        elif parent.level != place.level - 1:
            problems.append(RowProblem(row, "parent", "parent_not_one_level_above"))
    return problems


def _is_control(char: str) -> bool:
    # Controls and bidirectional overrides; joiners stay, as Persian and Sinhala names need them.
    return unicodedata.category(char) == "Cc" or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
