"""Rows of a crossing: the counterexamples that broke other designs, each with its name."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from safeconduct.domains.crossings.facts import (
    CrossingCorrected,
    CrossingRecorded,
    CrossingVoided,
    DecisionMade,
    DecisionUndone,
    NumberCalled,
    StepReached,
    VerificationCompleted,
)
from safeconduct.domains.crossings.projection import crossing_rows
from safeconduct.domains.crossings.tests.entries import (
    AMINA,
    BRIDGE,
    CHILD,
    HUB,
    NOON,
    POST,
    ZAINAB,
    entry,
)
from safeconduct.kernel.facts import Held

ARRIVED = CrossingRecorded(
    post=POST, local_day="2026-03-04", token_number=172, token="B-0172-K", direction="entry", level=1, people=2,
    transport="foot", arrived_at=NOON,
)  # fmt: skip
RECORDED = entry(ARRIVED, 1)
OWNED = ("decision", "is_contested", "live_decisions", "step", "is_step_contested", "waits")
WAIT = DecisionMade(decision="wait", place="Hall", reason="post_full", next_time=NOON + timedelta(hours=1))
ADMIT, SECOND_LINE = DecisionMade(decision="admit"), DecisionMade(decision="second_line")
DEFERRED = DecisionMade(decision="admit_deferred", place="Centre", deadline=NOON + timedelta(days=2))


def row_of(*held: Held) -> dict[str, Any]:
    (row,) = crossing_rows(held)["crossings_crossing"]
    return row


def test_a_recorded_crossing_waits_undecided_at_registration() -> None:
    row = row_of(RECORDED)
    assert (row["decision"], row["step"], row["in_queue"], row["token"]) == ("", "registration", True, "B-0172-K")
    assert not any(row[name] for name in ("voided", "is_contested", "is_step_contested", "is_partial", "is_nameless"))


@pytest.mark.parametrize(
    ("made", "step", "in_queue"),
    [(ADMIT, "onward", False), (DEFERRED, "onward", False), (SECOND_LINE, "second_line", True),
     (WAIT, "waiting_area", True)],
)  # fmt: skip
def test_a_decision_moves_people_to_its_step(made: DecisionMade, step: str, in_queue: bool) -> None:
    row = row_of(RECORDED, entry(made, 2, seen={BRIDGE: 1}, after=10))
    assert (row["decision"], row["step"], row["in_queue"]) == (made.decision, step, in_queue)


def test_admitted_people_who_are_taken_to_the_doctor_stay_in_the_queue() -> None:
    row = row_of(
        RECORDED, entry(ADMIT, 2, seen={BRIDGE: 1}, after=10), entry(StepReached(step="medical"), 3, seen={BRIDGE: 2})
    )
    assert (row["step"], row["in_queue"]) == ("medical", True)


def test_a_decision_that_saw_the_one_before_replaces_it() -> None:
    row = row_of(
        RECORDED, entry(WAIT, 2, seen={BRIDGE: 1}, after=10), entry(ADMIT, 3, seen={BRIDGE: 2}, after=20, actor=ZAINAB)
    )
    assert (row["decision"], row["is_contested"], row["waits"], row["decided_by"]) == ("admit", False, 1, ZAINAB)
    assert row["next_time"] is None


def test_a_stale_form_at_the_same_post_is_concurrent_and_the_protective_decision_is_in_force() -> None:
    # Zainab's page was drawn before Bilal decided; her later clock must not win.
    held = [RECORDED, entry(ADMIT, 2, seen={BRIDGE: 1}, after=10),
            entry(WAIT, 3, seen={BRIDGE: 1}, after=600, actor=ZAINAB)]  # fmt: skip
    for order in permutations(held):
        row = row_of(*order)
        assert (row["decision"], row["is_contested"], row["in_queue"]) == ("admit", True, True)
        assert [move["decision"] for move in row["live_decisions"]] == ["wait", "admit"]


@pytest.mark.parametrize(
    ("first", "second", "in_force"),
    [(WAIT, SECOND_LINE, "second_line"), (SECOND_LINE, ADMIT, "admit"), (DEFERRED, SECOND_LINE, "admit_deferred"),
     (DEFERRED, ADMIT, "admit"), (WAIT, ADMIT, "admit")],
)  # fmt: skip
def test_contested_decisions_leave_the_protective_one_in_force(
    first: DecisionMade, second: DecisionMade, in_force: str
) -> None:
    for one, other in ((first, second), (second, first)):
        row = row_of(RECORDED, entry(one, 2, seen={BRIDGE: 1}), entry(other, 1, stream=HUB, seen={BRIDGE: 1}))
        assert (row["decision"], row["is_contested"]) == (in_force, True)


def test_a_move_elsewhere_does_not_replace_the_owners_even_where_it_saw_it() -> None:
    row = row_of(
        RECORDED, entry(SECOND_LINE, 2, seen={BRIDGE: 1}), entry(WAIT, 1, stream=HUB, seen={BRIDGE: 2}, after=60)
    )
    assert (row["decision"], row["is_contested"]) == ("second_line", True)


def test_an_owner_move_that_saw_all_settles_what_was_contested() -> None:
    held = [RECORDED, entry(SECOND_LINE, 2, seen={BRIDGE: 1}), entry(ADMIT, 1, stream=HUB, seen={BRIDGE: 1}),
            entry(WAIT, 3, seen={BRIDGE: 2, HUB: 1}, after=60)]  # fmt: skip
    for order in permutations(held):
        row = row_of(*order)
        assert (row["decision"], row["is_contested"]) == ("wait", False)


def test_an_owner_move_that_missed_one_leaves_it_contested() -> None:
    row = row_of(
        RECORDED, entry(SECOND_LINE, 2, seen={BRIDGE: 1}), entry(ADMIT, 1, stream=HUB, seen={BRIDGE: 1}),
        entry(WAIT, 3, seen={BRIDGE: 2}, after=60),
    )  # fmt: skip
    assert (row["decision"], row["is_contested"]) == ("admit", True)


def test_no_order_by_causality_and_clock_is_needed() -> None:
    # A comparator "causal, then clock" is not transitive here: b saw a, yet by the clock b < c < a.
    a = entry(CrossingCorrected(fields=("people",), people=3), 2, after=300)
    b = entry(CrossingCorrected(fields=("people",), people=4), 1, stream=HUB, seen={BRIDGE: 2}, after=100)
    c = entry(CrossingCorrected(fields=("people",), people=5), 1, stream="port.1.register", seen={BRIDGE: 1}, after=200)
    for order in permutations([RECORDED, a, b, c]):
        row = row_of(*order)
        assert row["people"] == 5
        assert row["contested_values"] == {"people": [5, 4]}


def test_a_ring_of_false_claims_leaves_all_standing() -> None:
    one = entry(CrossingCorrected(fields=("level",), level=2), 2, seen={HUB: 1})
    other = entry(CrossingCorrected(fields=("level",), level=3), 1, stream=HUB, seen={BRIDGE: 2})
    assert row_of(one, other)["contested_values"] == row_of(other, one)["contested_values"] == {"level": [2, 3]}
    moves = [entry(WAIT, 2, seen={BRIDGE: 3}), entry(ADMIT, 3, seen={BRIDGE: 9})]
    assert row_of(RECORDED, *moves)["decision"] == "admit"


def test_a_decision_is_taken_back_at_once_by_the_same_officer_only() -> None:
    wait = entry(WAIT, 2, seen={BRIDGE: 1}, after=0)
    admit = entry(ADMIT, 3, seen={BRIDGE: 2}, after=10)
    for after, actor, decision in [(70, admit.actor, "wait"), (71, admit.actor, "admit"), (20, ZAINAB, "admit")]:
        undo = entry(DecisionUndone(entry=admit.ref), 4, seen={BRIDGE: 3}, after=after, actor=actor)
        rows = crossing_rows([RECORDED, wait, admit, undo])
        assert rows["crossings_crossing"][0]["decision"] == decision
        lines = {line["entry"]: line["is_in_effect"] for line in rows["crossings_history"]}
        assert (lines[admit.ref], lines[undo.ref]) == (decision == "admit", decision == "wait")


def test_an_undo_may_arrive_before_its_decision() -> None:
    admit = entry(ADMIT, 2, seen={BRIDGE: 1}, after=10)
    undo = entry(DecisionUndone(entry=admit.ref), 3, after=20)
    assert row_of(undo, RECORDED)["decision"] == ""
    assert row_of(undo, admit, RECORDED)["decision"] == ""


def test_a_deferred_verification_stays_open_until_it_is_worked_off_itself() -> None:
    deferred = entry(DEFERRED, 2, seen={BRIDGE: 1}, after=10)
    other = entry(VerificationCompleted(entries=("bridge.1.register:99",), outcome="verified"), 3, seen={BRIDGE: 2})
    done = entry(VerificationCompleted(entries=(deferred.ref,), outcome="verified", remark="by phone"), 4, after=99)
    (row,) = crossing_rows([RECORDED, deferred, other])["crossings_verification"]
    assert (row["is_open"], row["place"], row["deadline"]) == (True, "Centre", DEFERRED.deadline)
    (row,) = crossing_rows([done, deferred, RECORDED])["crossings_verification"]
    assert (row["is_open"], row["outcome"], row["remark"]) == (False, "verified", "by phone")


def test_a_contested_admission_keeps_its_verification_on_the_list() -> None:
    rows = crossing_rows([RECORDED, entry(DEFERRED, 2, seen={BRIDGE: 1}), entry(ADMIT, 3, seen={BRIDGE: 1})])
    assert rows["crossings_crossing"][0]["decision"] == "admit"
    assert [row["is_open"] for row in rows["crossings_verification"]] == [True]


def test_officers_who_differ_about_a_child_alone_or_a_need_leave_the_protective_answer() -> None:
    both = ("has_child_alone", "needs")
    alone = CrossingCorrected(fields=both, has_child_alone=True, needs=("doctor_now",))
    together = CrossingCorrected(fields=both, needs=("wheelchair",))
    child = entry(alone, 2, seen={BRIDGE: 1})
    other = entry(together, 1, stream=HUB, seen={BRIDGE: 1}, after=60)
    row = row_of(RECORDED, child, other)
    assert (row["has_child_alone"], row["needs"], row["priority"]) == (True, ["wheelchair", "doctor_now"], 0)


def test_a_correction_sets_only_what_it_lists_and_may() -> None:
    odd = CrossingCorrected(fields=("level", "token", "nonsense", "post"), level=2)
    row = row_of(RECORDED, entry(odd, 2, seen={BRIDGE: 1}))
    assert (row["level"], row["token"], row["post"], row["people"]) == (2, "B-0172-K", POST, 2)


def test_a_void_crossing_leaves_the_queue_and_its_verifications_close() -> None:
    rows = crossing_rows([RECORDED, entry(DEFERRED, 2, seen={BRIDGE: 1}), entry(CrossingVoided(reason="twice"), 3)])
    row = rows["crossings_crossing"][0]
    assert (row["voided"], row["void_reason"], row["in_queue"]) == (True, "twice", False)
    assert [one["is_open"] for one in rows["crossings_verification"]] == [False]
    assert {line["what"] for line in rows["crossings_history"]} == {"recorded", "decided", "voided"}


def test_a_call_holds_until_the_people_get_there() -> None:
    call = entry(NumberCalled(counter="3"), 2, seen={BRIDGE: 1}, after=10)
    assert row_of(RECORDED, call)["counter"] == "3"
    assert (
        row_of(RECORDED, call, entry(StepReached(step="second_line"), 3, seen={BRIDGE: 2}, after=20))["counter"] == ""
    )
    assert row_of(RECORDED, call, entry(ADMIT, 3, seen={BRIDGE: 2}, after=20))["counter"] == ""


def test_persons_are_rows_of_ids_and_raise_the_number_of_people() -> None:
    found = entry(CrossingCorrected(fields=("persons",), persons=(AMINA, CHILD, ZAINAB)), 2, seen={BRIDGE: 1})
    rows = crossing_rows([RECORDED, found])
    assert rows["crossings_crossing"][0]["people"] == 3
    assert [row["person"] for row in rows["crossings_person"]] == [AMINA, CHILD, ZAINAB]
    assert all(row["local_day"] == "2026-03-04" for row in rows["crossings_person"])


def test_a_peer_that_holds_the_moves_but_not_the_recording_judges_them_by_their_marks() -> None:
    # Judged by who recorded the crossing, nobody were the owner here: the wait, long replaced, would stand contested
    # beside the admission, and the same moves would read differently wherever the recording has come in.
    moves = [entry(WAIT, 2, seen={BRIDGE: 1}), entry(ADMIT, 3, seen={BRIDGE: 2})]
    row = row_of(*moves)
    assert (row["is_partial"], row["owner"], row["post"], row["in_queue"]) == (True, "", POST, False)
    assert (row["decision"], row["is_contested"], row["step"]) == ("admit", False, "onward")
    whole = row_of(RECORDED, *moves)
    assert {name for name in whole if whole[name] != row[name]} >= {"token", "owner", "is_partial"}
    assert [whole[name] for name in OWNED] == [row[name] for name in OWNED]


def test_a_second_recording_elsewhere_makes_nobody_else_the_owner() -> None:
    # Judged by who recorded the crossing, the hub had become an owner and its wait replaced the admission.
    twice = entry(ARRIVED, 1, stream=HUB, seen={BRIDGE: 2}, after=99)
    hubs = entry(WAIT, 2, stream=HUB, seen={BRIDGE: 2, HUB: 1}, after=100)
    row = row_of(RECORDED, entry(ADMIT, 2, seen={BRIDGE: 1}), twice, hubs)
    assert (row["decision"], row["is_contested"], row["owner"]) == ("admit", True, "bridge")


def test_a_step_reached_from_a_stale_board_is_contested_and_care_comes_first() -> None:
    held = [RECORDED, entry(StepReached(step="medical"), 2, seen={BRIDGE: 1}, after=10),
            entry(StepReached(step="onward"), 3, seen={BRIDGE: 1}, after=60, actor=ZAINAB)]  # fmt: skip
    for order in permutations(held):
        row = row_of(*order)
        assert (row["step"], row["is_step_contested"], row["in_queue"]) == ("medical", True, True)
    settled = row_of(*held, entry(StepReached(step="onward"), 4, seen={BRIDGE: 3}, after=70))
    assert (settled["step"], settled["is_step_contested"]) == ("onward", False)


def test_a_step_reached_elsewhere_does_not_take_people_out_of_the_owners_care() -> None:
    medical = entry(StepReached(step="medical"), 2, seen={BRIDGE: 1})
    row = row_of(RECORDED, medical, entry(StepReached(step="onward"), 1, stream=HUB, seen={BRIDGE: 2}, after=60))
    assert (row["step"], row["is_step_contested"]) == ("medical", True)


def test_only_the_owner_takes_the_owners_decision_back() -> None:
    admit = entry(ADMIT, 2, seen={BRIDGE: 1})
    undo = entry(DecisionUndone(entry=admit.ref), 1, stream=HUB, seen={BRIDGE: 2}, after=20)
    assert row_of(RECORDED, admit, undo)["decision"] == "admit"
    hubs = entry(ADMIT, 1, stream=HUB, seen={BRIDGE: 1})
    assert row_of(RECORDED, hubs, entry(DecisionUndone(entry=hubs.ref), 2, seen={HUB: 1}, after=20))["decision"] == ""


def test_after_an_erasure_the_counts_and_the_decision_stay_and_the_words_are_gone() -> None:
    nameless = CrossingRecorded(post=POST, local_day="2026-03-04", direction="entry", level=1, people=2)
    held = [
        entry(nameless, 1, readable=False),
        entry(DecisionMade(decision="wait", reason="post_full"), 2, seen={BRIDGE: 1}, readable=False),
    ]
    row = row_of(*held)
    assert (row["is_nameless"], row["people"], row["decision"]) == (True, 2, "wait")
    assert (row["token"], row["token_number"], row["decision_place"], row["known_token"]) == ("", 0, "", "")
