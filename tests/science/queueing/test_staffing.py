"""The staffing calculator against answers worked by hand and a closed form."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.science.queueing.staffing import (
    LIMITS,
    Demand,
    OutOfRange,
    expected_wait,
    plan_staffing,
    staffing_tool,
)


@pytest.mark.parametrize(
    ("persons", "seconds", "lanes", "officers"),
    [
        (1_500, 30, 16, 58),  # 15.6 lanes; 16 x 3 x 1.2 = 57.6
        (1_500, 120, 63, 227),  # 62.5 lanes; 63 x 3 x 1.2 = 226.8
        (960, 30, 10, 36),  # exactly 10 lanes and 36 officers: no lane and no officer too many
        (1, 30, 1, 4),
        (0, 30, 0, 0),
    ],
)
def test_lanes_and_officers_match_the_hand_calculation(persons, seconds, lanes, officers):
    plan = plan_staffing(Demand(persons_peak_hour=persons, seconds_per_person=seconds))
    assert (plan.lanes, plan.officers) == (lanes, officers)


def test_mix_of_levels_weighs_their_seconds():
    demand = Demand(
        persons_peak_hour=100, mix={"L1": 3, "L2": 1}, seconds_by_level={"L0": 1, "L1": 20, "L2": 240, "L3": 600}
    )
    plan = plan_staffing(demand)
    assert plan.seconds_per_person == 75  # 0.75 x 20 + 0.25 x 240
    assert plan.lanes == 3  # 7500 / 2880 = 2.6


@pytest.mark.parametrize(
    ("demand", "peak"),
    [
        (Demand(persons_per_day=20_000), 1_500),  # 7.5 % of the day
        (Demand(persons_per_day=20_000, shifts=1, shift_hours=8), 2_500),  # eight hours cannot average less
        (Demand(persons_per_day=2_400, persons_peak_hour=300), 300),
    ],
)
def test_peak_hour_is_read_from_the_day_when_not_given(demand, peak):
    assert plan_staffing(demand).persons_peak_hour == peak


def test_every_formula_gives_its_result_from_its_terms():
    demand = Demand(persons_per_day=7_777, mix={"L0": 5, "L1": 2, "L2": 1}, relief=1.35, utilisation=0.7)
    for formula in plan_staffing(demand).formulas:
        values = {term.name: term.value for term in formula.terms}
        again = eval(formula.arithmetic, {"ceil": math.ceil, "max": max, "__builtins__": {}}, values)
        assert again == pytest.approx(formula.result.value)


def test_single_lane_wait_is_the_known_mm1_result():
    wait = expected_wait(persons_per_hour=60, seconds_per_person=45, lanes=1)
    assert wait.share_that_waits == pytest.approx(0.75)
    assert wait.mean_seconds == pytest.approx(0.75 * 45 / 0.25)


def test_two_lane_wait_is_the_known_mm2_result():
    # load 1.5 on 2 lanes: C = 0.6428..., textbook 9/14
    wait = expected_wait(persons_per_hour=90, seconds_per_person=60, lanes=2)
    assert wait.share_that_waits == pytest.approx(9 / 14)
    assert wait.mean_seconds == pytest.approx(9 / 14 * 60 / 0.5)
    tail = wait.share_that_waits * math.exp(-wait.nine_in_ten_within_seconds * (2 - 1.5) / 60)
    assert tail == pytest.approx(0.1)


def test_people_arriving_faster_than_lanes_serve_have_no_finite_wait():
    assert expected_wait(1_500, 30, 12).mean_seconds is None
    assert (
        plan_staffing(Demand(persons_peak_hour=1_500, seconds_per_person=30, lanes_open=12)).wait_now.mean_seconds
        is None
    )


@given(lanes=st.integers(1, 500), busy=st.floats(0.001, 0.999))
def test_wait_stays_finite_and_falls_with_one_more_lane(lanes, busy):
    persons = busy * lanes * 60
    wait, better = expected_wait(persons, 60, lanes), expected_wait(persons, 60, lanes + 1)
    assert 0 <= wait.share_that_waits <= 1
    assert math.isfinite(wait.mean_seconds)
    assert better.mean_seconds <= wait.mean_seconds


@given(lanes=st.integers(1, 60), busy=st.floats(0.05, 0.95))
def test_recursion_equals_the_textbook_sum(lanes, busy):
    load = busy * lanes
    top = load**lanes / math.factorial(lanes) * lanes / (lanes - load)
    textbook = top / (sum(load**n / math.factorial(n) for n in range(lanes)) + top)
    assert expected_wait(load * 60, 60, lanes).share_that_waits == pytest.approx(textbook)


@given(
    persons=st.integers(0, 20_000),
    seconds=st.floats(0.5, 1_200),
    utilisation=st.floats(0.05, 0.95),
)
def test_planned_lanes_are_enough_and_one_fewer_is_not(persons, seconds, utilisation):
    plan = plan_staffing(Demand(persons_peak_hour=persons, seconds_per_person=seconds, utilisation=utilisation))
    busy_seconds = persons * seconds
    assert busy_seconds <= plan.lanes * 3600 * utilisation * (1 + 1e-12)
    assert plan.lanes == 0 or busy_seconds > (plan.lanes - 1) * 3600 * utilisation * (1 - 1e-12)
    assert plan.wait.mean_seconds is not None


@pytest.mark.parametrize(
    ("demand", "field"),
    [
        (Demand(), "persons_peak_hour"),
        (Demand(persons_peak_hour=-1), "persons_peak_hour"),
        (Demand(persons_peak_hour=math.nan), "persons_peak_hour"),
        (Demand(persons_peak_hour=10, utilisation=1.0), "utilisation"),
        (Demand(persons_peak_hour=10, shifts=0), "shifts"),
        (Demand(persons_peak_hour=10, shifts=2.5), "shifts"),
        (Demand(persons_peak_hour=10, relief=0.9), "relief"),
        (Demand(persons_peak_hour=10, mix={"L1": 0}), "mix"),
        (Demand(persons_peak_hour=10, mix={"L1": -1, "L2": 3}), "mix_L1"),
        (Demand(persons_peak_hour=10, seconds_by_level={"L0": 0, "L1": 1, "L2": 1, "L3": 1}), "seconds_L0"),
        (Demand(persons_peak_hour=10, persons_per_day=1_000), "persons_peak_hour"),  # below the day's average hour
        (Demand(persons_peak_hour=10, persons_per_day=5), "persons_peak_hour"),
    ],
)
def test_value_outside_its_limits_is_refused_with_the_limits(demand, field):
    with pytest.raises(OutOfRange) as refusal:
        plan_staffing(demand)
    assert refusal.value.field == field
    assert refusal.value.lowest < refusal.value.highest
    assert isinstance(refusal.value, ValueError)


def test_unknown_level_is_refused_with_the_levels_there_are():
    with pytest.raises(ValueError, match="L0, L1, L2, L3"):
        plan_staffing(Demand(persons_peak_hour=10, mix={"L9": 1}))


def test_tool_plans_good_rows_and_names_the_field_of_a_bad_one():
    rows = [
        {"post": "B", "persons_peak_hour": "1500", "seconds_per_person": "30"},
        {"post": "R", "persons_peak_hour": "many"},
        {"post": "F", "persons_per_day": "2000", "mix_L1": "1", "mix_L2": "1", "relief": ""},
        {"post": "A", "persons_per_day": "2000", "shifts": "2.5"},
    ]
    bridge, rail, ferry, airport = staffing_tool(rows)
    assert (bridge["post"], bridge["lanes"], bridge["officers"], bridge["problem_field"]) == ("B", "16", "58", "")
    assert (rail["lanes"], rail["problem_field"]) == ("", "persons_peak_hour")
    assert (rail["allowed_from"], rail["allowed_to"]) == tuple(f"{limit:g}" for limit in LIMITS["persons_peak_hour"])
    assert ferry["lanes"] == "7"  # 150 x 131.25 / 2880 = 6.8
    assert airport["problem_field"] == "shifts"
