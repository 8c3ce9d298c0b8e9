"""Nothing goes to a State that people flee: every row of the table, the list by two people, and what is public."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.commands import ProposeFledStates, SignFledStates
from safeconduct.domains.assessments.fled import fled_of
from safeconduct.domains.crossings.commands import CountMovements
from safeconduct.domains.liberty.commands import GiveConsularNotice
from safeconduct.domains.partners import commands as partners
from safeconduct.domains.partners import queries as agreements
from safeconduct.domains.partners.commands import DescribeAgreement, MoveAgreement
from safeconduct.domains.people.commands import BirthDateGiven, RegisterPerson
from safeconduct.domains.referrals import commands as referrals
from safeconduct.domains.referrals.commands import OpenReferral, SendReferral
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.exchange.commands import IntroducePeer
from safeconduct.foundation.journal.seen import seen_of_all
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.signing import NodeIdentity, fingerprint
from safeconduct.kernel.acts import NODE
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from safeconduct.principles import state_fled
from safeconduct.reporting.daily_report import report_of
from safeconduct.reporting.day_figures import day_figures
from safeconduct.reporting.publishing import Numbers
from safeconduct.reporting.report_json import report_data
from tests.assessed import assessed
from tests.conftest import Cast

ORIGIN, MINISTRY, AGREEMENT, RIVER = "SYR", derived_id("ministry"), derived_id("ministry agreement"), derived_id("node")
IDENTITY = NodeIdentity.create()
AGREED = {
    "agreement": AGREEMENT, "agency": MINISTRY, "title": "A", "purposes": ("referral",), "fields": (),
    "signed_on": "2026-01-01", "valid_from": "2026-01-01", "valid_until": "2026-12-31",
}  # fmt: skip


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast: Cast) -> Any:
    yield
    assert verify(cast.ledger).findings == ()


def proposed(cast: Cast, *states: str, who: str = "petra", context: str = NODE) -> str:
    seen = seen_of_all([fled_of(context)])
    command = ProposeFledStates(context=context, states=states, reason="War")
    submit(cast.act(who, seen=seen, place=NODE), command)
    return next(one.proposal for one in queries.fled_lists() if one.context == context)


def signed(cast: Cast, proposal: str, who: str = "olga") -> None:
    seen = seen_of_all([fled_of(NODE)])
    submit(cast.act(who, seen=seen, place=NODE), SignFledStates(context=NODE, proposal=proposal))


@pytest.fixture
def ministry(cast: Cast) -> None:
    """An authority of the State, assessed, with a node and an agreement in force: as before people fled it."""
    partners.describe_agency(
        cast.act("petra"), agency=MINISTRY, name="Ministry", type="authority", state=ORIGIN, code="ministry"
    )
    assessed(cast, "agency", MINISTRY)
    assessed(cast, "node", RIVER)
    partners.describe_agreement(cast.act("petra"), **AGREED)


def begins(cast: Cast) -> None:
    act = cast.act("petra", seen=agreements.seen_of_all([AGREEMENT]))
    submit(act, MoveAgreement(agreement=AGREEMENT, state="in_force"))


def changed(cast: Cast) -> None:
    act = cast.act("petra", seen=agreements.seen_of_all([AGREEMENT]))
    submit(act, DescribeAgreement(**{**AGREED, "title": "B"}))


def told_a_number(cast: Cast) -> None:
    referral, service = new_id(), new_id()
    referrals.describe_service(cast.act("petra"), service=service, agency=MINISTRY, name="Desk", types=("health",))
    opening = OpenReferral(
        referral=referral, service=service, type="health", urgency="urgent", who="Amal", reference=f"R-{new_id()}",
        arrival_code=new_id(), passphrase="p", people=3,
    )  # fmt: skip
    submit(cast.act(purpose="protection"), opening, SendReferral(referral=referral))


def introduced(cast: Cast) -> None:
    peer = IntroducePeer(
        node=RIVER, name="River", profile="agency", agency="ministry", signing_key=IDENTITY.public_key,
        exchange_key=bytes(32), certificate=b"none", fingerprint=fingerprint(IDENTITY.public_key),
    )  # fmt: skip
    submit(cast.act("adam"), peer)


GUARDED = {"referral": told_a_number, "agreement": begins, "agreement_changed": changed, "node": introduced}


def test_every_row_is_tried() -> None:
    assert {*GUARDED, "consulate"} == {row.code for row in state_fled.TABLE}


@pytest.mark.parametrize("code", GUARDED)
def test_each_row_gives_nothing_to_an_authority_of_that_state(cast: Cast, ministry: None, code: str) -> None:
    if code == "agreement_changed":
        begins(cast)
    proposed(cast, ORIGIN)
    with pytest.raises(Refused, match=r"do_no_harm\.state_fled"):
        GUARDED[code](cast)


@pytest.mark.parametrize("code", GUARDED)
def test_each_row_matters(cast: Cast, ministry: None, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if code == "agreement_changed":
        begins(cast)
    proposed(cast, ORIGIN)
    monkeypatch.setattr(state_fled, "TABLE", [row for row in state_fled.TABLE if row.code != code])
    GUARDED[code](cast)


@pytest.mark.parametrize("code", GUARDED)
def test_where_nobody_flees_it_the_same_is_done(cast: Cast, ministry: None, code: str) -> None:
    if code == "agreement_changed":
        begins(cast)
    proposed(cast, "UKR")
    GUARDED[code](cast)


class Liberty(msgspec.Struct):
    consular: str


@pytest.mark.parametrize(
    ("nationality", "consular", "stops"),
    [("SYR", "asked", True), ("SYR", "asked_in_writing", False), ("UKR", "asked", False)],
)
def test_the_consulate_is_told_when_the_person_asks_in_writing(
    cast: Cast, nationality: str, consular: str, stops: bool
) -> None:
    person, birth = new_id(), BirthDateGiven(kind="age", age=34, as_of="2026-03-04")
    registering = RegisterPerson(person=person, level=2, given_names="Amina", birth=birth, nationality=nationality)
    submit(cast.act(), registering)
    proposed(cast, ORIGIN)
    notice = GiveConsularNotice(person=person, deprivation=new_id(), whom="The consulate")
    if stops:
        with pytest.raises(Refused, match=r"do_no_harm\.consulate_of_state_fled"):
            state_fled.check(notice, Liberty(consular), None)
    else:
        state_fled.check(notice, Liberty(consular), None)


def test_a_node_of_that_state_is_given_nothing_any_more(cast: Cast, ministry: None) -> None:
    introduced(cast)
    assert peers.may_be_given_to(RIVER)
    proposed(cast, ORIGIN)
    assert not peers.may_be_given_to(RIVER)


def test_a_state_counts_at_once_and_is_taken_off_by_two(cast: Cast) -> None:
    first = proposed(cast, ORIGIN)
    assert queries.fled_states() == {ORIGIN}
    signed(cast, first)
    shorter = proposed(cast)
    assert queries.fled_states() == {ORIGIN}
    with pytest.raises(Refused, match=r"fled\.own_hand"):
        signed(cast, shorter, who="petra")
    with pytest.raises(NotAllowed):
        signed(cast, shorter, who="adam")
    with pytest.raises(Conflict, match=r"fled\.not_as_seen"):
        signed(cast, first)
    signed(cast, shorter)
    assert queries.fled_states() == set()
    with pytest.raises(Conflict, match=r"fled\.signed"):
        signed(cast, shorter)


def test_lists_of_posts_count_beside_that_of_the_node(cast: Cast) -> None:
    proposed(cast, ORIGIN)
    proposed(cast, "UKR", context=cast.post)
    assert queries.fled_states() == {ORIGIN, "UKR"}


def test_what_is_no_list_is_refused(cast: Cast) -> None:
    for states, reason, code in ((("QQQ",), "War", "unknown_state"), ((), "War", "nothing_changed"),
                                 ((ORIGIN,), " ", "reason_missing")):  # fmt: skip
        with pytest.raises(Refused, match=rf"fled\.{code}"):
            submit(cast.act("petra"), ProposeFledStates(context=NODE, states=states, reason=reason))
    with pytest.raises(Refused, match=r"fled\.broken_context"):
        submit(cast.act("petra"), ProposeFledStates(context="bridge", states=(ORIGIN,), reason="War"))
    with pytest.raises(NotFound, match=r"fled\.no_list"):
        submit(cast.act("olga"), SignFledStates(context=NODE, proposal=""))


def test_what_is_public_hides_below_ten_and_names_the_province(cast: Cast) -> None:
    at = datetime(2026, 3, 4, 7, tzinfo=UTC)
    for sex, number in (("F", 7), ("M", 40)):
        count = CountMovements(post=cast.post, hour=at, direction="entry", sex=sex, age_band="18-59", number=number)
        submit(cast.act(), count)
    cast.clock.pass_time(timedelta(days=1))
    figures = day_figures(cast.post, at.date(), cast.clock.now())
    before = report_of(figures, audience="public")
    assert before.letterhead.post == "Kadar Bridge"
    proposed(cast, ORIGIN)
    figures = day_figures(cast.post, at.date(), cast.clock.now())
    numbers = Numbers(figures, public=True)
    assert numbers.of("sex_and_age.entry", "18-59", "F") is None
    after, data = report_of(figures, audience="public"), report_data(figures, public=True)
    assert after.letterhead.post == "Northern province"
    assert "below 10" in after.labels.suppression_note
    assert "is not named" in after.labels.suppression_note
    assert data["post"] == {"id": "", "letter": "", "name": "Northern province"}
    assert data["suppressed_below"] == 10
    assert report_of(figures, audience="internal").letterhead.post == "Kadar Bridge"
