"""Complaints of agencies reach the coordinator and oversight, and never the agency; what is too old expires."""

from datetime import timedelta

import pytest

from safeconduct.domains.people.commands import ErasePerson
from safeconduct.domains.referrals import queries
from safeconduct.domains.referrals.commands import AnswerComplaint, MakeComplaint, OpenReferral, SendReferral
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.writer import react
from safeconduct.foundation.exchange.subscriptions import AGENCY, POST, Party, gift
from safeconduct.foundation.journal.entry import stream_audience
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from tests.desks.border_post.scenes import Family, field, ok, sent, words
from tests.desks.protection.scenes import agency, referral, service

pytestmark = pytest.mark.django_db
DESK = "/referrals/"
SAID = {"about": "asked_for_money", "by": "person", "words": "They asked for twenty euros", "reach": "+373 69 1"}


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast):
    yield
    assert verify(cast.ledger).findings == ()


@pytest.fixture
def hope(cast):
    return agency(cast, code="hope")


@pytest.fixture
def clinic(cast, hope):
    return service(cast, hope)


def complained(desk, one, who="bilal", **more):
    ok(desk(who).post(f"{DESK}complaints/new/", sent(**{**SAID, "referral": one, **more})), 302)
    return queries.complaints()[0]


def test_a_complaint_is_taken_down_and_read_by_two_desks_alone(desk, cast, clinic):
    one = referral(cast, clinic)
    assert "The agency never does" in words(ok(desk("bilal").get(f"{DESK}complaints/new/?referral={one}")))
    complained(desk, one)
    for who in ("petra", "olga"):
        page = words(ok(desk(who).get(f"{DESK}complaints/")))
        assert "They asked for twenty euros" in page
        assert "nobody has answered" in page
    ok(desk("bilal").get(f"{DESK}complaints/"), 403)
    assert "1 complaint open" in words(ok(desk("petra").get(DESK)))
    assert "twenty euros" not in words(ok(desk("bilal").get(f"{DESK}{one}/")))


def test_it_stands_in_a_stream_that_no_agency_is_given(cast, hope):
    command = MakeComplaint(complaint=new_id(), agency=hope, about="abuse", words="shouted at")
    receipt = submit(cast.act(), command)
    (audience,) = {stream_audience(stream) for stream, *_rest in receipt.entries}
    post, theirs = Party("a", POST), Party("b", AGENCY, names=frozenset({"hope", hope}))
    assert gift(post, theirs, "referral.hope", "a") is not None
    assert gift(post, theirs, audience, "a") is None
    assert rebuild(cast.ledger)


def test_what_is_missing_is_said_and_the_words_stay(desk, cast, hope):
    bilal = desk("bilal")
    for wrong, sentence in (
        ({"agency": ""}, "Say which agency"),
        ({"about": ""}, "Choose from the list"),
        ({"words": " "}, "Say in a few words why"),
    ):
        form = sent(**{**SAID, "agency": hope, **wrong})
        answer = ok(bilal.post(f"{DESK}complaints/new/", form), 422)
        assert sentence in words(answer)
        assert "+373 69 1" in answer.content.decode()
    assert queries.complaints() == []


def test_it_stays_open_until_an_answer_closes_it(desk, cast, clinic):
    complained(desk, referral(cast, clinic))
    petra = desk("petra")
    for outcome, is_open in (("looked_into", True), ("put_right", False)):
        page = ok(petra.get(f"{DESK}complaints/"))
        form = {"complaint": field(page, "complaint"), "outcome": outcome, "seen": field(page, "seen")}
        assert "Say in a few words" in words(ok(petra.post(f"{DESK}complaints/", sent(**form)), 422))
        ok(petra.post(f"{DESK}complaints/", sent(**form, words="spoke with them")), 302)
        assert queries.complaints()[0].is_open is is_open
    assert queries.count_open_complaints() == 0


def test_of_two_answers_given_apart_the_one_that_leaves_it_open_counts(desk, cast, clinic):
    one = complained(desk, referral(cast, clinic)).subject
    seen = queries.seen_of_all([one])
    for who, outcome in (("petra", "put_right"), ("olga", "looked_into")):
        submit(cast.act(who, seen=seen), AnswerComplaint(complaint=one, outcome=outcome, words="x"))
    row = queries.complaint(one)
    assert (row.is_open, row.outcome) == (True, "looked_into")


def test_when_the_person_is_erased_their_words_go_too(desk, cast, clinic):
    family = Family(cast)
    one = new_id()
    submit(
        cast.act(),
        OpenReferral(referral=one, service=clinic, type="health", urgency="urgent", person=family.amina,
                     reference="R-1", arrival_code="A", passphrase="p"),
    )  # fmt: skip
    complaint = complained(desk, one).subject
    submit(cast.act("samira"), ErasePerson(person=family.amina, reason="person_asked"))
    react()
    row = queries.complaint(complaint)
    assert (row.is_erased, row.words, row.reach, row.about) == (True, "", "", "asked_for_money")
    assert "erased with the person" in words(ok(desk("petra").get(f"{DESK}complaints/")))


@pytest.mark.parametrize("who", ["dalia", "hana", "adam", "chidi", "nadia"])
def test_nobody_else_takes_one_down_or_reads_one(desk, cast, clinic, who):
    ok(desk(who).get(f"{DESK}complaints/"), 403)
    ok(desk(who).get(f"{DESK}complaints/new/"), 403)
    ok(desk(who).post(f"{DESK}complaints/new/", sent(**SAID)), 403)
    ok(desk(who).get(f"{DESK}expiring/"), 403)


def test_the_referral_officer_reads_none_on_the_agencys_node(desk, cast, clinic, settings):
    one = referral(cast, clinic)
    complained(desk, one)
    settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY = "agency", "hope"
    assert "Complain" not in words(ok(desk("chidi").get(f"{DESK}{one}/")))
    ok(desk("chidi").get(f"{DESK}complaints/"), 403)


def test_what_is_too_old_is_shown_and_expires_when_ticked(desk, cast, clinic):
    bilal = desk("bilal")
    old, kept = (referral(cast, clinic, urgency="immediate") for _ in range(2))
    for one in (old, kept):
        submit(cast.act(seen=queries.seen_of_all([one])), SendReferral(referral=one))
    assert "Nothing is too old" in words(ok(bilal.get(f"{DESK}expiring/")))
    cast.clock.pass_time(timedelta(days=3))
    assert "2 too old to help" in words(ok(bilal.get(DESK)))
    page = ok(bilal.get(f"{DESK}expiring/"))
    ok(bilal.post(f"{DESK}expiring/", sent(expire=[old], seen=field(page, "seen"))), 302)
    row = queries.referral(old)
    assert (row.state, row.state_reason, row.is_contested) == ("expired", "no_answer", False)
    assert queries.referral(kept).state == "sent"
