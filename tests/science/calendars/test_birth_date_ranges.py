"""Ranges, ages and bands: they contain what is true, and doubt favours the child."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from safeconduct.foundation import codes
from safeconduct.science.calendars import (
    CALENDARS,
    DEFAULT_MARGINS,
    NO_MARGINS,
    REGISTER_BANDS,
    AgeBand,
    BirthDate,
    EstimateMargins,
    age_band,
    age_range,
    gregorian_range,
    hijri,
    is_minor,
    shown,
    treated_as_minor,
)

TODAY = date(2026, 11, 23)
births = st.dates(date(1907, 1, 1), TODAY)


def completed_years(born, on):
    years = on.year - born.year
    return years - ((on.month, on.day) < (born.month, born.day))


def years_after(born, years):
    """The birthday, 1 March in a common year for who was born on 29 February."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


@settings(deadline=None)
@given(born=births, calendar=st.sampled_from(sorted(CALENDARS)), parts=st.integers(1, 3))
def test_the_range_of_a_date_contains_the_true_day(born, calendar, parts):
    year, month, day = (*CALENDARS[calendar].from_gregorian(born)[:parts], None, None)[:3]
    birth = BirthDate(calendar=calendar, year=year, month=month, day=day)
    earliest, latest = gregorian_range(birth)
    assert earliest <= born <= latest
    youngest, oldest = age_range(birth, TODAY)
    assert youngest <= completed_years(born, TODAY) <= oldest


@settings(deadline=None)
@given(born=births, parts=st.integers(1, 3))
def test_a_range_is_no_wider_than_what_was_left_out(born, parts):
    year, month, day = (born.year, born.month, born.day)[:parts] + (None,) * (3 - parts)
    earliest, latest = gregorian_range(BirthDate(year=year, month=month, day=day))
    assert (latest - earliest).days <= {1: 365, 2: 30, 3: 0}[parts]


@settings(deadline=None)
@given(born=births, late=st.sampled_from([-1, 0, 1]))
def test_the_range_of_a_hijri_date_holds_where_the_moon_was_seen_a_day_apart(born, late):
    year, month, day = hijri.from_gregorian(born)
    earliest, latest = gregorian_range(BirthDate(calendar="hijri", year=year, month=month, day=day))
    assert earliest <= born + timedelta(days=late) <= latest


@settings(deadline=None)
@given(born=births, said_on=births)
def test_the_range_of_a_stated_age_contains_the_true_day(born, said_on):
    assume(born <= said_on)
    birth = BirthDate(age=completed_years(born, said_on), as_of=said_on)
    earliest, latest = gregorian_range(birth)
    assert earliest <= born <= latest
    assert age_range(birth, said_on) == (birth.age, birth.age)


@settings(deadline=None)
@given(said_on=births, age=st.integers(0, 120), unit=st.sampled_from("ymwd"))
def test_the_ends_of_the_range_of_an_age_are_the_last_that_fit(said_on, age, unit):
    birth = BirthDate(age=age, age_unit=unit, as_of=said_on)
    earliest, latest = gregorian_range(birth)
    if unit == "y":
        assert completed_years(latest, said_on) == completed_years(earliest, said_on) == age
        assert completed_years(latest + timedelta(days=1), said_on) == age - 1
        assert completed_years(earliest - timedelta(days=1), said_on) == age + 1
    elif unit in "wd":
        assert (said_on - latest).days == age * (7 if unit == "w" else 1)
        assert (latest - earliest).days == (6 if unit == "w" else 0)
    else:
        assert 28 <= (latest - earliest).days + 1 <= 34


