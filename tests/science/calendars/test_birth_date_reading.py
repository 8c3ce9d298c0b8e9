"""What people type as a birth date or an age, and what is asked back."""

import json
import pickle
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safeconduct.kernel.problems import Refused
from safeconduct.science.calendars import (
    BIRTH_DATE_PROBLEMS,
    CALENDARS,
    BirthDate,
    BirthDateError,
    check_birth_date,
    gregorian_range,
    parse_birth_date,
    shown,
    wording,
)

TODAY = date(2026, 11, 23)


def read(text, calendar="gregorian", **kwargs):
    return parse_birth_date(text, calendar=calendar, today=TODAY, **kwargs)


def refused(text, calendar="gregorian", **kwargs):
    with pytest.raises(BirthDateError) as caught:
        read(text, calendar, **kwargs)
    return caught.value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("14 May 2022", "2022-05-14"),
        ("14.05.2022", "2022-05-14"),
        ("05.06.2022", "2022-06-05"),  # dots write the day first
        ("2022-05-14", "2022-05-14"),
        ("2022/5/14", "2022-05-14"),
        ("2022 05 14", "2022-05-14"),
        ("20220514", "2022-05-14"),
        ("14–05–2022", "2022-05-14"),
        ("14/05/2022", "2022-05-14"),
        ("05/14/2022", "2022-05-14"),
        ("05/05/2022", "2022-05-05"),
        ("05/2022", "2022-05"),
        ("2022-05", "2022-05"),
        ("2022", "2022"),
        ("14th May 2022", "2022-05-14"),
        ("May 14, 2022", "2022-05-14"),
        ("14MAY2022", "2022-05-14"),
        ("14-may-2022", "2022-05-14"),
        ("14 MAY/MAI 85", "1985-05-14"),  # the visual zone of a passport
        ("14.05.85", "1985-05-14"),
        ("1er août 1990", "1990-08-01"),
        ("1 AOUT 1990", "1990-08-01"),
        ("14 de mayo de 2022", "2022-05-14"),
        ("14 sept. 2001", "2001-09-14"),
        ("mayo 2022", "2022-05"),
        ("born 1990", "1990"),
        ("año 1990", "1990"),
        ("١٤ مايو ٢٠٢٢", "2022-05-14"),
        ("١٤/٠٥/٢٠٢٢", "2022-05-14"),
        ("14 كانون الثاني 1990", "1990-01-14"),
        ("14 جانفي 1990", "1990-01-14"),
        ("۱۴ می ۱۹۹۰", "1990-05-14"),
        ("14 травня 1990", "1990-05-14"),
        ("14 ဇွန် 1990", "1990-06-14"),
        ("၁၄/၀၆/၁၉၉၀", "1990-06-14"),
        ("29 Feb 2000", "2000-02-29"),
        ("2000 AD", "2000"),
        ("١٩٩٠ م", "1990"),
    ],
)
def test_gregorian_dates_are_read(text, written):
    birth = read(text)
    assert (birth.calendar, shown(birth), birth.estimated, birth.text) == ("gregorian", written, False, text)


