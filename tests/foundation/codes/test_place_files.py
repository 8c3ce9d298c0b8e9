"""COD-AB files in each way of naming their columns: what is read, and that every mistake is named with its row."""

import pytest

from safeconduct.foundation import codes
from safeconduct.foundation.codes import PlaceSheet, RowProblem

EN_AR = ("admin2Name_en", "admin2Name_ar", "admin2Pcode", "admin2RefName", "admin1Name_en", "admin1Name_ar",
         "admin1Pcode", "admin0Name_en", "admin0Name_ar", "admin0Pcode", "date", "validOn")  # fmt: skip
COUNTRY = ("Fictional Republic", "الجمهورية الخيالية", "QZ", "2026-01-15", "2026-02-01")
ROWS = [
    ("Saint-Élie", "القديس إيليا", "QZ0101", "Saint Elie", "North", "الشمال", "QZ01", *COUNTRY),
    ("Old Bridge", "الجسر القديم", "QZ0102", "", "North", "الشمال", "QZ01", *COUNTRY),
]


def sheet(heads, rows, name="Admin2"):
    return PlaceSheet(name, 1, tuple(heads), list(enumerate(rows, start=2)))


def problems(*sheets):
    with pytest.raises(codes.PlacesError) as caught:
        codes.read_place_sheets(sheets)
    return caught.value.problems


def test_a_row_names_a_place_and_all_it_lies_in():
    places = codes.read_place_sheets([sheet(EN_AR, ROWS)])
    assert [(one.pcode, one.level, one.parent) for one in places.all()] == [
        ("QZ", 0, ""), ("QZ01", 1, "QZ"), ("QZ0101", 2, "QZ01"), ("QZ0102", 2, "QZ01"),
    ]  # fmt: skip
    found = places.place("QZ0101")
    assert (found.name_in("en"), found.name_in("ar"), found.name_in("fr")) == (
        "Saint-Élie",
        "القديس إيليا",
        "Saint-Élie",
    )
    assert found.also == ("Saint Elie",)


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (("ADM1_EN", "ADM1_FR", "ADM1_PCODE", "ADM1_REF", "ADM1ALT1EN", "ADM0_EN", "ADM0_FR", "ADM0_PCODE"),
         ("North", "Nord", "QZ01", "North", "The North", "Republic", "République", "QZ")),
        (("adm1_name", "adm1_name1", "adm1_pcode", "adm0_name", "adm0_name1", "adm0_pcode", "lang", "lang1", "version"),
         ("North", "Nord", "QZ01", "Republic", "République", "QZ", "en", "fr", "v02")),
        (("Admin1Name_en", "Admin1Name_fr", "Admin1 Pcode", "Admin0Name_en", "Admin0Name_fr", "Admin0_Pcode"),
         ("North", "Nord", "QZ01", "Republic", "République", "QZ")),
    ],
)  # fmt: skip
def test_each_way_of_naming_columns_is_known(heads, row):
    places = codes.read_place_sheets([sheet(heads, [row])])
    assert [(one.pcode, one.name_in("en"), one.name_in("fr")) for one in places.all()] == [
        ("QZ", "Republic", "République"), ("QZ01", "North", "Nord"),
    ]  # fmt: skip


def test_the_sheets_of_a_file_are_one_table():
    levels = [
        sheet(EN_AR[7:], [COUNTRY], "Admin0"),
        sheet(EN_AR[4:], [("North", "الشمال", "QZ01", *COUNTRY)], "Admin1"),
        sheet(EN_AR, ROWS, "Admin2"),
        sheet(("Note", "By"), [("Read me", "OCHA")], "Readme"),
    ]
    assert len(codes.read_place_sheets(levels)) == 4


def test_hxl_tags_and_empty_rows_are_passed_over():
    tags = ("#adm2+name+i_en", "#adm2+name+i_ar", "#adm2+code", "#adm2+name+alt", *["#adm1+x"] * 8)
    assert len(codes.read_place_sheets([sheet(EN_AR, [tags, *ROWS, (None,) * 12])])) == 4


def test_the_plain_table_may_have_names_in_several_languages():
    rows = [("QZ", "Republic", "", "0", "République"), ("QZ01", "North", "QZ", 1, "Nord")]
    places = codes.read_place_sheets([sheet(("pcode", "name", "parent", "level", "name_fr"), rows, "")])
    assert places.place("QZ01").name_in("fr") == "Nord"
    assert places.place("QZ01").name_in("es") == "North"


