"""Tables of places: what is accepted, and that every row at fault is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.foundation import codes
from safeconduct.foundation.codes.places import RowProblem

HEADER = "pcode,name,parent,level"
FICTIONAL = [
    HEADER,
    "QZ,Fictional Republic,,0",
    "QZ01,Northern Hills,QZ,1",
    "QZ02,الوادي الأخضر,QZ,1",
    "QZ0101,Saint-Élie,QZ01,2",
    "QZ0102,Old Bridge,qz01,2",
]


def problems(*rows):
    with pytest.raises(codes.PlacesError) as caught:
        codes.read_places([HEADER, "QZ,Fictional Republic,,0", *rows])
    return caught.value.problems


def test_a_table_of_places_is_read():
    places = codes.read_places(FICTIONAL)
    assert len(places) == 5
    assert places.place("qz0102") == codes.Place("QZ0102", "Old Bridge", "QZ01", 2)
    assert [place.pcode for place in places.within("QZ")] == ["QZ01", "QZ02"]
    assert [place.pcode for place in places.line("QZ0101")] == ["QZ0101", "QZ01", "QZ"]
    assert [place.pcode for place in places.all(level=2)] == ["QZ0101", "QZ0102"]
    assert places.place("QZ99") is None
    assert places.line("QZ99") == []


def test_order_blank_lines_and_the_mark_of_excel_do_not_matter():
    shuffled = ["\ufeff" + HEADER.upper(), *reversed(FICTIONAL[1:]), "", " , , , "]
    assert len(codes.read_places(shuffled)) == 5


@pytest.mark.parametrize(
    ("typed", "first"), [("saint el", "QZ0101"), ("bridge", "QZ0102"), ("وادي", "QZ02"), ("qz01", "QZ01"), ("zz", None)]
)
def test_places_are_found_by_name_and_code(typed, first):
    found = codes.find_places(typed, codes.read_places(FICTIONAL))
    assert (found[0].pcode if found else None) == first


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("Q Z,Bad code,QZ,1", "pcode", "pcode_malformed"),
        ("01,Bad code,QZ,1", "pcode", "pcode_malformed"),
        ("QZ01,,QZ,1", "name", "name_empty"),
        (f"QZ01,{'x' * 301},QZ,1", "name", "name_too_long"),
        ("QZ01,bad\u0007name,QZ,1", "name", "name_has_control_characters"),
        ("QZ01,bad\u202ename,QZ,1", "name", "name_has_control_characters"),
        ("QZ01,North,QZ,one", "level", "level_not_0_to_5"),
        ("QZ01,North,QZ,6", "level", "level_not_0_to_5"),
        ("QZ01,North,QZ,-1", "level", "level_not_0_to_5"),
        ("QZ01,North,,1", "parent", "parent_missing"),
        ("QY,Another,QZ,0", "parent", "country_has_parent"),
        ("QZ01,North,QX,1", "parent", "parent_unknown"),
        ("QZ0101,North,QZ,2", "parent", "parent_not_one_level_above"),
        ("QZ,Twice,,0", "pcode", "pcode_twice"),
        ("QZ01,North,QZ", "", "cells_missing"),
    ],
)
def test_a_row_at_fault_is_named(row, column, code):
    value = row.partition(",")[0] if code == "pcode_malformed" else ""
    assert problems(row) == [RowProblem(3, column, code, value=value)]


def test_every_row_at_fault_is_named_at_once():
    found = problems("QZ01,,QZ,1", "QZ02,West,QX,1", "QZ03,East,QZ,1", "QZ03,Again,QZ,1")
    assert [(problem.row, problem.code) for problem in found] == [
        (3, "name_empty"),
        (4, "parent_unknown"),
        (6, "pcode_twice"),
    ]


@pytest.mark.parametrize("lines", [[], ["name,pcode,parent,level"], ["pcode;name;parent;level"]])
def test_other_columns_are_refused(lines):
    with pytest.raises(codes.PlacesError) as caught:
        codes.read_places(lines)
    assert caught.value.problems == [RowProblem(1, "pcode,name,parent,level", "columns_differ")]
    assert caught.value.code == "places_table_faulty"


def test_an_empty_table_is_refused():
    with pytest.raises(codes.PlacesError) as caught:
        codes.read_places([HEADER])
    assert [problem.code for problem in caught.value.problems] == ["no_places"]


def test_joiners_in_names_are_kept():
    name = "می\u200cدان"
    assert codes.read_places([*FICTIONAL, f"QZ03,{name},QZ,1"]).place("QZ03").name == name


@settings(deadline=None)
@given(st.lists(st.text(alphabet='QZ01ab ,"\n', max_size=20), max_size=6))
def test_any_table_is_read_or_refused_whole(rows):
    try:
        places = codes.read_places([HEADER, *rows])
    except codes.PlacesError as problem:
        found = problem.problems
    else:
        found = None
        assert len(places) > 0
    assert found is None or found
