"""Opening a case, directing it, closing it with a second person, opening it again, erasing it."""

from safeconduct.domains.cases.commands import DirectCase, EraseCase, OpenCase, PrintCase, ProposeClosing, ReopenCase
from safeconduct.domains.cases.facts import (
    CaseDirected,
    CaseErased,
    CaseOpened,
    CasePrinted,
    CaseReopened,
    ClosingProposed,
)
from safeconduct.domains.cases.rules.given import check_id, checked_code, sealed_of
from safeconduct.domains.cases.rules.standing import CaseState, check_kept, check_open, check_worker
from safeconduct.domains.cases.states import (
    CLOSINGS,
    COMPARTMENTS,
    CONSENT_SAID,
    CONSENTS,
    ERASURE_REASONS,
    LEAST_TRIES,
    LOST_CONTACT,
    PRINTED_FOR,
    PRIORITIES,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, Refused


def decide_open_case(command: OpenCase, state: CaseState, here: Circumstances) -> list[About]:
    """Conflict: case_known. Refused: malformed_id, unknown_code, no_such_worker, own_supervisor, not_sealed."""
    for one in (command.case, command.file, command.child):
        if one:
            check_id(one)
    if not command.case:
        raise Refused("cases.malformed_id")
    if state.exists:
        raise Conflict("cases.case_known")
    fact = CaseOpened(
        compartment=checked_code(command.compartment, COMPARTMENTS, "compartment"),
        priority=checked_code(command.priority, PRIORITIES, "priority"),
        owner=check_worker(state, command.owner, "owner"),
        supervisor=checked_supervisor(state, command.supervisor, command.owner),
        consent=checked_code(command.consent, CONSENTS, "consent"),
        reference=command.reference[:40], file=command.file, child=command.child, **sealed_of(command),
    )  # fmt: skip
    return [About(command.case, fact)]


def checked_supervisor(state: CaseState, supervisor: str, owner: str) -> str:
    """Nobody yet, or somebody else than the caseworker. Refused: no_such_worker, own_supervisor."""
    if not supervisor:
        return ""
    if supervisor == owner:
        raise Refused("cases.own_supervisor", field="supervisor")
    return check_worker(state, supervisor, "supervisor")


def decide_direct_case(command: DirectCase, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed. Refused: unknown_code, no_such_worker,
    own_supervisor, nothing_directed."""
    check_open(state)
    if command.priority:
        checked_code(command.priority, PRIORITIES, "priority")
    if command.consent:
        checked_code(command.consent, CONSENT_SAID, "consent")
    checked_supervisor(state, command.supervisor, state.owner)
    names = ("priority", "supervisor", "consent")
    new = {name: getattr(command, name) for name in names if getattr(command, name) not in ("", getattr(state, name))}
    if not new:
        raise Refused("cases.nothing_directed", field="priority")
    return [About(command.case, CaseDirected(**new))]


def decide_propose_closing(command: ProposeClosing, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_closed, closing_waits. Refused: unknown_code,
    too_few_tries (least), no_supervisor, not_sealed."""
    check_open(state)
    if state.closings:
        raise Conflict("cases.closing_waits")
    reason = checked_code(command.reason, CLOSINGS, "reason")
    if reason == LOST_CONTACT and command.tries < LEAST_TRIES:
        raise Refused("cases.too_few_tries", field="tries", least=LEAST_TRIES)
    if not state.supervisor:
        raise Refused("cases.no_supervisor")
    tries = command.tries if reason == LOST_CONTACT else 0
    return [About(command.case, ClosingProposed(reason=reason, tries=tries, **sealed_of(command)))]


def decide_reopen_case(command: ReopenCase, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased, case_open."""
    check_kept(state)
    if not state.closings:
        raise Conflict("cases.case_open")
    return [About(command.case, CaseReopened(closings=state.closings))]


def decide_print_case(command: PrintCase, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased. Refused: not_the_holder, no_reason."""
    check_kept(state)
    if here.actor not in (state.owner, state.supervisor):
        raise Refused("cases.not_the_holder")
    if command.reason not in PRINTED_FOR:
        raise Refused("cases.no_reason", field="reason")
    return [About(command.case, CasePrinted(reason=command.reason))]


def decide_erase_case(command: EraseCase, state: CaseState, here: Circumstances) -> list[About]:
    """NotFound: no_such_case. Conflict: case_erased. Refused: unknown_code."""
    check_kept(state)
    reason = checked_code(command.reason, ERASURE_REASONS, "reason")
    return [About(command.case, CaseErased(reason=reason))]
