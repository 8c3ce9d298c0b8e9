"""What a zone says and whether it conforms: published specimens, and each rule broken on its own."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.traveldocs import Fields, Problem, compose, read_mrz
from safeconduct.science.traveldocs.check_digits import check_digit
from safeconduct.science.traveldocs.layouts import LAYOUTS
from safeconduct.science.traveldocs.reading import FIELD_NAMES
from safeconduct.science.traveldocs.states import KNOWN_CODES
from tests.science.traveldocs.specimens import (
    ALL,
    BELGIUM_2005,
    BELGIUM_2020,
    ERIKSSON_MRVA,
    ERIKSSON_TD1,
    ERIKSSON_TD2,
    ERIKSSON_TD3,
    FINLAND,
    GERMANY,
    PORTUGAL,
    STEVENSON_TD1,
    STEVENSON_TD2,
    UNITED_KINGDOM,
)

TODAY = date(2026, 11, 23)
ANNA = Fields(
    document_code="P",
    issuer="UTO",
    document_number="L898902C3",
    nationality="UTO",
    birth_date="1974-08-12",
    sex="F",
    expiry_date="2012-04-15",
    surname="ERIKSSON",
    given_names="ANNA MARIA",
    optional_data="ZE184226B",
)


def resealed(lines: tuple[str, ...], place: slice, value: str) -> tuple[str, ...]:
    """`lines` with `value` put in `place` and the check digits set right again, so that one rule alone is broken."""
    reading = read_mrz(lines, today=TODAY)
    layout = LAYOUTS[reading.format or ""]
    text = list("".join(lines))
    text[place] = value
    pairs = [
        (layout.number, layout.number_digit),
        (layout.birth, layout.birth_digit),
        (layout.expiry, layout.expiry_digit),
    ]
    for field, digit in pairs:
        text[digit] = check_digit("".join(text[field])) or "<"
    if layout.composite_digit is not None:
        text[layout.composite_digit] = check_digit("".join("".join(text[part]) for part in layout.composite)) or "<"
    return tuple("".join(text[start : start + layout.width]) for start in range(0, len(text), layout.width))


@pytest.mark.parametrize(("name", "lines"), ALL)
def test_every_published_specimen_conforms(name: str, lines: tuple[str, ...]) -> None:
    reading = read_mrz(lines, today=TODAY)
    assert (reading.format, reading.valid, reading.problems, reading.repaired) == (name, True, (), ())
    assert all(reading.checks.values())


def test_the_passport_of_utopia_is_read_in_full() -> None:
    reading = read_mrz(ERIKSSON_TD3, today=TODAY)
    assert reading.fields == ANNA
    assert set(reading.checks) == {"document_number", "birth_date", "expiry_date", "optional_data", "composite"}


def test_the_visa_has_no_composite_and_keeps_its_optional_data() -> None:
    reading = read_mrz(ERIKSSON_MRVA, today=TODAY)
    assert reading.fields == replace(
        ANNA,
        document_code="V",
        document_number="L8988901C",
        nationality="XXX",
        birth_date="1940-09-07",
        expiry_date="1996-12-10",
        optional_data="6ZE184226B",
    )
    assert set(reading.checks) == {"document_number", "birth_date", "expiry_date"}


@pytest.mark.parametrize(
    ("lines", "number", "optional", "optional_2"),
    [
        (STEVENSON_TD1, "D23145890734", "", ""),
        (STEVENSON_TD2, "D23145890734", "", ""),
        (BELGIUM_2020, "600001795015", "", "13010198739"),
        (BELGIUM_2005, "000590240601", "", "85120100200"),
        (PORTUGAL, "007666667ZZ0", "", ""),
        (FINLAND, "XA1000058", "010195<112X", ""),
    ],
)
def test_long_document_numbers_go_on_in_the_optional_data(
    lines: tuple[str, ...], number: str, optional: str, optional_2: str
) -> None:
    fields = read_mrz(lines, today=TODAY).fields
    assert fields is not None
    assert (fields.document_number, fields.optional_data, fields.optional_data_2) == (number, optional, optional_2)


def test_germany_has_a_code_of_one_letter() -> None:
    fields = read_mrz(GERMANY, today=TODAY).fields
    assert fields is not None
    assert (fields.issuer, fields.nationality) == ("D", "D")


def test_a_name_full_to_the_last_position_may_be_cut() -> None:
    assert read_mrz(PORTUGAL, today=TODAY).name_may_be_cut
    assert not read_mrz(GERMANY, today=TODAY).name_may_be_cut


def test_an_unused_personal_number_takes_zero_or_a_filler_as_check_digit() -> None:
    zero = UNITED_KINGDOM
    filler = (zero[0], zero[1][:42] + "<" + zero[1][43:])
    assert read_mrz(zero, today=TODAY).valid
    assert read_mrz(filler, today=TODAY).valid


def test_a_used_personal_number_needs_its_digit_even_where_the_filler_counts_the_same() -> None:
    lines = compose("TD3", replace(ANNA, optional_data="123456782"))
    assert lines[1][42] == "0"
    broken = (lines[0], lines[1][:42] + "<" + lines[1][43:])
    assert read_mrz(broken, today=TODAY).problems == (Problem.OPTIONAL_DATA_CHECK,)


def test_an_expired_document_is_as_valid_as_another() -> None:
    assert read_mrz(ERIKSSON_TD3, today=date(2050, 1, 1)).valid


@pytest.mark.parametrize(
    ("lines", "element", "value", "problem"),
    [
        (ERIKSSON_TD3, "document_code", "I<", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD3, "document_code", "P1", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD1, "document_code", "IV", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD1, "document_code", "AI", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD1, "document_code", "P<", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD2, "document_code", "AC", Problem.DOCUMENT_CODE),
        (ERIKSSON_TD3, "issuer", "BAD", Problem.ISSUER_UNKNOWN),
        (ERIKSSON_TD3, "issuer", "UT0", Problem.ISSUER_UNKNOWN),
        (GERMANY, "issuer", "<D<", Problem.ISSUER_UNKNOWN),
        (ERIKSSON_TD1, "nationality", "<<<", Problem.NATIONALITY_UNKNOWN),
        (ERIKSSON_TD3, "sex", "X", Problem.SEX),
        (ERIKSSON_TD2, "birth", "740230", Problem.BIRTH_DATE_IMPOSSIBLE),
        (ERIKSSON_TD2, "birth", "74<<12", Problem.BIRTH_DATE_GAP),
        (ERIKSSON_TD1, "expiry", "<<<<<<", Problem.EXPIRY_DATE_IMPOSSIBLE),
        (ERIKSSON_TD1, "expiry", "121315", Problem.EXPIRY_DATE_IMPOSSIBLE),
    ],
)
def test_each_rule_broken_alone_is_the_one_problem(
    lines: tuple[str, ...], element: str, value: str, problem: Problem
) -> None:
    layout = LAYOUTS[read_mrz(lines, today=TODAY).format or ""]
    broken = resealed(lines, getattr(layout, element), value)
    assert read_mrz(broken, today=TODAY).problems == (problem,)


@pytest.mark.parametrize(
    ("lines", "code"),
    [(ERIKSSON_TD1, "AC"), (ERIKSSON_TD1, "C<"), (ERIKSSON_TD2, "PU"), (ERIKSSON_TD2, "I7"), (ERIKSSON_TD3, "PD")],
)
def test_crew_emergency_and_issuers_own_codes_conform(lines: tuple[str, ...], code: str) -> None:
    assert read_mrz((code + lines[0][2:], *lines[1:]), today=TODAY).valid


@pytest.mark.parametrize("sex", ["M", "F", "<"])
def test_sex_is_male_female_or_unspecified(sex: str) -> None:
    reading = read_mrz(compose("TD3", replace(ANNA, sex=sex)), today=TODAY)
    assert reading.valid
    assert reading.fields == replace(ANNA, sex=sex)


def test_a_number_of_fillers_is_missing() -> None:
    broken = resealed(ERIKSSON_TD3, LAYOUTS["TD3"].number, "<" * 9)
    assert read_mrz(broken, today=TODAY).problems == (
        Problem.DOCUMENT_NUMBER_MISSING,
        Problem.DOCUMENT_NUMBER_CHECK,
    )


def test_a_filler_for_the_check_digit_without_a_tail_is_a_wrong_check() -> None:
    broken = (ERIKSSON_TD1[0][:14] + "<" * 16, *ERIKSSON_TD1[1:])
    assert Problem.DOCUMENT_NUMBER_CHECK in read_mrz(broken, today=TODAY).problems


@pytest.mark.parametrize("character", ["é", "٣", "-", "?", "ı", "\U0001f600"])
def test_a_character_outside_the_zone_is_reported_and_fails_its_check(character: str) -> None:
    lines = (ERIKSSON_TD3[0], character + ERIKSSON_TD3[1][1:])
    reading = read_mrz(lines, today=TODAY)
    assert Problem.CHARACTERS in reading.problems
    assert not reading.checks["document_number"]


def test_kosovo_refugees_and_united_nations_have_codes_and_a_country_that_ended_has_none() -> None:
    assert {"RKS", "XXA", "XXB", "XXC", "XXX", "UNO", "UNA", "UNK", "EUE", "XOM", "D<<", "UTO"} <= KNOWN_CODES
    assert not {"YUG", "SUN", "ZAR", "D", "UN<"} & KNOWN_CODES


def test_the_old_french_identity_card_is_named_as_outside_the_standard() -> None:
    lines = ("IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4")
    reading = read_mrz(lines, today=TODAY)
    assert (reading.format, reading.fields, reading.problems) == (None, None, (Problem.LAYOUT_NATIONAL,))


@pytest.mark.parametrize("text", ["", "HELLO", "A" * 88 + "B", "\n\n", "P<UTO\nX"])
def test_text_of_another_shape_is_no_zone(text: str) -> None:
    reading = read_mrz(text, today=TODAY)
    assert (reading.format, reading.valid, reading.problems) == (None, False, (Problem.LAYOUT_UNKNOWN,))
    assert reading.to_dict()["fields"] == dict.fromkeys(FIELD_NAMES)


@given(st.text(), st.dates())
def test_no_text_at_any_date_makes_the_reader_fail(text: str, today: date) -> None:
    json.dumps(read_mrz(text, today=today).to_dict())


ZONE_LINES = st.sampled_from([(30, 3), (36, 2), (44, 2)]).flatmap(
    lambda shape: st.lists(
        st.text(st.sampled_from("PVAI<0159OSBZDUTOé "), min_size=shape[0], max_size=shape[0]),
        min_size=shape[1],
        max_size=shape[1],
    )
)


@given(ZONE_LINES)
def test_no_lines_of_the_right_size_make_the_reader_fail(lines: list[str]) -> None:
    reading = read_mrz(lines, today=TODAY)
    json.dumps(reading.to_dict())
    assert reading.valid is (not reading.problems)


CORPUS = Path(os.environ.get("SAFECONDUCT_CORPORA", "")) / "traveldocs" / "mrz_specimens.json"
# By place in the file: what does not conform, and why. The rest conforms.
CORPUS_PROBLEMS = {
    8: {Problem.SURNAME_MISSING},
    9: {Problem.NAME_CHARACTERS},
    11: {Problem.DOCUMENT_NUMBER_CHECK, Problem.COMPOSITE_CHECK},
    12: {Problem.BIRTH_DATE_CHECK, Problem.COMPOSITE_CHECK},
    14: {Problem.NATIONALITY_UNKNOWN, Problem.NAME_CHARACTERS},
    16: {Problem.OPTIONAL_DATA_CHECK, Problem.COMPOSITE_CHECK},
    18: {Problem.SURNAME_MISSING},
    21: {Problem.ISSUER_UNKNOWN, Problem.NAME_CHARACTERS},
    22: {Problem.LAYOUT_NATIONAL},
    23: {Problem.LAYOUT_NATIONAL},
    25: {Problem.LAYOUT_UNKNOWN},
    26: {Problem.LAYOUT_UNKNOWN},
}
MISREAD_OLD_FRENCH_CARD = 24


@pytest.mark.skipif(not CORPUS.is_file(), reason="SAFECONDUCT_CORPORA does not point at the corpora")
def test_the_corpus_is_read_as_expected() -> None:
    documents = json.loads(CORPUS.read_text("utf-8"))
    readings = [read_mrz(document["lines"], today=TODAY) for document in documents]
    found = {place: set(reading.problems) for place, reading in enumerate(readings) if not reading.valid}
    assert not readings[MISREAD_OLD_FRENCH_CARD].valid
    del found[MISREAD_OLD_FRENCH_CARD]
    assert found == CORPUS_PROBLEMS
    assert len(documents) == 27
