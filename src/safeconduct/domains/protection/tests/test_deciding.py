"""Whose child it is, what is in its interest, how old it is, when a case may close: nothing by a number."""

from datetime import timedelta

import msgspec
import pytest

from safeconduct.domains.protection.commands import (
    AssessInterests,
    CheckRelationship,
    ClaimRelationship,
    CloseChild,
    ConfirmDecision,
    DetermineAge,
    DetermineInterests,
    ReopenChild,
    TakeNotice,
)
from safeconduct.domains.protection.facts import (
    AgeDetermined,
    ChildClosed,
    ChildNoticed,
    ChildReopened,
    DecisionConfirmed,
    InterestsDetermined,
    RelationshipChecked,
    RelationshipClaimed,
)
from safeconduct.domains.protection.projection import child_rows
from safeconduct.domains.protection.rules import (
    ChildState,
    DecidingState,
    age_result,
    decide_assess_interests,
    decide_check_relationship,
    decide_claim_relationship,
    decide_close_child,
    decide_confirm_decision,
    decide_determine_age,
    decide_determine_interests,
    decide_reopen_child,
    decide_take_notice,
)
from safeconduct.domains.protection.states import WEIGHED
from safeconduct.domains.protection.tests.entries import CHILD, ESTHER, HERE, NOON, entry
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

CLAIM, DECISION, GRACE = (derived_id(one) for one in ("claim", "decision", "grace"))
OPEN = DecidingState(
    child=ChildState(exists=True), claims=frozenset({CLAIM}), is_assessed=True, mandate_until="2026-09-04",
    any_mandate_until="2026-09-04",
)  # fmt: skip


def state(**more):
    return msgspec.structs.replace(OPEN, **more)


def check(given=OPEN, **more):
    says = {"child": CHILD, "claim": CLAIM, "conclusion": "confirmed", "evidence": ("documents", "recognised"),
            "child_heard": True, **more}  # fmt: skip
    return decide_check_relationship(CheckRelationship(**says), given, HERE)[0].fact


def test_a_claim_is_confirmed_on_two_kinds_of_evidence_with_the_child_heard():
    assert check().conclusion == "confirmed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"evidence": ("documents",)}, "too_little_evidence"),
        ({"evidence": ("documents", "documents")}, "too_little_evidence"),
        ({"child_heard": False}, "child_unheard"),
        ({"concerns": ("afraid",), "evidence": ("documents", "recognised", "photos", "witnesses")}, "concern_stands"),
        ({"evidence": ("score",)}, "unknown_code"),
        ({"conclusion": "likely"}, "unknown_code"),
    ],
)
def test_what_keeps_a_claim_from_being_confirmed(more, code):
    with pytest.raises(Refused, match=code):
        check(**more)


def test_a_claim_that_worries_is_left_open_and_nothing_is_asked_for_it():
    assert check(conclusion="open", evidence=(), child_heard=False, concerns=("hurried", "payment")).concerns == (
        "payment", "hurried",
    )  # fmt: skip
    with pytest.raises(NotFound, match="no_such_claim"):
        check(claim=DECISION)


def test_a_claim_needs_a_name():
    command = ClaimRelationship(child=CHILD, claim=CLAIM, claimant=" ", relation="mother")
    with pytest.raises(Refused, match="claimant_nameless"):
        decide_claim_relationship(command, OPEN, HERE)
    assert decide_claim_relationship(msgspec.structs.replace(command, claimant="Amina"), OPEN, HERE)


def assess(**more):
    says = {"child": CHILD, "conclusion": "stays", "weighed": WEIGHED, "child_heard": True, "plan": "school by Monday"}
    return decide_assess_interests(AssessInterests(**{**says, **more}), OPEN, HERE)[0].fact


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"weighed": WEIGHED[1:]}, "not_weighed"),
        ({"child_heard": False}, "child_unheard"),
        ({"plan": " "}, "no_plan"),
        ({"conclusion": "returns"}, "unknown_code"),
    ],
)
def test_what_an_assessment_refuses(more, code):
    assert assess().conclusion == "stays"
    with pytest.raises(Refused, match=code):
        assess(**more)


