"""What a referral needs at each step, by table: the way it may go, whose move it is, what must be said."""

from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from safeconduct.domains.referrals import referral_states as states
from safeconduct.domains.referrals.commands import (
    CorrectReferral,
    EraseReferral,
    HandOverReferral,
    LogMessage,
    MoveReferral,
    OpenReferral,
    ReviewException,
    SayConsent,
    SendReferral,
)
from safeconduct.domains.referrals.referral_states import AGENCY, REFERRER, STATES, TRANSITIONS
from safeconduct.domains.referrals.rules import (
    REFUSALS,
    Opening,
    ServiceSketch,
    Standing,
    code_lists,
    decide_correct_referral,
    decide_erase_referral,
    decide_hand_over_referral,
    decide_log_message,
    decide_move_referral,
    decide_open_referral,
    decide_review_exception,
    decide_say_consent,
    decide_send_referral,
    discloses,
)
from safeconduct.foundation.web.sentences import referrals as sentences
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem
from tests.held_histories import NOON

REFERRAL, SERVICE, HOPE, AMINA, POST = (derived_id(name) for name in ("referral", "service", "hope", "amina", "post"))
HERE = Circumstances(
    actor="bilal", roles=frozenset({"border_officer"}), place=POST, zone="UTC", now=NOON, happened_at=NOON
)
CLINIC = ServiceSketch(HOPE, "hope", ("health", "women"), True)
NEW = Opening(service=CLINIC)
OPENS: dict[str, Any] = {
    "referral": REFERRAL, "service": SERVICE, "type": "health", "urgency": "urgent", "person": AMINA,
    "reference": "R-1", "arrival_code": "A-1", "passphrase": "p",
}  # fmt: skip
STANDS = Standing(
    is_known=True, readers="hope", agency=HOPE, urgency="urgent", person=AMINA, holder=POST,
    posts=frozenset({POST, derived_id("rail")}), agreed=frozenset({"name", "age"}), agreements=("a",),
    opened_at=NOON, expires_at=NOON + timedelta(days=14),
)  # fmt: skip
WITH_NODE = replace(STANDS, agency_has_node=True)
AT_AGENCY = replace(WITH_NODE, sides=frozenset({AGENCY}))


def refusal(decide: Any, command: Any, state: Any, here: Circumstances = HERE) -> str:
    with pytest.raises(Problem) as stopped:
        decide(command, state, here)
    return stopped.value.code.removeprefix("referrals.")


def standing(state: str, **more: Any) -> Standing:
    return replace(STANDS, state=state, owner=states.OWNER_OF[state], **more)


def move(to: str, **more: Any) -> MoveReferral:
    """A move with whatever its state asks for."""
    says: dict[str, Any] = {"referral": REFERRAL, "state": to, "channel": "phone"}
    if to in code_lists.REASONS:
        says["reason"] = code_lists.REASONS[to][0]
    if to == states.ARRANGED:
        says["appointment"] = NOON + timedelta(hours=3)
    return MoveReferral(**{**says, **more})


def test_every_refusal_has_its_sentence() -> None:
    assert sentences.SENTENCES.keys() >= REFUSALS.keys()


@pytest.mark.parametrize(
    ("says", "state", "code"),
    [
        ({}, Opening(is_known=True, service=CLINIC), "already_open"),
        ({}, Opening(service=CLINIC, sides=frozenset({AGENCY})), "not_your_side"),
        ({}, Opening(), "unknown_service"),
        ({}, Opening(service=replace(CLINIC, is_listed=False)), "unknown_service"),
        ({"type": "food"}, NEW, "not_its_service"),
        ({"referral": "x"}, NEW, "broken_id"),
        ({"person": "Amina"}, NEW, "broken_id"),
        ({"service": "clinic"}, NEW, "broken_id"),
        ({"urgency": "soon"}, NEW, "unknown_code"),
        ({"channel": "pigeon"}, NEW, "unknown_code"),
        ({"needs": ("refugee",)}, NEW, "unknown_code"),
        ({"people": 0}, NEW, "people_range"),
        ({"people": 301}, NEW, "people_range"),
        ({"person": ""}, NEW, "nobody"),
        ({"passphrase": ""}, NEW, "codes_missing"),
    ],
)
def test_a_referral_that_does_not_fit_is_refused(says: dict[str, Any], state: Opening, code: str) -> None:
    assert refusal(decide_open_referral, OpenReferral(**{**OPENS, **says}), state) == code


def test_people_without_a_record_may_be_referred_by_what_is_seen_of_them() -> None:
    command = OpenReferral(**{**OPENS, "person": "", "who": "a man in a red coat", "people": 4})
    (about,) = decide_open_referral(command, NEW, HERE)
    assert (about.fact.people, about.fact.who, about.fact.audience) == (4, "a man in a red coat", "referral.hope")


