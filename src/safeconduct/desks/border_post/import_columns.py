"""The columns of the two files that may be imported, their template, and how a cell becomes a value."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.border_post.code_fields import LATIN_LANGUAGES, resolve_language, resolve_state
from safeconduct.domains.crossings.rules.code_lists import (
    COUNT_AGE_BANDS,
    COUNT_TRANSPORTS,
    DIRECTIONS,
    METHODS,
    NATIONALITY_GROUPS,
    SEXES,
)
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.documents.spreadsheets import Cell, Column, Sheet, write_csv, write_workbook
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Refused

Word = str | Promise
YES = ("1", "yes", "oui", "نعم", "sí", "si", "x", "true")
CODES: dict[str, tuple[str, ...]] = {
    "direction": DIRECTIONS, "sex": SEXES, "transport": code_list("transport_modes"),
    "relation": code_list("relations"), "document_type": code_list("document_types"),
    "need": code_list("functional_needs"),
    "age_band": COUNT_AGE_BANDS, "nationality_group": NATIONALITY_GROUPS, "count_method": METHODS,
    "count_transport": COUNT_TRANSPORTS,
}  # fmt: skip
WORDS_OF = {"count_transport": "transport"}


@dataclass(frozen=True)
class FileColumn:
    """A column: its stable code, its words, the code list of its values if any, and an example."""

    code: str
    words: Word
    example: Cell = None
    codes: str = ""
    several: bool = False
    is_required: bool = False


REGISTRATION = (
    FileColumn("group", _("Group"), "1"),
    FileColumn("form_serial", _("Form serial")),
    FileColumn("arrived_on", _("Arrival date"), "2026-03-04", is_required=True),
    FileColumn("arrived_at", _("Arrival time"), "14:30", is_required=True),
    FileColumn("direction", _("Direction"), "entry", "direction"),
    FileColumn("size", _("People"), 2),
    FileColumn("origin", _("From")),
    FileColumn("destination", _("To")),
    FileColumn("transport", _("Transport"), "foot", "transport"),
    FileColumn("needs", _("Needs now"), "wheelchair", "need", several=True),
    FileColumn("given_names", _("Given names"), "Amina"),
    FileColumn("family_name", _("Family name"), "Example"),
    FileColumn("name_native", _("Name as written")),
    FileColumn("sex", _("Sex"), "F", "sex"),
    FileColumn("born", _("Born"), "1990-05-14"),
    FileColumn("nationality", _("Nationality"), "SYR"),
    FileColumn("relation", _("Relation to focal point"), "focal_point", "relation"),
    FileColumn("document_type", _("Document"), "passport", "document_type"),
    FileColumn("document_number", _("Number"), "N0000000"),
    FileColumn("language", _("Language"), "ar"),
    FileColumn("note", _("Remark")),
    FileColumn("admitted", _("Admitted (yes, or empty)"), "yes"),
)
HEADCOUNT = (
    FileColumn("date", _("Day"), "2026-03-04", is_required=True),
    FileColumn("hour", _("Hour"), "14:00", is_required=True),
    FileColumn("direction", _("Direction"), "entry", "direction", is_required=True),
    FileColumn("sex", _("Sex"), "F", "sex"),
    FileColumn("age_band", _("Age"), "18-59", "age_band"),
    FileColumn("nationality_group", _("Nationality group"), "unknown", "nationality_group"),
    FileColumn("transport", _("Transport"), "foot", "count_transport"),
    FileColumn("number", _("Number of movements"), 12, is_required=True),
    FileColumn("method", _("How"), "counted", "count_method"),
    FileColumn("minutes_observed", _("Minutes observed"), 60),
)
KINDS = {"registration": REGISTRATION, "headcount": HEADCOUNT}


def template(kind: str, form: str, made_at: datetime) -> bytes:
    """An empty file with the heads in the active language: XLSX with lists to choose from and notes, or CSV.

    The only row says what a row looks like; it is marked as an example and left out when the file is read.
    """
    columns = KINDS[kind]
    heads = tuple(Column(str(one.words), choices=_choices(one)) for one in columns)
    rows: list[tuple[Cell, ...]] = [tuple(_example(one, first=one is columns[0]) for one in columns)]
    language = get_language() or "en"
    sheet = Sheet(title=gettext("Import"), columns=heads, rows=rows, language=language)
    if form == "csv":
        return write_csv(sheet)
    notes = Sheet(
        title=gettext("How to fill in"),
        columns=(Column(gettext("Column")), Column(gettext("Code")), Column(gettext("Allowed"))),
        rows=[(str(one.words), one.code, ", ".join(CODES.get(one.codes, ())) or None) for one in columns],
        language=language,
    )
    return write_workbook([sheet, notes], title=f"Safeconduct {kind}", made_at=made_at)


EXAMPLE = "#"  # a first cell that begins so is a remark


def _example(column: FileColumn, *, first: bool) -> Cell:
    return f"{EXAMPLE} {column.example}" if first else column.example


def _choices(column: FileColumn) -> tuple[str, ...]:
    return () if column.several else CODES.get(column.codes, ())


def column_of(head: str, kind: str) -> FileColumn | None:
    """The column that a head names, by its code or its words in any language of the node."""
    return _heads(kind).get(folded(head))


@cache
def _heads(kind: str) -> dict[str, FileColumn]:
    found: dict[str, FileColumn] = {}
    for language in LATIN_LANGUAGES:
        with translation.override(language):
            found |= {folded(str(one.words)): one for one in KINDS[kind]}
    return found | {folded(one.code): one for one in KINDS[kind]}


@cache
def _codes_by_word(list_name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    lists = (WORDS_OF.get(list_name, list_name), *(("sex_word",) if list_name == "sex" else ()))
    for language in LATIN_LANGUAGES:
        with translation.override(language):
            found |= {_key(str(label(words, code))): code for words in lists for code in CODES[list_name]}
    return found | {_key(code): code for code in CODES[list_name]}


def _key(text: str) -> str:
    # "60+" and "18-59" are told apart by their signs, which folding takes away.
    return text.strip().replace("–", "-").casefold() if any(sign.isdigit() for sign in text) else folded(text) or text


def read_code(column: FileColumn, cell: Cell) -> str:
    """A code of the column's list, given as code or word; empty for an empty cell. Refused: import.not_in_list."""
    text = read_text(cell)
    if not text:
        return ""
    code = _codes_by_word(column.codes).get(_key(text))
    if code is None:
        raise Refused("import.not_in_list", value=text[:40], allowed=", ".join(CODES[column.codes]))
    return code