def determine(given=OPEN, **more):
    says = {"child": CHILD, "decision": DECISION, "outcome": "reunify", "members": 3, "panel": "Esther, Grace, Ivo",
            "remark": "her mother is found", "child_heard": True, "guardian_heard": True, **more}  # fmt: skip
    return decide_determine_interests(DetermineInterests(**says), given, HERE)[0].fact


@pytest.mark.parametrize(
    ("given", "more", "code"),
    [
        ({"is_assessed": False}, {}, "assessment_first"),
        ({}, {"members": 2}, "panel_too_small"),
        ({}, {"child_heard": False}, "child_unheard"),
        ({"any_mandate_until": ""}, {}, "mandate_needed"),
        ({"any_mandate_until": "2026-03-03"}, {}, "mandate_expired"),
        ({}, {"guardian_heard": False}, "guardian_unheard"),
        ({}, {"remark": ""}, "no_reasons"),
        ({}, {"outcome": "detain"}, "unknown_code"),
    ],
)
def test_what_a_determination_refuses(given, more, code):
    assert determine().outcome == "reunify"
    with pytest.raises(Refused, match=code):
        determine(state(**given), **more)


def age(given=OPEN, **more):
    says = {"child": CHILD, "decision": DECISION, "doubt": "documents_contradict",
            "methods": ("documents", "interview"),
            "child_consents": "yes", "estimate": 19, "margin": 2, **more}  # fmt: skip
    return decide_determine_age(DetermineAge(**says), given, HERE)[0].fact


@pytest.mark.parametrize(
    ("estimate", "margin", "result"), [(19, 2, "child"), (20, 2, "adult"), (21, 4, "child"), (16, 2, "child")]
)
def test_somebody_is_grown_up_only_where_the_youngest_age_within_the_margin_is(estimate, margin, result):
    assert age_result(estimate, margin) == result == age(estimate=estimate, margin=margin).result


@pytest.mark.parametrize(
    ("given", "more", "code"),
    [
        ({}, {"doubt": "appearance"}, "appearance_alone"),
        ({}, {"methods": ()}, "no_method"),
        ({}, {"methods": ("psychosocial",)}, "less_intrusive_first"),
        ({}, {"methods": ("documents", "medical")}, "less_intrusive_first"),
        ({}, {"child_consents": "not_asked"}, "consent_needed"),
        ({}, {"child_consents": "refused"}, "consent_refused"),
        ({}, {"margin": 1}, "margin"),
        ({}, {"estimate": 3}, "age_range"),
        ({}, {"methods": ("documents", "interview", "psychosocial", "medical")}, "consent_needed"),
        (
            {"any_mandate_until": "2026-03-03"},
            {"methods": ("documents", "interview", "psychosocial", "medical"), "guardian_consents": True},
            "mandate_expired",
        ),
    ],
)
def test_what_an_age_determination_refuses(given, more, code):
    with pytest.raises(Refused, match=code):
        age(state(**given), **more)


def test_documents_alone_ask_for_no_consent():
    assert age(methods=("documents",), child_consents="refused").methods == ("documents",)


def test_nobody_confirms_their_own_decision_and_nothing_twice():
    waiting = state(decisions={DECISION: GRACE})
    command = ConfirmDecision(child=CHILD, decision=DECISION)
    assert decide_confirm_decision(command, waiting, HERE)
    with pytest.raises(Refused, match="own_decision"):
        decide_confirm_decision(command, state(decisions={DECISION: ESTHER}), HERE)
    with pytest.raises(NotFound, match="no_such_decision"):
        decide_confirm_decision(command, OPEN, HERE)
    with pytest.raises(Conflict, match="decision_known"):
        determine(state(known_decisions=frozenset({DECISION})))


def close(given=OPEN, **more):
    return decide_close_child(CloseChild(**{"child": CHILD, "outcome": "guardian", **more}), given, HERE)[0].fact


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ({}, {}),
        (
            {"care": "kinship", "carer": "Aunt Huda", "confirmed_claimants": frozenset({"aunt huda"})},
            {"outcome": "caregiver"},
        ),
        ({}, {"outcome": "hand_over", "to": "Child welfare, Lom", "received_by": "Grace Obi"}),
        ({"is_adult": True}, {"outcome": "not_a_child"}),
    ],
)
def test_a_case_closes_with_a_guardian_a_caregiver_or_a_hand_over(given, more):
    assert close(state(**given), **more).outcome == more.get("outcome", "guardian")


