"""Who may do what in a case, and what stops it, row by row."""

import msgspec
import pytest

from safeconduct.domains.cases import commands as ask
from safeconduct.domains.cases import rules
from safeconduct.domains.cases.rules import CaseState, Free, Placed, Waiting, plan_moves
from safeconduct.domains.cases.states import COMPARTMENTS
from safeconduct.domains.cases.tests.entries import CASE, DALIA, ESTHER, GRACE, HERE, LEILA, OPEN, SEALED, by, state
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Problem

NEW, WAITS, DONE = derived_id("new"), derived_id("waits"), derived_id("done")
CLOSED = state(status="closed", closings=("s:4",))
OFFERED = state(offer=derived_id("offer"), offered_to=LEILA)
OPENS = ask.OpenCase(case=CASE, compartment="gbv", priority="high", owner=ESTHER, supervisor=GRACE, consent="consent",
                     reference="C-1", **SEALED)  # fmt: skip
FREE = CaseState(workers=OPEN.workers)
NOTE = ask.TakeStep(case=CASE, kind="note", **SEALED)
ACTION = ask.PlanAction(case=CASE, action=NEW, by="caseworker", due="2026-03-05", **SEALED)
SETTLE = ask.SettleAction(case=CASE, action=WAITS, outcome="done", on="2026-03-04")
VISIT = ask.PlanVisit(case=CASE, visit=NEW, on="2026-03-04")
VISITED = ask.SettleVisit(case=CASE, visit=WAITS, outcome="missed", on="2026-03-04")
SIGN = ask.SignOff(case=CASE, step="s:3", granted=True)
CLOSING = ask.ProposeClosing(case=CASE, reason="goals_reached", **SEALED)
OFFER = ask.OfferHandOver(case=CASE, offer=NEW, to=LEILA, **SEALED)
TAKE = ask.AnswerHandOver(case=CASE, offer=derived_id("offer"), accepted=True)
MOVE = ask.ReassignCase(case=CASE, to=LEILA, reason="left")

DECIDES = {
    ask.OpenCase: rules.decide_open_case, ask.TakeStep: rules.decide_take_step,
    ask.PlanAction: rules.decide_plan_action,
    ask.SettleAction: rules.decide_settle_action, ask.PlanVisit: rules.decide_plan_visit,
    ask.SettleVisit: rules.decide_settle_visit, ask.SignOff: rules.decide_sign_off,
    ask.DirectCase: rules.decide_direct_case, ask.OfferHandOver: rules.decide_offer_hand_over,
    ask.AnswerHandOver: rules.decide_answer_hand_over, ask.ReassignCase: rules.decide_reassign_case,
    ask.ProposeClosing: rules.decide_propose_closing, ask.ReopenCase: rules.decide_reopen_case,
    ask.WithdrawStep: rules.decide_withdraw_step,
    ask.PrintCase: rules.decide_print_case, ask.EraseCase: rules.decide_erase_case,
}  # fmt: skip


def decided(command, given=OPEN, here=HERE, **more):
    return [one.fact for one in DECIDES[type(command)](msgspec.structs.replace(command, **more), given, here)]


