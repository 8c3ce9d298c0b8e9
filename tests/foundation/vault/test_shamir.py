"""Secret sharing: enough shares give the secret, too few give nothing at all; the field is checked exhaustively."""

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import shamir
from safeconduct.foundation.vault.shamir import combine, split

BYTES = range(256)


def multiplied(left: int, right: int) -> int:
    """Carry-less multiplication modulo x^8+x^4+x^3+x+1, bit by bit."""
    product = 0
    for bit in range(8):
        product ^= (left << bit) * (right >> bit & 1)
    for bit in range(14, 7, -1):
        product ^= (0x11B << bit - 8) * (product >> bit & 1)
    return product


def test_the_tables_multiply_as_the_field_does_for_every_pair():
    for left, right in itertools.product(BYTES, BYTES):
        assert shamir._times(left, right) == multiplied(left, right)


def test_division_undoes_multiplication_for_every_pair():
    for left, right in itertools.product(BYTES, BYTES[1:]):
        assert shamir._divided(multiplied(left, right), right) == left


def test_every_byte_comes_back_from_any_two_of_three():
    shares = split(bytes(BYTES), needed=2, made=3)
    for numbers in (*itertools.permutations(shares, 2), tuple(shares)):
        assert combine({number: shares[number] for number in numbers}) == bytes(BYTES)


def test_one_share_tells_nothing(monkeypatch):
    # For every secret byte, the share at each number runs through all 256 values as the random byte does.
    for number, secret in itertools.product((1, 2, 3), (0, 1, 0x5A, 255)):
        assert Counter(shamir._at((secret, random), number) for random in BYTES) == Counter(BYTES)


@given(st.binary(min_size=1, max_size=64), st.integers(2, 7), st.integers(0, 5), st.randoms())
def test_any_k_of_n_shares_give_the_secret(secret, needed, spare, random):
    shares = split(secret, needed=needed, made=needed + spare)
    chosen = random.sample(sorted(shares), needed)
    assert combine({number: shares[number] for number in chosen}) == secret


def test_fewer_shares_than_needed_give_other_bytes():
    secret = bytes(32)
    shares = split(secret, needed=3, made=5)
    for pair in itertools.combinations(shares, 2):
        assert combine({number: shares[number] for number in pair}) != secret


def test_two_splits_of_one_secret_share_nothing():
    first, second = (split(b"s" * 32, needed=2, made=3) for _ in range(2))
    assert all(first[number] != second[number] for number in first)


@pytest.mark.parametrize(("needed", "made"), [(1, 3), (4, 3), (2, 256)])
def test_impossible_numbers_are_a_mistake_of_the_caller(needed, made):
    with pytest.raises(ValueError, match="needed"):
        split(b"s", needed=needed, made=made)


@pytest.mark.parametrize("shares", [{}, {1: b"a"}, {1: b"a", 2: b"ab"}, {0: b"a", 1: b"a"}, {1: b"a", 256: b"b"}])
def test_malformed_shares_are_a_mistake_of_the_caller(shares):
    with pytest.raises(ValueError, match="two or more"):
        combine(shares)
