"""An interview as an XLSForm, for those who work with ODK, KoBo or a spreadsheet; and one of theirs as an interview.

What an interview of ours cannot do (calculate, repeat, loop, require, filter choices, take pictures or places) is not
dropped in silence: a form that asks for it is refused as a whole, with each row and its reason.
Source: XLSForm.org, reference table, 2024.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from safeconduct.domains.screening.rules.conditions import When
from safeconduct.domains.screening.rules.expressions import read, written
from safeconduct.domains.screening.rules.instrument import (
    INTEGER,
    KNOWN_BEFORE,
    LINE,
    MANY,
    ONE,
    TEXT,
    Choice,
    Instrument,
    Question,
    Section,
    instrument_faults,
)
from safeconduct.kernel.problems import Refused

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SHEETS_THAT_DO = frozenset({"external_choices", "entities", "osm", "cascades"})
MULTILINE = "multiline"
GENERAL = "general"
OURS = "safeconduct_interview"
MOST_ROWS = 2_000  # assumption: rows of a sheet; the longest interview has a tenth of it

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,63}")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_LABEL = re.compile(r"(label|hint)(?:::?\s*(.+))?")
_IN_BRACKETS = re.compile(r".*\(\s*([A-Za-z]{2,3})\s*\)")
# What asks for nothing that an interview could not do: how it looks, or what is said beside an error.
_WITHOUT_EFFECT = re.compile(
    r"(appearance|required_message.*|constraint_message.*|requiredmsg|noapperrorstring.*|guidance_hint.*|source|note)"
)
_SAME = {
    "select one": "select_one", "select1": "select_one", "select one from": "select_one",
    "select multiple": "select_multiple", "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple", "select multiple from": "select_multiple",
    "begin group": "begin_group", "end group": "end_group", "int": "integer", "string": "text",
}  # fmt: skip
_SETTINGS_KEPT = frozenset({"form_title", "form_id", "version", "default_language", "source", "style"})


class SheetRow(msgspec.Struct, frozen=True):
    """A row with its number in the sheet; cells by the heading of their column."""

    number: int
    cells: dict[str, str]


Sheets = Mapping[str, Sequence[SheetRow]]


class SheetFault(msgspec.Struct, frozen=True, kw_only=True):
    """Why a row cannot be taken over: where, a stable code, and the words it is about."""

    sheet: str
    row: int
    code: str
    about: str = ""


FindLanguage = Callable[[str], str]  # a language's name in any language, or its code -> its code, or nothing


def read_xlsform(sheets: Sheets, find_language: FindLanguage) -> tuple[Instrument | None, list[SheetFault]]:
    """The interview, or every fault of the form. Names of sheets and headings count without regard to case."""
    reading = _Reading({name.strip().lower(): rows for name, rows in sheets.items()}, find_language)
    instrument = reading.instrument()
    faults = reading.faults
    if instrument is not None and not faults:
        faults += [
            SheetFault(sheet=SURVEY, row=reading.rows_of.get(name.split(" ")[0], 0), code=code, about=name)
            for name, code in instrument_faults(instrument)
        ]
    return (None if faults else instrument), faults


class _Reading:
    """One form on its way: what was understood so far, and every fault."""

    def __init__(self, sheets: Sheets, find_language: FindLanguage) -> None:
        self._sheets, self._find = sheets, find_language
        self.faults: list[SheetFault] = []
        self.rows_of: dict[str, int] = {}
        self._sections: list[Section] = []
        self._questions: list[Question] = []
        self._languages: dict[str, None] = {}
        self._group = ""
        self._default = "en"

    def instrument(self) -> Instrument | None:
        """The interview as far as it was understood; None where the form is none."""
        if SURVEY not in self._sheets:
            self._fault(SURVEY, 0, "xlsform.no_survey")
            return None
        for name, rows in self._sheets.items():
            if name in SHEETS_THAT_DO and rows:
                self._fault(name, rows[0].number, "xlsform.sheet", name)
            if len(rows) > MOST_ROWS:
                self._fault(name, MOST_ROWS, "xlsform.too_long")
                return None
        settings = self._settings()
        lists = self._lists()
        for row in self._sheets[SURVEY]:
            self._survey_row(row)
        if self._group:
            self._fault(SURVEY, 0, "xlsform.group_not_ended", self._group)
        if not self._questions:
            self._fault(SURVEY, 0, "xlsform.no_question")
        version = settings.get("version", "1")
        return Instrument(
            table="interview",
            version=int(version) if version.isdecimal() else 1,
            source=settings.get("source", "")
            or ("" if settings.get("form_id") == OURS else settings.get("form_title", "")),
            sections=tuple(self._sections),
            questions=tuple(self._questions),
            lists=lists,
            languages=tuple(self._languages) or ("en",),
        )

    def _fault(self, sheet: str, row: int, code: str, about: str = "") -> None:
        self.faults.append(SheetFault(sheet=sheet, row=row, code=code, about=about[:80]))

    def _settings(self) -> dict[str, str]:
        rows = self._sheets.get(SETTINGS, ())
        found = _lowered(rows[0].cells) if rows else {}
        for name in found.keys() - _SETTINGS_KEPT:
            self._fault(SETTINGS, rows[0].number, "xlsform.setting", name)
        self._default = self._find(found.get("default_language", "")) or "en"
        return found

    def _lists(self) -> dict[str, tuple[Choice, ...]]:
        found: dict[str, list[Choice]] = {}
        for row in self._sheets.get(CHOICES, ()):
            cells = _lowered(row.cells)
            name = cells.pop("list_name", "") or cells.pop("list name", "")
            code = cells.pop("name", "") or cells.pop("value", "")
            labels = self._labels(CHOICES, row.number, cells, "label")
            for rest in cells:
                self._fault(CHOICES, row.number, "xlsform.column", rest)
            if not name or not _CODE.fullmatch(code):
                self._fault(CHOICES, row.number, "xlsform.name", code)
            elif not labels:
                self._fault(CHOICES, row.number, "xlsform.label", code)
            else:
                found.setdefault(name, []).append(Choice(code=code, label=labels))
        return {name: tuple(choices) for name, choices in found.items()}

    def _labels(self, sheet: str, number: int, cells: dict[str, str], kind: str) -> dict[str, str]:
        """Labels or hints by language, taken out of the cells."""
        found: dict[str, str] = {}
        for heading in [name for name in cells if (match := _LABEL.fullmatch(name)) and match[1] == kind]:
            text = cells.pop(heading).strip()
            language = self._language(heading)
            if not language:
                self._fault(sheet, number, "xlsform.language", heading)
            elif "${" in text or "%(" in text:
                self._fault(sheet, number, "xlsform.inserted", text)
            elif text:
                found[language] = text
                self._languages.setdefault(language)
        return found

    def _language(self, heading: str) -> str:
        match = _LABEL.fullmatch(heading)
        name = (match[2] or "").strip() if match else ""
        if not name:
            return self._default
        code = _IN_BRACKETS.fullmatch(name)
        return self._find(code[1]) if code else self._find(name)

    def _survey_row(self, row: SheetRow) -> None:
        cells = _lowered(row.cells)
        kind, list_ = _type_of(cells.pop("type", ""))
        name = cells.pop("name", "")
        if kind == "end_group":
            self._end_group(row.number)
            return
        if kind == "hidden" and name in KNOWN_BEFORE:
            return  # how our own export says what is known before: nothing is asked
        if not _NAME.fullmatch(name):
            self._fault(SURVEY, row.number, "xlsform.name", name)
            return
        self.rows_of[name] = row.number
        labels = self._labels(SURVEY, row.number, cells, "label")
        hints = self._labels(SURVEY, row.number, cells, "hint")
        relevant = self._relevant(row.number, cells.pop("relevant", ""))
        source, looks = cells.pop("source", ""), cells.get("appearance", "")
        self._check_rest(row.number, cells)
        if kind == "begin_group":
            self._begin_group(row.number, Section(code=name, label=labels, relevant=relevant))
            return
        type_ = _ours(kind, looks)
        if type_ is None:
            self._fault(SURVEY, row.number, "xlsform.type", kind)
            return
        if not labels:
            self._fault(SURVEY, row.number, "xlsform.label", name)
        self._questions.append(
            Question(name=name, section=self._group or self._general(), type=type_, label=labels, list_=list_,
                     hint=hints, relevant=relevant, source=source)
        )  # fmt: skip

    def _relevant(self, number: int, text: str) -> When | None:
        if not text.strip():
            return None
        try:
            return read(text)
        except Refused as refused:
            self._fault(SURVEY, number, "xlsform.relevant", str(refused.details.get("rest", "")))
            return None

    def _check_rest(self, number: int, cells: Mapping[str, str]) -> None:
        for heading, text in cells.items():
            if heading == "required" and text.strip().lower() in ("no", "false", "false()"):
                continue
            if not _WITHOUT_EFFECT.fullmatch(heading):
                self._fault(SURVEY, number, "xlsform.required" if heading == "required" else "xlsform.column", heading)

    def _begin_group(self, number: int, section: Section) -> None:
        if self._group:
            self._fault(SURVEY, number, "xlsform.group_in_group", section.code)
            return
        if not section.label:
            section = msgspec.structs.replace(section, label={self._default: section.code})
        self._sections.append(section)
        self._group = section.code

    def _end_group(self, number: int) -> None:
        if not self._group:
            self._fault(SURVEY, number, "xlsform.group_not_begun")
        self._group = ""

    def _general(self) -> str:
        """The section of questions that stand in no group."""
        if all(one.code != GENERAL for one in self._sections):
            self._sections.append(Section(code=GENERAL, label={self._default: "1"}))
        return GENERAL


def _source_of(settings: Mapping[str, str]) -> str:
    title = "" if settings.get("form_id") == OURS else settings.get("form_title", "")
    return settings.get("source", "") or title


def _lowered(cells: Mapping[str, str]) -> dict[str, str]:
    return {name.strip().lower(): str(text).strip() for name, text in cells.items() if str(text).strip()}


def _type_of(text: str) -> tuple[str, str]:
    """The kind of a row and the list it chooses from."""
    plain = " ".join(text.split())
    lowered = plain.lower()
    for alias in sorted(_SAME, key=len, reverse=True):
        if lowered == alias or lowered.startswith(f"{alias} "):
            plain = _SAME[alias] + plain[len(alias) :]
            break
    kind, _, rest = plain.partition(" ")
    kind = kind.lower()
    if kind in ("select_one", "select_multiple") and " " not in rest:
        return kind, rest
    return (kind if not rest or kind in ("begin_group", "end_group") else plain), ""


def _ours(kind: str, appearance: str) -> str | None:
    if kind == "text":
        return TEXT if MULTILINE in appearance.split() else LINE
    return {"select_one": ONE, "select_multiple": MANY, "integer": INTEGER}.get(kind)


def xlsform_of(instrument: Instrument) -> dict[str, list[dict[str, Any]]]:
    """The sheets of an interview as an XLSForm: rows by heading, in order."""
    return {
        SURVEY: list(_survey_of(instrument)),
        CHOICES: [
            {"list_name": name, "name": choice.code, **_headed("label", choice.label, instrument)}
            for name, choices in instrument.lists.items()
            for choice in choices
        ],
        SETTINGS: [
            {
                "form_title": "Safeconduct interview",
                "form_id": OURS,
                "version": str(instrument.version),
                "default_language": _heading(instrument.languages[0]),
                "source": instrument.source,
            }
        ],
    }


def _survey_of(instrument: Instrument) -> Iterator[dict[str, Any]]:
    for name in sorted(KNOWN_BEFORE):
        yield {"type": "hidden", "name": name}
    for section in instrument.sections:
        begins = {"type": "begin_group", "name": section.code, **_headed("label", section.label, instrument)}
        yield {**begins, "relevant": written(section.relevant) if section.relevant else ""}
        for question in instrument.of_section(section.code):
            yield {
                "type": _theirs(question),
                "name": question.name,
                **_headed("label", question.label, instrument),
                **_headed("hint", question.hint, instrument),
                "relevant": written(question.relevant) if question.relevant else "",
                "appearance": MULTILINE if question.type == TEXT else "",
                "source": question.source,
            }
        yield {"type": "end_group"}


def _theirs(question: Question) -> str:
    if question.type in (ONE, MANY):
        return f"{'select_one' if question.type == ONE else 'select_multiple'} {question.list_}"
    return "integer" if question.type == INTEGER else "text"


LANGUAGE_NAMES = {"en": "English", "fr": "French", "ar": "Arabic", "es": "Spanish"}


def _heading(language: str) -> str:
    return f"{LANGUAGE_NAMES.get(language, language)} ({language})"


def _headed(kind: str, label: Mapping[str, str], instrument: Instrument) -> dict[str, str]:
    if not label:
        return {}
    return {f"{kind}::{_heading(one)}": label.get(one, "") for one in instrument.languages}
