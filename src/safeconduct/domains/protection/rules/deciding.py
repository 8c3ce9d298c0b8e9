"""Rules of what is decided about a child: whose relative somebody is, what is in its interest, how old it is, the end.

Sources: Convention on the Rights of the Child, articles 3, 9, 12 and 20; Committee on the Rights of the Child, General
Comment 6, paragraph 31 (age: least intrusive, benefit of the doubt); UNHCR Best Interests Procedure Guidelines 2021.
"""

from collections.abc import Collection

import msgspec

from safeconduct.domains.protection.commands import (
    AssessInterests,
    CheckRelationship,
    ClaimRelationship,
    CloseChild,
    ConfirmDecision,
    DetermineAge,
    DetermineInterests,
    ReopenChild,
)
from safeconduct.domains.protection.facts import (
    AgeDetermined,
    ChildClosed,
    ChildReopened,
    DecisionConfirmed,
    InterestsAssessed,
    InterestsDetermined,
    RelationshipChecked,
    RelationshipClaimed,
)
from safeconduct.domains.protection.rules.children import ChildState, check_open
from safeconduct.domains.protection.rules.given import check_id, checked_code, line, note
from safeconduct.domains.protection.states import (
    ADULT_FROM,
    ADULT_RESULT,
    ASSESSED,
    CHILD_RESULT,
    CLOSINGS,
    CONCERNS,
    CONCLUSIONS,
    CONFIRMED,
    CONSENTS,
    DETERMINED,
    DOUBTS,
    EVIDENCE,
    FAMILY_CARE,
    LEAST_EVIDENCE,
    LEAST_MARGIN,
    LEAST_PANEL,
    MEDICAL,
    METHODS,
    RELATIONS,
    WEIGHED,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class DecidingState(msgspec.Struct, frozen=True, kw_only=True):
    """The file, and what stands of claims, decisions, care and mandates.

    `mandate_until` is the last day of the lasting mandate that stands, empty where none does; `decisions` maps those
    that nobody has confirmed to who decided. `confirmed_claimants` are the names of confirmed relatives, folded.
    """

    child: ChildState
    closings: tuple[str, ...] = ()
    claims: frozenset[str] = frozenset()
    confirmed_claimants: frozenset[str] = frozenset()
    is_assessed: bool = False
    decisions: dict[str, str] = {}
    known_decisions: frozenset[str] = frozenset()
    is_adult: bool = False
    mandate_until: str = ""
    any_mandate_until: str = ""
    care: str = ""
    carer: str = ""


def folded_name(name: str) -> str:
    """A name as two of them are compared here."""
    return " ".join(name.casefold().split())


def check_standing(state: DecidingState) -> None:
    """NotFound: no_such_child. Conflict: child_erased, case_closed. Refused: each_first."""
    check_open(state.child)
    if state.closings:
        raise Conflict("protection.case_closed")
    if not state.child.each:
        raise Refused("protection.each_first")


def decide_claim_relationship(command: ClaimRelationship, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. Refused: unknown_code, claimant_nameless, kernel.text's codes."""
    check_standing(state)
    fact = RelationshipClaimed(
        claim=check_id(command.claim), relation=checked_code(command.relation, RELATIONS, "relation"),
        claimant=line(command.claimant, "claimant"), contact=line(command.contact, "contact"),
        remark=note(command.remark, "remark"),
    )  # fmt: skip
    if not fact.claimant:
        raise Refused("protection.claimant_nameless", field="claimant")
    return [About(command.child, fact)]


def decide_check_relationship(command: CheckRelationship, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. NotFound: no_such_claim. Refused: unknown_code, too_little_evidence, child_unheard,
    concern_stands."""
    check_standing(state)
    if command.claim not in state.claims:
        raise NotFound("protection.no_such_claim", field="claim")
    checked_code(command.conclusion, CONCLUSIONS, "conclusion")
    evidence = _codes(command.evidence, EVIDENCE, "evidence")
    concerns = _codes(command.concerns, CONCERNS, "concerns")
    if command.conclusion == CONFIRMED:
        if concerns:
            raise Refused("protection.concern_stands", field="conclusion")
        if len(evidence) < LEAST_EVIDENCE:
            raise Refused("protection.too_little_evidence", field="evidence", least=LEAST_EVIDENCE)
        _check_heard(command.child_heard)
    fact = RelationshipChecked(
        claim=command.claim, evidence=evidence, concerns=concerns, child_heard=command.child_heard,
        conclusion=command.conclusion, remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.child, fact)]


def decide_assess_interests(command: AssessInterests, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. Refused: unknown_code, not_weighed, child_unheard, nothing_said."""
    check_standing(state)
    weighed = _codes(command.weighed, WEIGHED, "weighed")
    if set(WEIGHED) - set(weighed):
        raise Refused("protection.not_weighed", field="weighed")
    _check_heard(command.child_heard)
    fact = InterestsAssessed(
        weighed=weighed, child_heard=True, conclusion=checked_code(command.conclusion, ASSESSED, "conclusion"),
        remark=note(command.remark, "remark"), plan=note(command.plan, "plan"),
    )  # fmt: skip
    if not fact.plan:
        raise Refused("protection.no_plan", field="plan")
    return [About(command.child, fact)]


def decide_determine_interests(command: DetermineInterests, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. Refused: unknown_code, assessment_first, panel_too_small, no_reasons, child_unheard,
    guardian_unheard, mandate_needed, mandate_expired. Conflict: decision_known."""
    check_standing(state)
    _check_new(command.decision, state)
    outcome = checked_code(command.outcome, DETERMINED, "outcome")
    if not state.is_assessed:
        raise Refused("protection.assessment_first")
    if command.members < LEAST_PANEL:
        raise Refused("protection.panel_too_small", field="members", least=LEAST_PANEL)
    _check_heard(command.child_heard)
    check_guardian_speaks(state, here)
    if not command.guardian_heard:
        raise Refused("protection.guardian_unheard", field="guardian_heard")
    fact = InterestsDetermined(
        decision=command.decision, outcome=outcome, members=min(command.members, 99), child_heard=True,
        guardian_heard=True, panel=line(command.panel, "panel"), remark=note(command.remark, "remark"),
    )  # fmt: skip
    if not fact.remark:
        raise Refused("protection.no_reasons", field="remark")
    return [About(command.child, fact)]


def decide_determine_age(command: DetermineAge, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. Conflict: decision_known. Refused: unknown_code, appearance_alone, no_method,
    less_intrusive_first, consent_needed, consent_refused, mandate_needed, mandate_expired, age_range, margin."""
    check_standing(state)
    _check_new(command.decision, state)
    if checked_code(command.doubt, DOUBTS, "doubt") == "appearance":
        raise Refused("protection.appearance_alone", field="doubt")
    methods = _methods(command, state, here)
    if not 5 <= command.estimate <= 99:
        raise Refused("protection.age_range", field="estimate")
    if not LEAST_MARGIN <= command.margin <= 10:
        raise Refused("protection.margin", field="margin", least=LEAST_MARGIN)
    fact = AgeDetermined(
        decision=command.decision, doubt=command.doubt, methods=methods, child_consents=command.child_consents,
        guardian_consents=command.guardian_consents, estimate=command.estimate, margin=command.margin,
        result=age_result(command.estimate, command.margin), remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.child, fact)]


def age_result(estimate: int, margin: int) -> str:
    """A child, unless even the youngest age within the margin is grown up: the doubt is the child's benefit."""
    return ADULT_RESULT if estimate - margin >= ADULT_FROM else CHILD_RESULT


def _methods(command: DetermineAge, state: DecidingState, here: Circumstances) -> tuple[str, ...]:
    methods = _codes(command.methods, METHODS, "methods")
    if not methods:
        raise Refused("protection.no_method", field="methods")
    most = METHODS.index(methods[-1])
    if set(METHODS[:most]) - set(methods):
        raise Refused("protection.less_intrusive_first", field="methods")
    checked_code(command.child_consents, CONSENTS, "child_consents")
    if methods != METHODS[: METHODS.index("documents") + 1] and command.child_consents != "yes":
        refused = command.child_consents == "refused"
        raise Refused("protection.consent_refused" if refused else "protection.consent_needed", field="child_consents")
    if MEDICAL in methods:
        check_guardian_speaks(state, here)
        if not command.guardian_consents:
            raise Refused("protection.consent_needed", field="guardian_consents")
    return methods


def check_guardian_speaks(state: DecidingState, here: Circumstances) -> None:
    """Whether somebody stands for the child today. Refused: mandate_needed, mandate_expired (until)."""
    if not state.any_mandate_until:
        raise Refused("protection.mandate_needed")
    if state.any_mandate_until < here.local_day:
        raise Refused("protection.mandate_expired", until=state.any_mandate_until)


def decide_confirm_decision(command: ConfirmDecision, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. NotFound: no_such_decision. Refused: own_decision."""
    check_standing(state)
    if command.decision not in state.decisions:
        raise NotFound("protection.no_such_decision", field="decision")
    if state.decisions[command.decision] == here.actor:
        raise Refused("protection.own_decision", field="decision")
    return [About(command.child, DecisionConfirmed(decision=command.decision))]


def decide_close_child(command: CloseChild, state: DecidingState, here: Circumstances) -> list[About]:
    """As `check_standing`. Refused: unknown_code, closing_guardian, mandate_expired, closing_caregiver,
    closing_hand_over, closing_age. A child without any of these stays on the list."""
    check_standing(state)
    outcome = checked_code(command.outcome, CLOSINGS, "outcome")
    to, received_by = line(command.to, "to"), line(command.received_by, "received_by")
    if outcome == "guardian":
        _check_guarded(state, here)
    elif outcome == "caregiver" and not _is_with_family(state):
        raise Refused("protection.closing_caregiver", field="outcome")
    elif outcome == "hand_over" and not (to and received_by):
        raise Refused("protection.closing_hand_over", field="to")
    elif outcome == "not_a_child" and not state.is_adult:
        raise Refused("protection.closing_age", field="outcome")
    fact = ChildClosed(outcome=outcome, to=to, received_by=received_by, remark=note(command.remark, "remark"))
    return [About(command.child, fact)]


def _check_guarded(state: DecidingState, here: Circumstances) -> None:
    if not state.mandate_until:
        raise Refused("protection.closing_guardian", field="outcome")
    if state.mandate_until < here.local_day:
        raise Refused("protection.mandate_expired", field="outcome", until=state.mandate_until)


def _is_with_family(state: DecidingState) -> bool:
    return state.care in FAMILY_CARE and folded_name(state.carer) in state.confirmed_claimants


def decide_reopen_child(command: ReopenChild, state: DecidingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased, case_open."""
    check_open(state.child)
    if not state.closings:
        raise Conflict("protection.case_open")
    return [About(command.child, ChildReopened(closings=state.closings))]


def _codes(given: Collection[str], known: tuple[str, ...], field: str) -> tuple[str, ...]:
    for one in given:
        checked_code(one, known, field)
    return tuple(one for one in known if one in given)


def _check_heard(is_heard: bool) -> None:
    if not is_heard:
        raise Refused("protection.child_unheard", field="child_heard")


def _check_new(decision: str, state: DecidingState) -> None:
    if check_id(decision) in state.known_decisions:
        raise Conflict("protection.decision_known")