@pytest.mark.parametrize(
    ("text", "calendar", "written"),
    [
        ("1443-10-13", "hijri", "1443-10-13 H"),
        ("13/10/1443", "hijri", "1443-10-13 H"),
        ("05/06/1443", "hijri", "1443-06-05 H"),  # nobody writes the month first in this calendar
        ("1443-10-13 H", "gregorian", "1443-10-13 H"),
        ("1420 هـ", "gregorian", "1420 H"),
        ("15 رمضان 1420 هـ", "gregorian", "1420-09-15 H"),
        ("13 Rabi' al-Awwal 1443", "gregorian", "1443-03-13 H"),
        ("13 Rabi I 1443", "gregorian", "1443-03-13 H"),
        ("ربيع الآخر 1443", "hijri", "1443-04 H"),
        ("3 ذو القعدة 1410", "gregorian", "1410-11-03 H"),
        ("1 chaoual 1400", "gregorian", "1400-10-01 H"),
        ("20 Yumada II 1415", "gregorian", "1415-06-20 H"),
        ("30/02/1443", "hijri", "1443-02-30 H"),  # a month of 29 days here has 30 where the moon was seen later
        ("۱۴۰۱/۰۲/۲۴", "persian", "1401-02-24 SH"),
        ("24 حمل 1370", "gregorian", "1370-01-24 SH"),
        ("24 Sawr 1370", "gregorian", "1370-02-24 SH"),
        ("۷ دی ۱۳۶۵", "persian", "1365-10-07 SH"),
        ("5 Tir 1370", "gregorian", "1370-04-05 SH"),  # Tir of the Ethiopian year 1370 was 650 years ago
        ("5 Tir 1990", "ethiopian", "1990-05-05 EC"),
        ("1370/02/24 ه.ش", "gregorian", "1370-02-24 SH"),
        ("12 ግንቦት 2000 ዓ.ም", "gregorian", "2000-09-12 EC"),
        ("Pagume 6 2007", "gregorian", "2007-13-06 EC"),
        ("13/2007", "ethiopian", "2007-13 EC"),
        ("5 ጥሪ 2005", "ethiopian", "2005-05-05 EC"),
        ("5 ጥሪ 2005 g.c.", "ethiopian", "2005-01-05"),
        ("14 May 2022", "hijri", "2022-05-14"),
        ("65-02-24", "persian", "1365-02-24 SH"),
    ],
)
def test_dates_of_other_calendars_are_read(text, calendar, written):
    assert shown(read(text, calendar)) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("34y", "34 y"),
        ("age 34", "34 y"),
        ("Age: 34", "34 y"),
        ("aged 34", "34 y"),
        ("34 years old", "34 y"),
        ("34-year-old", "34 y"),
        ("34 ans", "34 y"),
        ("âge 34 ans", "34 y"),
        ("edad: 34 años", "34 y"),
        ("٣٤ سنة", "34 y"),
        ("العمر ٣٤", "34 y"),
        ("۳۴ ساله", "34 y"),
        ("34 ዓመት", "34 y"),
        ("6m", "6 m"),
        ("6 mois", "6 m"),
        ("6 meses", "6 m"),
        ("٦ أشهر", "6 m"),
        ("2w", "2 w"),
        ("10 días", "10 d"),
        ("1y 6m", "18 m"),
        ("1 año y 6 meses", "18 m"),
        ("0y", "0 y"),
        ("120 y", "120 y"),
        ("~34", "≈ 34"),
        ("≈ 6", "≈ 6"),
        ("about 34", "≈ 34"),
        ("age ~34", "≈ 34"),
        ("34 ans environ", "≈ 34"),
        ("unos 34 años", "≈ 34"),
        ("حوالي ٣٤", "≈ 34"),
        ("~6m", "≈ 6 m"),
    ],
)
def test_ages_are_read_with_the_day_they_were_said(text, written):
    birth = read(text)
    assert (shown(birth), birth.as_of, birth.text) == (written, TODAY, text)


@pytest.mark.parametrize("text", ["~1990", "c. 1990", "vers 1990", "1990?", "hacia 1990", "تقريبا ١٩٩٠", "est. 1990"])
def test_an_estimated_year_keeps_the_day_it_was_estimated(text):
    birth = read(text)
    assert (birth.year, birth.estimated, birth.as_of) == (1990, True, TODAY)