@settings(deadline=None)
@given(born=births, said_on=births, off=st.integers(-5, 5))
def test_the_range_of_an_estimate_contains_the_true_day_within_its_margin(born, said_on, off):
    assume(born <= said_on)
    seen = completed_years(born, said_on) + off
    assume(seen >= 0 and abs(off) <= DEFAULT_MARGINS.for_age(seen))
    birth = BirthDate(age=seen, estimated=True, as_of=said_on)
    earliest, latest = gregorian_range(birth)
    assert earliest <= born <= latest <= said_on


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (BirthDate(year=2022, month=5, day=14), ("2022-05-14", "2022-05-14")),
        (BirthDate(year=2024, month=2), ("2024-02-01", "2024-02-29")),
        (BirthDate(year=1990), ("1990-01-01", "1990-12-31")),
        (BirthDate(year=1990, estimated=True, as_of=TODAY), ("1985-01-01", "1995-12-31")),
        (BirthDate(year=2020, estimated=True, as_of=TODAY), ("2018-01-01", "2022-12-31")),
        (BirthDate(year=2010, month=1, day=1, estimated=True, as_of=TODAY), ("2008-01-01", "2012-01-01")),
        (BirthDate(year=2000, month=2, day=29, estimated=True, as_of=TODAY), ("1997-02-28", "2003-02-28")),
        (BirthDate(calendar="ethiopian", year=2014, month=9, day=6), ("2022-05-14", "2022-05-14")),
        (BirthDate(calendar="ethiopian", year=2014), ("2021-09-11", "2022-09-10")),
        (BirthDate(calendar="ethiopian", year=2014, month=13), ("2022-09-06", "2022-09-10")),
        (BirthDate(calendar="persian", year=1401), ("2022-03-21", "2023-03-20")),
        (BirthDate(calendar="hijri", year=1443, month=10, day=13), ("2022-05-13", "2022-05-15")),
        (BirthDate(calendar="hijri", year=1330, month=1, day=1), ("1911-12-20", "1911-12-24")),
        (BirthDate(age=34, as_of=TODAY), ("1991-11-24", "1992-11-23")),
        (BirthDate(age=6, age_unit="m", as_of=TODAY), ("2026-04-24", "2026-05-23")),
        (BirthDate(age=6, estimated=True, as_of=TODAY), ("2017-11-24", "2022-11-23")),
        (BirthDate(age=1, estimated=True, as_of=TODAY), ("2023-11-24", "2026-11-23")),
        (BirthDate(age=1, as_of=date(2024, 2, 29)), ("2022-03-01", "2023-02-28")),
    ],
    ids=lambda value: shown(value) if isinstance(value, BirthDate) else "",
)
def test_the_range_of_a_birth_date(birth, expected):
    assert tuple(day.isoformat() for day in gregorian_range(birth)) == expected


def test_an_unknown_birth_date_may_be_anybody_and_is_treated_as_a_child():
    unknown = BirthDate(text="?")
    assert gregorian_range(unknown) is None
    assert age_range(unknown, TODAY) == (0, 120)
    assert age_band(unknown, TODAY) is None
    assert is_minor(unknown, TODAY) is None
    assert treated_as_minor(unknown, TODAY)


@pytest.mark.parametrize(
    ("birth", "minor"),
    [
        (BirthDate(year=2008, month=11, day=24), True),  # eighteen tomorrow
        (BirthDate(year=2008, month=11, day=23), False),  # eighteen today
        (BirthDate(year=2008), None),
        (BirthDate(year=2009), True),
        (BirthDate(year=2007), False),
        (BirthDate(calendar="hijri", year=1429, month=11, day=25), None),  # 22 to 24 November 2008
        (BirthDate(age=17, as_of=TODAY), True),
        (BirthDate(age=18, as_of=TODAY), False),
        (BirthDate(age=20, estimated=True, as_of=TODAY), None),
        (BirthDate(age=21, estimated=True, as_of=TODAY), False),
        (BirthDate(age=15, estimated=True, as_of=TODAY), True),
        (BirthDate(age=16, estimated=True, as_of=TODAY), None),
    ],
    ids=lambda value: shown(value) if isinstance(value, BirthDate) else str(value),
)
def test_who_is_a_minor(birth, minor):
    assert is_minor(birth, TODAY) is minor
    assert treated_as_minor(birth, TODAY) is (minor is not False)


@settings(deadline=None)
@given(born=births, calendar=st.sampled_from(sorted(CALENDARS)), parts=st.integers(1, 3), estimated=st.booleans())
def test_a_child_is_never_treated_as_an_adult(born, calendar, parts, estimated):
    year, month, day = (*CALENDARS[calendar].from_gregorian(born)[:parts], None, None)[:3]
    birth = BirthDate(calendar=calendar, year=year, month=month, day=day, estimated=estimated, as_of=TODAY)
    assert treated_as_minor(birth, TODAY) or years_after(born, 18) <= TODAY


def test_who_was_born_on_29_february_is_a_year_older_on_1_march():
    birth = BirthDate(year=2008, month=2, day=29)
    assert is_minor(birth, date(2026, 2, 28)) is True
    assert is_minor(birth, date(2026, 3, 1)) is False


def test_an_age_grows_with_the_days_since_it_was_said():
    said = BirthDate(age=17, as_of=date(2026, 1, 10))
    assert age_range(said, date(2026, 1, 10)) == (17, 17)
    assert age_range(said, date(2026, 6, 1)) == (17, 18)
    assert age_range(said, date(2027, 1, 10)) == (18, 18)
    assert treated_as_minor(said, date(2027, 1, 9))


