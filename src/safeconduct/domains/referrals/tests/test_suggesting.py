"""The order of services: by hours that a person can add up, with every reason, and nothing chosen by it."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safeconduct.domains.referrals.opening import ALWAYS, Opening
from safeconduct.domains.referrals.rules.suggesting import Candidate, Reason, Wish, suggest
from safeconduct.science.distances import great_circle_km

KADAR, SARN, PORT = (47.0, 28.0), (47.0, 28.1), (46.0, 30.0)
WEDNESDAY_NOON = datetime(2026, 3, 4, 12, 0)
WISH = Wish(type="health", language="ar", position=KADAR, local_time=WEDNESDAY_NOON)
CLINIC = Candidate(
    service="c", name="Clinic", types=("health",), languages=("ar",), hours=ALWAYS, position=KADAR, capacity=10
)


def order(wish: Wish, *candidates: Candidate) -> list[str]:
    return [one.service for one in suggest(wish, candidates)]


def reasons(candidate: Candidate, wish: Wish = WISH) -> dict[str, Reason]:
    (found,) = suggest(wish, [candidate])
    return {one.code: one for one in found.reasons}


def test_what_is_not_needed_is_not_suggested() -> None:
    assert order(WISH, replace(CLINIC, types=("food",))) == []


def test_all_else_equal_the_nearer_one_comes_first() -> None:
    near, far = replace(CLINIC, service="near", position=SARN), replace(CLINIC, service="far", position=PORT)
    assert order(WISH, far, near, CLINIC) == ["c", "near", "far"]
    assert reasons(near)["way"].details == {"km": 9.9}


def test_open_now_further_away_comes_before_near_and_closed_till_tomorrow() -> None:
    closed = replace(CLINIC, service="near", hours=(Opening(("TH",), "08:00", "17:00"),))
    far = replace(CLINIC, service="far", position=PORT)
    assert order(WISH, closed, far) == ["far", "near"]
    assert reasons(closed)["opens_at"].details["at"] == datetime(2026, 3, 5, 8, 0)


def test_the_language_spoken_weighs_more_than_an_hour_of_driving() -> None:
    silent = replace(CLINIC, service="near", languages=("ro",))
    far = replace(CLINIC, service="far", position=(47.0, 28.5))
    assert order(WISH, silent, far) == ["far", "near"]
    assert reasons(silent)["interpreter"].hours == 4.0
    assert "interpreter" not in reasons(silent, replace(WISH, language=""))


def test_those_who_wait_there_already_count() -> None:
    busy, calm = replace(CLINIC, service="busy", load=6), replace(CLINIC, service="calm", load=1)
    assert order(WISH, busy, calm) == ["calm", "busy"]
    assert reasons(replace(CLINIC, load=10))["full"].hours == 24.0
    assert reasons(replace(CLINIC, load=8), replace(WISH, people=3))["full"].details == {"places": 10, "load": 8}
    assert reasons(replace(CLINIC, capacity=None, load=400))["load"].hours == 100.0


@pytest.mark.parametrize(
    ("candidate", "wish", "code"),
    [
        (replace(CLINIC, is_open=False), WISH, "takes_nobody"),
        (replace(CLINIC, least_age=18), replace(WISH, youngest=9, oldest=9), "not_for_age"),
        (replace(CLINIC, most_age=17), replace(WISH, youngest=34, oldest=34), "not_for_age"),
        (replace(CLINIC, for_whom=("women",)), replace(WISH, groups=frozenset({"men"})), "not_for_them"),
        (replace(CLINIC, refused_before=True), WISH, "refused_before"),
    ],
)
def test_what_does_not_fit_comes_last_and_says_why(candidate: Candidate, wish: Wish, code: str) -> None:
    far = replace(CLINIC, service="far", position=PORT, hours=(), languages=("ro",), load=9)
    assert order(wish, replace(candidate, service="last"), far) == ["far", "last"]
    assert reasons(candidate, wish)[code].is_against


@pytest.mark.parametrize(
    ("candidate", "wish"),
    [
        (replace(CLINIC, for_whom=("women",)), WISH),  # nobody said who they are
        (replace(CLINIC, for_whom=("everyone", "women")), replace(WISH, groups=frozenset({"men"}))),
        (replace(CLINIC, for_whom=("women", "families")), replace(WISH, groups=frozenset({"men", "families"}))),
        (replace(CLINIC, least_age=18), WISH),
        (replace(CLINIC, least_age=18, most_age=60), replace(WISH, youngest=18, oldest=60)),
    ],
)
def test_doubt_leaves_a_service_in_the_list(candidate: Candidate, wish: Wish) -> None:
    assert suggest(wish, [candidate])[0].fits


def test_what_nobody_knows_is_said_and_costs_a_call() -> None:
    blank = Candidate(service="b", name="Blank", types=("health",))
    found = reasons(blank)
    assert {code for code, one in found.items() if one.hours == 1.0} == {
        "way_unknown",
        "hours_unknown",
        "languages_unknown",
    }
    assert {"stale", "call_first", "number_alone"} <= reasons(
        replace(blank, is_stale=True, is_unsure=True, may_be_told=False)
    ).keys()
    assert order(WISH, blank, CLINIC) == ["c", "b"]


places = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
candidates = st.builds(
    Candidate, service=st.text("abcdef", min_size=1, max_size=3), name=st.sampled_from(["A", "B"]),
    types=st.just(("health",)), languages=st.sampled_from([(), ("ar",), ("ro",)]), position=st.none() | places,
    is_open=st.booleans(), capacity=st.none() | st.integers(0, 9), load=st.integers(0, 20), is_stale=st.booleans(),
    hours=st.sampled_from([(), ALWAYS]),
)  # fmt: skip


@given(st.lists(candidates, max_size=8, unique_by=lambda one: one.service), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_directory(many: list[Candidate], chance: Any) -> None:
    found = suggest(WISH, many)
    shuffled = list(many)
    chance.shuffle(shuffled)
    assert suggest(WISH, shuffled) == found
    assert sorted(one.service for one in found) == sorted(one.service for one in many)
    assert [one.fits for one in found] == sorted((one.fits for one in found), reverse=True)
    assert all(one.hours == sum(reason.hours for reason in one.reasons) for one in found)


def test_distances_are_those_of_the_globe() -> None:
    paris, london = (48.8566, 2.3522), (51.5074, -0.1278)
    assert great_circle_km(paris, london) == pytest.approx(343.6, abs=0.3)
    assert great_circle_km((0, 0), (0, 180)) == pytest.approx(20015.1, abs=0.1)
    assert great_circle_km((0, 179.5), (0, -179.5)) == pytest.approx(111.19, abs=0.01)
    assert great_circle_km(paris, paris) == 0
