"""Rows of this room: any order, any part, any false claim; and what requests and answers come to."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.referrals import facts
from safeconduct.domains.referrals.facts import (
    CapacitySet,
    ChangeAnswered,
    ChangeRequested,
    ConsentSaid,
    ExceptionReviewed,
    MessageLogged,
    ReferralCorrected,
    ReferralErased,
    ReferralHandedOver,
    ReferralMoved,
    ReferralOpened,
    ReferralSent,
    ServiceDescribed,
)
from safeconduct.domains.referrals.opening import DAYS, Opening
from safeconduct.domains.referrals.projection import referral_rows, service_rows
from safeconduct.domains.referrals.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Fact, Held
from tests.held_histories import NOON, SUBJECT, histories

HUB, AGENCY = "hub.1.operations", "hope.1.operations"
STREAMS = (HUB, "hub.2.operations", AGENCY)
REFERRALS = ("post.1.referral.hope", "post.2.referral.hope", "hope.1.referral.hope", "x.1.referral.x")
CODES = st.sampled_from(
    ["", "health", "sent", "accepted", "refused", "closed", "arranged", "given", "urgent", "owner", "?"]
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "hours": st.lists(st.builds(Opening, st.lists(st.sampled_from(DAYS), min_size=1).map(tuple)), max_size=2).map(
        tuple
    ),
    "request": st.builds("{}:{}".format, st.sampled_from(STREAMS), st.integers(1, 9)),
    "confirmed_on": st.sampled_from(["", "2026-03-04"]),
    "readers": st.sampled_from(["hope", "hope", "x"]),
    "entry": st.builds("{}:{}".format, st.sampled_from(REFERRALS), st.integers(1, 9)),
    "by": st.sampled_from(["owner", "other", ""]),
    "urgency": st.sampled_from(["immediate", "normal", "", "?"]),
}
KINDS = pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
few = settings(max_examples=60, deadline=None)


def some(kind: str) -> st.SearchStrategy[list[Held]]:
    kinds = [one for one in facts.FACTS if kind == one.KIND]
    return histories(kinds, STREAMS if kind == "service" else REFERRALS, VALUES, CODES)


@KINDS
@few
@given(data=st.data())
def test_rows_do_not_depend_on_the_order_of_arrival(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(some(kind))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)


@KINDS
@few
@given(data=st.data())
def test_every_part_of_a_history_has_rows_that_fit_their_tables(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(some(kind))
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    columns = {model._meta.db_table: set(Table(model).columns) for model in models}
    rows = rows_of(part)
    assert rows.keys() <= columns.keys()
    for table, found in rows.items():
        assert all(set(row) == columns[table] for row in found)


def entry(fact: Fact, stream: str, seq: int, seen: dict[str, int] | None = None) -> Held:
    return Held(
        fact=fact, subject=SUBJECT, stream=stream, seq=seq, seen=seen or {}, clock=seq, happened_at=NOON,
        recorded_at=NOON, actor="petra", roles=frozenset(), place="node", rules=1,
    )  # fmt: skip


CLINIC = entry(ServiceDescribed(name="Clinic", types=("health",), place="Sarn", record={"id": "x"}), HUB, 1)


def row(*held: Held) -> dict[str, Any]:
    (found,) = service_rows(held)["referrals_service"]
    return found


def test_a_word_that_it_is_full_holds_until_the_next_word() -> None:
    full = entry(CapacitySet(is_open=False, capacity=0), HUB, 2, {HUB: 1})
    assert (row(CLINIC)["is_open"], row(CLINIC, full)["is_open"]) == (True, False)
    again = entry(ServiceDescribed(is_open=True, capacity=9), HUB, 3, {HUB: 2})
    assert (row(CLINIC, full, again)["is_open"], row(CLINIC, full, again)["capacity"]) == (True, 9)


def test_two_words_that_did_not_know_of_each_other_are_both_shown() -> None:
    full = entry(CapacitySet(is_open=False), HUB, 2, {HUB: 1})
    free = entry(CapacitySet(is_open=True, capacity=3), AGENCY, 1, {HUB: 1})
    assert sorted(row(CLINIC, full, free)["contested"]["is_open"]) == [False, True]


def test_what_a_partner_s_file_said_stands_apart() -> None:
    rows = service_rows([CLINIC])
    assert rows["referrals_service_record"][0]["record"] == {"id": "x"}
    assert "record" not in rows["referrals_service"][0]
    assert "referrals_service_record" not in service_rows([entry(ServiceDescribed(name="Clinic"), HUB, 1)])


def test_a_request_waits_until_it_is_answered_and_two_answers_that_differ_refuse_it() -> None:
    asked = entry(ChangeRequested(readers="a", changes={"day_phone": "112"}), AGENCY, 1, {HUB: 1})
    assert row(CLINIC, asked)["open_requests"] == 1
    yes = entry(ChangeAnswered(request=asked.ref, is_accepted=True), HUB, 2, {AGENCY: 1})
    no = entry(ChangeAnswered(request=asked.ref, is_accepted=False), "hub.2.operations", 1, {AGENCY: 1})
    (taken,) = service_rows([CLINIC, asked, yes])["referrals_change_request"]
    assert (taken["is_answered"], taken["is_accepted"]) == (True, True)
    (unclear,) = service_rows([CLINIC, asked, yes, no])["referrals_change_request"]
    assert (unclear["is_answered"], unclear["is_accepted"]) == (True, False)
    assert row(CLINIC, asked, yes, no)["open_requests"] == 0


# A referral: whose word is in force


POST, AGENCY = REFERRALS[0], REFERRALS[2]


def opened(**more: Any) -> Held:
    says = {
        "readers": "hope",
        "agency": "h",
        "type": "health",
        "urgency": "urgent",
        "person": "amina",
        "post": "bridge",
    }
    return entry(ReferralOpened(**{**says, **more}), POST, 1)


def sent(seq: int = 2, **more: Any) -> Held:
    return entry(ReferralSent(readers="hope", by="owner", **more), POST, seq, {POST: seq - 1})


def moved(state: str, stream: str, seq: int, seen: dict[str, int], by: str = "owner", **more: Any) -> Held:
    return entry(ReferralMoved(readers="hope", by=by, state=state, **more), stream, seq, seen)


def referral(*held: Held) -> dict[str, Any]:
    (found,) = referral_rows(held)["referrals_referral"]
    return found


def test_an_opened_referral_is_proposed_and_the_referrers() -> None:
    found = referral(opened())
    assert (found["state"], found["owner"], found["is_open"], found["consent"]) == ("proposed", "referrer", True, "")
    assert found["holder"] == "bridge"


def test_what_the_agency_answers_follows_what_was_sent() -> None:
    accepted = moved("accepted", AGENCY, 1, {POST: 2})
    found = referral(opened(), sent(), accepted)
    assert (found["state"], found["is_contested"], found["owner"]) == ("accepted", False, "agency")
    assert found["answered_at"] == NOON


def test_withdrawn_here_while_refused_there_is_contested_and_the_refusal_in_force() -> None:
    refused = moved("refused", AGENCY, 1, {POST: 2}, reason="full")
    withdrawn = moved("withdrawn", POST, 3, {POST: 2}, by="other", reason="moved_on")
    found = referral(opened(), sent(), refused, withdrawn)
    assert (found["state"], found["shown_state"], found["is_contested"]) == ("refused", "contested", True)
    assert {one["state"] for one in found["live_moves"]} == {"refused", "withdrawn"}
    assert found["is_open"]
    settled = moved("withdrawn", POST, 4, {POST: 3, AGENCY: 1}, reason="moved_on")
    found = referral(opened(), sent(), refused, withdrawn, settled)
    assert (found["state"], found["is_contested"], found["is_open"]) == ("withdrawn", False, False)


def test_a_settlement_of_somebody_else_settles_nothing() -> None:
    refused = moved("refused", AGENCY, 1, {POST: 2})
    other = moved("closed", POST, 3, {POST: 2, AGENCY: 1}, by="other")
    found = referral(opened(), sent(), refused, other)
    assert (found["state"], found["is_contested"]) == ("refused", True)


def test_another_agency_has_no_say() -> None:
    meddling = entry(ReferralMoved(readers="x", by="owner", state="closed"), REFERRALS[3], 1, {POST: 2})
    assert referral(opened(), sent(), meddling)["state"] == "sent"
    erased = entry(ReferralErased(readers="x"), REFERRALS[3], 2)
    assert not referral(opened(), erased)["is_erased"]


def consent(seq: int, answer: str, stream: str = POST, seen: dict[str, int] | None = None, **more: Any) -> Held:
    return entry(ConsentSaid(readers="hope", answer=answer, by="self", **more), stream, seq, seen or {POST: seq - 1})


def test_consent_taken_back_anywhere_holds_until_somebody_asks_again_having_seen_it() -> None:
    given = consent(2, "given", fields=("age", "name"))
    assert referral(opened(), given)["consent_fields"] == ["age", "name"]
    back = consent(1, "withdrawn", AGENCY, {POST: 2})
    again_unseen = consent(3, "given", fields=("name",))
    assert referral(opened(), given, back)["consent"] == "withdrawn"
    assert referral(opened(), given, back, again_unseen)["consent"] == "withdrawn"
    again = consent(4, "given", seen={POST: 3, AGENCY: 1}, fields=("name",))
    found = referral(opened(), given, back, again_unseen, again)
    assert (found["consent"], found["consent_fields"]) == ("given", ["name"])


def test_two_consents_that_did_not_know_of_each_other_cover_what_both_name() -> None:
    here, there = (
        consent(2, "given", fields=("age", "name")),
        consent(1, "given", REFERRALS[1], {POST: 1}, fields=("name",)),
    )
    assert referral(opened(), here, there)["consent_fields"] == ["name"]


def test_what_was_told_without_consent_waits_for_its_review() -> None:
    told = sent(basis="life_threatening", fields=("name",), disclosed={"name": "Amina"}, words="unconscious")
    found = referral(opened(), told)
    assert (found["needs_review"], found["exceptions"]) == (True, [told.ref])
    reviewed = entry(ExceptionReviewed(readers="hope", entry=told.ref, is_upheld=True), POST, 3, {POST: 2})
    assert not referral(opened(), told, reviewed)["needs_review"]
    assert not referral(opened(), sent(basis="consent", fields=("name",)))["needs_review"]
    assert not referral(opened(), sent(basis="nameless"))["needs_review"]


def test_of_two_urgencies_the_greater_counts_until_somebody_has_seen_both() -> None:
    up = entry(ReferralCorrected(readers="hope", urgency="immediate"), POST, 2, {POST: 1})
    down = entry(ReferralCorrected(readers="hope", urgency="normal"), REFERRALS[1], 1, {POST: 1})
    assert referral(opened(), up, down)["urgency"] == "immediate"
    seen = entry(ReferralCorrected(readers="hope", urgency="normal"), REFERRALS[1], 2, {POST: 2})
    assert referral(opened(), up, seen)["urgency"] == "normal"


def test_calls_are_counted_and_the_last_one_is_shown() -> None:
    rang = entry(
        MessageLogged(readers="hope", channel="phone", direction="out", outcome="no_answer"), POST, 3, {POST: 2}
    )
    reached = entry(
        MessageLogged(readers="hope", channel="phone", direction="out", outcome="reached"), POST, 4, {POST: 3}
    )
    found = referral(opened(), sent(), reached, rang)
    assert (found["messages"], found["unanswered_messages"], found["last_outcome"]) == (2, 1, "reached")


def test_handed_over_it_has_another_holder() -> None:
    found = referral(opened(), entry(ReferralHandedOver(readers="hope", holder="rail"), POST, 2, {POST: 1}))
    assert (found["holder"], found["post"]) == ("rail", "bridge")


def test_every_step_is_kept_also_those_that_others_followed() -> None:
    accepted = moved("accepted", AGENCY, 1, {POST: 2})
    steps = referral_rows([opened(), sent(), accepted])["referrals_step"]
    assert {(one["what"], one["is_in_effect"]) for one in steps} == {
        ("opened", True),
        ("sent", False),
        ("accepted", True),
    }


def test_a_part_of_it_is_marked() -> None:
    assert referral(sent())["is_partial"]
    assert not referral(sent())["is_open"]
    assert not referral(opened())["is_partial"]