@pytest.mark.parametrize(
    ("given", "more", "code"),
    [
        ({"mandate_until": ""}, {}, "closing_guardian"),
        ({"mandate_until": "2026-03-03"}, {}, "mandate_expired"),
        ({"care": "kinship", "carer": "Aunt Huda"}, {"outcome": "caregiver"}, "closing_caregiver"),
        (
            {"care": "foster", "carer": "Huda", "confirmed_claimants": frozenset({"huda"})},
            {"outcome": "caregiver"},
            "closing_caregiver",
        ),
        ({}, {"outcome": "hand_over", "to": "Child welfare"}, "closing_hand_over"),
        ({}, {"outcome": "not_a_child"}, "closing_age"),
        ({}, {"outcome": "lost"}, "unknown_code"),
    ],
)
def test_a_case_without_any_of_these_stays_open(given, more, code):
    with pytest.raises(Refused, match=code):
        close(state(**given), **more)


def test_nothing_is_done_in_a_closed_case_until_it_is_open_again():
    closed = state(closings=("a:1",))
    for attempt in (lambda: close(closed), lambda: determine(closed), lambda: age(closed), lambda: check(closed)):
        with pytest.raises(Conflict, match="case_closed"):
            attempt()
    assert decide_reopen_child(ReopenChild(child=CHILD), closed, HERE)[0].fact.closings == ("a:1",)
    with pytest.raises(Conflict, match="case_open"):
        decide_reopen_child(ReopenChild(child=CHILD), OPEN, HERE)


def test_a_child_told_of_again_is_open_again():
    command = TakeNotice(child=CHILD, whole="", entry=DECISION, content={"grounds": ["separated"]})
    facts = [one.fact for one in decide_take_notice(command, ChildState(exists=True, closings=("a:1",)), HERE)]
    assert [type(one) for one in facts] == [ChildNoticed, ChildReopened]


def rows(*held):
    return child_rows([entry(ChildNoticed(noticed_at=NOON)), *held])


def test_a_decision_counts_once_another_person_confirmed_it():
    decided = entry(InterestsDetermined(decision=DECISION, outcome="reunify"), 2)
    own = entry(DecisionConfirmed(decision=DECISION), 3)
    second = entry(DecisionConfirmed(decision=DECISION), 4, actor=GRACE)
    in_force = [rows(decided, *more)["protection_decision"][0]["is_in_force"] for more in ((), (own,), (own, second))]
    assert in_force == [False, False, True]


def test_a_person_is_a_child_until_a_second_person_says_otherwise():
    grown = entry(AgeDetermined(decision=DECISION, result="adult", estimate=24, margin=2), 2)
    assert not rows(grown)["protection_child"][0]["is_adult"]
    second = entry(DecisionConfirmed(decision=DECISION), 3, actor=GRACE, after=1)
    assert rows(grown, second)["protection_child"][0]["is_adult"]
    later = entry(AgeDetermined(decision=CLAIM, result="child", estimate=17, margin=2), 4, after=2)
    assert not rows(grown, second, later)["protection_child"][0]["is_adult"]


def test_findings_that_contradict_each_other_confirm_nobody():
    claimed = entry(RelationshipClaimed(claim=CLAIM, claimant="Amina", relation="mother"), 2)
    one = entry(RelationshipChecked(claim=CLAIM, conclusion="confirmed"), 3)
    other = entry(RelationshipChecked(claim=CLAIM, conclusion="not_confirmed"), 4, seen={})
    assert rows(claimed, one)["protection_claim"][0]["conclusion"] == "confirmed"
    assert rows(claimed, one, other)["protection_claim"][0]["conclusion"] == "open"


def test_a_closed_case_leaves_the_list_and_comes_back_when_it_is_opened():
    closed = entry(ChildClosed(outcome="hand_over"), 2, after=1)
    row = rows(closed)["protection_child"][0]
    assert (row["is_open"], row["closed"], row["next_step"], row["closed_at"]) == (
        False, "hand_over", "", NOON + timedelta(hours=1),
    )  # fmt: skip
    again = rows(closed, entry(ChildReopened(closings=(closed.ref,)), 3))["protection_child"][0]
    assert (again["is_open"], again["closed"], again["next_step"]) == (True, "", "care")
