"""The queue board: calling by number, the step reached, waits that ran out, the public screen; Dalia refused."""

from datetime import timedelta

import pytest

from safeconduct.desks.border_post import queue
from safeconduct.domains.crossings import commands, queries
from tests.desks.border_post.scenes import Family, field, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilal(desk):
    return desk("bilal")


@pytest.fixture
def family(cast):
    return Family(cast)


def token(family):
    return queries.crossing(family.crossing).token


def test_an_empty_queue_says_what_will_appear(bilal):
    assert "Nobody waits here" in words(ok(bilal.get("/post/queue/")))


def test_the_board_shows_who_waits_how_long_and_at_which_step(bilal, cast, family):
    cast.clock.pass_time(timedelta(minutes=75))
    text = words(ok(bilal.get("/post/queue/")))
    assert token(family) in text
    assert "75 min" in text
    assert "Registration" in text
    assert "Amina" not in text


def test_the_steps_filter_the_board(bilal, family):
    assert token(family) in words(ok(bilal.get("/post/queue/?step=registration")))
    assert "Nobody waits here" in words(ok(bilal.get("/post/queue/?step=medical")))


def test_a_long_queue_has_pages_and_the_number_of_someone_further_down_is_called(bilal, cast, family, monkeypatch):
    monkeypatch.setattr(queue, "ROWS", 2)
    others = []
    for name in ("second", "third", "fourth"):
        cast.clock.pass_time(timedelta(minutes=10))
        others.append(Family(cast, name=name))
    first, second = (words(ok(bilal.get(f"/post/queue/?step=registration&page={page}"))) for page in (1, 2))
    assert [token(one) in first for one in (family, *others)] == [True, True, False, False]
    assert [token(one) in second for one in (family, *others)] == [False, False, True, True]
    assert "Page 2 of 2" in second
    assert "4 groups waiting" in second
    assert "15 min median wait" in second
    assert "30 min longest wait" in second
    answer = bilal.post("/post/queue/call/", sent(number="4", counter="3", filter="registration", page="2"))
    assert answer.url == "/post/queue/?step=registration&page=2"
    board = ok(bilal.get(answer.url, headers={"HX-Request": "true"}))
    assert "called to 3" in words(board)
    assert 'href="?step=registration&amp;page=1"' in board.content.decode()
    assert words(ok(bilal.get("/post/queue/?page=99"))).count("B-000") == 3  # the last page, and the one that is called


def test_only_the_table_comes_when_htmx_asks(bilal, family):
    answer = ok(bilal.get("/post/queue/", headers={"HX-Request": "true"}))
    assert token(family) in words(answer)
    assert "<html" not in answer.content.decode()


def test_a_number_is_called_as_people_say_it_and_the_counter_is_remembered(bilal, cast, family):
    ok(bilal.post("/post/queue/call/", sent(number="1", counter="3")), 302)
    assert [(line.token, line.counter) for line in queries.public_board(cast.post)] == [(token(family), "3")]
    page = ok(bilal.get("/post/queue/"))
    assert 'name="counter" value="3"' in page.content.decode()
    assert "called to 3" in words(page)


def test_the_next_is_called_once_and_nobody_twice(bilal, family, cast):
    second = Family(cast, name="second")
    for _ in range(2):
        ok(bilal.post("/post/queue/call/", sent(then="next", counter="3")), 302)
    called = {line.token for line in queries.public_board(cast.post)}
    assert called == {token(family), token(second)}
    answer = ok(bilal.post("/post/queue/call/", sent(then="next", counter="3")), 422)
    assert "has been called already" in words(answer)


def test_who_is_told_to_wait_is_not_called_before_their_time(bilal, cast, family):
    wait = {"decision": "wait", "place": "hall", "reason": "interpreter_awaited"}
    commands.decide(cast.act(), crossing=family.crossing, next_time=cast.clock.now() + timedelta(minutes=30), **wait)
    ok(bilal.post("/post/queue/call/", sent(then="next", counter="3")), 422)
    cast.clock.pass_time(timedelta(minutes=31))
    assert "wait is over" in words(ok(bilal.get("/post/queue/")))
    ok(bilal.post("/post/queue/call/", sent(then="next", counter="3")), 302)


def test_calling_and_moving_on_from_one_form_are_two_acts(bilal, cast, family):
    page = ok(bilal.get("/post/queue/"))
    form = sent(crossing=family.crossing, seen=field(page, "seen"))
    ok(bilal.post("/post/queue/call/", form | {"then": "chosen"}), 302)
    ok(bilal.post("/post/queue/step/", form | {"step": "medical"}), 302)
    assert queries.crossing(family.crossing).step == "medical"
    ok(bilal.post("/post/queue/step/", form | {"step": "medical"}), 302)
    assert [line.what for line in queries.history_of(family.crossing)].count("step_reached") == 1


def test_nothing_chosen_says_so(bilal, family):
    answer = ok(bilal.post("/post/queue/step/", sent(step="medical")), 422)
    assert "Choose a row first" in words(answer)


def test_a_number_that_does_not_wait_here_says_so(bilal, family):
    for number in ("99", "R-0001-X", "hello"):
        ok(bilal.post("/post/queue/call/", sent(number=number, counter="1")), 422)


def test_the_chosen_row_leads_to_its_group(bilal, family):
    answer = ok(bilal.post("/post/queue/open/", sent(crossing=family.crossing)), 302)
    assert answer.url == f"/post/register/{family.group}/"


def test_priority_orders_but_is_not_said(bilal, cast, family):
    first = Family(cast, name="second", needs=("doctor_now",))
    answer = ok(bilal.get("/post/queue/"))
    html = answer.content.decode()
    assert html.index(f'data-row="{first.crossing}"') < html.index(f'data-row="{family.crossing}"')
    assert "priority" not in html.lower()


def test_dalia_is_refused(desk):
    client = desk("dalia")
    assert client.get("/post/queue/").status_code == 403
    for page in ("call", "step", "open", "counter"):
        assert client.post(f"/post/queue/{page}/", sent()).status_code == 403
