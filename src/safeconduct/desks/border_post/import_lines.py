"""The lines of a file: every sheet and every block of it, each with a head of its own, become lines by column code.

A large family is often written on in a second sheet, or further down under a second head; such a part needs no more
than the column that says which family.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.desks.border_post import import_columns as columns
from safeconduct.desks.border_post.code_fields import LATIN_LANGUAGES
from safeconduct.desks.border_post.import_columns import EXAMPLE, FileColumn, column_of
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.documents.table_files import TableFile
from safeconduct.kernel.problems import Refused

KEYS = ("group", "form_serial")  # columns by which lines of one family find each other
FEWEST_HEADS = 2


@dataclass(frozen=True)
class Line:
    """A row of the file: where it stands, and its cells by column code. `place` tells it from every other row."""

    number: int
    cells: dict[str, Cell]
    sheet: str = ""
    place: tuple[int, ...] = ()

    def text(self, column: str) -> str:
        """What stands in a column, as text; empty where there is none."""
        return columns.read_text(self.cells.get(column))


Say = Callable[..., None]  # (line, column, code, *, warn, **details)


def lines_of(tables: Sequence[TableFile], kind: str, say: Say) -> tuple[list[Line], str]:
    """All lines but remarks, and the digest of what was read. Refused: import.no_known_column.

    Said of a head: import.column_unknown, import.sheet_unknown (warnings), import.column_twice, import.column_missing.
    """
    used = [table for table in tables if _known(table.header, kind)]
    if not used:
        raise Refused("import.no_known_column")
    for table in tables:
        if not _known(table.header, kind) and table.sheet not in _own_notes():
            say(_where(table), "", "import.sheet_unknown", warn=True)
    several = len(used) > 1
    lines: list[Line] = []
    for number, table in enumerate(used):
        if _check_head(table, kind, say, is_first=number == 0):
            lines += _lines(table, kind, (number,) if number else (), table.sheet or "" if several else "")
    return [line for line in lines if not _is_remark(line)], _digest(used)


def _known(heads: Sequence[str], kind: str) -> dict[int, FileColumn]:
    """The columns by place; of a column that stands twice the first."""
    found: dict[int, FileColumn] = {}
    for place, head in enumerate(heads):
        column = column_of(head, kind) if head else None
        if column is not None and column not in found.values():
            found[place] = column
    return found


def _check_head(table: TableFile, kind: str, say: Say, *, is_first: bool) -> bool:
    """Says what is wrong with the head of a table; whether its lines can be read."""
    where, known = _where(table), _known(table.header, kind)
    for place, head in enumerate(table.header):
        column = column_of(head, kind) if head else None
        if head and column is None:
            say(where, head[:40], "import.column_unknown", warn=True)
        elif column is not None and place not in known:
            say(where, column.code, "import.column_twice", column=str(column.words))
    present = {one.code for one in known.values()}
    missing = [one for one in columns.KINDS[kind] if one.is_required and one.code not in present]
    if missing and (is_first or not present & set(KEYS)):
        say(where, "", "import.column_missing", columns=", ".join(str(one.words) for one in missing))
        return False
    return True


def _lines(table: TableFile, kind: str, place: tuple[int, ...], sheet: str) -> list[Line]:
    heads, lines = _known(table.header, kind), []
    for row in table.rows:
        if again := _head_again(row.cells, kind):
            heads = again
            continue
        cells = {one.code: row.cells[at] for at, one in heads.items()}
        lines.append(Line(row.number, cells, sheet, (*place, row.number)))
    return lines


def _head_again(cells: Sequence[Cell], kind: str) -> dict[int, FileColumn]:
    """The columns of a second head further down: a row of nothing but names of columns."""
    filled = [cell for cell in cells if cell is not None]
    if len(filled) < FEWEST_HEADS or not all(isinstance(cell, str) and column_of(cell, kind) for cell in filled):
        return {}
    return _known([str(cell or "") for cell in cells], kind)


def _is_remark(line: Line) -> bool:
    first = next((text for column in line.cells if (text := line.text(column))), "")
    return first.startswith(EXAMPLE)


def _where(table: TableFile) -> Line:
    return Line(table.header_row, {}, table.sheet or "")


@cache
def _own_notes() -> frozenset[str]:
    """What the sheet with the notes of our own empty file is called."""
    found = set()
    for language in LATIN_LANGUAGES:
        with translation.override(language):
            found.add(_("How to fill in"))
    return frozenset(found)


def _digest(used: Sequence[TableFile]) -> str:
    # A file of one table keeps the print it had when only one table was read.
    contents = [[table.header, [row.cells for row in table.rows]] for table in used]
    return hashlib.sha256(msgspec.json.encode(contents[0] if len(contents) == 1 else contents)).hexdigest()
