"""Places with P-codes (OCHA's common operational datasets): what a place is, and what lies in what.

Which gazetteer a deployment uses is its own; `place_files.py` reads one, `place_search.py` finds in it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

DEEPEST_LEVEL = 5
LONGEST_NAME = 300

_PCODE = re.compile(r"[A-Z]{2,3}[A-Z0-9]{0,17}")
_NO_NAMES: Mapping[str, str] = {}


class Place(NamedTuple):
    """One place: level 0 is the country, 1 and deeper its parts; `parent` is empty at level 0.

    `name` stands where `names` (by language) has none; `also` are spellings by which it is found, never shown.
    """

    pcode: str
    name: str
    parent: str
    level: int
    names: Mapping[str, str] = _NO_NAMES
    also: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """The name in a language, else the name that the table gives first."""
        return self.names.get(language.partition("-")[0]) or self.name


class RowProblem(NamedTuple):
    """What is wrong with one row (the header is row 1): a code, the column it is about, and the value at fault."""

    row: int
    column: str
    code: str
    sheet: str = ""
    value: str = ""


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


def tidy(cell: object) -> str:
    """A cell as text in one form."""
    return "" if cell is None else unicodedata.normalize("NFC", str(cell).strip())


def pcode_fault(pcode: str) -> str:
    """What is wrong with a P-code, as a code; empty if nothing is."""
    return "" if _PCODE.fullmatch(pcode) else "pcode_malformed"


def name_fault(name: str) -> str:
    """What is wrong with a name, as a code; empty if nothing is."""
    if not name:
        return "name_empty"
    if len(name) > LONGEST_NAME:
        return "name_too_long"
    return "name_has_control_characters" if any(_is_control(char) for char in name) else ""


def _is_control(char: str) -> bool:
    # Controls and bidirectional overrides; joiners stay, as Persian and Sinhala names need them.
    return unicodedata.category(char) == "Cc" or char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
