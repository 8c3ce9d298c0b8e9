"""States and nationalities: complete against the standards, found by any name, and silent about protection."""

import csv
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.foundation import codes

DEBIAN_ISO_CODES = Path("/usr/share/iso-codes/json/iso_3166-1.json")
ISO = [row for row in codes.states() if row.kind == "state" and not row.part]

# ICAO Doc 9303-3, eighth edition, section 5, parts A to G (H is ICAO's own code, for signing lists only).
SECTION_5 = {
    "A": {"GBD", "GBN", "GBO", "GBP", "GBS", "RKS"},
    "B": {"EUE"},
    "C": {"UNO", "UNA", "UNK"},
    "D": {"XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XPO", "XES", "XMP", "XOM", "XDC"},
    "E": {"XXA", "XXB", "XXC", "XXX"},
    "F": {"ANT", "NTZ"},
    "G": {"UTO"},
}


def test_all_249_elements_of_iso_3166_1_are_there():
    assert len(ISO) == 249
    assert len({row.iso2 for row in ISO}) == 249
    assert all(len(row.code) == 3 and len(row.iso2) == 2 for row in ISO)


def test_the_codes_are_those_of_the_debian_iso_codes():
    if not DEBIAN_ISO_CODES.exists():
        pytest.skip("needs the Debian package iso-codes")
    listed = json.loads(DEBIAN_ISO_CODES.read_text("utf-8"))["3166-1"]
    assert {(row.iso2, row.code) for row in ISO} == {(row["alpha_2"], row["alpha_3"]) for row in listed}


def test_the_codes_are_those_of_the_corpus():
    if "SAFECONDUCT_CORPORA" not in os.environ:
        pytest.skip("needs the corpora (SAFECONDUCT_CORPORA)")
    path = Path(os.environ["SAFECONDUCT_CORPORA"]) / "traveldocs" / "countrycodes.csv"
    listed = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    assert {(row.iso2, row.code) for row in ISO} == {(row["alpha-2"], row["alpha-3"]) for row in listed}


@pytest.mark.parametrize("part", sorted(SECTION_5))
def test_the_codes_of_doc_9303_section_5_are_there(part):
    assert {row.code for row in codes.states() if row.part == part} == SECTION_5[part]


def test_no_code_means_two_things():
    meanings = {}
    for row in codes.states():
        for code in row.all_codes:
            meanings.setdefault(code, []).append(row.code)
    assert {code: rows for code, rows in meanings.items() if len(rows) > 1} == {}


@pytest.mark.parametrize("row", codes.states(), ids=lambda row: row.code)
def test_every_code_has_a_name_in_four_languages(row):
    assert set(row.names) == set(codes.NAME_LANGUAGES)
    assert all(name.strip() == name and name for name in row.names.values())


@pytest.mark.parametrize(
    ("code", "kept"),
    [("D", "DEU"), ("D<<", "DEU"), ("de", "DEU"), ("DEU", "DEU"), ("XKX", "RKS"), ("xk", "RKS"), ("RKS", "RKS"),
     ("UTO", "UTO"), ("XXB", "XXB"), ("gb", "GBR"), (" syr ", "SYR")],
)  # fmt: skip
def test_any_code_leads_to_the_one_that_is_kept(code, kept):
    assert codes.state(code).code == kept


def test_germany_alone_is_written_otherwise_in_the_machine_readable_zone():
    assert [(row.code, row.mrz) for row in codes.states() if row.mrz] == [("DEU", "D")]


@pytest.mark.parametrize("code", ["", "ZZ", "ZZZ", "QQQ", "EU1", "<", "DD"])
def test_what_is_in_no_table_is_nothing(code):
    assert codes.state(code) is None
    assert not codes.is_nationality(code)
    assert codes.shown_code(code, second_line=False) == code
    assert codes.state_name(code, "en") == code


def test_a_specimen_is_a_nationality_in_training_only():
    assert not codes.is_nationality("UTO")
    assert codes.is_nationality("UTO", training=True)
    assert codes.find_states("utopia", "en") == []
    assert [row.code for row in codes.find_states("utopia", "en", training=True)] == ["UTO"]


@pytest.mark.parametrize("code", ["SYR", "D", "GBN", "RKS", "XXA", "XXB", "XXX", "UNO", "XOM", "ANT"])
def test_every_other_code_may_be_held_as_a_nationality(code):
    assert codes.is_nationality(code)