@pytest.mark.parametrize("text", ["", "   ", "?", "unknown", "Inconnu", "desconocido", "غير معروف", "-"])
def test_unknown_is_an_answer(text):
    birth = read(text)
    assert birth.is_unknown
    assert shown(birth) == "?"
    assert birth.text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xyz", "birth_date_unreadable"),
        ("14 foo 2020", "birth_date_unreadable"),
        ("5-6", "birth_date_unreadable"),
        ("1.5y", "birth_date_unreadable"),
        ("-5y", "birth_date_unreadable"),
        ("14/05", "birth_date_unreadable"),
        ("1 2 3 4", "birth_date_unreadable"),
        ("2022-05-14-01", "birth_date_unreadable"),
        ("12345", "birth_date_unreadable"),
        ("~", "birth_date_unreadable"),
        ("May", "birth_date_unreadable"),
        ("15 Ramadan 1420 AD", "birth_date_unreadable"),
        ("9" * 81, "birth_date_unreadable"),
        ("34", "birth_date_age_or_year"),
        ("6", "birth_date_age_or_year"),
        ("05/06/2022", "birth_date_day_month_order"),
        ("05-06-2022", "birth_date_day_month_order"),
        ("14.05.22", "birth_date_two_digit_year"),
        ("5 ጥሪ 2005", "birth_date_which_calendar"),
        ("30.02.2020", "birth_date_impossible"),
        ("29 Feb 1900", "birth_date_impossible"),
        ("2022-13-01", "birth_date_impossible"),
        ("31/06/1990", "birth_date_impossible"),
        ("0/2022", "birth_date_impossible"),
        ("31 Ramadan 1420", "birth_date_impossible"),
        ("30/12/1400 SH", "birth_date_impossible"),
        ("6 Pagume 2014", "birth_date_impossible"),
        ("24 November 2026", "birth_date_future"),
        ("2027", "birth_date_future"),
        ("12/2026", "birth_date_future"),
        ("1904", "birth_date_age_over_120"),
        ("121y", "birth_date_age_over_120"),
        ("1453 m", "birth_date_age_over_120"),
        ("age " + "9" * 60, "birth_date_age_over_120"),
        ("1990 هـ", "birth_date_outside_calendar"),
        ("0000-01-01", "birth_date_outside_calendar"),
    ],
)
def test_what_cannot_be_is_refused_by_its_code(text, code):
    problem = refused(text)
    assert problem.code == code
    assert code in BIRTH_DATE_PROBLEMS


@pytest.mark.parametrize("text", ["23 November 2026", "11/2026", "2026", "23 November 1906", "1906", "0d", "120y"])
def test_the_ages_nought_and_120_are_accepted(text):
    assert not read(text).is_unknown


def test_an_ambiguous_order_names_both_readings_and_a_local_order_settles_it():
    assert refused("05/06/2022").details == {"readings": ["2022-06-05", "2022-05-06"]}
    assert shown(read("05/06/2022", order="dmy")) == "2022-06-05"
    assert shown(read("05/06/2022", order="mdy")) == "2022-05-06"
    assert refused("13/06/2022", order="mdy").code == "birth_date_impossible"


def test_a_year_of_two_digits_is_asked_back_only_where_two_living_people_fit():
    assert refused("14.05.22").details == {"readings": ["2022-05-14", "1922-05-14"]}
    assert shown(read("14.05.27")) == "1927-05-14"


def test_a_bare_number_is_asked_back_with_the_age_it_may_be():
    assert refused("34").details == {"age": 34}


@pytest.mark.parametrize(
    ("text", "calendar", "others"),
    [
        ("1401-02-24", "gregorian", ["hijri", "persian"]),
        ("1443", "gregorian", ["hijri"]),
        ("2022-05-14", "ethiopian", ["gregorian"]),
        ("2022-05-14", "persian", ["gregorian"]),
        ("1850", "gregorian", []),
    ],
)
def test_a_refused_year_names_the_calendars_in_which_it_would_do(text, calendar, others):
    problem = refused(text, calendar)
    assert problem.details == {"calendar": calendar, "calendars": others}


def test_a_month_of_two_calendars_is_asked_back_with_both():
    assert refused("5 ጥሪ 2005").details == {"calendars": ["ethiopian", "gregorian"]}


def test_nothing_that_was_typed_gets_into_the_text_of_an_error():
    problem = refused("14 Foobar 1990")
    assert "oobar" not in f"{problem} {problem!r} {problem.details}"
    assert isinstance(problem, ValueError)
    assert isinstance(problem, Refused)
    assert pickle.loads(pickle.dumps(problem)).code == problem.code


