"""Rules of tracing: who is looked for, how, who is told, and a match that only a person judges."""

from datetime import date

import msgspec

from safeconduct.domains.protection.commands import (
    ActOnTracing,
    CloseTracing,
    EraseTracing,
    JudgeMatch,
    OpenTracing,
    SaySharing,
)
from safeconduct.domains.protection.facts import (
    RelationshipClaimed,
    SharingSaid,
    TracingActed,
    TracingBegun,
    TracingClosed,
    TracingErased,
    TracingJudged,
    TracingOpened,
)
from safeconduct.domains.protection.projection import SOUGHT
from safeconduct.domains.protection.rules.children import ChildState, born_between, check_open
from safeconduct.domains.protection.rules.given import check_id, checked_code, line, lines, note
from safeconduct.domains.protection.states import (
    ERASURE_REASONS,
    RELATIONS,
    SAME,
    SHARING,
    TRACED,
    TRACED_BY,
    TRACING_ENDS,
    VERDICTS,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class TracingState(msgspec.Struct, frozen=True, kw_only=True):
    """A request as it stands, and the child concerned by what is asked."""

    exists: bool = False
    erased: bool = False
    closed: bool = False
    shares: bool = False
    seeker: str = ""
    relation: str = ""
    contact: str = ""
    child: ChildState = ChildState()


def decide_open_tracing(command: OpenTracing, state: TracingState, here: Circumstances) -> list[About]:
    """Conflict: request_known. NotFound: no_such_child. Refused: malformed_id, unknown_code, sought_nameless,
    seeker_nameless, birth_unreadable, each_first, kernel.text's codes."""
    check_id(command.request)
    if state.exists:
        raise Conflict("protection.request_known")
    relation = checked_code(command.relation, RELATIONS, "relation")
    says = lines(command.says, [name for name in SOUGHT if name != "circumstances"])
    if text := note(command.says.get("circumstances", ""), "circumstances"):
        says["circumstances"] = text
    if not (says.get("sought") or says.get("sought_native")):
        raise Refused("protection.sought_nameless", field="sought")
    if not command.child and not says.get("seeker"):
        raise Refused("protection.seeker_nameless", field="seeker")
    born = born_between(command.birth, command.calendar, date.fromisoformat(here.local_day))
    if born[0]:
        says["birth"] = line(command.birth, "birth")
    fact = TracingOpened(
        child=command.child, relation=relation, shares=command.shares, says=says, born_from=born[0], born_to=born[1]
    )
    opened = About(command.request, fact, (command.child,) if command.child else ())
    if not command.child:
        return [opened]
    check_open(state.child)
    if not state.child.each:
        raise Refused("protection.each_first")
    return [opened, About(command.child, TracingBegun(request=command.request))]


def decide_act_on_tracing(command: ActOnTracing, state: TracingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_request. Conflict: request_closed. Refused: unknown_code, sharing_withheld."""
    _check_open(state)
    way = checked_code(command.way, TRACED_BY, "way")
    outcome = checked_code(command.outcome, TRACED, "outcome")
    if way in SHARING and not state.shares:
        raise Refused("protection.sharing_withheld", field="way")
    return [About(command.request, TracingActed(way=way, outcome=outcome, remark=note(command.remark, "remark")))]


def decide_judge_match(command: JudgeMatch, state: TracingState, here: Circumstances) -> list[About]:
    """The same child: then the relation is to be looked at, and nothing is settled by it.

    NotFound: no_such_request, no_such_child. Conflict: request_closed, child_erased. Refused: unknown_code.
    """
    _check_open(state)
    check_open(state.child)
    verdict = checked_code(command.verdict, VERDICTS, "verdict")
    judged = About(command.request, TracingJudged(child=command.child, verdict=verdict), (command.child,))
    if verdict != SAME or not state.seeker:
        return [judged]
    claim = RelationshipClaimed(
        claim=derived_id("claim of request", command.request, command.child), relation=state.relation,
        claimant=state.seeker, contact=state.contact,
    )  # fmt: skip
    return [judged, About(command.child, claim)]


def decide_say_sharing(command: SaySharing, state: TracingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_request. Conflict: request_closed."""
    _check_open(state)
    return [About(command.request, SharingSaid(shares=command.shares))]


def decide_close_tracing(command: CloseTracing, state: TracingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_request. Conflict: request_closed. Refused: unknown_code."""
    _check_open(state)
    return [About(command.request, TracingClosed(outcome=checked_code(command.outcome, TRACING_ENDS, "outcome")))]


def decide_erase_tracing(command: EraseTracing, state: TracingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_request. Refused: unknown_code."""
    if not state.exists or state.erased:
        raise NotFound("protection.no_such_request")
    return [About(command.request, TracingErased(reason=checked_code(command.reason, ERASURE_REASONS, "reason")))]


def _check_open(state: TracingState) -> None:
    if not state.exists or state.erased:
        raise NotFound("protection.no_such_request")
    if state.closed:
        raise Conflict("protection.request_closed")
