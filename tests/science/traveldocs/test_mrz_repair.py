"""Look-alikes: proven in places for digits, to be confirmed in the number, left alone where two readings fit."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.traveldocs import Fields, Problem, Reading, Repair, compose, read_mrz
from safeconduct.science.traveldocs.check_digits import check_digit
from safeconduct.science.traveldocs.layouts import LAYOUTS
from safeconduct.science.traveldocs.repair import DIGIT_FOR
from tests.science.traveldocs.specimens import ALL, ERIKSSON_TD3, GERMANY, PORTUGAL, STEVENSON_TD1

TODAY = date(2026, 11, 23)
ZONE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
DIGITS_ONLY = ("birth", "birth_digit", "expiry", "expiry_digit", "number_digit", "optional_digit", "composite_digit")
CHECKED = (*DIGITS_ONLY, "number", "optional", "optional_2")


def read_with(lines: tuple[str, ...], index: int, character: str) -> Reading:
    text = "".join(lines)
    return read_mrz([text[:index] + character + text[index + 1 :]], today=TODAY)


def places(name: str, elements: tuple[str, ...]) -> list[int]:
    """The positions of `elements` that a check digit covers (the optional data of visas has none)."""
    layout = LAYOUTS[name]
    if not layout.composite:
        elements = tuple(element for element in elements if element != "optional")
    found = (getattr(layout, element) for element in elements)
    return [index for place in found if place is not None for index in range(place.start, place.stop)]


def test_letters_in_dates_and_check_digits_are_read_as_digits_and_shown() -> None:
    lines = (ERIKSSON_TD3[0], ERIKSSON_TD3[1].replace("7408122F1204159", "74OBIZZF12O4IS9"))
    reading = read_mrz(lines, today=TODAY)
    assert reading.valid
    assert reading.fields == read_mrz(ERIKSSON_TD3, today=TODAY).fields
    assert reading.repaired[:3] == (Repair(2, 16, "O", "0"), Repair(2, 17, "B", "8"), Repair(2, 18, "I", "1"))
    assert reading.lines == ERIKSSON_TD3


def test_a_letter_that_makes_no_day_is_left_alone() -> None:
    fifteenth_month = "741S12" + (check_digit("741512") or "")
    reading = read_mrz((ERIKSSON_TD3[0], ERIKSSON_TD3[1].replace("7408122", fifteenth_month)), today=TODAY)
    assert reading.repaired == ()
    assert {Problem.BIRTH_DATE_CHECK, Problem.BIRTH_DATE_IMPOSSIBLE} <= set(reading.problems)


def test_a_letter_in_the_number_is_read_as_a_digit_only_to_be_confirmed() -> None:
    reading = read_with(GERMANY, 44 + 5, "O")
    assert reading.repaired == (Repair(2, 6, "O", "0"),)
    assert reading.problems == (Problem.REPAIR_UNCONFIRMED,)
    assert all(reading.checks.values())
    assert reading.fields == read_mrz(GERMANY, today=TODAY).fields


def test_a_letter_in_the_tail_of_a_long_number_is_found_too() -> None:
    reading = read_with(STEVENSON_TD1, 17, "A")
    assert reading.repaired == (Repair(1, 18, "A", "4"),)
    assert reading.fields == read_mrz(STEVENSON_TD1, today=TODAY).fields


def test_two_readings_that_both_fit_are_left_to_a_person() -> None:
    fields = Fields("P", "UTO", "O12034567", "UTO", "1974-08-12", "F", "2030-04-15", "ERIKSSON", "ANNA")
    reading = read_with(compose("TD3", fields), 44 + 3, "O")  # positions 1 and 4 weigh the same: 0 in either fits
    assert reading.repaired == ()
    assert {Problem.REPAIR_AMBIGUOUS, Problem.DOCUMENT_NUMBER_CHECK} <= set(reading.problems)
    assert reading.fields == replace(fields, document_number="O12O34567")


def test_a_letter_at_the_break_of_a_long_number_may_be_a_filler_and_is_left_alone() -> None:
    reading = read_with(PORTUGAL, 14, "D")  # as 0 it would end a short number that has its check digit as well
    assert reading.repaired == ()
    assert Problem.DOCUMENT_NUMBER_CHECK in reading.problems


@pytest.mark.parametrize(("place", "seen"), [(2, "0"), (5, "3"), (44 + 10, "0"), (44 + 20, "T")])
def test_names_codes_and_sex_are_never_repaired(place: int, seen: str) -> None:
    reading = read_with(ERIKSSON_TD3, place, seen)
    assert reading.repaired == ()
    assert not reading.valid


@pytest.mark.parametrize(("name", "lines"), ALL)
def test_every_single_wrong_character_with_a_residue_is_detected(name: str, lines: tuple[str, ...]) -> None:
    """All 36 other characters in every checked position: never a valid zone that says something else."""
    original = read_mrz(lines, today=TODAY)
    text = "".join(lines)
    for index in places(name, CHECKED):
        for character in ZONE:
            if (VALUES[character] - VALUES[text[index]]) % 10:
                reading = read_with(lines, index, character)
                assert not reading.valid or (reading.fields == original.fields and reading.repaired), (index, character)


@pytest.mark.parametrize(("name", "lines"), ALL)
def test_every_look_alike_in_a_place_for_digits_is_repaired(name: str, lines: tuple[str, ...]) -> None:
    original = read_mrz(lines, today=TODAY)
    text = "".join(lines)
    for index in places(name, DIGITS_ONLY):
        for letter, digit in DIGIT_FOR.items():
            if text[index] == digit:
                reading = read_with(lines, index, letter)
                assert (reading.fields, reading.valid) == (original.fields, True)
                assert [(repair.seen, repair.read) for repair in reading.repaired] == [(letter, digit)]


def test_nineteen_in_twenty_digits_misread_as_letters_are_repaired() -> None:
    """Digits of all checked positions, on numbers of many shapes drawn once and for all."""
    drawn = random.Random(9303)
    right = tried = 0
    for _ in range(150):
        number = "".join(drawn.choice("0123456789") for _ in range(7))
        fields = Fields(
            document_code="P",
            issuer="UTO",
            document_number=drawn.choice("CEFGHJKLMNPRTVWXYZ") + drawn.choice("0123456789FGHJK") + number,
            nationality="UTO",
            birth_date="1974-08-12",
            sex="F",
            expiry_date="2030-04-15",
            surname="ERIKSSON",
            given_names="ANNA",
        )
        lines = compose("TD3", fields)
        for index in places("TD3", CHECKED):
            for letter in ("O", "I", "S", "B", "Z"):
                if "".join(lines)[index] == DIGIT_FOR[letter]:
                    tried += 1
                    right += read_with(lines, index, letter).fields == fields
    assert right / tried >= 0.95


@given(st.integers(0, 87), st.sampled_from(ZONE), st.integers(0, 87), st.sampled_from(ZONE))
def test_what_is_repaired_is_what_was_changed(first: int, one: str, second: int, other: str) -> None:
    text = list("".join(ERIKSSON_TD3))
    text[first], text[second] = one, other
    reading = read_mrz(["".join(text)], today=TODAY)
    for repair in reading.repaired:
        index = (repair.line - 1) * 44 + repair.column - 1
        assert text[index] == repair.seen
        text[index] = repair.read
    assert "".join(reading.lines) == "".join(text)
