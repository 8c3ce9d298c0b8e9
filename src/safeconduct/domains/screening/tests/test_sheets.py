"""Tables as sheets and back: nothing is lost, and every mistake is told with its row."""

import copy

import pytest

from safeconduct.domains.screening.rules.released import shipped
from safeconduct.domains.screening.rules.releases import TABLES
from safeconduct.domains.screening.rules.sheets import changes, content_from, sheets_of
from safeconduct.domains.screening.rules.xlsform import SheetRow
from safeconduct.domains.screening.tests.test_xlsform import find


def back(name, sheets, standing=None):
    numbered = {
        sheet: [SheetRow(number, row) for number, row in enumerate(rows, start=2)] for sheet, rows in sheets.items()
    }
    return content_from(name, numbered, standing or shipped(name), find)


@pytest.mark.parametrize("name", TABLES)
def test_every_shipped_table_comes_back_as_it_went(name):
    content, faults = back(name, sheets_of(name, shipped(name)))
    assert faults == []
    assert changes(name, shipped(name), content) == []
    assert sheets_of(name, content) == sheets_of(name, shipped(name))


def with_cell(name, row, **cells):
    sheets = sheets_of(name, shipped(name))
    sheets[name][row].update(cells)
    return sheets


FAULTS = [
    ("needs", {"when": "${papers} > 3"}, "expression.not_understood"),
    ("needs", {"when": ""}, "expression.not_understood"),
    ("needs", {"gives": ""}, "sheet.missing"),
    ("needs", {"points": "5"}, "sheet.column"),
    ("combinations", {"strong": "two"}, "sheet.number"),
    ("specific_needs", {"sensitive": "perhaps"}, "sheet.yes_or_no"),
    ("phrases", {"text": " "}, "sheet.missing"),
]


@pytest.mark.parametrize(("name", "cells", "code"), FAULTS)
def test_a_mistake_is_told_with_its_row(name, cells, code):
    content, faults = back(name, with_cell(name, 2, **cells))
    assert content is None
    assert [(one.sheet, one.row, one.code) for one in faults] == [(name, 4, code)]


def test_a_file_without_rows_is_none():
    assert back("needs", {"needs": []})[1][0].code == "sheet.empty"
    assert back("needs", {})[1][0].code == "sheet.empty"


def test_a_row_may_be_changed_added_and_left_out():
    sheets = sheets_of("needs", shipped("needs"))
    first, second = sheets["needs"][:2]
    sheets["needs"] = [{**first, "priority": "2w"}, {**second, "id": "Z99"}, *sheets["needs"][2:]]
    content, _ = back("needs", sheets)
    told = {(one.key, one.kind): one.cells for one in changes("needs", shipped("needs"), content)}
    assert set(told) == {(first["id"], "changed"), (second["id"], "removed"), ("Z99", "added")}
    assert told[first["id"], "changed"] == (("priority", first["priority"], "2w"),)


def test_a_reviewed_phrase_and_a_new_language():
    sheets = sheets_of("phrases", shipped("phrases"))
    drafted = next(row for row in sheets["phrases"] if row["language"] == "ar")
    drafted["reviewed"] = "yes"
    sheets["phrases"].append({**drafted, "language": "eo", "text": "…", "reviewed": "no"})
    content, _ = back("phrases", sheets)
    told = [(one.key, one.kind) for one in changes("phrases", shipped("phrases"), content)]
    assert told == [(f"{drafted['code']} ar", "changed"), (f"{drafted['code']} eo", "added")]


def test_a_question_of_the_interview_that_is_another():
    changed = copy.deepcopy(shipped("interview"))
    changed["questions"][0]["label"]["en"] = "Who is here?"
    (one,) = changes("interview", shipped("interview"), changed)
    assert (one.sheet, one.key, one.kind) == ("survey", changed["questions"][0]["name"], "changed")
