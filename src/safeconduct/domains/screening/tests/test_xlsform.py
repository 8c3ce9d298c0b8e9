"""XLSForm out and in: nothing is lost on the way, and what cannot be said here is refused row by row."""

import os
from pathlib import Path

import msgspec
import pytest

from safeconduct.domains.screening.rules.instrument import read_instrument
from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.rules.xlsform import SheetRow, read_xlsform, xlsform_of
from safeconduct.foundation import codes
from safeconduct.foundation.documents.table_files import read_tables
from safeconduct.kernel.problems import Refused

INTERVIEW = read_instrument(shipped("interview"))


def find(name):
    known = codes.language(name)
    found = codes.find_languages(name, "en") if name and not known else []
    return known.code if known else found[0].code if found else ""


def sheet(*rows):
    return [SheetRow(number, dict(cells)) for number, cells in enumerate(rows, start=2)]


def form(*survey, choices=(), settings=()):
    return {"survey": sheet(*survey), "choices": sheet(*choices), "settings": sheet(*settings)}


YES_NO = [{"list_name": "yn", "name": "yes", "label": "Yes"}, {"list_name": "yn", "name": "no", "label": "No"}]
ASKED = {"type": "select_one yn", "name": "safe", "label": "Safe?"}


def faults_of(sheets):
    instrument, faults = read_xlsform(sheets, find)
    assert (instrument is None) == bool(faults)
    return [(one.sheet, one.row, one.code) for one in faults]


def test_the_shipped_interview_comes_back_as_it_went():
    sheets = {name: sheet(*rows) for name, rows in xlsform_of(INTERVIEW).items()}
    instrument, faults = read_xlsform(sheets, find)
    assert faults == []
    assert instrument == INTERVIEW


def test_a_form_of_others_becomes_an_interview():
    sheets = form(
        {"type": "select one from yn", "name": "safe", "label": "Safe?"},
        {"type": "begin group", "name": "more", "label": "More", "relevant": "${safe} = 'no'"},
        {"type": "select_multiple yn", "name": "both", "label": "Which?", "hint": "any"},
        {"type": "integer", "name": "children", "label": "Children", "required": "no", "appearance": "minimal"},
        {"type": "text", "name": "story", "label": "Words", "appearance": "multiline"},
        {"type": "end group"},
        choices=YES_NO,
        settings=[{"form_title": "Short", "version": "7"}],
    )
    instrument, faults = read_xlsform(sheets, find)
    assert faults == []
    assert (instrument.version, instrument.source) == (7, "Short")
    assert [(one.name, one.section, one.type) for one in instrument.questions] == [
        ("safe", "general", "one"), ("both", "more", "many"), ("children", "more", "integer"),
        ("story", "more", "text"),
    ]  # fmt: skip
    assert instrument.questions[1].hint == {"en": "any"}


def test_names_of_sheets_and_headings_count_without_their_case():
    sheets = {"SURVEY": sheet({"TYPE": "text", "NAME": "a", "LABEL::EN": "A", "label::Français (fr)": "B"})}
    instrument, faults = read_xlsform(sheets, find)
    assert faults == []
    assert instrument.questions[0].label == {"en": "A", "fr": "B"}


REFUSED = [
    ({"choices": []}, [("survey", 0, "xlsform.no_survey")]),
    (form(), [("survey", 0, "xlsform.no_question")]),
    (form({"type": "calculate", "name": "a", "label": "A"}), "xlsform.type"),
    (form({"type": "geopoint", "name": "a", "label": "A"}), "xlsform.type"),
    (form({"type": "image", "name": "a", "label": "A"}), "xlsform.type"),
    (form({"type": "begin repeat", "name": "a", "label": "A"}), "xlsform.type"),
    (form({"type": "note", "name": "a", "label": "A"}), "xlsform.type"),
    (form({"type": "select_one yn or_other", "name": "a", "label": "A"}, choices=YES_NO), "xlsform.type"),
    (form({"type": "include", "name": "other_form", "label": "A"}), "xlsform.type"),
    (form({"type": "text", "name": "a"}), "xlsform.label"),
    (form({"type": "text", "label": "A"}), "xlsform.name"),
    (form({"type": "text", "name": "two words", "label": "A"}), "xlsform.name"),
    (form({"type": "text", "name": "a", "label": "A", "constraint": ". > 3"}), "xlsform.column"),
    (form({"type": "text", "name": "a", "label": "A", "calculation": "1 + 1"}), "xlsform.column"),
    (form({"type": "text", "name": "a", "label": "A", "default": "b"}), "xlsform.column"),
    (form({"type": "text", "name": "a", "label": "A", "media::image": "b.jpg"}), "xlsform.column"),
    (form({"type": "text", "name": "a", "label": "A", "required": "yes"}), "xlsform.required"),
    (form({"type": "text", "name": "a", "label": "A", "relevant": "not(${b} = 'c')"}), "xlsform.relevant"),
    (form({"type": "text", "name": "a", "label": "A ${b}"}), "xlsform.inserted"),
    (form({"type": "text", "name": "a", "label::Klingonish": "A"}), "xlsform.language"),
    (form({**ASKED, "choice_filter": "cf=1"}, choices=YES_NO), "xlsform.column"),
    (form({"type": "end group"}, {"type": "text", "name": "a", "label": "A"}), "xlsform.group_not_begun"),
    (form({"type": "text", "name": "a", "label": "A"}, settings=[{"submission_url": "https://x"}]), "xlsform.setting"),
    ({**form(ASKED, choices=YES_NO), "external_choices": sheet({"list_name": "x"})}, "xlsform.sheet"),
    (form(ASKED), "question.list"),
    (form(ASKED, choices=[*YES_NO, YES_NO[0]]), "choice.twice"),
    (form(ASKED, choices=[{**YES_NO[0], "filter": "x"}]), "xlsform.column"),
    (form(ASKED, choices=[{"list_name": "yn", "name": "yes"}]), "xlsform.label"),
    (form(ASKED, ASKED, choices=YES_NO), "question.twice"),
    (form({**ASKED, "relevant": "${later} = 'x'"}, choices=YES_NO), "condition.question"),
    (form({**ASKED, "relevant": "${safe} = 'perhaps'"}, choices=YES_NO), "condition.answer"),
]  # fmt: skip


