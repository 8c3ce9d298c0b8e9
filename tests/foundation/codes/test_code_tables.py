"""The shipped tables: up to date with their sources, and saying where they come from; languages, scripts, lists."""

import json
from importlib.resources import files
from itertools import pairwise

import pytest

from safeconduct.foundation import codes
from tools import build_code_tables


@pytest.mark.slow
def test_the_shipped_tables_are_what_the_tool_writes(capsys):
    assert build_code_tables.main(["--check"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", codes.TABLES)
def test_every_table_says_where_it_comes_from(name):
    assert all(codes.origin(name))
    raw = json.loads(files("safeconduct.foundation.codes").joinpath(f"{name}.json").read_text("utf-8"))
    assert {"version", "licence"} <= raw.keys()


@pytest.mark.parametrize("table", ["month_names", "gregorian_month_names", "reading_words"])
def test_the_tables_of_the_calendars_say_it_too(table):
    raw = json.loads(files("safeconduct.science.calendars").joinpath(f"{table}.json").read_text("utf-8"))
    assert all(raw[key] for key in ("version", "source", "licence"))


def test_the_licence_of_the_names_travels_with_them():
    text = files("safeconduct.foundation.codes").joinpath("LICENSE.unicode").read_text("utf-8")
    assert "UNICODE LICENSE V3" in text


def test_the_travellers_languages_come_first():
    first = [row.code for row in codes.languages()][:16]
    assert first == ["ar", "prs", "fa", "ps", "uk", "ru", "es", "fr", "en", "pt", "sw", "so", "ti", "am", "ht", "my"]
    assert [row.code for row in codes.languages(rank="travellers")] == first
    assert codes.languages(rank="next")[0].code == "ha"
    assert all(row.own_name for row in codes.languages(rank="travellers"))


def test_languages_are_many_and_each_is_named():
    rows = codes.languages()
    assert len(rows) > 600
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.names["en"] for row in rows)
    assert all(set(row.names) == set(codes.NAME_LANGUAGES) for row in rows if row.rank)


@pytest.mark.parametrize(
    ("code", "kept"), [("ar", "ar"), ("ARA", "ar"), ("per", "fa"), ("pes", "fa"), ("prs", "prs"), ("mya", "my")]
)
def test_languages_of_three_letters_are_known(code, kept):
    assert codes.language(code).code == kept


@pytest.mark.parametrize("code", ["", "xx1", "mul", "und", "zxx", "root"])
def test_what_is_no_language_is_nothing(code):
    assert codes.language(code) is None
    assert codes.language_name(code, "fr") == code


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dari", "prs"), ("farsi", "fa"), ("دری", "prs"), ("عربي", "ar"), ("العربية", "ar"), ("arabe", "ar"),
        ("ትግ", "ti"), ("tigri", "ti"), ("kirundi", "rn"), ("bengali", "bn"), ("ukrain", "uk"), ("укр", "uk"),
        ("creole", "ht"), ("kreyol", "ht"), ("français", "fr"), ("francais", "fr"), ("sw", "sw"), ("fra", "fr"),
        ("rohingya", "rhg"), ("hausa", "ha"), ("", None), ("qqqq", None),
    ],
)  # fmt: skip
def test_what_is_typed_finds_the_language_meant_first(typed, first):
    found = codes.find_languages(typed, "en")
    assert (found[0].code if found else None) == first


@pytest.mark.parametrize(
    ("text", "script", "direction"),
    [
        ("Amina", "Latn", "ltr"), ("Ａｍｉｎａ", "Latn", "ltr"), ("آمنة", "Arab", "rtl"), ("Олена", "Cyrl", "ltr"),
        ("አበበ", "Ethi", "ltr"), ("မောင်", "Mymr", "ltr"), ("김철수", "Hang", "ltr"), ("李明", "Hani", "ltr"),
        ("Ὀδυσσεύς", "Grek", "ltr"), ("अमीना", "Deva", "ltr"), ("שרה", "Hebr", "rtl"), ("ܐܒܐ", "Syrc", "rtl"),
        ("𞤀𞤁𞤂", "Adlm", "rtl"), ("𐴀𐴁", "Rohg", "rtl"), ("ߊߋ", "Nkoo", "rtl"), ("ⴰⵎⵉⵏⴰ", "Tfng", "ltr"),
        ("สมชาย", "Thai", "ltr"), ("ខ្មែរ", "Khmr", "ltr"), ("அமினா", "Taml", "ltr"), ("ლია", "Geor", "ltr"),
        ("Անի", "Armn", "ltr"), ("Амина Хасан (Amina)", "Cyrl", "ltr"), ("محمد A.", "Arab", "rtl"),
        ("123", None, "ltr"), ("", None, "ltr"), ("🙂", None, "ltr"),
    ],
)  # fmt: skip
def test_the_script_of_a_name_is_recognised(text, script, direction):
    assert codes.script_of(text) == script
    assert codes.direction_of(text) == direction


def test_mixed_scripts_are_counted():
    assert codes.scripts_in("Aмина 1") == {"Latn": 1, "Cyrl": 4}


def test_every_script_has_names_and_a_direction():
    assert all(set(row.names) == set(codes.NAME_LANGUAGES) for row in codes.scripts())
    assert codes.script("arab").direction == "rtl"
    assert codes.script_name("Arab", "es") == "árabe"
    assert codes.script_name("Zzzz", "es") == "Zzzz"


@pytest.mark.parametrize("name", codes.CODE_LISTS)
def test_every_small_list_has_a_source_and_no_code_twice(name):
    listed = codes.code_list(name)
    assert len(set(listed)) == len(listed) > 0
    assert codes.origin(f"lists.{name}").source
    assert all(codes.is_listed(name, code) for code in listed)
    assert not codes.is_listed(name, "no such code")


def test_the_functional_needs_are_these_five_and_no_cause():
    assert codes.code_list("functional_needs") == ("doctor_now", "wheelchair", "interpreter", "child_care", "step_free")


def test_the_purpose_of_travel_holds_no_protection_category():
    words = {
        "persecution",
        "asylum",
        "refugee",
        "trafficking",
        "violence",
        "torture",
        "stateless",
        "religion",
        "politics",
    }
    assert words.isdisjoint(codes.code_list("purposes"))


@pytest.mark.parametrize("name", ["age_bands", "age_bands_fmr"])
def test_age_bands_follow_each_other_without_a_gap(name):
    bands = codes.age_bands(name)
    assert bands[0].from_age == 0
    assert bands[-1].to_age is None
    assert all(after.from_age == before.to_age + 1 for before, after in pairwise(bands))


@pytest.mark.parametrize(
    ("relation", "kin"),
    [("son", True), ("in_law", True), ("guardian", False), ("not_related", False), ("focal_point", None),
     ("unknown", None), ("no such relation", None)],
)  # fmt: skip
def test_who_counts_as_family(relation, kin):
    assert codes.is_relative(relation) is kin