def test_a_clock_before_the_birth_gives_age_nought_and_no_error():
    assert age_range(BirthDate(year=2022, month=5, day=14), date(1970, 1, 1)) == (0, 0)


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (BirthDate(age=4, as_of=TODAY), "0-4"),
        (BirthDate(age=5, as_of=TODAY), "5-11"),
        (BirthDate(age=6, estimated=True, as_of=TODAY), "5-11"),
        (BirthDate(age=11, age_unit="m", as_of=TODAY), "0-4"),
        (BirthDate(age=12, as_of=TODAY), "12-17"),
        (BirthDate(age=17, as_of=TODAY), "12-17"),
        (BirthDate(age=18, as_of=TODAY), "18-59"),
        (BirthDate(age=59, estimated=True, as_of=TODAY), "18-59"),
        (BirthDate(age=60, as_of=TODAY), "60+"),
        (BirthDate(age=120, as_of=TODAY), "60+"),
        (BirthDate(year=2008), "12-17"),  # 17 or 18: the younger
        (BirthDate(year=2014, estimated=True, as_of=TODAY), "5-11"),
    ],
    ids=lambda value: shown(value) if isinstance(value, BirthDate) else value,
)
def test_the_band_for_counting(birth, band):
    assert age_band(birth, TODAY) == band


def test_other_bands_can_be_counted():
    bands = [AgeBand(*band) for band in codes.age_bands("age_bands_fmr")]
    assert age_band(BirthDate(age=12, as_of=TODAY), TODAY, bands) == "5-17"


def test_the_bands_are_those_of_the_code_table():
    assert tuple(tuple(band) for band in REGISTER_BANDS) == tuple(tuple(band) for band in codes.age_bands())


def test_a_deployment_can_change_the_margins_of_estimates():
    wide = EstimateMargins(years=((120, 10),), months=6, weeks=4, days=7)
    looks_25 = BirthDate(age=25, estimated=True, as_of=TODAY)
    assert not treated_as_minor(looks_25, TODAY)
    assert treated_as_minor(looks_25, TODAY, margins=wide)
    assert gregorian_range(looks_25, margins=NO_MARGINS) == (date(2000, 11, 24), date(2001, 11, 23))


@pytest.mark.parametrize(
    ("broken", "like"),
    [
        (BirthDate(year=1990, month=2, day=31), BirthDate(year=1990, month=2)),
        (BirthDate(year=1990, month=13, day=1), BirthDate(year=1990)),
        (BirthDate(year=1990, day=5), BirthDate(year=1990)),
        (BirthDate(calendar="hijri", year=1990), BirthDate()),
        (BirthDate(age=10**9, as_of=TODAY), BirthDate()),
        (BirthDate(age=10**9, age_unit="d", as_of=TODAY), BirthDate()),
        (BirthDate(age=5), BirthDate()),
        (BirthDate(year=1, estimated=True), BirthDate(year=1, estimated=True)),
    ],
)
def test_a_broken_entry_from_elsewhere_widens_the_range_and_never_fails(broken, like):
    assert gregorian_range(broken) == gregorian_range(like)
    assert age_range(broken, TODAY) == age_range(like, TODAY)
    assert age_band(broken, TODAY) == age_band(like, TODAY)


@settings(deadline=None)
@given(
    st.builds(
        BirthDate,
        calendar=st.sampled_from(sorted(CALENDARS)),
        year=st.none() | st.integers(-5000, 12000),
        month=st.none() | st.integers(-2, 15),
        day=st.none() | st.integers(-2, 40),
        estimated=st.booleans(),
        age=st.none() | st.integers(0, 10**6),
        age_unit=st.sampled_from("ymwd"),
        as_of=st.none() | st.dates(),
    ),
    st.dates(),
)
def test_every_question_has_an_answer_for_any_content(birth, on):
    born = gregorian_range(birth)
    assert born is None or born[0] <= born[1]
    youngest, oldest = age_range(birth, on)
    assert 0 <= youngest <= oldest
    assert age_band(birth, on) in {None, *(band.code for band in REGISTER_BANDS)}
    assert isinstance(shown(birth), str)


def test_a_birth_date_survives_the_codec_and_keeps_its_text():
    birth = BirthDate(calendar="hijri", year=1443, month=10, day=13, text="١٣ شوال ١٤٤٣")
    assert msgspec.convert(msgspec.to_builtins(birth), BirthDate) == birth
    assert msgspec.to_builtins(BirthDate(year=1990)) == {"year": 1990}