@pytest.mark.parametrize(("sheets", "expected"), REFUSED)
def test_what_cannot_be_said_is_refused_with_its_row_and_reason(sheets, expected):
    found = faults_of(sheets)
    if isinstance(expected, str):
        assert expected in {code for _sheet, _row, code in found}
        assert all(row >= 2 for _sheet, row, code in found if code == expected)
    else:
        assert found == expected


def test_groups_in_groups_and_groups_that_do_not_end_are_refused():
    begin = {"type": "begin group", "name": "one", "label": "One"}
    codes_found = {code for *_where, code in faults_of(form(begin, {**begin, "name": "two"}, ASKED, choices=YES_NO))}
    assert codes_found == {"xlsform.group_in_group", "xlsform.group_not_ended"}


def test_every_fault_is_told_at_once():
    sheets = form(
        {"type": "calculate", "name": "a"}, {"type": "text", "name": "b", "label": "B", "required": "yes"},
        {"type": "geopoint", "name": "c", "label": "C"}, settings=[{"public_key": "x"}],
    )  # fmt: skip
    assert [(row, code) for _sheet, row, code in faults_of(sheets) if code != "xlsform.no_question"] == [
        (2, "xlsform.setting"), (2, "xlsform.type"), (3, "xlsform.required"), (4, "xlsform.type"),
    ]  # fmt: skip


CORPORA = os.environ.get("SAFECONDUCT_CORPORA", "")
FOLDER = Path(CORPORA) / "xlsform"
# Of the forms of others, those that ask for nothing that an interview cannot do.
TAKEN = {
    "extra_columns.xlsx",
    "extra_sheet_names.xlsx",
    "field-list.xlsx",
    "text_and_integer.xlsx",
    "yes_or_no_question.xlsx",
}
WHY = [
    ("bad_calc.xlsx", "xlsform.type"),
    ("loop.xlsx", "xlsform.type"),
    ("pull_data.xlsx", "xlsform.type"),
    ("choice_filter_test.xlsx", "xlsform.column"),
    ("or_other.xlsx", "xlsform.type"),
    ("unknown_question_type.xls", "file.old_excel"),
]


def sheets_in(path):
    """The sheets of a file as the desk reads them. Refused: the codes of table_files."""
    return {
        (table.sheet or "survey"): [
            SheetRow(row.number, {head: str(cell) for head, cell in zip(table.header, row.cells, strict=False) if cell})
            for row in table.rows
        ]
        for table in read_tables(path.read_bytes())
    }


@pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the forms of others: set SAFECONDUCT_CORPORA")
def test_forms_of_others_are_taken_whole_or_refused_with_reasons():
    taken, told = set(), {}
    for path in sorted(FOLDER.iterdir()):
        try:
            sheets = sheets_in(path)
        except Refused as refused:
            told[path.name] = [refused.code]
            continue
        instrument, faults = read_xlsform(sheets, find)
        assert (instrument is None) == bool(faults), path.name
        if instrument is not None:
            taken.add(path.name)
            again, none = read_xlsform({name: sheet(*rows) for name, rows in xlsform_of(instrument).items()}, find)
            assert none == []
            assert msgspec.structs.replace(again, source=instrument.source) == instrument
        told[path.name] = sorted({one.code for one in faults})
    assert len(told) >= 45
    assert all(told[name] for name in told.keys() - taken)
    assert taken == TAKEN
    for name, code in WHY:
        assert code in told[name], (name, told[name])
