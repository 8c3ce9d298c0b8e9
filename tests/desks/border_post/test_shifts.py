"""The shift: opened, looked at, handed over with what is open, printed."""

import pytest

from safeconduct.domains.crossings import queries
from tests.desks.border_post.scenes import Family, ok, sent, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def bilal(desk):
    return desk("bilal")


@pytest.fixture
def shift(bilal, cast):
    ok(bilal.post("/post/shift/open/", sent(officers=[cast.ids["bilal"], cast.ids["zainab"]], lanes="2")), 302)
    return queries.open_shift(cast.post)


def test_without_a_shift_one_is_opened(bilal, cast, shift):
    assert (shift.lanes, sorted(shift.officers)) == (2, sorted([cast.ids["bilal"], cast.ids["zainab"]]))
    page = words(ok(bilal.get("/post/shift/")))
    assert "Hand over the shift" in page
    assert "Zainab" in page


def test_before_the_first_shift_the_page_asks_for_it(bilal):
    page = words(ok(bilal.get("/post/shift/")))
    assert "Open a shift" in page
    assert "No shift was handed over yet" in page


@pytest.mark.parametrize("lanes", ["0", "many", ""])
def test_lanes_are_a_number(bilal, cast, lanes):
    ok(bilal.post("/post/shift/open/", sent(lanes=lanes)), 422)
    assert queries.open_shift(cast.post) is None


def test_a_second_shift_is_not_opened(bilal, shift):
    ok(bilal.post("/post/shift/open/", sent(lanes="1")), 422)


def test_what_is_open_is_counted_shown_and_handed_over(bilal, cast, shift):
    Family(cast)
    answers = {"to": cast.ids["zainab"], "remarks": "printer of lane 2 is out"}
    check = words(ok(bilal.post(f"/post/shift/{shift.subject}/check/", sent(**answers))))
    assert "Zainab" in check
    assert "printer of lane 2 is out" in check
    counted = {"open_queue": "1", "open_verifications": "0", "open_flags": "0"}
    form = sent(**answers, **counted)
    answer = ok(bilal.post(f"/post/shift/{shift.subject}/hand-over/", form), 302)
    again = ok(bilal.post(f"/post/shift/{shift.subject}/hand-over/", form), 302)
    assert answer.url == again.url
    closed = queries.shift(shift.subject)
    assert (closed.is_closed, closed.open_queue, closed.handed_to) == (True, 1, cast.ids["zainab"])
    sheet = words(ok(bilal.get(answer.url)))
    assert "printer of lane 2 is out" in sheet
    assert "B-0001" in sheet
    assert "Amina" not in sheet
    assert "Earlier shifts" in words(ok(bilal.get("/post/shift/")))


def test_numbers_that_moved_meanwhile_are_shown_again(bilal, cast, shift):
    form = sent(to=cast.ids["zainab"], remarks="", open_queue="0", open_verifications="0", open_flags="0")
    Family(cast)
    answer = ok(bilal.post(f"/post/shift/{shift.subject}/hand-over/", form), 422)
    assert "these numbers have changed" in words(answer)
    assert not queries.shift(shift.subject).is_closed


def test_nobody_chosen_says_so(bilal, shift):
    answer = ok(bilal.post(f"/post/shift/{shift.subject}/check/", sent(to="")), 422)
    assert "Choose who takes over" in words(answer)


def test_dalia_is_refused(desk, shift):
    client = desk("dalia")
    assert client.get("/post/shift/").status_code == 403
    assert client.get(f"/post/shift/{shift.subject}/").status_code == 403
    for page in ("open/", f"{shift.subject}/check/", f"{shift.subject}/hand-over/"):
        assert client.post(f"/post/shift/{page}", sent()).status_code == 403