def test_a_person_counts_once() -> None:
    (about,) = decide_open_referral(OpenReferral(**{**OPENS, "people": 5}), NEW, HERE)
    assert about.fact.people == 1
    assert set(about.touches) == {AMINA, HOPE}


def test_without_a_service_it_waits_for_the_coordinator_and_leaves_no_node() -> None:
    (about,) = decide_open_referral(OpenReferral(**{**OPENS, "service": "", "type": "health"}), Opening(), HERE)
    assert (about.fact.type, about.fact.agency, about.fact.audience) == ("coordinator", "", "referral.coordinator")
    waiting = replace(STANDS, readers="coordinator", agency="")
    assert refusal(decide_send_referral, SendReferral(referral=REFERRAL), waiting) == "no_service"


def test_what_was_done_by_phone_is_entered_within_a_month() -> None:
    late = replace(HERE, happened_at=NOON - timedelta(days=31))
    assert refusal(decide_open_referral, OpenReferral(**OPENS), NEW, late) == "too_long_ago"
    in_time = replace(HERE, happened_at=NOON - timedelta(days=29))
    assert decide_open_referral(OpenReferral(**OPENS), NEW, in_time)


# Sending


def send(**more: Any) -> SendReferral:
    return SendReferral(**{"referral": REFERRAL, "fields": ("name",), "disclosed": {"name": "Amina"}, **more})


@pytest.mark.parametrize(
    ("command", "state", "code"),
    [
        (send(), Standing(), "unknown_referral"),
        (send(), replace(STANDS, is_erased=True), "erased"),
        (send(), AT_AGENCY, "not_your_side"),
        (send(), standing("sent"), "move_not_from_here"),
        (send(), replace(STANDS, is_contested=True), "move_not_from_here"),
        (send(basis="because"), STANDS, "unknown_code"),
        (send(channel="pigeon"), STANDS, "unknown_code"),
        (send(fields=("religion",), disclosed={"religion": "x"}), STANDS, "unknown_code"),
        (send(), replace(STANDS, agreed=None), "no_agreement"),
        (send(fields=("name", "contact"), disclosed={"name": "A", "contact": "1"}), STANDS, "field_not_agreed"),
        (send(disclosed={}), STANDS, "not_disclosed"),
        (send(disclosed={"name": ""}), STANDS, "not_disclosed"),
        (send(disclosed={"name": "Amina", "age": "34"}), STANDS, "not_disclosed"),
        (send(basis="life_threatening"), STANDS, "words_missing"),
    ],
)
def test_a_sending_that_does_not_fit_is_refused(command: SendReferral, state: Standing, code: str) -> None:
    assert refusal(decide_send_referral, command, state) == code


def test_a_number_alone_needs_no_agreement_and_tells_nothing() -> None:
    command = SendReferral(referral=REFERRAL)
    (about,) = decide_send_referral(command, replace(STANDS, agreed=None), HERE)
    assert (about.fact.basis, about.fact.fields, about.fact.disclosed) == ("nameless", (), {})
    assert not discloses(command)
    assert discloses(send())


def test_what_is_told_is_kept_field_by_field_with_the_agreement() -> None:
    (about,) = decide_send_referral(
        send(fields=("name", "age"), disclosed={"age": "34", "name": "Amina"}), STANDS, HERE
    )
    assert (about.fact.fields, about.fact.agreements, about.fact.basis) == (("age", "name"), ("a",), "consent")
    assert about.fact.by == "owner"


# Moving


@pytest.mark.parametrize(("state", "to"), list(product(STATES, STATES)))
def test_the_table_decides_which_state_follows_which(state: str, to: str) -> None:
    if to == states.SENT:
        assert refusal(decide_move_referral, move(to), standing(state)) == "send_by_its_door"
        return
    late = replace(HERE, now=NOON + timedelta(days=15), happened_at=NOON + timedelta(days=15))
    command = move(to, **({"appointment": late.now + timedelta(hours=1)} if to == states.ARRANGED else {}))
    if to in TRANSITIONS[state]:
        (about,) = decide_move_referral(command, standing(state), late)
        assert (about.fact.state, about.fact.audience) == (to, "referral.hope")
    else:
        assert refusal(decide_move_referral, command, standing(state), late) == "move_not_from_here"


