"""Released tables as sheets that people read and change in a spreadsheet, and sheets as a table that may be proposed.

The interview goes as an XLSForm; every other table as one sheet, its conditions written as text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from safeconduct.domains.screening.rules.conditions import When
from safeconduct.domains.screening.rules.expressions import read, written
from safeconduct.domains.screening.rules.instrument import read_instrument
from safeconduct.domains.screening.rules.xlsform import (
    CHOICES,
    SETTINGS,
    SURVEY,
    FindLanguage,
    SheetFault,
    SheetRow,
    Sheets,
    read_xlsform,
    xlsform_of,
)
from safeconduct.kernel.problems import Refused

INTERVIEW = "interview"
YES = frozenset({"yes", "true", "1", "x"})
NO = frozenset({"no", "false", "0", ""})
CUE = "cue"

TEXT, FLAG, NUMBER, WHEN, CODE = "text", "flag", "number", "when", "code"
Columns = Mapping[str, str]  # heading -> kind; a code is needed, everything else may be empty

COLUMNS: Mapping[str, Columns] = {
    "needs": {"id": CODE, "gives": CODE, "service": CODE, "priority": CODE, "when": WHEN, "source": TEXT, "tag": TEXT},
    "specific_needs": {
        "id": CODE, "gives": CODE, "code": TEXT, "sensitive": FLAG, "when": WHEN, "source": TEXT, "tag": TEXT,
    },
    "combinations": {
        "id": CODE, "strong": NUMBER, "medium": NUMBER, "weak": NUMBER, "lesser": NUMBER, "source": TEXT,
    },
    "indicators": {"id": CODE, "dimension": CODE, "strength": CODE},
    "card": {"code": CODE, "kind": CODE, "need": TEXT, "for": TEXT, "source": TEXT},
    "phrases": {"code": CODE, "kind": CODE, "language": CODE, "text": CODE, "reviewed": FLAG},
}  # fmt: skip


def sheets_of(name: str, content: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The sheets of a table: rows by heading, in the table's order."""
    if name == INTERVIEW:
        return {
            sheet: [{heading: str(value) for heading, value in row.items()} for row in rows]
            for sheet, rows in xlsform_of(read_instrument(content)).items()
        }
    return {name: [_cells(COLUMNS[name], row) for row in _FLAT.get(name, _rows)(content)]}


def _cells(columns: Columns, row: Mapping[str, Any]) -> dict[str, str]:
    return {heading: _cell(kind, row.get(heading)) for heading, kind in columns.items()}


