"""Reads files of places, checked whole: OCHA's COD-AB tables, and the plain table pcode, name, parent, level
(with name_fr, name_ar … behind them where there are names in several languages).

A COD-AB file has a sheet for each level, or one; a row names a place and everything it lies in. Files on the
Humanitarian Data Exchange have named their columns in three ways: admin1Name_en, admin1Pcode · ADM1_EN, ADM1_PCODE ·
adm1_name, adm1_name1, adm1_pcode with the languages of the names in lang, lang1.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from safeconduct.foundation.codes.places import (
    DEEPEST_LEVEL,
    Place,
    Places,
    PlacesError,
    RowProblem,
    name_fault,
    pcode_fault,
    tidy,
)

COLUMNS = ("pcode", "name", "parent", "level")

_PCODE_HEAD = re.compile(r"adm(?:in)?(\d)_?p_?code")
_NAME_HEADS = (re.compile(r"admin(\d)name_([a-z]{2,3})"), re.compile(r"adm(\d)_([a-z]{2})"))
_NUMBERED_HEAD = re.compile(r"adm(\d)_name(\d?)")
_ALSO_HEAD = re.compile(r"admin(\d)(?:alt|ref)name\w*|adm(\d)(?:alt|_ref)\w*")
_OWN_NAME_HEAD = re.compile(r"name_([a-z]{2,3})")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class PlaceSheet(NamedTuple):
    """A sheet of a file: its name, where its head stands, the heads, and the rows with their numbers."""

    name: str
    head_row: int
    heads: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[object]]]


class _Columns:
    """Where the columns of one level stand: P-code, names by language, names whose language a cell says, spellings."""

    def __init__(self) -> None:
        self.pcode: int | None = None
        self.names: dict[str, int] = {}
        self.numbered: dict[str, int] = {}
        self.also: list[int] = []


def read_places(lines: Iterable[str]) -> Places:
    """A table from the lines of a CSV file with the columns pcode, name, parent, level.

    Raises PlacesError with every problem: no CSV, wrong columns, P-codes that are malformed or twice there, names
    that are empty, too long or hold control characters, levels that are no number from 0 to 5, parents that are
    missing or not one level above.
    """
    rows = _rows_of(lines)
    heads = tuple(rows[0]) if rows else ()
    return _read_plain(PlaceSheet("", 1, heads, list(enumerate(rows[1:], start=2))))


def read_place_sheets(sheets: Sequence[PlaceSheet]) -> Places:
    """A table from the sheets of a COD-AB file, or from one plain table. Raises PlacesError with every problem."""
    if len(sheets) == 1 and _head(sheets[0])[: len(COLUMNS)] == COLUMNS:
        return _read_plain(sheets[0])
    reading = _Reading()
    known = [(sheet, columns) for sheet in sheets if (columns := _columns_of(sheet))]
    if not known:
        raise PlacesError([RowProblem(sheets[0].head_row if sheets else 1, "", "no_place_columns")])
    for sheet, columns in known:
        reading.read(sheet, columns)
    if not reading.problems and not reading.places:
        raise PlacesError([RowProblem(known[0][0].head_row, "", "no_places")])
    if reading.problems:
        raise PlacesError(reading.problems)
    return Places(sorted(reading.places.values(), key=lambda place: (place.level, place.pcode)))


def _head(sheet: PlaceSheet) -> tuple[str, ...]:
    return tuple(re.sub(r"[\s-]+", "_", tidy(head).lstrip("\ufeff").lower()) for head in sheet.heads)


def _columns_of(sheet: PlaceSheet) -> dict[int, _Columns]:
    found: dict[int, _Columns] = {}
    for place, head in enumerate(_head(sheet)):
        if match := _PCODE_HEAD.fullmatch(head):
            found.setdefault(int(match[1]), _Columns()).pcode = place
        elif match := _NUMBERED_HEAD.fullmatch(head):
            found.setdefault(int(match[1]), _Columns()).numbered[match[2]] = place
        elif match := next((hit for one in _NAME_HEADS if (hit := one.fullmatch(head))), None):
            found.setdefault(int(match[1]), _Columns()).names[match[2]] = place
        elif match := _ALSO_HEAD.fullmatch(head):
            found.setdefault(int(match[1] or match[2]), _Columns()).also.append(place)
    return {level: one for level, one in sorted(found.items()) if level <= DEEPEST_LEVEL and one.pcode is not None}


class _Reading:
    """The places found so far, each as the first row that names it says, and what is wrong with the others."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.problems: list[RowProblem] = []
        self.sheet = ""
        self.row = 0

    def read(self, sheet: PlaceSheet, columns: Mapping[int, _Columns]) -> None:
        """All rows of one sheet."""
        self.sheet, self.row = sheet.name, sheet.head_row
        for level in range(max(columns)):
            if level not in columns:
                self.say(f"adm{level}_pcode", "column_missing")
        if len(columns) <= max(columns):
            return
        heads = _head(sheet)
        languages = {head.removeprefix("lang"): place for place, head in enumerate(heads)
                     if re.fullmatch(r"lang\d?", head)}  # fmt: skip
        for self.row, cells in sheet.rows:
            filled = [text for cell in cells if (text := tidy(cell))]
            # The second row of many files are HXL tags: #adm1+code and so on.
            if filled and not all(text.startswith("#") for text in filled):
                self._take(sheet, columns, _Row(cells, languages))

    def say(self, column: str, code: str, value: str = "") -> None:
        """Note a problem of the row being read."""
        self.problems.append(RowProblem(self.row, column, code, self.sheet, value))

    def _take(self, sheet: PlaceSheet, columns: Mapping[int, _Columns], row: "_Row") -> None:
        parent = ""
        deepest = max((level for level, one in columns.items() if row.says_something(one)), default=0)
        for level, one in columns.items():
            if level > deepest:
                return
            assert one.pcode is not None  # columns without a P-code were left out
            pcode, names = row.text(one.pcode).upper(), row.names(one)
            head = sheet.heads[one.pcode].strip()
            fault = pcode_fault(pcode) if pcode else "pcode_missing"
            if fault:
                self.say(head, fault, pcode)
                return
            faults = [(name, name_fault(name)) for name in names.values()] or [("", "name_empty")]
            for name, code in faults:
                if code:
                    self.say(_name_head(sheet, one, head), code, name[:40])
            if not any(code for _name, code in faults):
                self._keep(Place(pcode, next(iter(names.values())), parent, level, names, row.also(one)), head)
            parent = pcode

    def _keep(self, place: Place, head: str) -> None:
        known = self.places.setdefault(place.pcode, place)
        if known is place:
            return
        if known.level != place.level:
            self.say(head, "pcode_two_levels", place.pcode)
        elif known.parent != place.parent:
            self.say(head, "pcode_two_parents", place.pcode)
        elif any(known.names.get(language, name) != name for language, name in place.names.items()):
            self.say(head, "pcode_two_names", place.pcode)
        else:
            names = {**place.names, **known.names}
            also = tuple(dict.fromkeys([*known.also, *place.also]))
            self.places[place.pcode] = known._replace(names=names, also=also)


