"""Exact intervals and tests against published values, closed forms and sums in whole numbers."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.parity.proportions import clopper_pearson, fisher_exact, holm, incomplete_beta

# Published tables of the exact 95 % interval (four digits).
PUBLISHED = [
    (10, 100, 0.0490, 0.1762), (5, 10, 0.1871, 0.8129), (1, 20, 0.0013, 0.2487), (0, 10, 0.0, 0.3085),
    (10, 10, 0.6915, 1.0), (0, 100, 0.0, 0.0362), (50, 100, 0.3983, 0.6017), (1, 10, 0.0025, 0.4450),
]  # fmt: skip


@pytest.mark.parametrize(("number", "of", "low", "high"), PUBLISHED)
def test_interval_is_the_published_one(number, of, low, high):
    assert clopper_pearson(number, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("of", [1, 2, 7, 60, 5000])
def test_interval_of_nobody_and_everybody_has_a_closed_form(of):
    edge = 1 - 0.025 ** (1 / of)
    assert clopper_pearson(0, of) == pytest.approx((0.0, edge), rel=1e-10)
    assert clopper_pearson(of, of) == pytest.approx((1 - edge, 1.0), rel=1e-10)


@given(st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(1, of), st.just(of))))
def test_at_the_lower_end_as_many_or_more_are_as_rare_as_the_tail(pair):
    """The definition itself, summed term by term."""
    number, of = pair
    low, _ = clopper_pearson(number, of)
    tail = sum(comb(of, k) * low**k * (1 - low) ** (of - k) for k in range(number, of + 1))
    assert tail == pytest.approx(0.025, rel=1e-8)


@pytest.mark.parametrize(("a", "b"), list(product((1, 2, 5, 30), (1, 3, 40))))
def test_incomplete_beta_is_a_binomial_tail(a, b):
    for x in (Fraction(1, 50), Fraction(1, 3), Fraction(9, 10)):
        n = a + b - 1
        exact = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
        assert incomplete_beta(float(x), a, b) == pytest.approx(float(exact), rel=1e-11, abs=1e-14)


def test_a_million_people_are_no_trouble():
    low, high = clopper_pearson(100_000, 1_000_000)
    assert (low, high) == pytest.approx((0.1 - 0.000588, 0.1 + 0.000589), abs=5e-6)


def exact_p(a, b, c, d):
    """Fisher's test in whole numbers; a of a+b against c of c+d."""
    first, second, affected = a + b, c + d, a + c
    ways = {k: comb(first, k) * comb(second, affected - k)
            for k in range(max(0, affected - second), min(first, affected) + 1)}  # fmt: skip
    return Fraction(sum(one for one in ways.values() if one <= ways[a]), sum(ways.values()))


def test_the_lady_tasting_tea():
    assert fisher_exact(3, 4, 1, 4) == pytest.approx(0.4857142857)
    assert fisher_exact(4, 4, 0, 4) == pytest.approx(0.0285714286)


@given(st.tuples(*[st.integers(0, 25)] * 4))
def test_fisher_is_exact(four):
    a, b, c, d = four
    assert fisher_exact(a, a + b, c, c + d) == pytest.approx(float(exact_p(a, b, c, d)), rel=1e-8)


def test_holm_is_the_worked_example():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@pytest.mark.parametrize("bad", [(-1, 3), (4, 3), (0, 0)])
def test_numbers_that_are_no_proportion_are_refused(bad):
    with pytest.raises(ValueError, match="number"):
        clopper_pearson(*bad)