def _cell(kind: str, value: Any) -> str:
    if kind == WHEN:
        return written(msgspec.convert(value, When))
    if kind == FLAG:
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _rows(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from content["rows"]


def _card_rows(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from content["rows"]
    for cue in content["cues"]:
        yield {"kind": CUE, **cue}


def _phrase_rows(content: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for phrase in content["rows"]:
        for language, words in phrase["texts"].items():
            yield {"code": phrase["code"], "kind": phrase["kind"], "language": language, **words}


_FLAT: Mapping[str, Callable[[Mapping[str, Any]], Iterator[Mapping[str, Any]]]] = {
    "card": _card_rows,
    "phrases": _phrase_rows,
}


def content_from(
    name: str, sheets: Sheets, standing: Mapping[str, Any], find_language: FindLanguage
) -> tuple[dict[str, Any] | None, list[SheetFault]]:
    """A table as the sheets say it, or every fault. What a sheet has no column for stays as it stands."""
    if name == INTERVIEW:
        instrument, faults = read_xlsform(sheets, find_language)
        return (None if instrument is None else msgspec.to_builtins(instrument)), faults
    sheet, rows = next(iter(sheets.items()), (name, ()))
    found, faults = _read_rows(sheet, COLUMNS[name], rows)
    if not rows:
        faults = [SheetFault(sheet=sheet, row=0, code="sheet.empty")]
    return (None if faults else {**standing, **_gathered(name, found, standing)}), faults


def _read_rows(sheet: str, columns: Columns, rows: Sequence[SheetRow]) -> tuple[list[dict[str, Any]], list[SheetFault]]:
    found, faults = [], []
    for row in rows:
        cells = {heading.strip().lower(): text.strip() for heading, text in row.cells.items() if text.strip()}
        values: dict[str, Any] = {}
        for heading in cells.keys() - columns.keys():
            faults.append(SheetFault(sheet=sheet, row=row.number, code="sheet.column", about=heading[:80]))
        for heading, kind in columns.items():
            try:
                values[heading] = _value(kind, heading, cells.get(heading, ""))
            except Refused as refused:
                about = str(refused.details.get("rest", heading))
                faults.append(SheetFault(sheet=sheet, row=row.number, code=refused.code, about=about))
        found.append(values)
    return found, faults


def _value(kind: str, heading: str, text: str) -> Any:
    if kind == CODE and not text:
        raise Refused("sheet.missing", rest=heading)
    if kind == WHEN:
        return msgspec.to_builtins(read(text))
    if kind == FLAG:
        if text.lower() not in YES | NO:
            raise Refused("sheet.yes_or_no", rest=text)
        return text.lower() in YES
    if kind == NUMBER:
        if text and not text.isdecimal():
            raise Refused("sheet.number", rest=text)
        return int(text or 0)
    return text


def _gathered(name: str, rows: list[dict[str, Any]], standing: Mapping[str, Any]) -> dict[str, Any]:
    if name == "phrases":
        phrases: dict[str, dict[str, Any]] = {}
        for row in rows:
            phrase = phrases.setdefault(row["code"], {"code": row["code"], "kind": row["kind"], "texts": {}})
            words: dict[str, Any] = {"text": row["text"]}
            phrase["texts"][row["language"]] = {**words, "reviewed": True} if row["reviewed"] else words
        return {"rows": list(phrases.values())}
    if name == "card":
        return {
            "rows": [_as_before(row, standing["rows"]) for row in rows if row["kind"] != CUE],
            "cues": [_as_before({"code": row["code"], "source": row["source"]}, standing["cues"]) for row in rows
                     if row["kind"] == CUE],
        }  # fmt: skip
    return {"rows": [_as_before(row, standing["rows"]) for row in rows]}


def _as_before(row: dict[str, Any], standing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A row without the empty cells that it never had: what was not touched is no change."""
    key = "id" if "id" in row else "code"
    before = next((one for one in standing if one[key] == row[key]), None)
    known = set(before) if before is not None else set()
    return {name: value for name, value in row.items() if value not in ("", False, 0) or name in known}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A row that is new, gone or different; cells as (heading, before, after), only those that differ."""

    sheet: str
    key: str
    kind: str
    cells: tuple[tuple[str, str, str], ...]


ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# What names a row; of a question the name is enough, its type may change. Every other table has ids.
KEYS: Mapping[str, tuple[str, ...]] = {
    SURVEY: ("name",), CHOICES: ("list_name", "name"), SETTINGS: ("form_id",), "phrases": ("code", "language"),
    "card": ("code",),
}  # fmt: skip


def changes(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What another content would change, row by row; which row comes before which is not told."""
    old, new = sheets_of(name, before), sheets_of(name, after)
    found = []
    for sheet in dict.fromkeys((*old, *new)):
        was, now = (_by_key(sheet, rows.get(sheet, [])) for rows in (old, new))
        for key in dict.fromkeys((*was, *now)):
            cells = tuple(_different(was.get(key, {}), now.get(key, {})))
            if cells:
                kind = ADDED if key not in was else REMOVED if key not in now else CHANGED
                found.append(Change(sheet=sheet, key=key, kind=kind, cells=cells))
    return found


def _by_key(sheet: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    keyed = ((" ".join(row.get(one, "") for one in KEYS.get(sheet, ("id",))).strip(), row) for row in rows)
    return {key: row for key, row in keyed if key}  # the end of a group has no name


def _different(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for heading in dict.fromkeys((*was, *now)):
        before, after = was.get(heading, ""), now.get(heading, "")
        if before != after and heading != "version":
            yield heading, before, after
