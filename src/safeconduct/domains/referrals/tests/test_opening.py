"""Weekly hours: open now, how long until they begin, over midnight and over the week's end."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.domains.referrals.opening import ALWAYS, DAYS, Opening, is_open_at, is_well_formed, opens_in

MONDAY = datetime(2026, 3, 2)
WORKING = (Opening(("MO", "TU", "WE", "TH", "FR"), "08:00", "17:00"),)
NIGHT = (Opening(("FR", "SA"), "22:00", "06:00"),)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


@pytest.mark.parametrize(
    ("hours", "local", "wait"),
    [
        (WORKING, at(0, 8), timedelta(0)),
        (WORKING, at(0, 16, 59), timedelta(0)),
        (WORKING, at(0, 17), timedelta(hours=15)),
        (WORKING, at(0, 7, 30), timedelta(minutes=30)),
        (WORKING, at(4, 18), timedelta(days=2, hours=14)),
        (NIGHT, at(4, 23), timedelta(0)),
        (NIGHT, at(5, 5, 59), timedelta(0)),
        (NIGHT, at(6, 5), timedelta(0)),
        (NIGHT, at(6, 6), timedelta(days=5, hours=16)),
        (ALWAYS, at(6, 23, 59), timedelta(0)),
        ((Opening(("MO",), "00:00", "24:00"),), at(0, 23, 59), timedelta(0)),
        ((Opening(("MO",), "00:00", "24:00"),), at(1, 0), timedelta(days=6)),
        ((*WORKING, *NIGHT), at(4, 18), timedelta(hours=4)),
    ],
)
def test_how_long_until_it_is_open(hours: tuple[Opening, ...], local: datetime, wait: timedelta) -> None:
    assert opens_in(hours, local) == wait
    assert is_open_at(hours, local) is (wait == timedelta(0))


def test_of_hours_that_nobody_knows_nothing_is_said() -> None:
    assert is_open_at((), at(0, 9)) is None
    assert opens_in((Opening(("XX",), "25:00", "1"),), at(0, 9)) is None


@pytest.mark.parametrize(
    "broken",
    [Opening(()), Opening(("MO", "XX")), Opening(("MO",), "8:00"), Opening(("MO",), "08:60"),
     Opening(("MO",), "24:00"), Opening(("MO",), "08:00", "24:01"), Opening(("MO",), "٠٨:٠٠")],
)  # fmt: skip
def test_what_is_no_day_and_no_time_is_known(broken: Opening) -> None:
    assert not is_well_formed([broken])


times = st.integers(0, 24 * 60).map(lambda minutes: f"{minutes // 60:02d}:{minutes % 60:02d}")
openings = st.builds(
    Opening, st.sets(st.sampled_from(DAYS), min_size=1).map(tuple), times.filter(lambda time: time != "24:00"), times
)


@given(st.lists(openings, min_size=1, max_size=4), st.integers(0, 7 * 24 * 60 - 1))
def test_after_the_wait_it_is_open_and_not_before(hours: list[Opening], minute: int) -> None:
    local = MONDAY + timedelta(minutes=minute)
    wait = opens_in(hours, local)
    assert wait is not None
    assert timedelta(0) <= wait < timedelta(days=7)
    assert is_open_at(hours, local + wait)
    if wait:
        assert not is_open_at(hours, local)
        assert not is_open_at(hours, local + wait - timedelta(minutes=1))
