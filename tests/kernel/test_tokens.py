"""A number on paper is read back or refused: one slip of the pen never makes it someone else's."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kernel.problems import Refused
from safeconduct.kernel.tokens import (
    LARGEST_FORM_NUMBER,
    LARGEST_TOKEN_NUMBER,
    LETTERS,
    FormCode,
    FormSerial,
    Token,
    TokenCode,
    form_code,
    is_code,
    make_form_serial,
    make_token,
    read_code,
    read_form_serial,
    read_token,
    token_code,
)

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
post_letters = st.text(LETTERS, min_size=1, max_size=3)
numbers = st.one_of(st.integers(1, 9_999), st.integers(1, LARGEST_TOKEN_NUMBER))
form_numbers = st.integers(1, LARGEST_FORM_NUMBER)


def read_or_none(text, read=read_token):
    try:
        return read(text)
    except Refused:
        return None


def test_token_looks_as_on_the_screen():
    assert make_token("B", 172) == "B-0172-K"
    assert make_token("RB", 12_345).startswith("RB-12345-")
    assert read_token("B-0172-K") == Token("B", 172)
    assert Token("B", 172).text == "B-0172-K"


def test_form_serial_is_never_taken_for_a_token():
    serial = make_form_serial("B", 172)
    assert read_form_serial(serial) == FormSerial("B", 172)
    assert FormSerial("B", 172).text == serial
    with pytest.raises(Refused, match=r"token\.unreadable"):
        read_token(serial)
    with pytest.raises(Refused, match=r"token\.unreadable"):
        read_form_serial("B-0172-K")


@pytest.mark.parametrize(
    "typed",
    [
        "b-0172-k",
        "B 0172 K",
        "b0172k",
        " B-0172 -K\n",
        "B-O172-K",
        "B-0I72-K",
        "B–0172—K",
        "B-٠١٧٢-K",
        "B-۰۱۷۲-K",
        "\u200fB-0172-K\u200e",
        "Ｂ-０１７２-Ｋ",
        "B - 0172 - K",
    ],
)
def test_token_is_read_as_tired_people_type_it(typed):
    assert read_token(typed) == Token("B", 172)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "B-0172",
        "B-172-K",
        "0172-K",
        "B-0172-KK",
        "B-0172-7",
        "B-0000-A",
        "B0-172-K",
        "B0172-K",
        "B-0172K",
        "x" * 5_000,
    ],
)
def test_what_is_no_token_is_called_unreadable(typed):
    with pytest.raises(Refused, match=r"token\.(unreadable|wrong_check)") as refused:
        read_token(typed)
    assert not refused.value.details


def test_wrong_check_letter_is_named_as_such():
    with pytest.raises(Refused, match=r"token\.wrong_check"):
        read_token("B-0172-M")


def test_five_digits_need_their_dashes():
    token = make_token("B", 10_172)
    assert read_token(token) == Token("B", 10_172)
    with pytest.raises(Refused, match=r"token\.unreadable"):
        read_token(token.replace("-", ""))


@pytest.mark.parametrize(("letters", "number"), [("", 1), ("I", 1), ("BBBB", 1), ("b", 1), ("B1", 1)])
def test_post_letters_are_checked_when_the_post_is_set_up(letters, number):
    with pytest.raises(Refused, match=r"token\.wrong_post_letters"):
        make_token(letters, number)


@pytest.mark.parametrize("number", [0, -1, LARGEST_TOKEN_NUMBER + 1])
def test_numbers_out_of_range_are_refused(number):
    with pytest.raises(Refused, match=r"token\.number_out_of_range"):
        make_token("B", number)


@given(post_letters, numbers)
def test_every_token_reads_back(letters, number):
    assert read_token(make_token(letters, number)) == Token(letters, number)


@given(post_letters, form_numbers)
def test_every_form_serial_reads_back(letters, number):
    assert read_form_serial(make_form_serial(letters, number)) == FormSerial(letters, number)


@given(post_letters, numbers, st.data())
def test_one_wrong_sign_never_reads_as_another_token(letters, number, data):
    token = make_token(letters, number)
    check_single_errors(token, Token(letters, number), read_token, data)


@given(post_letters, st.integers(1, 9_999), st.data())
def test_one_wrong_sign_without_dashes_never_reads_as_another_token(letters, number, data):
    token = make_token(letters, number).replace("-", "")
    check_single_errors(token, Token(letters, number), read_token, data)


@given(post_letters, form_numbers, st.data())
def test_one_wrong_sign_never_reads_as_another_form(letters, number, data):
    serial = make_form_serial(letters, number)
    check_single_errors(serial, FormSerial(letters, number), read_form_serial, data)


@pytest.mark.slow
def test_thousands_of_numbers_survive_every_single_error():
    chance = random.Random(7)
    for _ in range(150):
        letters = "".join(chance.choices(LETTERS, k=chance.randint(1, 3)))
        for make, read, largest in (
            (make_token, read_token, 9_999),
            (make_token, read_token, LARGEST_TOKEN_NUMBER),
            (make_form_serial, read_form_serial, LARGEST_FORM_NUMBER),
        ):
            text = make(letters, chance.randint(1, largest))
            meant = read(text)
            for written in (text, text.replace("-", "")):
                if read_or_none(written, read) is None:
                    continue  # five digits without dashes are no way to write it
                wrong = {read_or_none(changed, read) for changed in single_errors(written)}
                assert wrong <= {None, meant}, written


def single_errors(text):
    for place in range(len(text)):
        yield from (text[:place] + sign + text[place + 1 :] for sign in SIGNS + "-")
        if place:
            yield text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]


def check_single_errors(text, meant, read, data):
    place = data.draw(st.integers(0, len(text) - 1))
    for sign in SIGNS + "-":
        changed = text[:place] + sign + text[place + 1 :]
        assert read_or_none(changed, read) in (None, meant), (text, changed)


@given(post_letters, numbers)
def test_two_neighbours_swapped_never_read_as_another_token(letters, number):
    for text in (make_token(letters, number), make_token(letters, number).replace("-", "")):
        for place in range(len(text) - 1):
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            assert read_or_none(swapped) in (None, Token(letters, number)), (text, swapped)


def test_slip_code_names_post_day_and_token():
    code = token_code("KADAR", date(2026, 3, 4), "B-0172-K")
    assert code == "SC1:T:KADAR:20260304:B-0172-K"
    assert read_code(code.lower()) == TokenCode("KADAR", date(2026, 3, 4), Token("B", 172))
    assert is_code(code)


def test_form_code_names_its_serial():
    code = form_code(make_form_serial("B", 172))
    assert read_code(f" {code}\r\n") == FormCode(FormSerial("B", 172))


def test_codes_stay_in_the_compact_alphanumeric_set():
    allowed = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert set(token_code("KADAR", date(2026, 3, 4), "B-0172-K")) <= allowed
    assert set(form_code(make_form_serial("B", 172))) <= allowed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "code.unreadable"),
        ("SC1:X:1", "code.unreadable"),
        ("SC2:T:KADAR:20260304:B-0172-K", "code.unreadable"),
        ("SC1:T:KADAR:20261304:B-0172-K", "code.unreadable"),
        ("SC1:T:KADAR:20260304:B-0173-K", "token.wrong_check"),
        ("SC1:F:F-B-000172-A", "token.wrong_check"),
        ("https://example.org/SC1:T:KADAR:20260304:B-0172-K", "code.unreadable"),
    ],
)
def test_foreign_and_damaged_codes_are_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_code(text)
    assert refused.value.code == code


def test_post_code_that_no_code_can_hold_is_refused():
    with pytest.raises(Refused, match=r"token\.wrong_post_code"):
        token_code("kadar bridge", date(2026, 3, 4), "B-0172-K")


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_or_refused(text):
    for read in (read_token, read_form_serial, read_code):
        read_or_none(text, read)
