"""The columns of a directory as a plain table (XLSX, CSV), and how a cell becomes a field and a field a cell.

A head is known by its code or its words in any language. A column that is not there says nothing of its field.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.protection.hours_text import hours_codes, read_hours
from safeconduct.desks.protection.service_form import degrees, whole_number
from safeconduct.desks.protection.words import language_codes
from safeconduct.domains.referrals import queries
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.documents.spreadsheets import Cell
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Refused

Word = str | Promise
YES, NO = ("1", "yes", "oui", "si", "نعم", "x", "true", "open"), ("", "0", "no", "non", "لا", "false", "closed")


@dataclass(frozen=True)
class FileColumn:
    """A column: its stable code, its words, what a cell means, and what a service's cell says."""

    code: str
    words: Word
    read: Callable[[str], Any]
    write: Callable[[Any], Cell]
    choices: tuple[str, ...] = ()


def _codes(list_name: str, words: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        known = _by_word(list_name, words)
        parts = [part.strip() for part in text.replace(";", ",").replace("،", ",").split(",") if part.strip()]
        unknown = [part for part in parts if folded(part) not in known]
        if unknown:
            raise Refused("import.not_in_list", allowed=", ".join(code_list(list_name)))
        return tuple(dict.fromkeys(known[folded(part)] for part in parts))

    return read


@cache
def _by_word(list_name: str, words: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {folded(str(label(words, code))): code for code in code_list(list_name)}
    return found | {folded(code): code for code in code_list(list_name)}


def _one_code(list_name: str, words: str) -> Callable[[str], str]:
    several = _codes(list_name, words)
    return lambda text: next(iter(several(text)), "")


def _yes(text: str) -> bool:
    if text.casefold() in YES or folded(text) in YES:
        return True
    if text.casefold() in NO or folded(text) in NO:
        return False
    raise Refused("import.not_yes_or_no")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat() if text else ""
    except ValueError:
        raise Refused("import.not_a_day") from None


def _joined(codes: Iterable[str]) -> str:
    return ", ".join(codes)


def _plain(code: str, words: Word) -> FileColumn:
    return FileColumn(code, words, str, lambda row: getattr(row, code))


def _number(code: str, words: Word) -> FileColumn:
    return FileColumn(code, words, lambda text: whole_number(text, code), lambda row: getattr(row, code))


def _degrees(code: str, words: Word) -> FileColumn:
    return FileColumn(code, words, lambda text: degrees(text, code), lambda row: getattr(row, code))


def _box(code: str, words: Word) -> FileColumn:
    return FileColumn(code, words, _yes, lambda row: "yes" if getattr(row, code) else "no", ("yes", "no"))


SERVICE_COLUMNS = (
    FileColumn("types", _("What it does"), _codes("service_types", "service_type"), lambda row: _joined(row.types)),
    _plain("name", _("Name of the service")),
    FileColumn("for_whom", _("For whom"), _codes("service_groups", "service_group"), lambda row: _joined(row.for_whom)),
    _number("least_age", _("From age")),
    _number("most_age", _("Up to age")),
    FileColumn("languages", _("Languages"), language_codes, lambda row: _joined(row.languages)),
    FileColumn("hours", _("Hours"), read_hours, lambda row: hours_codes(queries.hours_of(row))),
    _plain("place", _("Place")),
    _plain("place_code", _("P-code")),
    _plain("address", _("Address")),
    _degrees("latitude", _("Latitude")),
    _degrees("longitude", _("Longitude")),
    _plain("description", _("Description")),
    _plain("eligibility", _("Who may come")),
    _plain("how_to_come", _("How to come")),
    _plain("day_phone", _("Phone by day")),
    _plain("night_phone", _("Phone by night")),
    _plain("email", _("Mail")),
    _box("is_open", _("Takes people now")),
    _number("capacity", _("Places free")),
    FileColumn("confirmed_on", _("Confirmed on"), _day, lambda row: row.confirmed_on),
    _box("is_listed", _("Listed")),
    _box("is_discreet", _("The place is not given away")),
)
WHERE = frozenset({"place", "place_code", "address", "latitude", "longitude"})
NUMBER, AGENCY, AGENCY_TYPE = "service", "agency", "agency_type"
ABOUT_THE_AGENCY: Mapping[str, Word] = {
    NUMBER: _("Number of the entry"), AGENCY: _("Agency"), AGENCY_TYPE: _("Type of agency"),
}  # fmt: skip
read_agency_type = _one_code("agency_types", "agency_type")
_BY_CODE = {one.code: one for one in SERVICE_COLUMNS}


def heads() -> list[tuple[str, Word]]:
    """Every column's code and words, in order."""
    return [*ABOUT_THE_AGENCY.items(), *((one.code, one.words) for one in SERVICE_COLUMNS)]


def column_named(head: str) -> str:
    """The code of the column that a head names, by code or words in any language; empty for none."""
    return _heads().get(folded(head), "")


@cache
def _heads() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {folded(str(words)): code for code, words in heads()}
    return found | {folded(code): code for code, _words in heads()}


def read_cell(code: str, cell: Cell) -> Any:
    """What a cell of a service's column means. Refused: import.*, referrals.*, protection.language, web.*."""
    return _BY_CODE[code].read(text_of(cell))


def text_of(cell: Cell) -> str:
    """A cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def words_of(code: str) -> str:
    """The words of a column, for a finding."""
    return str(dict(heads()).get(code, code))


def cells_of(row: Any, *, with_place: bool) -> list[Cell]:
    """The cells of a service; where the place is not given away, it is left empty."""
    cells = [None if one.code in WHERE and not with_place else one.write(row) for one in SERVICE_COLUMNS]
    return [None if cell == "" else cell for cell in cells]
