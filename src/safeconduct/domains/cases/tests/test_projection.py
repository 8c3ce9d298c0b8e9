"""How a case stands, from its facts: whose it is, what is due, what waits, when it is closed."""

import pytest

from safeconduct.domains.cases.facts import (
    ActionPlanned,
    ActionSettled,
    CapacitySaid,
    CaseDirected,
    CaseErased,
    CaseOpened,
    CaseReassigned,
    CaseReopened,
    ClosingProposed,
    HandOverAnswered,
    HandOverOffered,
    SignedOff,
    StepTaken,
    StepWithdrawn,
    VisitPlanned,
    VisitSettled,
)
from safeconduct.domains.cases.projection import case_rows, worker_rows
from safeconduct.domains.cases.tests.entries import ESTHER, GRACE, LEILA, OPENED, OTHER, STREAM, entry

FIRST = entry(OPENED)
SAFETY = entry(StepTaken(kind="safety_plan"), 2, after=1)
CLOSING = entry(ClosingProposed(reason="moved"), 2, after=1)
SIGNED = entry(SignedOff(step=CLOSING.ref, granted=True), 3, after=2, actor=GRACE)


def case(*held):
    return case_rows([FIRST, *held])["cases_case"][0]


def steps(*held):
    return {row["id"]: row for row in case_rows([FIRST, *held])["cases_step"]}


@pytest.mark.parametrize(("held", "due"), [
    ([], ("2026-03-05", "contact")),  # a first contact within a day, for it is urgent
    ([entry(CaseDirected(priority="low"), 2)], ("2026-03-11", "contact")),
    ([entry(VisitPlanned(visit="v", on="2026-03-20"), 2)], ("2026-03-20", "visit")),
    ([entry(VisitPlanned(visit="v", on="2026-03-20"), 2), entry(ActionPlanned(action="a", due="2026-03-10"), 3)],
     ("2026-03-10", "action")),
    ([entry(VisitSettled(visit="v", outcome="held", on="2026-03-06"), 2)], ("2026-03-09", "contact")),
    ([entry(VisitPlanned(visit="v", on="2026-03-06"), 2),
      entry(VisitSettled(visit="v", outcome="missed", on="2026-03-06"), 3)],
     ("2026-03-05", "contact")),  # nobody was seen, so the first contact is still due
    ([entry(ActionPlanned(action="a", due="not a day"), 2)], ("2026-03-05", "contact")),
    ([CLOSING], ("2026-03-05", "contact")),
    ([CLOSING, SIGNED], ("", "")),
])  # fmt: skip
def test_what_is_due_first(held, due):
    row = case(*held)
    assert (row["due_on"], row["due_what"]) == due


@pytest.mark.parametrize(("held", "status", "waits"), [
    ([], "open", 0),
    ([CLOSING], "closing", 1),
    ([CLOSING, SIGNED], "closed", 0),
    ([CLOSING, entry(SignedOff(step=CLOSING.ref, granted=True), 3)], "closing", 1),  # nobody signs their own
    ([CLOSING, entry(SignedOff(step=CLOSING.ref, granted=False), 3, actor=GRACE)], "open", 0),
    ([CLOSING, SIGNED, entry(CaseReopened(closings=(CLOSING.ref,)), 4)], "open", 0),
    ([SAFETY], "open", 1),
    ([SAFETY, entry(StepTaken(kind="safety_plan", corrects=SAFETY.ref), 3)], "open", 1),
    ([SAFETY, entry(StepWithdrawn(entries=(SAFETY.ref,), reason="mistake"), 3)], "open", 0),
    ([entry(StepTaken(kind="note"), 2)], "open", 0),
])  # fmt: skip
def test_a_case_is_closed_by_two_people_and_opened_again(held, status, waits):
    row = case(*held)
    assert (row["status"], row["waits"]) == (status, waits)
    assert bool(row["closed"]) == (status == "closed") != row["is_open"]


def test_signed_and_given_back_by_two_people_side_by_side_a_closing_is_given_back():
    back = entry(SignedOff(step=CLOSING.ref, granted=False), 3, actor=LEILA, stream=OTHER, seen={})
    assert case(CLOSING, SIGNED, back)["status"] == "open"


def test_whoever_opened_a_closed_case_again_without_knowing_of_a_second_closing_leaves_it_closed():
    again = entry(ClosingProposed(reason="died"), 1, stream=OTHER, seen={})
    second = entry(SignedOff(step=again.ref, granted=True), 2, stream=OTHER, actor=GRACE, seen={})
    opened = entry(CaseReopened(closings=(CLOSING.ref,)), 4)
    assert case(CLOSING, SIGNED, opened)["status"] == "open"
    assert case(CLOSING, SIGNED, opened, again, second)["closed"] == "died"


OFFER = entry(HandOverOffered(offer="o", to=LEILA), 2)