def changed(place, value):
    row = list(ROWS[1])
    row[EN_AR.index(place)] = value
    return tuple(row)


@pytest.mark.parametrize(
    ("row", "column", "code", "value"),
    [
        (changed("admin2Pcode", "0102"), "admin2Pcode", "pcode_malformed", "0102"),
        (changed("admin2Pcode", ""), "admin2Pcode", "pcode_missing", ""),
        (changed("admin1Pcode", ""), "admin1Pcode", "pcode_missing", ""),
        (changed("admin2Pcode", "QZ01"), "admin2Pcode", "pcode_two_levels", "QZ01"),
        (changed("admin1Name_en", "South"), "admin1Pcode", "pcode_two_names", "QZ01"),
        (changed("admin1Pcode", "QZ02"), "admin1Name_en", None, None),
        (
            changed("admin2Name_en", "Old\u0007Bridge"),
            "admin2Name_en",
            "name_has_control_characters",
            "Old\u0007Bridge",
        ),
    ],
)
def test_a_row_at_fault_is_named(row, column, code, value):
    if code is None:
        # Another P-code with the name of a sibling is no mistake: two places may be called the same.
        assert len(codes.read_place_sheets([sheet(EN_AR, [ROWS[0], row])])) == 5
        return
    assert problems(sheet(EN_AR, [ROWS[0], row])) == [RowProblem(3, column, code, "Admin2", value)]


def test_a_place_in_two_others_is_named():
    moved = ("Saint-Élie", "القديس إيليا", "QZ0101", "", "South", "الجنوب", "QZ02", *COUNTRY)
    assert problems(sheet(EN_AR, [ROWS[0], moved])) == [
        RowProblem(3, "admin2Pcode", "pcode_two_parents", "Admin2", "QZ0101")
    ]


def test_every_mistake_of_every_sheet_is_named_at_once():
    bad = [changed("admin2Pcode", "?"), changed("admin1Pcode", "-")]
    found = problems(sheet(EN_AR, bad, "A"), sheet(("ADM1_EN", "ADM1_PCODE"), [("North", "QZ01")], "B"))
    assert [(one.sheet, one.row, one.code) for one in found] == [
        ("A", 2, "pcode_malformed"), ("A", 3, "pcode_malformed"), ("B", 1, "column_missing"),
    ]  # fmt: skip


@pytest.mark.parametrize("heads", [("name", "town"), ("ADM1_EN", "ADM2_EN"), ()])
def test_a_file_without_p_codes_is_refused(heads):
    assert [one.code for one in problems(sheet(heads, [("a", "b")]))] == ["no_place_columns"]


def test_a_file_without_rows_is_refused():
    assert [one.code for one in problems(sheet(EN_AR, []))] == ["no_places"]


@pytest.mark.parametrize(
    ("typed", "language", "first"),
    [
        ("sa", "en", "QZ0101"), ("الق", "en", "QZ0101"), ("قديس", "ar", "QZ0101"), ("جسر", "fr", "QZ0102"),
        ("qz0102", "ar", "QZ0102"), ("no", "en", "QZ01"), ("ridg", "en", "QZ0102"), ("saint elie", "ar", "QZ0101"),
        ("n", "en", None), ("zz", "en", None),
    ],
)  # fmt: skip
def test_two_letters_in_any_language_or_a_code_find_a_place(typed, language, first):
    finder = codes.PlaceFinder(codes.read_place_sheets([sheet(EN_AR, ROWS)]).all())
    assert next((one.pcode for one in finder.find(typed, language)), None) == first


def test_no_more_than_ten_answers_and_the_exact_one_first():
    rows = [(f"Marn {number}", "", f"QZ01{number:02}", "", "Marn", "", "QZ01", *COUNTRY) for number in range(30)]
    finder = codes.PlaceFinder(codes.read_place_sheets([sheet(EN_AR, rows)]).all())
    found = finder.find("marn", "en")
    assert len(found) == 10
    assert found[0].pcode == "QZ01"
    assert finder.find("QZ0129", "en")[0].pcode == "QZ0129"