ALLOWED = [
    (OPENS, FREE, HERE, {}), (OPENS, FREE, HERE, {"supervisor": ""}),
    (OPENS, FREE, HERE, {"consent": "life_in_danger"}),
    (NOTE, OPEN, HERE, {}), (NOTE, OPEN, by(LEILA), {}), (NOTE, OPEN, HERE, {"corrects": "s:2"}),
    (NOTE, OPEN, HERE, {"kind": "incident"}), (NOTE, OPEN, HERE, {"kind": "safety_plan"}),
    (ACTION, OPEN, HERE, {}), (ACTION, OPEN, HERE, {"due": "2026-03-04"}), (SETTLE, OPEN, HERE, {}),
    (VISIT, OPEN, HERE, {}), (VISITED, OPEN, HERE, {}), (VISITED, OPEN, HERE, {"visit": NEW, "outcome": "held"}),
    (SIGN, OPEN, by(GRACE), {}), (SIGN, OPEN, by(GRACE), {"step": "s:4", "closes": True, "granted": False}),
    (CLOSING, OPEN, HERE, {}), (CLOSING, OPEN, HERE, {"reason": "lost_contact", "tries": 3}),
    (OFFER, OPEN, HERE, {}), (OFFER, OPEN, by(GRACE), {}), (TAKE, OFFERED, by(LEILA), {}),
    (TAKE, state(offer=derived_id("offer"), offered_to=GRACE), by(GRACE), {"accepted": False}), (MOVE, OPEN, HERE, {}),
    (ask.DirectCase(case=CASE, priority="low"), OPEN, HERE, {}),
    (ask.DirectCase(case=CASE, consent="withdrawn"), OPEN, HERE, {}),
    (ask.ReopenCase(case=CASE), CLOSED, HERE, {}),
    (ask.WithdrawStep(case=CASE, step="s:2", reason="mistake"), OPEN, HERE, {}),
    (ask.WithdrawStep(case=CASE, step="s:2", reason="mistake"), CLOSED, HERE, {}),
    (ask.EraseCase(case=CASE, reason="person_asked"), CLOSED, HERE, {}),
    (ask.PrintCase(case=CASE, reason="court"), CLOSED, by(GRACE), {}),
    (MOVE, state(places=0), HERE, {"knowingly": True}),
]  # fmt: skip
REFUSED = [
    (OPENS, OPEN, HERE, {}, "case_known"), (OPENS, FREE, HERE, {"owner": DALIA}, "no_such_worker"),
    (OPENS, FREE, HERE, {"owner": ""}, "no_such_worker"), (OPENS, FREE, HERE, {"supervisor": ESTHER}, "own_supervisor"),
    (OPENS, FREE, HERE, {"compartment": "asylum"}, "unknown_code"),
    (OPENS, FREE, HERE, {"consent": "withdrawn"}, "unknown_code"),
    (OPENS, FREE, HERE, {"sealed": b"plain words"}, "not_sealed"), (OPENS, FREE, HERE, {"file": "x"}, "malformed_id"),
    (OPENS, FREE, HERE, {"case": ""}, "malformed_id"),
    (NOTE, FREE, HERE, {}, "no_such_case"), (NOTE, CLOSED, HERE, {}, "case_closed"),
    (NOTE, state(erased=True), HERE, {}, "case_erased"), (NOTE, OPEN, HERE, {"sealed": b""}, "not_sealed"),
    (NOTE, OPEN, HERE, {"kind": "gossip"}, "unknown_code"), (NOTE, OPEN, HERE, {"corrects": "s:3"}, "no_such_step"),
    (NOTE, state(compartment="legal"), HERE, {"kind": "incident"}, "wrong_compartment"),
    (NOTE, state(supervisor=""), HERE, {"kind": "safety_plan"}, "no_supervisor"),
    (ACTION, OPEN, HERE, {"action": WAITS}, "action_known"), (ACTION, OPEN, HERE, {"due": "2026-03-03"}, "day_past"),
    (ACTION, OPEN, HERE, {"due": "2027-03-06"}, "too_far_ahead"), (ACTION, OPEN, HERE, {"due": "soon"}, "not_a_day"),
    (ACTION, OPEN, HERE, {"by": "Salma"}, "unknown_code"), (SETTLE, OPEN, HERE, {"action": DONE}, "no_such_action"),
    (SETTLE, OPEN, HERE, {"on": "2026-03-05"}, "day_ahead"), (VISIT, OPEN, HERE, {"visit": WAITS}, "visit_known"),
    (VISITED, OPEN, HERE, {"visit": derived_id("held")}, "no_such_visit"),
    (VISITED, OPEN, HERE, {"visit": NEW}, "no_such_visit"),
    (SIGN, OPEN, HERE, {}, "own_step"), (SIGN, OPEN, by(LEILA), {}, "not_the_supervisor"),
    (SIGN, OPEN, by(GRACE), {"step": "s:2"}, "nothing_to_sign"),
    (SIGN, OPEN, by(GRACE), {"closes": True}, "nothing_to_sign"),
    (SIGN, OPEN, by(GRACE), {"step": "s:4"}, "nothing_to_sign"),
    (SIGN, state(supervisor=ESTHER), HERE, {}, "own_step"),
    (CLOSING, OPEN, HERE, {"reason": "lost_contact", "tries": 2}, "too_few_tries"),
    (CLOSING, OPEN, HERE, {"reason": "tired"}, "unknown_code"),
    (CLOSING, state(supervisor=""), HERE, {}, "no_supervisor"),
    (CLOSING, state(status="closing", closings=("s:4",)), HERE, {}, "closing_waits"),
    (OFFER, OPEN, by(LEILA), {}, "not_the_owner"), (OFFER, OPEN, HERE, {"to": DALIA}, "no_such_worker"),
    (OFFER, OPEN, HERE, {"to": ESTHER}, "already_theirs"), (OFFER, OPEN, HERE, {"to": GRACE}, "own_supervisor"),
    (TAKE, OFFERED, by(GRACE), {}, "no_such_offer"), (TAKE, OPEN, by(LEILA), {}, "no_such_offer"),
    (TAKE, state(offer=derived_id("offer"), offered_to=GRACE), by(GRACE), {}, "own_supervisor"),
    (MOVE, OPEN, HERE, {"to": GRACE}, "own_supervisor"), (MOVE, OPEN, HERE, {"to": ESTHER}, "already_theirs"),
    (MOVE, OPEN, HERE, {"reason": "bored"}, "unknown_code"), (MOVE, CLOSED, HERE, {}, "case_closed"),
    (ask.DirectCase(case=CASE, priority="high"), OPEN, HERE, {}, "nothing_directed"),
    (ask.DirectCase(case=CASE, supervisor=ESTHER), OPEN, HERE, {}, "own_supervisor"),
    (ask.ReopenCase(case=CASE), OPEN, HERE, {}, "case_open"),
    (ask.WithdrawStep(case=CASE, step="s:4", reason="mistake"), OPEN, HERE, {}, "no_such_step"),
    (ask.WithdrawStep(case=CASE, step="s:2", reason="shame"), OPEN, HERE, {}, "unknown_code"),
    (ask.EraseCase(case=CASE, reason="person_asked"), state(erased=True), HERE, {}, "case_erased"),
    (ask.PrintCase(case=CASE, reason="court"), OPEN, by(LEILA), {}, "not_the_holder"),
    (ask.PrintCase(case=CASE, reason="curious"), OPEN, HERE, {}, "no_reason"),
    (MOVE, state(places=0), HERE, {}, "over_capacity"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "given", "here", "more"), ALLOWED)
