"""Steps in a case: notes, plans and their actions, visits, what a second person stands by, what is withdrawn."""

from safeconduct.domains.cases.commands import (
    PlanAction,
    PlanVisit,
    SettleAction,
    SettleVisit,
    SignOff,
    TakeStep,
    WithdrawStep,
)
from safeconduct.domains.cases.facts import (
    ActionPlanned,
    ActionSettled,
    SignedOff,
    StepTaken,
    StepWithdrawn,
    VisitPlanned,
    VisitSettled,
)
from safeconduct.domains.cases.rules.given import check_id, checked_code, coming_day, past_day, sealed_of
from safeconduct.domains.cases.rules.standing import CaseState, Taken, check_kept, check_open
from safeconduct.domains.cases.states import (
    ACTION_ENDS,
    CLOSE,
    DOERS,
    HELD,
    INCIDENT,
    SAFETY_PLAN,
    SIGN_WAITS,
    STEPS,
    VISIT_ENDS,
    WITHDRAWALS,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

_NONE = Taken(kind="", actor="")


def decide_take_step(command: TakeStep, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, no_such_step. Conflict: case_erased, case_closed. Refused: unknown_code,
    wrong_compartment, no_supervisor (for a safety plan), not_sealed."""
    check_open(state)
    kind = checked_code(command.kind, STEPS, "kind")
    if kind == INCIDENT and state.compartment != "gbv":
        raise Refused("cases.wrong_compartment")
    if kind == SAFETY_PLAN and not state.supervisor:
        raise Refused("cases.no_supervisor")
    if command.corrects and state.steps.get(command.corrects, _NONE).kind != kind:
        raise NotFound("cases.no_such_step")
    return [About(command.case, StepTaken(kind=kind, corrects=command.corrects, **sealed_of(command)))]


def decide_plan_action(command: PlanAction, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed, action_known. Refused: malformed_id, unknown_code,
    not_a_day, day_past, too_far_ahead, not_sealed."""
    check_open(state)
    if check_id(command.action) in state.actions:
        raise Conflict("cases.action_known")
    by = checked_code(command.by, DOERS, "by")
    fact = ActionPlanned(
        action=command.action, by=by, due=coming_day(command.due, "due", here), **sealed_of(command)
    )  # fmt: skip
    return [About(command.case, fact)]


def decide_settle_action(command: SettleAction, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, no_such_action. Conflict: case_erased, case_closed. Refused: unknown_code, not_a_day,
    day_ahead."""
    check_open(state)
    if state.actions.get(command.action, "none") != "":
        raise NotFound("cases.no_such_action", field="action")
    outcome = checked_code(command.outcome, ACTION_ENDS, "outcome")
    fact = ActionSettled(
        action=command.action, outcome=outcome, on=past_day(command.on, "on", here.local_day),
        **sealed_of(command, needed=False),
    )  # fmt: skip
    return [About(command.case, fact)]


def decide_plan_visit(command: PlanVisit, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed, visit_known. Refused: malformed_id, not_a_day,
    day_past, too_far_ahead."""
    check_open(state)
    if check_id(command.visit) in state.visits:
        raise Conflict("cases.visit_known")
    fact = VisitPlanned(
        visit=command.visit, on=coming_day(command.on, "on", here), **sealed_of(command, needed=False)
    )  # fmt: skip
    return [About(command.case, fact)]


def decide_settle_visit(command: SettleVisit, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, no_such_visit. Conflict: case_erased, case_closed. Refused: malformed_id, unknown_code,
    not_a_day, day_ahead. A visit that nobody planned can only have been held."""
    check_open(state)
    outcome = checked_code(command.outcome, VISIT_ENDS, "outcome")
    planned = state.visits.get(check_id(command.visit))
    if planned or (planned is None and outcome != HELD):
        raise NotFound("cases.no_such_visit", field="visit")
    fact = VisitSettled(
        visit=command.visit, outcome=outcome, on=past_day(command.on, "on", here.local_day),
        **sealed_of(command, needed=False),
    )  # fmt: skip
    return [About(command.case, fact)]


def decide_sign_off(command: SignOff, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, nothing_to_sign. Conflict: case_erased. Refused: not_the_supervisor, own_step."""
    check_kept(state)
    step = state.steps.get(command.step, _NONE)
    if step.sign != SIGN_WAITS or command.closes != (step.kind == CLOSE):
        raise NotFound("cases.nothing_to_sign", field="step")
    if here.actor == step.actor:
        raise Refused("cases.own_step")
    if here.actor != state.supervisor:
        raise Refused("cases.not_the_supervisor")
    fact = SignedOff(step=command.step, granted=command.granted, **sealed_of(command, needed=False))
    return [About(command.case, fact)]


def decide_withdraw_step(command: WithdrawStep, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case, no_such_step. Conflict: case_erased. Refused: unknown_code."""
    check_kept(state)
    reason = checked_code(command.reason, WITHDRAWALS, "reason")
    if not state.steps.get(command.step, _NONE).may_go:
        raise NotFound("cases.no_such_step", field="step")
    return [About(command.case, StepWithdrawn(entries=(command.step,), reason=reason))]