@pytest.mark.parametrize(
    ("state", "to", "here_is", "by"),
    [
        ("sent", "accepted", STANDS, "owner"),  # the agency has no node: whoever enters its word, it stands
        ("sent", "withdrawn", STANDS, "owner"),
        ("sent", "accepted", WITH_NODE, "owner"),  # told by phone: the agency's own word
        ("sent", "withdrawn", WITH_NODE, "other"),  # the agency has it now, and may have moved it
        ("refused", "reopened", WITH_NODE, "owner"),
        ("given", "closed", WITH_NODE, "owner"),
        ("sent", "accepted", AT_AGENCY, "owner"),
        ("given", "returned", AT_AGENCY, "other"),
        ("arrived", "given", AT_AGENCY, "owner"),
    ],
)
def test_each_move_says_whether_the_owner_made_it(state: str, to: str, here_is: Standing, by: str) -> None:
    at = replace(here_is, state=state, owner=states.OWNER_OF[state])
    channel = "desk" if here_is is AT_AGENCY else "phone"
    (about,) = decide_move_referral(move(to, channel=channel), at, HERE)
    assert about.fact.by == by


@pytest.mark.parametrize(
    ("command", "state", "code"),
    [
        (move("accepted"), Standing(), "unknown_referral"),
        (move("lost"), standing("sent"), "unknown_code"),
        (move("accepted", channel="pigeon"), standing("sent"), "unknown_code"),
        (move("accepted", channel="desk"), standing("sent"), "told_by"),
        (move("closed", channel="desk"), replace(AT_AGENCY, state="given", owner=REFERRER), "not_your_side"),
        (move("refused", reason=""), standing("sent"), "reason_missing"),
        (move("refused", reason="tired"), standing("sent"), "unknown_code"),
        (move("refused", reason="other"), standing("sent"), "words_missing"),
        (move("closed", reason=""), standing("given"), "reason_missing"),
        (move("accepted", reason="full"), standing("sent"), "unknown_code"),
        (move("arranged", appointment=None), standing("accepted"), "appointment_missing"),
        (move("arranged", appointment=NOON - timedelta(hours=1)), standing("accepted"), "appointment_range"),
        (move("arranged", appointment=NOON + timedelta(days=400)), standing("accepted"), "appointment_range"),
        (move("accepted", appointment=NOON), standing("sent"), "unknown_code"),
        (move("expired"), standing("sent"), "not_yet_expired"),
    ],
)
def test_a_move_that_does_not_fit_is_refused(command: MoveReferral, state: Standing, code: str) -> None:
    assert refusal(decide_move_referral, command, state) == code


def test_a_contested_referral_may_be_settled_whichever_way_but_not_sent() -> None:
    contested = replace(standing("refused"), is_contested=True)
    for to in set(STATES) - {"sent", "proposed", "expired"}:
        assert decide_move_referral(move(to), contested, HERE)
    assert refusal(decide_send_referral, send(), contested) == "move_not_from_here"


def test_the_way_of_a_referral_ends_nowhere_that_it_cannot_be_opened_again_from() -> None:
    assert set(TRANSITIONS) == {*STATES, "contested"}
    for state in STATES:
        reached, ahead = set(), [state]
        while ahead:
            one = ahead.pop()
            if one not in reached:
                reached.add(one)
                ahead += TRANSITIONS[one]
        assert {"reopened", "sent", "given", "closed"} <= reached, state


def test_every_state_has_an_owner_a_side_and_a_rank() -> None:
    assert set(states.OWNER_OF) == set(states.SIDE_OF_MOVE) == set(states.PROTECTIVENESS) == set(STATES)
    assert len(set(states.PROTECTIVENESS.values())) == len(STATES)


# Consent, messages, handing over, reviewing, erasing


