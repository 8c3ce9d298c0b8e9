"""Tables as XLSX and CSV that spreadsheet programs open well and can run nothing from.

Reading is the business of `table_files`; which columns a table has is decided by the caller.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Literal

import msgspec

from safeconduct.foundation.documents.labels import is_right_to_left
from safeconduct.kernel.problems import Refused

# openpyxl's write-only sheets and cells have no usable types.
_Target = Any
_Styled = Any
Kind = Literal["text", "integer", "decimal", "date", "datetime", "time"]
Cell = str | int | float | bool | date | datetime | time | None

LONGEST_CELL = 32_767
"""Characters; Excel's own limit, beyond which it would cut silently."""

_FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "time": "hh:mm", "text": "@"}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = re.compile(r"'*[=+\-@\t\r]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LOOK_ALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_SHEET_TITLE = re.compile(r"[\\*?:/\[\]]")
_EXCEL_BEGINS = date(1900, 3, 1)
_HEADER_FILL = "FFEEF3F5"
_WIDEST = 48
# Excel's limit is 31; the rest is for the figure that tells equal titles apart.
_LONGEST_TITLE = 28
_MEASURED_ROWS = 200


class Column(msgspec.Struct, frozen=True):
    """One column: its head, what its cells are, and the words a template offers to choose from.

    The head of a datetime column names the zone: cells hold the wall clock that the value carries.
    """

    title: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table with a head line. `language` decides the reading direction; rows may be an iterator, read once."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    language: str = "en"


def write_workbook(sheets: Iterable[Sheet], *, title: str, made_at: datetime) -> bytes:
    """An XLSX file; the same data gives the same bytes. Refuses: file.cell_too_long.

    Text is always written as text, whatever it begins with; characters that XML cannot hold become U+FFFD.
    """
    from openpyxl import Workbook

    from safeconduct.foundation.documents import memory_workbook

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Safeconduct"
    try:
        written = [_write_sheet(book.create_sheet(_sheet_title(sheet.title)), sheet) for sheet in sheets]
        _write_choices(book, written)
    except Refused:
        memory_workbook.abandon(book)
        raise
    return memory_workbook.saved(book, made_at=made_at)


def write_csv(sheet: Sheet) -> bytes:
    """A CSV file in UTF-8 with a byte order mark, which Excel needs to see the scripts.

    An apostrophe guards text that a spreadsheet program would run; `read_table` takes it away again.
    """
    data = io.StringIO(newline="")
    writer = csv.writer(data, lineterminator="\r\n")
    writer.writerow([_guarded(column.title) for column in sheet.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)
    return data.getvalue().encode("utf-8-sig", errors="replace")


def unguarded(text: str) -> str:
    """The text without the apostrophe that `write_csv` put before it."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case date() | time():
            return cell.isoformat()
        case str():
            return _guarded(cell)
        case _:
            return str(cell)


def _write_sheet(target: _Target, sheet: Sheet) -> tuple[_Target, Sheet]:
    from safeconduct.foundation.documents.memory_workbook import begin_rows

    rows = iter(sheet.rows)
    first = [row for _, row in zip(range(_MEASURED_ROWS), rows, strict=False)]
    target.sheet_view.rightToLeft = is_right_to_left(sheet.language)
    target.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns):
        target.column_dimensions[_letters(place)].width = _width(column, (row[place] for row in first))
    target.print_title_rows = "1:1"
    begin_rows(target)
    target.append([_head(target, column.title) for column in sheet.columns])
    kinds = [column.kind for column in sheet.columns]
    count = 1
    for row in _both(first, rows):
        count += 1
        target.append([_cell(target, value, kind, count) for value, kind in zip(row, kinds, strict=True)])
    target.auto_filter.ref = f"A1:{_letters(len(kinds) - 1)}{count}"
    return target, sheet


def _both(first: list[tuple[Cell, ...]], rest: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    yield from first
    yield from rest


def _head(target: _Target, title: str) -> _Styled:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = _text_cell(target, title)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color=_HEADER_FILL, end_color=_HEADER_FILL)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(target: _Target, value: Cell, kind: Kind, row: int) -> Any:
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise Refused("file.cell_too_long", row=row, limit=LONGEST_CELL)
        return _text_cell(target, value) if value else None
    if isinstance(value, date | time):
        return _moment_cell(target, value, kind)
    return value


def _text_cell(target: _Target, text: str) -> _Styled:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(target)
    cell.value = _for_xml(text)
    # openpyxl takes "=..." for a formula; the prefix mark keeps it text when someone edits the cell in Excel.
    cell.data_type = "s"
    cell.number_format = _FORMATS["text"]
    cell.quotePrefix = text.startswith(_STARTS_A_FORMULA)
    return cell


def _moment_cell(target: _Target, value: date | time, kind: Kind) -> _Styled:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, date) and date(value.year, value.month, value.day) < _EXCEL_BEGINS:
        # Excel's calendar has no day before 1900 and a false leap day in it.
        return _text_cell(target, value.isoformat())
    bare: Any = value.replace(tzinfo=None) if isinstance(value, datetime | time) else value
    cell = WriteOnlyCell(target, value=bare)
    cell.number_format = _FORMATS[kind if kind in {"date", "datetime", "time"} else "date"]
    return cell


def _for_xml(text: str) -> str:
    """Text as OOXML holds it: `_xHHHH_` is its escape (ISO/IEC 29500-1, 22.9.2.19), a bare CR would become LF."""
    escaped = _ESCAPE_LOOK_ALIKE.sub("_x005F_", text).replace("\r", "_x000D_")
    return _NOT_IN_XML.sub("\ufffd", escaped)


def _write_choices(book: Any, written: list[tuple[_Target, Sheet]]) -> None:
    """A hidden sheet with the words to choose from, and the lists that offer them in the columns."""
    from openpyxl.utils import quote_sheetname
    from openpyxl.worksheet.datavalidation import DataValidation

    from safeconduct.foundation.documents.memory_workbook import begin_rows

    offered = [
        (target, place, column.choices)
        for target, sheet in written
        for place, column in enumerate(sheet.columns)
        if column.choices
    ]
    if not offered:
        return
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    begin_rows(lists)
    for row in range(max(len(choices) for *_, choices in offered)):
        lists.append([_text_cell(lists, choices[row]) if row < len(choices) else None for *_, choices in offered])
    for index, (target, place, choices) in enumerate(offered):
        source, column = _letters(index), _letters(place)
        area = f"{quote_sheetname(lists.title)}!${source}$1:${source}${len(choices)}"
        validation = DataValidation(type="list", formula1=f"={area}", allow_blank=True)
        validation.add(f"{column}2:{column}100000")
        target.data_validations.append(validation)


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)


def _sheet_title(title: str) -> str:
    return _NOT_IN_SHEET_TITLE.sub(" ", _for_xml(title)).strip("' ")[:_LONGEST_TITLE] or "1"


def _width(column: Column, cells: Iterable[Cell]) -> int:
    longest = max([len(column.title), *(len(_csv_cell(cell)) for cell in cells)])
    return max(8, min(longest + 3, _WIDEST))
