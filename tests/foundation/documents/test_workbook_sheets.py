"""Every visible sheet of a workbook is read; what is hidden or empty is passed over, and rows are counted together."""

import io

import openpyxl
import pytest

from safeconduct.foundation.documents.table_files import Limits, read_tables
from safeconduct.kernel.problems import Refused


def workbook(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, (state, rows) in sheets.items():
        page = book.create_sheet(name)
        page.sheet_state = state
        for row in rows:
            page.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_all_visible_sheets_are_read_in_their_order():
    book = workbook({
        "One": ("visible", [["a", "b"], [1, 2]]),
        "Empty": ("visible", []),
        "Lists": ("hidden", [["x"], ["y"]]),
        "Two": ("visible", [[], ["a"], ["3"]]),
    })  # fmt: skip
    first, second = read_tables(book)
    assert (first.sheet, first.header, [row.cells for row in first.rows]) == ("One", ("a", "b"), [(1, 2)])
    assert (second.sheet, second.header_row, second.rows[0].number) == ("Two", 2, 3)


def test_a_csv_file_is_one_table():
    (only,) = read_tables(b"a;b\n1;2\n")
    assert only.header == ("a", "b")


def test_the_rows_of_all_sheets_are_counted_together():
    rows = [["a"], *[[number] for number in range(6)]]
    book = workbook({"One": ("visible", rows), "Two": ("visible", rows)})
    assert len(read_tables(book, limits=Limits(rows=12))) == 2
    with pytest.raises(Refused) as refused:
        read_tables(book, limits=Limits(rows=11))
    assert refused.value.code == "file.too_many_rows"


@pytest.mark.parametrize("states", [("visible",), ("hidden", "visible")])
def test_a_workbook_with_nothing_in_it_is_refused(states):
    book = workbook({f"S{number}": (state, []) for number, state in enumerate(states)})
    with pytest.raises(Refused) as refused:
        read_tables(book)
    assert refused.value.code == "file.empty"
