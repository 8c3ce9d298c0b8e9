"""Rules of the list of States that people flee: anybody of protection adds to it, two people take off it.

Nothing is given to such a State (`principles/state_fled.py`). Sources: ICRC Handbook on Data Protection in Humanitarian
Action, chapter 4; UNHCR Data Protection Policy (2015), section 6; the registration of Rohingya in Bangladesh.
"""

from collections.abc import Mapping

import msgspec

from safeconduct.domains.assessments.commands import ProposeFledStates, SignFledStates
from safeconduct.domains.assessments.facts import FledStatesProposed, FledStatesSigned
from safeconduct.domains.assessments.states import SIGNERS
from safeconduct.foundation.codes import state as state_of
from safeconduct.kernel.acts import NODE, Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text

REFUSALS: Mapping[str, str] = {
    "fled.unknown_state": "a code of no State",
    "fled.broken_context": "neither a post nor the node",
    "fled.nothing_changed": "the same list stands already",
    "fled.reason_missing": "a list is proposed with a reason",
    "fled.no_list": "no list was proposed here",
    "fled.signed": "the list is signed already",
    "fled.not_as_seen": "another list was proposed meanwhile",
    "fled.own_hand": "whoever proposed it does not sign",
    "fled.not_a_signer": "protection or oversight signs",
}


class FledKnown(msgspec.Struct, frozen=True, kw_only=True):
    """The list of a context as it stands."""

    proposed: tuple[str, ...] | None = None
    proposal: str = ""
    proposed_by: frozenset[str] = frozenset()
    is_signed: bool = False


def fled_of(context: str) -> str:
    """The subject of a context's list."""
    return derived_id("fled states", context)


def decide_propose_fled_states(command: ProposeFledStates, state: FledKnown, here: Circumstances) -> list[About]:
    """The list. Refused: unknown_state, broken_context, reason_missing, nothing_changed (all `fled.`)."""
    if command.context != NODE and not is_id(command.context):
        raise Refused("fled.broken_context")
    found = [state_of(code) for code in command.states]
    if any(one is None or one.kind == "specimen" for one in found):
        raise Refused("fled.unknown_state", field="states")
    states = tuple(sorted({one.code for one in found if one is not None}))
    reason = clean_text(command.reason, kind="note", field="reason").stored
    if not reason:
        raise Refused("fled.reason_missing", field="reason")
    if state.proposed == states or (state.proposed is None and not states):
        raise Refused("fled.nothing_changed", field="states")
    fact = FledStatesProposed(context=command.context, states=states, reason=reason)
    return [About(fled_of(command.context), fact)]


def decide_sign_fled_states(command: SignFledStates, state: FledKnown, here: Circumstances) -> list[About]:
    """The signature. NotFound: no_list. Conflict: signed, not_as_seen. Refused: own_hand, not_a_signer."""
    if state.proposed is None:
        raise NotFound("fled.no_list")
    if command.proposal != state.proposal:
        raise Conflict("fled.not_as_seen")
    if state.is_signed:
        raise Conflict("fled.signed")
    if not here.roles & SIGNERS:
        raise Refused("fled.not_a_signer")
    if here.actor in state.proposed_by:
        raise Refused("fled.own_hand")
    return [About(fled_of(command.context), FledStatesSigned(proposal=command.proposal))]
