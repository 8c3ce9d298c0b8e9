"""A table as its user arranges it: what may be chosen, what is kept, and that the form decides nothing else."""

import pytest
from django.http import QueryDict

from safeconduct.foundation.web.tables import Choice, Column, Shape, Table

SHAPE = Shape(
    "fruit",
    (
        Column("name", "Name", lambda row: row[0], stays=True),
        Column("number", "Number", lambda row: row[1], is_number=True),
        Column("note", "Note"),
    ),
    filters=("colour",),
)
ROWS = [("pear", 3), ("fig", None), ("apple", 3), ("plum", 1)]


def form(query):
    return QueryDict(query)


def test_without_a_choice_rows_stand_as_they_came():
    table = Table(SHAPE)
    assert table.sorted(ROWS) == ROWS
    assert not table.is_arranged
    assert [head.column.code for head in table.heads] == ["name", "number", "note"]


def test_sorted_rows_keep_their_order_where_equal_and_empty_cells_come_last():
    up = Table(SHAPE, {"sort": "number"}).sorted(ROWS)
    down = Table(SHAPE, {"sort": "-number"}).sorted(ROWS)
    assert [row[0] for row in up] == ["plum", "pear", "apple", "fig"]
    assert [row[0] for row in down] == ["pear", "apple", "plum", "fig"]


def test_a_head_is_pressed_up_down_and_back():
    table = Table(SHAPE)
    seen = []
    for _ in range(3):
        head = next(one for one in table.heads if one.column.code == "number")
        seen.append(head.direction)
        table = Table(SHAPE, table.chosen(form(f"sort_by={head.press}")).kept())
    assert seen == ["none", "ascending", "descending"]
    assert table.choice == Choice()


def test_columns_are_taken_away_but_not_the_one_that_stays():
    chosen = Table(SHAPE).chosen(form("table_do=apply&table_sort=name&table_down=1&table_column=note"))
    table = Table(SHAPE, chosen.kept())
    assert [head.column.code for head in table.heads] == ["name", "note"]
    assert chosen.sort == "-name"


def test_filters_are_kept_and_the_address_counts_more():
    chosen = Table(SHAPE, {"sort": "name"}).chosen(form("table_do=filter&colour=red&size=big"))
    table = Table(SHAPE, chosen.kept())
    assert chosen.kept() == {"sort": "name", "filters": {"colour": "red"}}
    assert table.filtered_by({}) == {"colour": "red"}
    assert table.filtered_by({"colour": ""}) == {"colour": ""}


def test_as_it_was_at_first_forgets_everything():
    chosen = Table(SHAPE, {"sort": "name", "hidden": ["note"], "filters": {"colour": "red"}}).chosen(
        form("table_do=reset")
    )
    assert chosen.kept() == {}


@pytest.mark.parametrize("query", ["", "q=amina", "table_column=note", "table_do=other"])
def test_a_form_of_the_page_itself_chooses_nothing(query):
    assert Table(SHAPE).chosen(form(query)) is None


@pytest.mark.parametrize(
    "kept",
    [
        {"sort": "note"}, {"sort": "gone"}, {"sort": 7}, {"sort": None}, {"hidden": ["name", "gone"]}, {"hidden": 3},
        {"filters": {"colour": "x'; drop"}}, {"filters": {"size": "big"}}, {"filters": 5}, {"filters": {"colour": []}},
    ],
)  # fmt: skip
def test_what_was_kept_and_fits_no_more_is_as_if_nothing_was_chosen(kept):
    table = Table(SHAPE, kept)
    assert not table.is_arranged
    assert table.sorted(ROWS) == ROWS


def test_a_database_is_told_the_order():
    shape = Shape("log", (Column("at", "Time", "at", stays=True), Column("who", "Who")))
    assert Table(shape, {"sort": "-at"}).ordering() == ("-at",)
    assert Table(shape).ordering() == ()
