"""Reads a table out of an XLSX or CSV file that somebody made somewhere: cells by row, or a refusal that says why.

Nothing is interpreted here: what a column means, and which cell is wrong, is decided by the import.
"""

import csv
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError

import msgspec

from safeconduct.foundation.documents.spreadsheets import Cell, unguarded
from safeconduct.kernel.problems import Refused


class Limits(msgspec.Struct, frozen=True):
    """What a file may weigh before it is refused unread; a packed file counts as what it unpacks to."""

    file_bytes: int = 25_000_000  # assumption:
    unpacked_bytes: int = 250_000_000  # assumption:
    parts: int = 2_000  # assumption:
    rows: int = 100_000  # assumption:
    columns: int = 256  # assumption:
    cell_characters: int = 10_000  # assumption:


class TableRow(msgspec.Struct, frozen=True):
    """One line with at least one filled cell; `number` is its row in the sheet, its first line in a CSV file."""

    number: int
    cells: tuple[Cell, ...]


class TableFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the file holds: the first filled line as `header`, the other filled lines as `rows`, all equally wide.

    `encoding_guessed` asks for a look at the letters: no CSV file says how it is encoded.
    """

    header: tuple[str, ...]
    header_row: int
    rows: tuple[TableRow, ...]
    sheet: str | None = None
    encoding: str | None = None
    encoding_guessed: bool = False
    delimiter: str | None = None


Read = TypeVar("Read")
_PACKED, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DELIMITERS = ",;\t|"
_SNIFFED_LINES = 50
_CHUNK = 1 << 20
_DECLARED_TYPES = [
    mark.encode(encoding) for mark in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_DECORATION = re.compile(
    rb"<(fonts|fills|borders|cellStyles|dxfs|tableStyles|colors)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What a parser of packed XML raises when a file is not what it claims to be.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, OSError, NotImplementedError, RuntimeError, AssertionError, OverflowError, RecursionError,
)  # fmt: skip


def read_table(data: bytes, *, limits: Limits = Limits(), sheet: str | None = None) -> TableFile:
    """The table in the file, recognised by its content, never by its name; of a workbook the first visible sheet.

    Refuses: file.empty, file.too_large, file.old_excel, file.unknown_format, file.broken, file.unsafe,
    file.no_such_sheet, file.too_many_rows, file.too_many_columns, file.cell_too_long, file.broken_quotes.
    """
    if len(data) > limits.file_bytes:
        raise Refused("file.too_large", limit_mb=limits.file_bytes // 1_000_000)
    if not data.strip():
        raise Refused("file.empty")
    if data.startswith(_OLE):
        # Excel 97-2003, and any workbook locked with a password.
        raise Refused("file.old_excel")
    if data.startswith(_PACKED):
        return _read_workbook(data, limits, sheet)
    return _read_text(data, limits)


def read_tables(data: bytes, *, limits: Limits = Limits()) -> tuple[TableFile, ...]:
    """The tables of every visible sheet that holds anything, in the order of the workbook; of a CSV file its one.

    Refuses what `read_table` refuses; the rows of all sheets together are counted.
    """
    if not data.startswith(_PACKED) or len(data) > limits.file_bytes:
        return (read_table(data, limits=limits),)
    return _from_workbook(data, limits, _every_sheet)


def _read_workbook(data: bytes, limits: Limits, wanted: str | None) -> TableFile:
    def first_sheet(book: Any) -> TableFile:
        visible = [page for page in _visible(book) if wanted in (None, page.title)]
        if not visible:
            raise Refused("file.no_such_sheet")
        return _sheet_table(visible[0], limits)

    return _from_workbook(data, limits, lambda book, _limits: first_sheet(book))


def _from_workbook(data: bytes, limits: Limits, read: Callable[[Any, Limits], Read]) -> Read:
    _check_archive(data, limits)
    try:
        return read(_book(data), limits)
    except _BROKEN:
        pass
    try:
        # Some exporters write decorations that break the standard; they say nothing about the cells.
        return read(_book(_without_decoration(data)), limits)
    except _BROKEN:
        raise Refused("file.broken") from None


def _book(data: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _visible(book: Any) -> list[Any]:
    return [page for page in book.worksheets if page.sheet_state == "visible"]


def _every_sheet(book: Any, limits: Limits) -> tuple[TableFile, ...]:
    tables: list[TableFile] = []
    left = limits.rows
    for page in _visible(book):
        try:
            table = _sheet_table(page, msgspec.structs.replace(limits, rows=left))
        except Refused as refused:
            if refused.code != "file.empty":
                raise
            continue
        left -= len(table.rows)
        tables.append(table)
    if not tables:
        raise Refused("file.empty")
    return tuple(tables)


def _sheet_table(page: Any, limits: Limits) -> TableFile:
    # A stated size is a claim of the file; the rows themselves are counted.
    page.reset_dimensions()
    lines = ((number, [_plain(cell) for cell in row]) for number, row in enumerate(page.iter_rows(values_only=True), 1))
    return _table(lines, limits, sheet=page.title)


def _without_decoration(data: bytes) -> bytes:
    """The same workbook without fonts, fills, borders and named styles; number formats stay, they make dates."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/styles.xml":
                content = _DECORATION.sub(b"", content)
            new.writestr(entry.filename, content)
    return made.getvalue()