class _Row:
    """The cells of one row, and where it says the languages of its names."""

    def __init__(self, cells: Sequence[object], languages: Mapping[str, int]) -> None:
        self._cells, self._languages = cells, languages

    def text(self, place: int) -> str:
        """One cell."""
        return tidy(self._cells[place]) if place < len(self._cells) else ""

    def names(self, columns: _Columns) -> dict[str, str]:
        """The names by language, English first, since most files give it first."""
        found = {language: self.text(place) for language, place in columns.names.items()}
        for number, place in columns.numbered.items():
            language = self.text(self._languages[number]).lower() if number in self._languages else ""
            found.setdefault(language if _LANGUAGE.fullmatch(language) else "und", self.text(place))
        filled = {language: name for language, name in found.items() if name}
        return dict(sorted(filled.items(), key=lambda pair: pair[0] != "en"))

    def also(self, columns: _Columns) -> tuple[str, ...]:
        """Other spellings."""
        spellings = (self.text(place) for place in columns.also)
        return tuple(dict.fromkeys(text for text in spellings if text and not name_fault(text)))

    def says_something(self, columns: _Columns) -> bool:
        """Whether this row names a place of the level."""
        assert columns.pcode is not None  # columns without a P-code were left out
        return bool(self.text(columns.pcode) or self.names(columns))