@pytest.mark.parametrize("code", ["XXA", "XXB", "XXC", "UNO", "UNA", "UNK", "xxb", "XXA<"])
def test_stateless_refugee_and_un_codes_are_shown_in_second_line_only(code):
    assert codes.shown_code(code, second_line=False) == codes.SEE_PROTECTION == "see_protection"
    assert codes.shown_code(code, second_line=True) == code.upper().rstrip("<")


def test_no_other_code_is_hidden():
    hidden = {row.code for row in codes.states() if codes.shown_code(row.code, second_line=False) != row.code}
    assert hidden == {"XXA", "XXB", "XXC", "UNO", "UNA", "UNK"}


def test_travel_documents_that_tell_a_status_are_shown_in_second_line_only():
    hidden = {code for code in codes.code_list("document_types") if hidden_document(code)}
    assert hidden == {"refugee_travel_document", "stateless_travel_document"}
    assert codes.shown_document_type("refugee_travel_document", second_line=True) == "refugee_travel_document"


def hidden_document(code):
    return codes.shown_document_type(code, second_line=False) == codes.SEE_PROTECTION


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Syria"), ("fr", "Syrie"), ("ar", "سوريا"), ("es", "Siria"), ("de", "Syria"),
                           ("fr-CA", "Syrie"), ("es_MX", "Siria")],
)  # fmt: skip
def test_names_fall_back_to_english(language, name):
    assert codes.state_name("SYR", language) == name


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("syr", "SYR"), ("Syrie", "SYR"), ("siria", "SYR"), ("سوريا", "SYR"), ("sudan", "SDN"), ("سودان", "SDN"),
        ("السودان", "SDN"), ("d", "DEU"), ("D<<", "DEU"), ("alemania", "DEU"), ("uk", "GBR"), ("UAE", "ARE"),
        ("usa", "USA"), ("u.s.", "USA"), ("cote d'iv", "CIV"), ("CÔTE D’IVOIRE", "CIV"), ("ivory", "CIV"),
        ("burma", "MMR"), ("مينمار", None), ("ميانمار", "MMR"), ("turkey", "TUR"), ("drc", "COD"), ("zaire", "COD"),
        ("kosovo", "RKS"), ("xkx", "RKS"), ("stateless", "XXA"), ("apatride", "XXA"), ("لاجئ", "XXB"), ("xxc", "XXC"),
        ("niger", "NER"), ("nigeria", "NGA"), ("guinea", "GIN"), ("guinea b", "GNB"), ("korea", "KOR"),
        ("turk", "TUR"), ("holy see", "VAT"), ("  iraq  ", "IRQ"), ("éthiopie", "ETH"), ("ethiopie", "ETH"),
        ("palestine", "PSE"), ("ukr", "UKR"), ("af", "AFG"), ("", None), ("   ", None), ("zzzz", None), ("<", None),
    ],
)  # fmt: skip
def test_what_is_typed_finds_the_state_meant_first(typed, first):
    found = codes.find_states(typed, "en")
    assert (found[0].code if found else None) == first


def test_the_asked_language_comes_before_the_others():
    assert codes.find_states("al", "fr")[0].code == "ALB"  # the code of Albania, whatever begins so
    assert codes.find_states("alle", "fr")[0].code == "DEU"
    assert [row.code for row in codes.find_states("mar", "es")][:2] == ["MAR", "MTQ"]


def test_at_most_as_many_as_asked_are_found():
    assert len(codes.find_states("a", "en")) == 8
    assert len(codes.find_states("a", "en", limit=3)) == 3


@settings(deadline=None)
@given(st.sampled_from(codes.states()), st.sampled_from(codes.NAME_LANGUAGES), st.data())
def test_a_whole_name_finds_its_state_among_the_first_in_any_language(row, written_in, data):
    asked = data.draw(st.sampled_from(codes.NAME_LANGUAGES))
    found = [hit.code for hit in codes.find_states(row.names[written_in].upper(), asked, limit=3, training=True)]
    assert row.code in found


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_can_be_typed(text):
    assert len(codes.find_states(text, "ar")) <= 8


def test_a_list_to_choose_from_has_the_states_first_by_their_name():
    names = [row.names["fr"] for row in codes.states_by_name("fr")]
    assert names[:3] == ["Afghanistan", "Afrique du Sud", "Albanie"]
    assert {row.kind for row in codes.states_by_name("fr")[250:]}.isdisjoint({"state"})
    assert len(names) == len(codes.states())