@pytest.mark.parametrize(("held", "owner", "offered"), [
    ([], ESTHER, ""),
    ([OFFER], ESTHER, LEILA),
    ([OFFER, entry(HandOverAnswered(offer="o", to=LEILA, accepted=True), 3, actor=LEILA)], LEILA, ""),
    ([OFFER, entry(HandOverAnswered(offer="o", to=LEILA, accepted=False), 3, actor=LEILA)], ESTHER, ""),
    ([OFFER, entry(CaseReassigned(to=GRACE, reason="left"), 3)], GRACE, ""),
    ([entry(CaseReassigned(to=GRACE, reason="left"), 2), entry(HandOverOffered(offer="o", to=LEILA), 3)], GRACE, LEILA),
])  # fmt: skip
def test_whose_case_it_is(held, owner, offered):
    row = case(*held)
    assert (row["owner"], row["offered_to"], row["is_contested"]) == (owner, offered, False)


def test_given_to_two_people_who_did_not_know_of_each_other_it_is_contested():
    row = case(entry(CaseReassigned(to=LEILA), 2), entry(CaseReassigned(to=GRACE), 1, stream=OTHER, seen={STREAM: 1}))
    assert row["is_contested"]
    assert row["owner"] in (LEILA, GRACE)


def test_of_two_priorities_side_by_side_the_more_urgent_is_in_force():
    low = entry(CaseDirected(priority="low"), 2)
    medium = entry(CaseDirected(priority="medium"), 1, stream=OTHER, seen={STREAM: 1})
    assert case(low, medium)["priority"] == "medium"
    assert case(low)["priority"] == "low"


def test_an_action_done_for_anyone_is_done_and_a_visit_held_for_anyone_was_held():
    planned = entry(ActionPlanned(action="a", due="2026-03-10"), 2)
    dropped = entry(ActionSettled(action="a", outcome="dropped", on="2026-03-09"), 3)
    done = entry(ActionSettled(action="a", outcome="done", on="2026-03-08"), 1, stream=OTHER, seen={})
    rows = case_rows([FIRST, planned, dropped, done])["cases_action"]
    assert [(one["outcome"], one["settled_on"]) for one in rows] == [("done", "2026-03-08")]
    missed = entry(VisitSettled(visit="v", outcome="missed", on="2026-03-09"), 3)
    held = entry(VisitSettled(visit="v", outcome="held", on="2026-03-08"), 1, stream=OTHER, seen={})
    rows = case_rows([FIRST, missed, held])["cases_visit"]
    assert [(one["outcome"], one["settled_on"]) for one in rows] == [("held", "2026-03-08")]


def test_a_withdrawal_that_arrives_before_the_step_withdraws_it_and_nothing_takes_it_back():
    gone = entry(StepWithdrawn(entries=(f"{OTHER}:1",), reason="wrong_case"), 2)
    visit = entry(VisitPlanned(visit="v", on="2026-03-06"), 1, stream=OTHER, seen={})
    assert case(gone, visit)["next_visit_on"] == ""
    assert steps(gone, visit)[f"{OTHER}:1"]["withdrawn"] == "wrong_case"


def test_an_opening_a_closing_and_a_signature_cannot_be_withdrawn():
    gone = entry(StepWithdrawn(entries=(FIRST.ref, CLOSING.ref, SIGNED.ref), reason="mistake"), 4)
    assert (case(CLOSING, SIGNED, gone)["status"], case(CLOSING, SIGNED, gone)["owner"]) == ("closed", ESTHER)


def test_a_corrected_step_stands_again_when_its_correction_is_withdrawn():
    first, second = entry(StepTaken(kind="note"), 2), entry(StepTaken(kind="note", corrects=f"{STREAM}:2"), 3)
    assert steps(first, second)[first.ref]["corrected_by"] == second.ref
    gone = entry(StepWithdrawn(entries=(second.ref,), reason="mistake"), 4)
    assert steps(first, second, gone)[first.ref]["corrected_by"] == ""


def test_erased_and_without_its_key_a_case_is_codes_and_days():
    bare = entry(CaseOpened(compartment="gbv", priority="high", owner=ESTHER))
    row = case_rows([bare, CLOSING, SIGNED, entry(CaseErased(reason="person_asked"), 4)])["cases_case"][0]
    assert (row["erased"], row["reference"], row["file"], row["closed"]) == (True, "", "", "moved")


def test_of_two_numbers_the_smaller_is_what_somebody_bears():
    said = [
        entry(CapacitySaid(user=LEILA, capacity=20)),
        entry(CapacitySaid(user=LEILA, capacity=12), stream=OTHER, seen={}),
    ]
    assert worker_rows(said)["cases_caseworker"] == [{"user": LEILA, "capacity": 12}]
    assert worker_rows([]) == {}