@pytest.mark.parametrize(
    ("says", "state", "code"),
    [
        ({"answer": "given"}, STANDS, "consent_fields"),
        ({"answer": "perhaps"}, STANDS, "unknown_code"),
        ({"answer": "given", "fields": ("name",), "by": "neighbour"}, STANDS, "unknown_code"),
        ({"answer": "given", "fields": ("name",), "how": "guessed"}, STANDS, "unknown_code"),
        ({"answer": "given", "fields": ("soul",)}, STANDS, "unknown_code"),
        ({"answer": "given", "fields": ("name",)}, AT_AGENCY, "not_your_side"),
        ({"answer": "given", "fields": ("name",)}, Standing(), "unknown_referral"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(says: dict[str, Any], state: Standing, code: str) -> None:
    assert refusal(decide_say_consent, SayConsent(referral=REFERRAL, **says), state) == code


def test_consent_is_taken_back_anywhere_and_keeps_no_field() -> None:
    for state in (STANDS, AT_AGENCY):
        (about,) = decide_say_consent(SayConsent(referral=REFERRAL, answer="withdrawn", fields=("name",)), state, HERE)
        assert (about.fact.answer, about.fact.fields) == ("withdrawn", ())


def test_a_correction_says_what_is_different() -> None:
    same = CorrectReferral(referral=REFERRAL, urgency="urgent", people=1)
    assert refusal(decide_correct_referral, same, STANDS) == "nothing_changed"
    (about,) = decide_correct_referral(replace(same, urgency="immediate"), STANDS, HERE)
    assert about.fact.urgency == "immediate"
    assert refusal(decide_correct_referral, replace(same, people=0), STANDS) == "people_range"
    assert refusal(decide_correct_referral, replace(same, urgency="soon"), STANDS) == "unknown_code"


def test_it_is_handed_over_to_another_post_that_is_known() -> None:
    rail = derived_id("rail")
    (about,) = decide_hand_over_referral(HandOverReferral(referral=REFERRAL, holder=rail), STANDS, HERE)
    assert about.fact.holder == rail
    assert refusal(decide_hand_over_referral, HandOverReferral(referral=REFERRAL, holder=POST), STANDS) == "same_holder"
    assert refusal(decide_hand_over_referral, HandOverReferral(referral=REFERRAL, holder="x"), STANDS) == "unknown_post"
    assert (
        refusal(decide_hand_over_referral, HandOverReferral(referral=REFERRAL, holder=rail), AT_AGENCY)
        == "not_your_side"
    )


def test_messages_by_phone_sms_and_visit_are_logged_on_both_sides() -> None:
    call = LogMessage(referral=REFERRAL, channel="phone", direction="out", outcome="no_answer", words="rang twice")
    for state in (STANDS, AT_AGENCY):
        assert decide_log_message(call, state, HERE)[0].fact.words == "rang twice"
    for wrong in ({"channel": "desk"}, {"direction": "up"}, {"outcome": "fine"}):
        assert refusal(decide_log_message, replace(call, **wrong), STANDS) == "unknown_code"


def test_a_second_person_reviews_what_was_told_without_consent() -> None:
    told = replace(STANDS, exceptions=(("p.1.referral.hope:4", "bilal"),))
    review = ReviewException(
        referral=REFERRAL, entry="p.1.referral.hope:4", is_upheld=True, words="she was unconscious"
    )
    assert refusal(decide_review_exception, review, told) == "own_exception"
    petra = replace(HERE, actor="petra")
    assert decide_review_exception(review, told, petra)[0].fact.is_upheld
    assert refusal(decide_review_exception, replace(review, words=" "), told, petra) == "words_missing"
    assert refusal(decide_review_exception, replace(review, entry="x"), told, petra) == "no_exception"


def test_erasing_twice_is_erasing_once() -> None:
    assert decide_erase_referral(EraseReferral(referral=REFERRAL), STANDS, HERE)[0].fact.ERASES
    assert decide_erase_referral(EraseReferral(referral=REFERRAL), replace(STANDS, is_erased=True), HERE) == []
    assert refusal(decide_erase_referral, EraseReferral(referral=REFERRAL), Standing()) == "unknown_referral"


# Limits


@pytest.mark.parametrize(
    ("state", "urgency", "hours"),
    [
        ("proposed", "immediate", 0.5), ("sent", "immediate", 1), ("sent", "emergency", 4), ("sent", "urgent", 24),
        ("sent", "normal", 72), ("accepted", "emergency", 24), ("accepted", "normal", 336), ("arrived", "urgent", 72),
        ("given", "urgent", 168), ("refused", "immediate", 0.5), ("reopened", "urgent", 12), ("closed", "urgent", None),
        ("withdrawn", "urgent", None), ("sent", "unreadable", 4),
    ],
)  # fmt: skip
def test_the_next_thing_has_its_limit(state: str, urgency: str, hours: float | None) -> None:
    due = states.due_at(state, urgency, since=NOON, opened_at=NOON, appointment=None)
    assert due == (None if hours is None else NOON + timedelta(hours=hours))


def test_an_appointment_is_awaited_and_a_day_more() -> None:
    at = NOON + timedelta(days=5)
    assert states.due_at("arranged", "urgent", since=NOON, opened_at=NOON, appointment=at) == at + timedelta(days=1)


def test_what_is_overdue_rises_to_the_coordinator_and_to_oversight() -> None:
    coordinator, oversight = states.rises_at(NOON, "emergency")
    assert (coordinator, oversight) == (NOON + timedelta(hours=4), NOON + timedelta(hours=12))
    levels = [
        states.level_of(NOON + timedelta(hours=hours), due=NOON, coordinator=coordinator, oversight=oversight)
        for hours in (-1, 0, 1, 5, 13)
    ]
    assert levels == ["", "", "desk", "coordinator", "oversight"]
    assert states.level_of(NOON, due=None, coordinator=None, oversight=None) == ""


def test_the_page_about_referrals_is_drawn_from_the_table() -> None:
    page = Path(__file__).parents[5] / "docs" / "referrals.md"
    assert states.referral_diagram() in page.read_text(encoding="utf-8")
