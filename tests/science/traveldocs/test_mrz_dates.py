"""Centuries, unknown parts and impossible days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.traveldocs.dates import birth_date, expiry_date
from safeconduct.science.traveldocs.reading import Problem

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("740812", "1974-08-12"),
        ("261123", "2026-11-23"),
        ("261124", "1926-11-24"),
        ("000229", "2000-02-29"),
        ("9005<<", "1990-05"),
        ("90<<<<", "1990"),
        ("26<<<<", "2026"),
        ("2612<<", "1926-12"),
        ("<<<<<<", None),
    ],
)
def test_a_birth_is_never_in_the_future_and_unknown_parts_shorten_the_date(text: str, iso: str | None) -> None:
    assert birth_date(text, today=TODAY) == (iso, None)


@pytest.mark.parametrize(
    ("text", "iso", "problem"),
    [
        ("750230", None, Problem.BIRTH_DATE_IMPOSSIBLE),
        ("751301", None, Problem.BIRTH_DATE_IMPOSSIBLE),
        ("75013<", None, Problem.BIRTH_DATE_IMPOSSIBLE),
        ("75O101", None, Problem.BIRTH_DATE_IMPOSSIBLE),
        ("٧٤٠٨١٢", None, Problem.BIRTH_DATE_IMPOSSIBLE),
        ("750000", "1975", Problem.BIRTH_DATE_IMPOSSIBLE),
        ("750500", "1975-05", Problem.BIRTH_DATE_IMPOSSIBLE),
        ("75<<12", None, Problem.BIRTH_DATE_GAP),
        ("<<0512", None, Problem.BIRTH_DATE_GAP),
        ("<<05<<", None, Problem.BIRTH_DATE_GAP),
    ],
)
def test_a_birth_that_cannot_be_is_reported(text: str, iso: str | None, problem: Problem) -> None:
    assert birth_date(text, today=TODAY) == (iso, problem)


def test_nobody_is_born_after_the_document_expired() -> None:
    assert birth_date("250101", today=TODAY, expiry="1996-01-01") == ("1925-01-01", None)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("940623", "1994-06-23"), ("120415", "2012-04-15"), ("760101", "1976-01-01"), ("751231", "2075-12-31")],
)
def test_an_expiry_falls_in_the_hundred_years_around_today(text: str, iso: str) -> None:
    assert expiry_date(text, today=TODAY) == (iso, None)


@pytest.mark.parametrize("text", ["<<<<<<", "2512<<", "251301", "250229", "25O101", "٢٥١٢٣١"])
def test_an_incomplete_or_impossible_expiry_is_reported(text: str) -> None:
    assert expiry_date(text, today=TODAY) == (None, Problem.EXPIRY_DATE_IMPOSSIBLE)


@given(st.dates(date(1927, 1, 1), date(2026, 11, 23)))
def test_every_birth_of_the_last_99_years_is_read_back(born: date) -> None:
    assert birth_date(born.strftime("%y%m%d"), today=TODAY) == (born.isoformat(), None)


@given(st.dates(date(1976, 1, 1), date(2075, 12, 31)))
def test_every_expiry_of_the_window_is_read_back(expires: date) -> None:
    assert expiry_date(expires.strftime("%y%m%d"), today=TODAY) == (expires.isoformat(), None)


@given(st.text("0123456789<", min_size=6, max_size=6), st.dates())
def test_any_six_characters_at_any_date_give_an_answer(text: str, today: date) -> None:
    iso, _ = birth_date(text, today=today)
    assert iso is None or today.year < 100 or iso <= today.isoformat()
    expiry_date(text, today=today)
