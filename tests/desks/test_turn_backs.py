"""Silent pushback: what others report beside what posts recorded, on the oversight desk alone."""

import pytest

from safeconduct.domains.reviews import queries
from safeconduct.domains.reviews.commands import ReportTurnBack
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed
from tests.desks.border_post.scenes import ok, sent, words
from tests.turning_away import Arrival, prepare

pytestmark = pytest.mark.django_db
ADDRESS = "/oversight/turned-back/"


@pytest.fixture
def olga(desk):
    return desk("olga")


def reported(olga, cast, status=302, **more):
    form = {"post": cast.post, "day": "2026-03-04", "people": "3", "source": "monitor", **more}
    return ok(olga.post(ADDRESS, sent(**form)), status)


def test_the_page_begins_empty(olga, cast):
    assert "Nobody was turned back, as far as anyone said" in words(ok(olga.get(ADDRESS)))


def test_more_seen_than_recorded_stands_out(olga, cast):
    """One refusal that was carried out, and a monitor who saw three people go back."""
    prepare(cast)
    omar = Arrival(cast).asked()
    omar.request()
    omar.second_line()
    omar.refuse(omar.clear())
    assert queries.compared_series() == []  # decided is not turned back
    omar.carry_out()
    reported(olga, cast)
    (month,) = queries.compared_series()
    assert (month.month, month.recorded, month.reported, month.unrecorded) == ("2026-03", 1, 3, 2)
    page = words(ok(olga.get(ADDRESS)))
    assert "2026-03 Kadar Bridge 1 3 2" in page
    assert "Omar" not in page
    assert verify(cast.ledger).sound


def test_a_report_is_taken_out_and_stays_to_be_read(olga, cast):
    reported(olga, cast)
    (report,) = queries.turn_backs()
    ok(olga.post(ADDRESS, sent(report=report.subject, reason="told_twice")), 302)
    assert queries.compared_series() == []
    page = words(ok(olga.get(ADDRESS)))
    assert "Told twice" in page
    again = ok(olga.post(ADDRESS, sent(report=report.subject, reason="told_twice")), 422)
    assert "does not count any more" in words(again)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("people", "0", "from 1 to 10000"),
        ("people", "many", "from 1 to 10000"),
        ("people", "10001", "from 1 to 10000"),
        ("day", "2026-03-06", "a day that has begun"),
        ("day", "4 March", "a day that has begun"),
        ("post", "", "Choose a post"),
        ("source", "", "not in the list"),
    ],
)
def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(olga, cast, field, value, says):
    answer = reported(olga, cast, 422, **{field: value})
    assert says in words(answer)
    assert queries.turn_backs() == []
    assert field == "people" or 'value="3"' in answer.content.decode()


def test_the_same_form_sent_twice_is_one_report(olga, cast):
    form = sent(post=cast.post, day="2026-03-04", people="3", source="community")
    for _ in range(2):
        ok(olga.post(ADDRESS, form), 302)
    assert len(queries.turn_backs()) == 1


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "petra", "adam"])
def test_the_page_is_for_oversight_alone(desk, cast, who):
    assert desk(who).get(ADDRESS).status_code == 403


def test_no_officer_reports_and_protection_may(cast):
    command = ReportTurnBack(report=new_id(), post=cast.post, day="2026-03-04", people=2, source="person")
    for who in ("bilal", "samira", "dalia"):
        with pytest.raises(NotAllowed):
            submit(cast.act(who), command)
    submit(cast.act("petra"), command)
    assert [one.people for one in queries.turn_backs()] == [2]
