"""Counting: what may be counted, for which hour, what is taken back, and what the sums are."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.domains.crossings.commands import CountMovements, ObserveHour, UndoCount
from safeconduct.domains.crossings.facts import CountUndone, HourObserved, MovementsCounted
from safeconduct.domains.crossings.projection import headcount_rows, hour_rows
from safeconduct.domains.crossings.rules import (
    decide_count,
    decide_observe_hour,
    decide_undo_count,
    headcount_subject,
    local_hour_start,
)
from safeconduct.domains.crossings.rules.headcount import CountMade
from safeconduct.domains.crossings.tests.entries import BILAL, NOON, POST, ZAINAB, entry, here
from safeconduct.kernel.problems import NotAllowed, NotFound, Refused


def count(**what: object) -> CountMovements:
    return CountMovements(**{"post": POST, "hour": NOON, "direction": "entry", **what})  # type: ignore[arg-type]


def counted(number: int = 1, **what: object) -> MovementsCounted:
    base = {"post": POST, "hour": NOON, "local_day": "2026-03-04", "direction": "entry", "number": number}
    return MovementsCounted(**{**base, **what})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"direction": "return"}, "crossings.unknown_code"),
        ({"sex": "female"}, "crossings.unknown_code"),
        ({"age_band": "0-5"}, "crossings.unknown_code"),
        ({"nationality_group": "XKD"}, "crossings.unknown_code"),
        ({"transport": "rocket"}, "crossings.unknown_code"),
        ({"method": "guessed"}, "crossings.unknown_code"),
        ({"flags": ("trafficked",)}, "crossings.unknown_code"),
        ({"number": 0}, "crossings.out_of_range"),
        ({"number": 1000}, "crossings.out_of_range"),
        ({"number": True}, "crossings.out_of_range"),
        ({"hour": NOON + timedelta(minutes=15)}, "crossings.hour_not_whole"),
        ({"hour": NOON.replace(tzinfo=None)}, "crossings.hour_not_whole"),
        ({"hour": NOON + timedelta(hours=1)}, "crossings.hour_in_future"),
        ({"hour": NOON - timedelta(days=30, hours=1)}, "crossings.hour_too_old"),
    ],
)
def test_a_count_that_does_not_fit_is_refused(what: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        decide_count(count(**what), None, here())
    assert refused.value.code == code


@pytest.mark.parametrize("number", [1, 999])
@pytest.mark.parametrize("age_band", ["0-4", "5-17", "18+", "unknown"])
def test_a_tap_and_an_hour_keyed_in_later_are_counted(number: int, age_band: str) -> None:
    hour = NOON - timedelta(days=30)
    (about,) = decide_count(count(number=number, age_band=age_band, hour=hour), None, here())
    assert about.subject == headcount_subject(POST, hour, BILAL)
    assert (about.fact.number, about.fact.local_day) == (number, "2026-02-02")


def test_a_count_for_another_post_than_the_act_stands_at_is_not_allowed() -> None:
    with pytest.raises(NotAllowed, match=r"crossings\.not_at_this_post"):
        decide_count(count(), None, here(place="elsewhere"))


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("UTC", "12:00"),
        ("Asia/Kolkata", "11:30"),
        ("Asia/Kathmandu", "11:15"),
        ("America/St_Johns", "11:30"),
    ],
)
def test_the_hour_is_that_of_the_posts_clock(zone: str, start: str) -> None:
    hour = local_hour_start(NOON + timedelta(minutes=10), zone)
    assert hour.strftime("%H:%M") == start
    (about,) = decide_count(count(hour=hour), None, here(now=NOON + timedelta(minutes=10), zone=zone))
    assert about.fact.hour == hour


def test_the_local_day_is_that_of_the_hour_and_not_of_utc() -> None:
    late = datetime(2026, 3, 4, 23, 0, tzinfo=UTC)
    (about,) = decide_count(count(hour=late), None, here(now=late + timedelta(minutes=5)))
    assert about.fact.local_day == "2026-03-05"


def test_both_hours_of_the_night_when_clocks_go_back_are_kept_apart() -> None:
    first = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)  # 02:00 in Chisinau, and an hour later 02:00 again
    second = first + timedelta(hours=1)
    now = second + timedelta(hours=2)
    abouts = [decide_count(count(hour=hour), None, here(now=now))[0] for hour in (first, second)]
    assert abouts[0].subject != abouts[1].subject


@pytest.mark.parametrize(
    ("made", "seconds", "problem"),
    [
        (CountMade(BILAL, NOON), 60, None),
        (CountMade(BILAL, NOON), 61, "crossings.undo_too_late"),
        (CountMade(BILAL, NOON), -3600, None),  # the clock was set back meanwhile
        (CountMade(ZAINAB, NOON), 5, "crossings.no_such_count"),
        (CountMade(BILAL, NOON, True), 5, "crossings.already_undone"),
        (None, 5, "crossings.no_such_count"),
    ],
)
def test_only_ones_own_count_of_the_last_minute_is_taken_back(
    made: CountMade | None, seconds: int, problem: str | None
) -> None:
    state = {"s:1": made} if made else {}
    undo = UndoCount(post=POST, hour=NOON, entry="s:1")
    now = here(now=NOON + timedelta(seconds=seconds))
    if problem is None:
        (about,) = decide_undo_count(undo, state, now)
        assert about == (about.__class__(headcount_subject(POST, NOON, BILAL), CountUndone(entry="s:1")))
    else:
        with pytest.raises((Refused, NotFound), match=problem):
            decide_undo_count(undo, state, now)


@pytest.mark.parametrize(("minutes", "remark", "fits"), [(0, "", True), (60, "weather", True), (61, "", False),
                                                         (-1, "", False), (30, "tired", False)])  # fmt: skip
def test_an_hour_is_observed_for_at_most_sixty_minutes(minutes: int, remark: str, fits: bool) -> None:
    command = ObserveHour(post=POST, hour=NOON, minutes=minutes, remark=remark)
    if fits:
        assert decide_observe_hour(command, None, here())[0].fact.minutes == minutes
    else:
        with pytest.raises(Refused):
            decide_observe_hour(command, None, here())


def test_sums_are_kept_by_kind_and_flags_are_counted_beside_them() -> None:
    held = [
        entry(counted(2, sex="F", age_band="18-59", flags=("pregnant",)), 1),
        entry(counted(1, sex="F", age_band="18-59"), 2),
        entry(counted(5, sex="F", age_band="18-59", method="estimated"), 3),
    ]
    rows = headcount_rows(held)
    assert sorted((row["method"], row["number"]) for row in rows["crossings_count"]) == [
        ("counted", 3),
        ("estimated", 5),
    ]
    assert [(row["flag"], row["number"]) for row in rows["crossings_count_flag"]] == [("pregnant", 2)]


@pytest.mark.parametrize(
    ("undone_after", "by", "left"), [(60.0, BILAL, 1), (60.5, BILAL, 3), (5.0, ZAINAB, 3), (-5.0, BILAL, 1)]
)
def test_the_projection_judges_an_undo_by_recorded_time_and_officer(undone_after: float, by: str, left: int) -> None:
    held = [
        entry(counted(2), 1),
        entry(counted(1), 2),
        entry(CountUndone(entry="bridge.1.register:1"), 3, after=undone_after, actor=by),
    ]
    assert sum(row["number"] for row in headcount_rows(held)["crossings_count"]) == left
    assert sum(row["number"] for row in headcount_rows(held[::-1])["crossings_count"]) == left


def test_two_officers_who_observed_the_same_hour_unknown_to_each_other_are_both_seen() -> None:
    held = [
        entry(HourObserved(post=POST, hour=NOON, local_day="2026-03-04", minutes=40), 1),
        entry(HourObserved(post=POST, hour=NOON, local_day="2026-03-04", minutes=60), 1, stream="hub.1.operations",
              after=5),
    ]  # fmt: skip
    (row,) = hour_rows(held)["crossings_hour"]
    assert (row["minutes"], row["is_contested"]) == (60, True)
    assert not hour_rows(held[:1])["crossings_hour"][0]["is_contested"]