def _check_archive(data: bytes, limits: Limits) -> None:
    """Unpacks every part once, counting, so that no part can be larger or stranger than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise Refused("file.unknown_format")
            if len(names) > limits.parts:
                raise Refused("file.too_large", limit_mb=limits.unpacked_bytes // 1_000_000)
            room = limits.unpacked_bytes
            for entry in archive.infolist():
                room = _check_part(archive, entry, room, limits)
    except _BROKEN:
        raise Refused("file.broken") from None


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, limits: Limits) -> int:
    is_markup = entry.filename.endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise Refused("file.too_large", limit_mb=limits.unpacked_bytes // 1_000_000)
            if is_markup and any(mark in tail + chunk for mark in _DECLARED_TYPES):
                raise Refused("file.unsafe")
            tail = chunk[-32:]
    return room


def _read_text(data: bytes, limits: Limits) -> TableFile:
    encoding, guessed = _encoding(data)
    text = data.decode(encoding)
    if "\0" in text or text.startswith(("%PDF", "\x89PNG", "{\\rtf")):
        raise Refused("file.unknown_format")
    declared, text = _declared_delimiter(text)
    delimiter = declared or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = _text_lines(reader, shifted=1 if declared else 0)
    try:
        return _table(lines, limits, encoding=encoding, encoding_guessed=guessed, delimiter=delimiter)
    except csv.Error:
        raise Refused("file.broken_quotes", row=reader.line_num) from None


def _text_lines(reader: Any, shifted: int) -> Iterator[tuple[int, list[Cell]]]:
    before = 0
    for line in reader:
        yield before + 1 + shifted, [unguarded(cell) or None for cell in line]
        before = reader.line_num


def _encoding(data: bytes) -> tuple[str, bool]:
    """The encoding, and whether it is a guess: UTF-8 proves itself, any bytes at all are Windows-1252 or Latin-1."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return (encoding, False) if _decodes(data, encoding) else ("latin-1", True)
    if _decodes(data, "utf-8") and b"\0" not in data:
        return "utf-8", False
    for encoding, place in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[place:2_000:2].count(0) > len(data[:2_000]) // 4 and _decodes(data, encoding):
            return encoding, True
    return ("cp1252", True) if _decodes(data, "cp1252") else ("latin-1", True)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _declared_delimiter(text: str) -> tuple[str | None, str]:
    """Excel's own first line `sep=;`, if it is there, and the text after it."""
    match = re.match(r"sep=([,;|\t])\r?\n", text, re.IGNORECASE)
    return (match.group(1), text[match.end() :]) if match else (None, text)


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of cells, and into the most; else the comma."""
    return max(_DELIMITERS, key=lambda sign: (_evenness(text, sign), -_DELIMITERS.index(sign)))


def _evenness(text: str, sign: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign)
    widths: Counter[int] = Counter()
    try:
        for _, line in zip(range(_SNIFFED_LINES), reader, strict=False):
            widths[len(line)] += 1 if line else 0
    except csv.Error:
        return 0.0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (times / max(widths.total(), 1), width) if width > 1 else (0.0, 0)


def _table(lines: Iterable[tuple[int, list[Cell]]], limits: Limits, **about: Any) -> TableFile:
    filled: list[tuple[int, list[Cell]]] = []
    for number, cells in lines:
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if not cells:
            continue
        _check_line(number, cells, limits)
        filled.append((number, cells))
        if len(filled) > limits.rows + 1:
            raise Refused("file.too_many_rows", limit=limits.rows)
    if not filled:
        raise Refused("file.empty")
    width = max(len(cells) for _, cells in filled)
    header_row, header = filled[0]
    rows = tuple(TableRow(number, tuple(cells + [None] * (width - len(cells)))) for number, cells in filled[1:])
    titles = tuple("" if cell is None else str(cell).strip() for cell in header + [None] * (width - len(header)))
    return TableFile(header=titles, header_row=header_row, rows=rows, **about)


def _check_line(number: int, cells: list[Cell], limits: Limits) -> None:
    if len(cells) > limits.columns:
        raise Refused("file.too_many_columns", row=number, limit=limits.columns)
    if any(isinstance(cell, str) and len(cell) > limits.cell_characters for cell in cells):
        raise Refused("file.cell_too_long", row=number, limit=limits.cell_characters)


def _plain(value: Any) -> Cell:
    """A cell as plain data: whole numbers without a fraction, a midnight without its hours, escapes undone."""
    match value:
        case str():
            return _ESCAPED.sub(_unescaped, value) or None
        case float() if value.is_integer():
            return int(value)
        case datetime(hour=0, minute=0, second=0, microsecond=0):
            return value.date()
        case None | bool() | int() | float() | date() | time():
            return value
        case _:
            return str(value)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)
