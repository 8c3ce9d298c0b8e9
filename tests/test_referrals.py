"""Referrals through the one write path: the gates see what is told, agencies answer, families go together."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from safeconduct.domains.partners import commands as partners
from safeconduct.domains.partners import queries as agreements
from safeconduct.domains.people.commands import BirthDateGiven, ErasePerson, RegisterGroup, RegisterPerson
from safeconduct.domains.referrals import commands, queries
from safeconduct.domains.referrals.commands import MoveReferral, OpenReferral, SayConsent, SendReferral
from safeconduct.domains.referrals.facts import ReferralErased, ReferralMoved
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.entry import stream_audience
from safeconduct.foundation.journal.erase import is_erased
from safeconduct.foundation.journal.rebuild import project_dirty, rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, Refused
from tests.assessed import assessed
from tests.conftest import Cast
from tests.foundation.journal.peers import Foreign

ADULT = BirthDateGiven(kind="age", age=34, as_of="2026-03-04")
CHILD = BirthDateGiven(kind="age", age=9, as_of="2026-03-04")


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast: Cast) -> Iterator[None]:
    yield
    assert verify(cast.ledger).findings == ()


def agency(cast: Cast, *fields: str, agreed: bool = True, **more: Any) -> str:
    subject = new_id()
    says = {"name": "Hope", "type": "ngo_international", "code": "hope", **more}
    partners.describe_agency(cast.act("petra"), agency=subject, **says)
    if agreed:
        assessed(cast, "agency", subject)
        agreement = new_id()
        partners.describe_agreement(
            cast.act("petra"), agreement=agreement, agency=subject, title="A", purposes=("referral",), fields=fields,
            signed_on="2026-01-01", valid_from="2026-01-01", valid_until="2026-12-31",
        )  # fmt: skip
        act = cast.act("petra", seen=agreements.seen_of_all([agreement]))
        partners.move_agreement(act, agreement=agreement, state="in_force")
    return subject


def clinic(cast: Cast, of: str) -> str:
    service = new_id()
    commands.describe_service(cast.act("petra"), service=service, agency=of, name="Clinic", types=("health",))
    return service


@pytest.fixture
def hope(cast: Cast) -> str:
    return agency(cast, "name", "age", "language")


@pytest.fixture
def service(cast: Cast, hope: str) -> str:
    return clinic(cast, hope)


def person(cast: Cast, birth: BirthDateGiven = ADULT, group: str | None = None, **more: Any) -> str:
    subject = new_id()
    submit(cast.act(), RegisterPerson(person=subject, level=2, given_names="Amina", birth=birth, group=group, **more))
    return subject


def opening(service: str, who: str = "", **more: Any) -> OpenReferral:
    says = {
        "referral": new_id(), "service": service, "type": "health", "urgency": "urgent", "person": who,
        "reference": f"R-{new_id()}", "arrival_code": new_id(), "passphrase": "p",
    }  # fmt: skip
    return OpenReferral(**{**says, **more})


def telling(referral: str, **more: Any) -> SendReferral:
    return SendReferral(**{"referral": referral, "fields": ("name",), "disclosed": {"name": "Amina"}, **more})


def consent(referral: str, *fields: str, **more: Any) -> SayConsent:
    return SayConsent(**{"referral": referral, "answer": "given", "fields": fields or ("name",), **more})


def seeing(cast: Cast, referral: str, who: str = "bilal", **more: Any) -> Any:
    return cast.act(who, seen=queries.seen_of_all([referral]), **more)


def test_a_referral_goes_into_the_stream_of_its_agency(cast: Cast, service: str) -> None:
    one = opening(service, person(cast))
    receipt = submit(cast.act(), one, consent(one.referral), telling(one.referral))
    assert {stream_audience(stream) for stream, *_rest in receipt.entries} == {"referral.hope"}
    row = queries.referral(one.referral)
    assert (row.state, row.fields, row.disclosed, row.basis) == ("sent", ["name"], {"name": "Amina"}, "consent")
    assert rebuild(cast.ledger)


def test_without_an_agreement_nothing_is_told_and_a_number_may_go(cast: Cast) -> None:
    bare = clinic(cast, agency(cast, agreed=False, code=""))
    one = opening(bare, person(cast))
    submit(cast.act(), one)
    with pytest.raises(Refused, match=r"referrals\.no_agreement"):
        submit(seeing(cast, one.referral), consent(one.referral), telling(one.referral))
    assert queries.referral(one.referral).consent == ""  # all or nothing
    submit(seeing(cast, one.referral), SendReferral(referral=one.referral))
    assert queries.referral(one.referral).basis == "nameless"


def test_a_field_that_the_agreement_does_not_list_is_not_told(cast: Cast, service: str) -> None:
    one = opening(service, person(cast))
    told = telling(one.referral, fields=("name", "nationality"), disclosed={"name": "Amina", "nationality": "SYR"})
    with pytest.raises(Refused, match=r"referrals\.field_not_agreed"):
        submit(cast.act(), one, consent(one.referral, "name", "nationality"), told)


@pytest.mark.parametrize(
    ("birth", "said", "told", "code"),
    [
        (ADULT, None, {}, "consent.not_given"),
        (ADULT, {"answer": "refused", "fields": ()}, {}, "consent.not_given"),
        (ADULT, {"answer": "withdrawn", "fields": ()}, {}, "consent.withdrawn"),
        (ADULT, {"fields": ("age",)}, {}, "consent.field_not_given"),
        (CHILD, {}, {}, "consent.of_a_child"),
        (ADULT, None, {"basis": "life_threatening", "words": "bleeding"}, "consent.not_life_threatening"),
        (ADULT, None, {"basis": "child_best_interests", "words": "alone"}, "consent.not_a_child"),
    ],
)
def test_the_gate_of_consent_stops(
    cast: Cast, service: str, birth: BirthDateGiven, said: Any, told: dict[str, Any], code: str
) -> None:
    one = opening(service, person(cast, birth))
    steps = [] if said is None else [SayConsent(**{**_given(one.referral), **said})]
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        submit(cast.act(), one, *steps, telling(one.referral, **told))


def _given(referral: str) -> dict[str, Any]:
    return {"referral": referral, "answer": "given", "fields": ("name",)}


@pytest.mark.parametrize(
    ("birth", "said", "told", "urgency"),
    [
        (CHILD, {"by": "caregiver"}, {}, "urgent"),
        (CHILD, None, {"basis": "child_best_interests", "words": "alone at the bridge"}, "urgent"),
        (ADULT, None, {"basis": "life_threatening", "words": "unconscious"}, "immediate"),
        (BirthDateGiven(), {}, {}, "urgent"),  # nobody doubted that they are grown up
    ],
)
def test_the_gate_of_consent_lets_through(
    cast: Cast, service: str, birth: BirthDateGiven, said: Any, told: dict[str, Any], urgency: str
) -> None:
    one = opening(service, person(cast, birth), urgency=urgency)
    steps = [] if said is None else [SayConsent(**{**_given(one.referral), **said})]
    submit(cast.act(), one, *steps, telling(one.referral, **told))
    assert queries.referral(one.referral).needs_review is bool(told)


def test_a_second_person_reviews_what_was_told_without_consent(cast: Cast, service: str) -> None:
    one = opening(service, person(cast), urgency="immediate")
    submit(cast.act(), one, telling(one.referral, basis="life_threatening", words="unconscious"))
    (waiting,) = queries.to_review()
    says = {"referral": one.referral, "entry": waiting.exceptions[0], "is_upheld": True, "words": "rightly"}
    with pytest.raises(NotAllowed, match="access"):
        commands.review_exception(cast.act(), **says)
    commands.review_exception(seeing(cast, one.referral, "petra", purpose="protection"), **says)
    assert queries.to_review() == []


def test_nothing_is_told_to_the_authority_of_the_persons_own_state(cast: Cast) -> None:
    office = clinic(cast, agency(cast, "name", name="Consulate", type="authority", state="SYR", code="consulate"))
    group = new_id()
    submit(cast.act(), RegisterGroup(group=group, level=2, size=1, nationality="SYR"))
    for who in ({"person": person(cast, nationality="SYR")}, {"person": "", "group": group}):
        one = opening(office, **{**who, "who": ""} if "group" not in who else who)
        with pytest.raises(Refused, match=r"do_no_harm\.state_of_origin"):
            submit(cast.act(), one, consent(one.referral), telling(one.referral))
        submit(cast.act(), one, SendReferral(referral=one.referral))
    other = opening(office, person(cast, nationality="UKR"))
    submit(cast.act(), other, consent(other.referral), telling(other.referral))


def test_a_gate_that_cannot_decide_stops_what_tells_and_lets_a_number_pass(cast: Cast, service: str) -> None:
    from dataclasses import replace

    from safeconduct.foundation.dispatch.house import Gate, furnish, house

    one, usual = opening(service, person(cast)), house()
    submit(cast.act(), one, consent(one.referral))

    def broken(command: Any, state: Any, here: Any) -> None:
        raise RuntimeError("no table")

    furnish(replace(usual, gates=[Gate("broken", broken)]))
    try:
        with pytest.raises(Refused, match=r"gate\.cannot_decide"):
            submit(seeing(cast, one.referral), telling(one.referral))
        submit(seeing(cast, one.referral), SendReferral(referral=one.referral))
    finally:
        furnish(usual)


def test_a_family_is_referred_in_one_act_or_not_at_all(cast: Cast, service: str) -> None:
    group, together = new_id(), new_id()
    submit(cast.act(), RegisterGroup(group=group, level=2, size=2))
    mother, child = person(cast, ADULT, group), person(cast, CHILD, group)
    two = [opening(service, one, group=group, together=together) for one in (mother, child)]
    told = [SayConsent(**_given(two[0].referral)), SayConsent(**_given(two[1].referral), by="caregiver")]
    submit(cast.act(), *two, *told, *(telling(one.referral) for one in two))
    assert {row.person for row in queries.referrals_together(together)} == {mother, child}
    assert {row.person for row in queries.referrals_of_group(group)} == {mother, child}
    again = [opening(service, one, together=new_id()) for one in (mother, child)]
    with pytest.raises(Refused, match=r"consent\.of_a_child"):
        submit(
            cast.act(),
            *again,
            *(SayConsent(**_given(one.referral)) for one in again),
            *(telling(one.referral) for one in again),
        )
    assert queries.referrals_together(again[0].together) == []


def test_a_referral_made_by_phone_is_entered_afterwards_in_one_act(cast: Cast, service: str) -> None:
    called = cast.clock.now() - timedelta(hours=5)
    one = opening(service, person(cast), channel="phone", urgency="emergency")
    submit(
        cast.act(happened_at=called),
        one,
        SendReferral(referral=one.referral, channel="phone"),
        MoveReferral(referral=one.referral, state="accepted", channel="phone", words="come at once"),
    )
    row = queries.referral(one.referral)
    assert (row.state, row.opened_at, row.answered_at, row.is_contested) == ("accepted", called, called, False)


def test_what_the_agency_answers_on_its_node_is_in_force_here(cast: Cast, service: str) -> None:
    one = opening(service, person(cast))
    submit(cast.act(), one, SendReferral(referral=one.referral))
    node = Foreign(cast, audience="referral.hope")
    sight = queries.seen_of_all([one.referral])[one.referral]
    node.add(one.referral, ReferralMoved(readers="hope", by="owner", state="refused", reason="full"), seen=sight)
    node.send()
    project_dirty(cast.ledger)
    row = queries.referral(one.referral)
    assert (row.state, row.state_reason, row.is_contested, row.was_refused) == ("refused", "full", False, True)
    submit(seeing(cast, one.referral), MoveReferral(referral=one.referral, state="reopened"))
    assert queries.referral(one.referral).state == "reopened"


def test_an_agency_moves_no_referral_of_another_and_erases_nobody(cast: Cast, service: str) -> None:
    amina = person(cast)
    one = opening(service, amina)
    submit(cast.act(), one)
    other = Foreign(cast, audience="referral.other")
    other.add(one.referral, ReferralMoved(readers="other", by="owner", state="withdrawn"))
    other.add(amina, ReferralErased(readers="other"))
    other.add(one.referral, ReferralErased(readers="other"))
    other.send()
    project_dirty(cast.ledger)
    row = queries.referral(one.referral)
    assert (row.state, row.is_erased, row.reference) == ("proposed", False, one.reference)
    assert not is_erased(amina)
    assert not is_erased(one.referral)


def test_when_a_person_is_erased_their_referrals_keep_no_name(cast: Cast, service: str) -> None:
    from safeconduct.foundation.dispatch.writer import react

    amina = person(cast)
    one = opening(service, amina, reason="wound that does not heal")
    submit(cast.act(), one, consent(one.referral), telling(one.referral))
    submit(cast.act("samira"), ErasePerson(person=amina, reason="person_asked"))
    react()
    row = queries.referral(one.referral)
    assert (row.is_erased, row.reason, row.disclosed, row.reference) == (True, "", {}, "")
    assert (row.state, row.urgency, row.fields) == ("sent", "urgent", ["name"])
    assert is_erased(one.referral)


@pytest.mark.parametrize("who", ["dalia", "hana", "olga", "adam", "chidi"])
def test_nobody_else_refers(cast: Cast, service: str, who: str) -> None:
    with pytest.raises(NotAllowed, match="access"):
        submit(cast.act(who), opening(service, person(cast)))


# Reading


def test_the_board_shows_what_has_risen_furthest_first(cast: Cast, service: str) -> None:
    urgencies = ("normal", "urgent", "emergency", "immediate")
    made = {urgency: opening(service, person(cast), urgency=urgency) for urgency in urgencies}
    for one in made.values():
        submit(cast.act(), one, SendReferral(referral=one.referral))
    now = cast.clock.now() + timedelta(hours=9)
    rows = list(queries.risen_first(queries.open_referrals(holder=cast.post), now))
    assert [row.urgency for row in rows] == ["immediate", "emergency", "urgent", "normal"]
    assert [row.level for row in rows] == [3, 2, 0, 0]
    board = queries.board_of(queries.open_referrals(), now)
    assert (board.by_state, board.overdue, board.for_coordinator, board.for_oversight) == ({"sent": 4}, 2, 2, 1)
    assert queries.load_of([service]) == {service: 4}


def test_no_answer_is_counted_by_agency(cast: Cast, service: str) -> None:
    begins = cast.clock.now()
    one, two, three = (opening(service, person(cast), urgency="emergency") for _ in range(3))
    for each in (one, two, three):
        submit(cast.act(), each, SendReferral(referral=each.referral))
    commands.log_message(
        seeing(cast, one.referral), referral=one.referral, channel="phone", direction="out", outcome="no_answer"
    )
    cast.clock.pass_time(timedelta(hours=2))
    submit(
        seeing(cast, two.referral), MoveReferral(referral=two.referral, state="refused", channel="phone", reason="full")
    )
    cast.clock.pass_time(timedelta(hours=3))
    (found,) = queries.answers_by_agency(begins, cast.clock.now() + timedelta(days=1), cast.clock.now())
    assert (found.sent, found.answered, found.refused, found.waiting, found.overdue) == (3, 1, 1, 2, 2)
    assert (found.unanswered_messages, found.median_hours) == (1, 2.0)
    assert queries.answers_by_agency(begins - timedelta(days=2), begins, cast.clock.now()) == []


def test_what_nobody_answered_for_too_long_may_expire(cast: Cast, service: str) -> None:
    one = opening(service, person(cast), urgency="immediate")
    submit(cast.act(), one, SendReferral(referral=one.referral))
    expire = MoveReferral(referral=one.referral, state="expired", reason="no_answer")
    with pytest.raises(Refused, match=r"referrals\.not_yet_expired"):
        submit(seeing(cast, one.referral), expire)
    cast.clock.pass_time(timedelta(days=2))
    assert [row.subject for row in queries.expirable(cast.clock.now(), holder=cast.post)] == [one.referral]
    submit(seeing(cast, one.referral), expire)
    assert queries.expirable(cast.clock.now()) == []
