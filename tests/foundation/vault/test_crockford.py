"""Letters for paper: bytes come back, look-alikes are forgiven, and no slip of the hand goes unnoticed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import crockford
from safeconduct.foundation.vault.crockford import LETTERS, decode, encode, in_groups, is_checked, tidy, with_check

LINE = with_check("0123456789ABCDEF", line=3)
fives = st.integers(0, 12).flatmap(lambda count: st.binary(min_size=5 * count, max_size=5 * count))


@given(fives)
def test_bytes_come_back(data):
    assert decode(encode(data)) == data
    assert decode(in_groups(encode(data)).lower()) == data


def test_five_bytes_give_the_eight_letters_of_the_published_alphabet():
    assert LETTERS == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert encode(bytes([0b00000_000, 0b01_00010_0, 0b0011_0010, 0b0_00101_00, 0b110_11111])) == "0123456Z"


def test_look_alikes_spaces_and_small_letters_are_forgiven():
    assert tidy(" oO iI lL - ab\tz9\n") == "001111ABZ9"


@pytest.mark.parametrize("letter", ["U", "é", "٣", "*", "?"])
def test_a_letter_outside_the_alphabet_is_not_guessed(letter):
    with pytest.raises(ValueError, match="alphabet"):
        decode("0000000" + letter)
    assert not is_checked(LINE[:-1] + letter, line=3)


def test_every_single_wrong_letter_is_found():
    for place, letter in itertools.product(range(len(LINE)), LETTERS):
        changed = LINE[:place] + letter + LINE[place + 1 :]
        assert is_checked(changed, line=3) == (letter == LINE[place])


@given(st.text(LETTERS, min_size=16, max_size=16), st.integers(1, 31))
def test_every_exchange_of_two_letters_is_found(text, line):
    checked = with_check(text, line=line)
    assert is_checked(checked, line=line)
    for left, right in itertools.combinations(range(len(checked)), 2):
        swapped = list(checked)
        swapped[left], swapped[right] = swapped[right], swapped[left]
        assert is_checked("".join(swapped), line=line) == (checked[left] == checked[right])


@given(st.text(LETTERS, max_size=28), st.data())
def test_any_two_wrong_letters_are_found(text, data):
    checked = with_check(text, line=1)
    left, right = data.draw(st.lists(st.integers(0, len(checked) - 1), min_size=2, max_size=2, unique=True))
    other = list(checked)
    for place in (left, right):
        other[place] = data.draw(st.sampled_from(sorted(set(LETTERS) - {checked[place]})))
    assert not is_checked("".join(other), line=1)


def test_a_right_line_in_a_wrong_place_is_found():
    assert [line for line in range(32) if is_checked(LINE, line=line)] == [3]


@pytest.mark.parametrize(("text", "line"), [("0" * 29, 1), ("0", 0), ("0", 32)])
def test_what_the_code_cannot_cover_is_a_mistake_of_the_caller(text, line):
    with pytest.raises(ValueError, match="code covers"):
        with_check(text, line=line)


def test_other_lengths_than_fives_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="multiples of five"):
        crockford.encode(b"four")
