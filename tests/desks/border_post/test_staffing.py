"""The staffing calculator: prefilled from what was counted, every step shown, supervisors only."""

from datetime import UTC, datetime

import pytest

from safeconduct.desks.border_post.staffing import step_of
from safeconduct.domains.crossings.commands import CountMovements, OpenShift
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.ids import new_id
from safeconduct.science.queueing.staffing import Demand, plan_staffing

ASKED = {
    "persons_peak_hour": "120", "utilisation": "0.8", "shifts": "3", "shift_hours": "8", "relief": "1.2",
    "mix_L1": "1", "mix_L2": "1", "seconds_L0": "1", "seconds_L1": "30", "seconds_L2": "90", "seconds_L3": "600",
}  # fmt: skip


def test_page_begins_with_the_busiest_hour_counted_and_the_lanes_open(desk, cast):
    for hour, number in ((8, 150), (9, 33)):
        at = datetime(2026, 3, 4, hour, tzinfo=UTC)
        submit(cast.act(), CountMovements(post=cast.post, hour=at, direction="entry", number=number))
    submit(cast.act("samira"), OpenShift(shift=new_id(), post=cast.post, lanes=2))
    page = desk("samira").get("/post/staffing/").content.decode()
    assert "183 movements were counted here, 150 in the busiest hour" in page
    assert 'value="150"' in page
    assert "With 2 lanes" in page


def test_answer_shows_each_step_in_words_and_numbers(desk, cast):
    page = desk("samira").get("/post/staffing/", ASKED).content.decode()
    assert "rounded up (people in the busiest hour × seconds a person ÷ (3600 × share of an hour" in page
    assert "rounded up (120 × 60 ÷ (3600 × 0.8)) = <b>3</b>" in page
    assert "rounded up (3 × 3 × 1.2) = <b>11</b>" in page


def test_terms_whose_names_contain_each_other_keep_their_numbers():
    steps = [step_of(one) for one in plan_staffing(Demand(persons_per_day=2000)).formulas]
    assert steps[1].in_numbers == "the larger of (2000 × 0.075; 2000 ÷ 24)"


def test_too_few_lanes_are_said_to_let_the_queue_grow(desk, cast):
    page = desk("samira").get("/post/staffing/", {**ASKED, "lanes_open": "1"}).content.decode()
    assert "the queue grows without end" in page
    assert "never a reason to turn anybody away" in page


@pytest.mark.parametrize(("field", "value"), [("relief", "9"), ("shifts", "0"), ("persons_peak_hour", "-1")])
def test_impossible_number_is_said_beside_its_field(desk, cast, field, value):
    answer = desk("samira").get("/post/staffing/", {**ASKED, field: value})
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


def test_words_for_numbers_are_refused_with_the_form_kept(desk, cast):
    answer = desk("samira").get("/post/staffing/", {**ASKED, "shifts": "three"})
    assert answer.status_code == 422
    assert 'value="three"' in answer.content.decode()


@pytest.mark.parametrize("who", ["dalia", "bilal", "hana", "adam", "olga"])
def test_only_a_supervisor_may_open_it(desk, cast, who):
    assert desk(who).get("/post/staffing/").status_code == 403