def test_the_day_to_compare_with_comes_from_the_caller():
    with pytest.raises(BirthDateError, match="birth_date_future"):
        parse_birth_date("1990", calendar="gregorian", today=date(1970, 1, 1))
    assert parse_birth_date("90-02-24", calendar="persian", today=date(2099, 1, 1)).year == 1390


def test_an_unknown_calendar_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="no such calendar"):
        read("1990", "mayan")


def test_a_record_without_a_year_but_with_a_month_is_not_accepted():
    with pytest.raises(BirthDateError, match="birth_date_unreadable"):
        check_birth_date(BirthDate(month=5), today=TODAY)


@settings(deadline=None)
@given(st.text(max_size=90) | st.text(alphabet="0123456789./-~? yحمdMayمايو١٢٣هـ", max_size=24))
@example("\u202e1990")
@example("፲፱፻፺")
@example("²⁰²²")
@example("Ⅻ 1990")
def test_any_text_is_read_or_refused_with_a_known_code(text):
    birth, code = None, None
    try:
        birth = read(text)
    except BirthDateError as problem:
        code = problem.code
    if birth is None:
        assert code in BIRTH_DATE_PROBLEMS
    else:
        assert birth.text == text
        assert birth.is_unknown or gregorian_range(birth) is not None


@settings(deadline=None)
@given(
    born=st.dates(date(1907, 1, 1), TODAY),
    calendar=st.sampled_from(sorted(CALENDARS)),
    parts=st.integers(1, 3),
    estimated=st.booleans(),
)
def test_what_is_shown_reads_back_the_same(born, calendar, parts, estimated):
    year, month, day = (*CALENDARS[calendar].from_gregorian(born)[:parts], None, None)[:3]
    as_of = TODAY if estimated else None
    birth = BirthDate(calendar=calendar, year=year, month=month, day=day, estimated=estimated, as_of=as_of)
    again = read(shown(birth))
    assert again == BirthDate(
        **{**{name: getattr(birth, name) for name in birth.__struct_fields__}, "text": shown(birth)}
    )


@settings(deadline=None)
@given(age=st.integers(0, 120), unit=st.sampled_from("ymwd"), estimated=st.booleans())
def test_an_age_that_is_shown_reads_back_the_same(age, unit, estimated):
    birth = BirthDate(age=age, age_unit=unit, estimated=estimated, as_of=TODAY)
    again = read(shown(birth))
    assert (again.age, again.age_unit, again.estimated, again.as_of) == (age, unit, estimated, TODAY)


def month_rows():
    for table in ("gregorian_month_names.json", "month_names.json"):
        yield from json.loads(files("safeconduct.science.calendars").joinpath(table).read_text("utf-8"))["rows"]


def test_every_month_of_every_calendar_has_names():
    months = {(row["calendar"], row["month"]) for row in month_rows()}
    assert months == {(name, month) for name, system in CALENDARS.items() for month in range(1, system.months + 1)}


def test_no_name_means_two_months_of_one_calendar():
    meanings = {}
    for row in month_rows():
        for name in row["names"]:
            key = (row["calendar"], wording._month_key(wording.tokens_of(name)))
            assert key[1], name
            meanings.setdefault(key, set()).add(row["month"])
    assert {key: months for key, months in meanings.items() if len(months) > 1} == {}


@pytest.mark.parametrize("row", list(month_rows()), ids=lambda row: f"{row['calendar']}-{row['month']}")
def test_every_month_name_is_read_in_its_calendar(row):
    year = {"gregorian": 1991, "hijri": 1410, "ethiopian": 1983, "persian": 1370}[row["calendar"]]
    era = {"gregorian": "AD", "hijri": "H", "ethiopian": "EC", "persian": "SH"}[row["calendar"]]
    for name in row["names"]:
        birth = read(f"5 {name} {year} {era}")
        assert (birth.calendar, birth.year, birth.month, birth.day) == (row["calendar"], year, row["month"], 5), name