def test_what_may_be_done(command, given, here, more):
    assert len(decided(command, given, here, **more)) == 1


@pytest.mark.parametrize(("command", "given", "here", "more", "code"), REFUSED)
def test_what_may_not_be_done(command, given, here, more, code):
    with pytest.raises(Problem, match=rf"^cases\.{code}$"):
        decided(command, given, here, **more)


def test_every_command_has_a_row_in_both_tables():
    assert {type(row[0]) for row in ALLOWED} == {type(row[0]) for row in REFUSED} == DECIDES.keys()


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert rules.REFUSALS.keys() == {code for code in all_sentences() if code.startswith("cases.")}


def test_every_compartment_is_shaped_like_one():
    from safeconduct.foundation.compartments.rules import CODE

    assert all(CODE.fullmatch(one) for one in COMPARTMENTS)


@pytest.mark.parametrize(("kind", "said", "code"), [
    ("note", {"text": "  "}, "cases.nothing_said"),
    ("safety_plan", {"signs": "he calls"}, "cases.nothing_said"),
    ("conference", {"decisions": "move", "attended": ("brother-in-law",)}, "cases.unknown_code"),
])  # fmt: skip
def test_words_that_cannot_be_kept_are_refused_before_they_are_sealed(kind, said, code):
    with pytest.raises(Problem, match=code.replace(".", r"\.")):
        rules.checked_words(kind, said)


def test_only_the_words_of_a_step_are_sealed_and_nothing_else_that_a_form_sent():
    said = {"decisions": " move her ", "attended": ("legal", "person"), "csrf": "x", "text": "y"}
    assert rules.checked_words("conference", said) == {"decisions": "move her", "attended": ["person", "legal"]}
    assert rules.checked_words("visit", {"purpose": ""}) == {}


@pytest.mark.parametrize("consent", ["life_in_danger", "best_interests", "reporting_duty", "no_capacity"])
def test_an_exception_to_consent_is_written_down(consent):
    with pytest.raises(Problem, match=r"cases\.exception_unexplained"):
        rules.checked_opening({"who": "Salma"}, consent)
    assert rules.checked_opening({"who": "Salma", "exception": "unconscious"}, consent)["exception"] == "unconscious"


A, B = sorted(derived_id(one) for one in "ab")


@pytest.mark.parametrize(("waiting", "free", "placed"), [
    # the most urgent first, to whoever has most room left
    ([Waiting(A, "low", LEILA), Waiting(B, "high", "")], [Free(GRACE, 9, 10), Free(LEILA, 2, 5)],
     [Placed(B, LEILA), Placed(A, GRACE)]),
    # nobody gets a case that they supervise
    ([Waiting(A, "low", LEILA)], [Free(LEILA, 0, 10)], [Placed(A, conflict="own_supervisor")]),
    ([Waiting(A, "low", LEILA)], [Free(LEILA, 0, 10), Free(GRACE, 4, 5)], [Placed(A, GRACE)]),
    # nobody gets more than they bear
    ([Waiting(A, "low", ""), Waiting(B, "low", "")], [Free(LEILA, 0, 1)],
     [Placed(A, LEILA), Placed(B, conflict="no_place")]),
    ([Waiting(A, "low", "")], [], [Placed(A, conflict="no_place")]),
])  # fmt: skip
def test_where_cases_would_go_when_somebody_leaves(waiting, free, placed):
    assert plan_moves(waiting, free) == placed


@pytest.mark.parametrize(("capacity", "before", "number"), [(0, None, 1), (20, None, 1), (20, 20, 0), (200, 20, 1)])
def test_how_many_cases_somebody_bears_is_said_once(capacity, before, number):
    command = ask.SayCapacity(worker=rules.worker_of(LEILA), user=LEILA, capacity=capacity)
    assert len(rules.decide_say_capacity(command, before, HERE)) == number


@pytest.mark.parametrize(
    ("capacity", "worker", "code"), [(-1, "", "capacity"), (201, "", "capacity"), (5, GRACE, "malformed_id")]
)
def test_what_is_no_capacity(capacity, worker, code):
    command = ask.SayCapacity(worker=worker or rules.worker_of(LEILA), user=LEILA, capacity=capacity)
    with pytest.raises(Problem, match=code):
        rules.decide_say_capacity(command, None, HERE)