def parts_of(cell: Cell) -> list[str]:
    """The words of a cell that holds several, parted by commas or semicolons."""
    parts = read_text(cell).replace(";", ",").replace("،", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def read_text(cell: Cell) -> str:
    """What stands in a cell, as text."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).strip()


def read_day(cell: Cell) -> date:
    """A day. Refused: import.not_a_day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(read_text(cell))
    except ValueError:
        raise Refused("import.not_a_day") from None


def read_clock(cell: Cell) -> tuple[int, int]:
    """Hour and minute: `14:30`, `14`, or a time of the spreadsheet. Refused: import.not_a_time."""
    if isinstance(cell, time | datetime):
        return cell.hour, cell.minute
    if isinstance(cell, date):
        return 0, 0  # a midnight, which spreadsheets keep as a bare day
    hour, _sep, minute = read_text(cell).partition(":")
    try:
        moment = time(int(hour), int(minute[:2] or 0))
    except ValueError:
        raise Refused("import.not_a_time") from None
    return moment.hour, moment.minute


def read_number(cell: Cell, default: int | None = None) -> int:
    """A whole number. Refused: web.not_a_number."""
    text = read_text(cell)
    if not text and default is not None:
        return default
    try:
        return int(text)
    except ValueError:
        raise Refused("web.not_a_number") from None


def read_nationality(cell: Cell) -> str:
    """A nationality by code or name. Refused: web.code_unknown."""
    return _resolved(cell, resolve_state)


def read_language(cell: Cell) -> str:
    """A language by code or name. Refused: web.code_unknown."""
    return _resolved(cell, resolve_language)


def _resolved(cell: Cell, resolve: Callable[[str, str], str | None]) -> str:
    text = read_text(cell)
    if not text:
        return ""
    code = resolve(text, get_language() or "en")
    if code is None:
        raise Refused("web.code_unknown", value=text)
    return code


def read_yes(cell: Cell) -> bool:
    """Whether the cell says yes; an empty one says no. Refused: import.not_yes_or_no."""
    text: Any = read_text(cell).casefold()
    if text in YES:
        return True
    if text in ("", "0", "no", "non", "لا", "false"):
        return False
    raise Refused("import.not_yes_or_no")