def _name_head(sheet: PlaceSheet, columns: _Columns, otherwise: str) -> str:
    places = [*columns.names.values(), *columns.numbered.values()]
    return sheet.heads[places[0]].strip() if places else otherwise


def _rows_of(lines: Iterable[str]) -> list[list[str]]:
    reader = csv.reader(lines)
    try:
        return list(reader)
    except csv.Error as error:
        raise PlacesError([RowProblem(reader.line_num, "", "csv_malformed")]) from error


def _read_plain(sheet: PlaceSheet) -> Places:
    heads = _head(sheet)
    languages = [match[1] for head in heads[len(COLUMNS) :] if (match := _OWN_NAME_HEAD.fullmatch(head))]
    if heads[: len(COLUMNS)] != COLUMNS or len(languages) != len(heads) - len(COLUMNS):
        raise PlacesError([RowProblem(sheet.head_row, ",".join(COLUMNS), "columns_differ")])
    problems: list[RowProblem] = []
    places: dict[str, tuple[int, Place]] = {}
    for row, cells in sheet.rows:
        texts = [tidy(cell) for cell in cells]
        if not any(texts):
            continue
        place, faults = _place_of(texts, languages)
        if place is not None and place.pcode in places:
            faults.append(("pcode", "pcode_twice", ""))
        problems += [RowProblem(row, *fault[:2], sheet.name, *fault[2:]) for fault in faults]
        if place is not None:
            places.setdefault(place.pcode, (row, place))
    problems += _parents_at_fault(places)
    if problems or not places:
        raise PlacesError(sorted(problems) or [RowProblem(sheet.head_row, "", "no_places")])
    return Places(place for _, place in places.values())


def _place_of(cells: list[str], languages: list[str]) -> tuple[Place | None, list[tuple[str, str, str]]]:
    if len(cells) != len(COLUMNS) + len(languages):
        return None, [("", "cells_missing", "")]
    pcode, name, parent, level = cells[: len(COLUMNS)]
    names = {language: text for language, text in zip(languages, cells[len(COLUMNS) :], strict=True) if text}
    pcode, parent = pcode.upper(), parent.upper()
    checks = [
        ("pcode", pcode_fault(pcode)),
        ("name", name_fault(name)),
        *((f"name_{language}", name_fault(text)) for language, text in names.items()),
        ("level", "" if level in {str(number) for number in range(DEEPEST_LEVEL + 1)} else "level_not_0_to_5"),
        ("parent", "" if parent or level == "0" else "parent_missing"),
        ("parent", "" if not parent or level != "0" else "country_has_parent"),
    ]
    faults = [(column, code, pcode if code == "pcode_malformed" else "") for column, code in checks if code]
    return (None if faults else Place(pcode, name, parent, int(level), names)), faults


def _parents_at_fault(places: Mapping[str, tuple[int, Place]]) -> Iterator[RowProblem]:
    for row, place in places.values():
        if place.level == 0:
            continue
        _, parent = places.get(place.parent, (0, None))
        if parent is None:
            yield RowProblem(row, "parent", "parent_unknown")
        elif parent.level != place.level - 1:
            yield RowProblem(row, "parent", "parent_not_one_level_above")
