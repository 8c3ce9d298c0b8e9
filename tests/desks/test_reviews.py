"""A review through its pages: an officer's request is answered alike, looked at by two, and fear ends it."""

from datetime import timedelta

import pytest

from safeconduct.desks.border_post import reviews as pages
from safeconduct.domains.reviews import queries
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from tests.desks.border_post.scenes import field, ok, sent, words
from tests.turning_away import Arrival, prepare

pytestmark = pytest.mark.django_db
SAW = ["interview", "understood", "card", "documents", "destination"]
NEUTRAL = "until they have answered, the person stays"


class Clock:
    """Time as the page of requests measures and spends it; what writing takes is said by hand."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def monotonic(self):
        self.now += 0.2
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(pages, "time", found)
    return found


@pytest.fixture
def omar(cast):
    prepare(cast)
    return Arrival(cast).asked()


def asks(client, one, **more):
    form = sent(person=one.person, ground="entry_conditions", **more)
    return ok(client.post(f"/post/crossing/{one.crossing}/review/", form), 302)


def page_of(client, one, desk="post"):
    return ok(client.get(f"/{desk}/reviews/{one.person}/"))


def does(client, one, desk="post", status=302, **what):
    seen = field(page_of(client, one, desk), "seen")
    return ok(client.post(f"/{desk}/reviews/{one.person}/", sent(seen=seen, **what)), status)


def refuses(client, one, status=302, name=None):
    given = name or next((one.id for one in queries.clearances_of(one.person)), new_id())
    return does(client, one, then="refuse", clearance=given, status=status)


def test_the_lists_begin_empty_and_say_what_shows_there(desk):
    assert "Nothing is to be reviewed" in words(ok(desk("samira").get("/post/reviews/")))
    assert "Nothing is to be reviewed" in words(ok(desk("petra").get("/protection/reviews/")))
    assert "Nothing to look at" in words(ok(desk("olga").get("/oversight/reviews/")))


def test_a_person_who_said_to_be_afraid_is_asked_about_reviewed_and_cannot_be_refused(desk, omar, cast):
    bilal, samira, petra, olga = (desk(who) for who in ("bilal", "samira", "petra", "olga"))
    asks(bilal, omar, then="hold")  # they said that they are afraid; what they said is not written down
    answer = asks(bilal, omar)
    page = words(ok(bilal.get(answer["Location"])))
    assert page.count("Sent for review") >= 1
    assert NEUTRAL in page
    does(samira, omar, answer="conditions_not_met")
    refused = words(refuses(samira, omar, status=422))
    assert NEUTRAL in refused
    assert "afraid" not in refused
    cleared = words(does(petra, omar, "protection", then="clear", saw=SAW, status=422))
    assert "has not released it" in cleared
    watched = words(ok(olga.get("/oversight/reviews/")))
    assert "Refusing entry" in watched
    assert "1951 Convention" in watched
    assert "Omar" not in watched
    assert queries.review(omar.person).state == "held"
    assert queries.refusals() == []
    does(samira, omar, then="withdraw")
    assert not queries.review(omar.person).is_open
    assert verify(cast.ledger).sound


def test_with_a_clearance_of_protection_one_person_is_refused(desk, omar):
    samira, petra = desk("samira"), desk("petra")
    asks(desk("bilal"), omar)
    does(samira, omar, answer="conditions_not_met")
    assert "No clearance" in words(page_of(samira, omar))
    assert "clears nobody" in words(page_of(petra, omar, "protection"))
    does(petra, omar, "protection", then="clear", saw=SAW[:-1], status=422)
    does(petra, omar, "protection", then="clear", saw=SAW)
    refuses(samira, omar)
    assert "how to object" in words(page_of(samira, omar))
    does(samira, omar, then="carry_out")
    assert "settled" in words(page_of(samira, omar))
    assert "Refused and carried out" in words(ok(desk("olga").get("/oversight/reviews/")))


def test_what_comes_after_the_decision_stops_it_and_oversight_sees_it(desk, omar):
    samira, petra = desk("samira"), desk("petra")
    asks(desk("bilal"), omar)
    does(samira, omar, answer="conditions_not_met")
    does(petra, omar, "protection", then="clear", saw=SAW)
    refuses(samira, omar)
    asks(desk("zainab"), omar, then="hold")
    assert "contested" in words(page_of(samira, omar)).casefold()
    assert NEUTRAL in words(does(samira, omar, then="carry_out", status=422))
    assert "execution is stopped" in words(ok(desk("olga").get("/oversight/reviews/")))
    hold = queries.holds_of(omar.person)[0].id
    does(petra, omar, "protection", then="release", holds=[hold])
    assert NEUTRAL in words(does(samira, omar, then="carry_out", status=422))


def test_second_line_over_four_hours_stands_before_oversight(desk, omar, cast):
    asks(desk("bilal"), omar)
    assert "In review for over four hours" not in words(ok(desk("olga").get("/oversight/reviews/")))
    cast.clock.pass_time(timedelta(hours=4, minutes=1))
    assert "In review for over four hours" in words(ok(desk("olga").get("/oversight/reviews/")))
    assert "over four hours" in words(ok(desk("samira").get("/post/reviews/")))


def test_probing_the_line_gives_one_answer_after_one_time(desk, cast, clock):
    """Held or not, cleared or not, known or not: the same address, the same page, the same time."""
    prepare(cast)
    held, plain, child = (Arrival(cast, name).asked() for name in ("held", "plain", "third"))
    held.hold()
    plain.request()
    plain.second_line()
    plain.refuse(plain.clear())
    bilal, answers, times = desk("bilal"), set(), set()
    for one in (held, plain, child):
        for _ in range(3):
            begun = clock.now
            answer = asks(bilal, one)
            times.add(round(clock.now - begun, 6))
            answers.add((answer["Location"], words(ok(bilal.get(answer["Location"])))))
    assert len(times) == 1
    assert len(answers) == 1
    assert all(seconds == pytest.approx(pages.ANSWER_AFTER - 0.2) for seconds in clock.slept)


def test_the_answer_stands_in_four_languages(desk, cast):
    page = ok(desk("bilal").get("/post/reviews/sent/")).content.decode()
    assert all(f'lang="{code}"' in page for code in ("en", "fr", "ar", "es"))
    assert 'dir="rtl"' in page


@pytest.mark.parametrize("address", ["/post/reviews/", "/protection/reviews/", "/oversight/reviews/"])
def test_dalia_sees_no_review(desk, omar, address):
    omar.request()
    dalia = desk("dalia")
    for page in (address, "/post/reviews/sent/", f"/post/crossing/{omar.crossing}/review/"):
        assert dalia.get(page).status_code == 403


def test_an_officer_sees_no_list_of_reviews(desk, omar):
    omar.request()
    bilal = desk("bilal")
    assert bilal.get("/post/reviews/").status_code == 403
    assert bilal.get(f"/post/reviews/{omar.person}/").status_code == 403


def test_a_request_for_nobody_says_what_to_do(desk, omar):
    form = sent(person="", ground="entry_conditions")
    page = words(ok(desk("bilal").post(f"/post/crossing/{omar.crossing}/review/", form), 422))
    assert "nothing was lost" in page
