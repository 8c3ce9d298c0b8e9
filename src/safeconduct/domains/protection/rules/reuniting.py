"""Rules of family reunification: conditions, authority, verification, the consent of all, travel, follow-up.

Sources: Convention on the Rights of the Child, articles 3, 9 and 10; Interagency Guiding Principles on Unaccompanied
and Separated Children; UNHCR Best Interests Procedure Guidelines 2021; for where it goes, 1951 Convention, article 33,
Convention against Torture, article 3, and CRC General Comment 6 (2005), paragraphs 26 to 28 and 82. Consent is free to
be taken back until the child has arrived: then nothing goes on, and nothing is lost.
"""

import msgspec

from safeconduct.domains.protection.commands import (
    AllowReunification,
    FollowUp,
    LookAtDestination,
    OpenReunification,
    PlanTravel,
    RecordArrival,
    SayReunificationConsent,
)
from safeconduct.domains.protection.facts import (
    CareArranged,
    ChildArrived,
    DestinationLookedAt,
    FollowedUp,
    ReunificationAllowed,
    ReunificationConsent,
    ReunificationOpened,
    TravelPlanned,
)
from safeconduct.domains.protection.rules.children import ChildState, check_open
from safeconduct.domains.protection.rules.given import check_id, checked_code, day, line, note, past_day
from safeconduct.domains.protection.states import (
    CONDITIONS,
    CONSENTERS,
    DESTINATION_FOUND,
    DESTINATION_LOOKED,
    DESTINATION_PEOPLE,
    FEAR,
    FINDINGS,
    SAFE,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class ReunitingState(msgspec.Struct, frozen=True, kw_only=True):
    """A reunification as it stands, and what stands of the child: confirmed claims by id, a determination, a mandate.

    `consents` maps those who have spoken to their latest word, `destination` those who looked to what they found.
    """

    exists: bool = False
    erased: bool = False
    child_id: str = ""
    with_whom: str = ""
    where: str = ""
    relation: str = ""
    consents: dict[str, bool] = {}
    is_allowed: bool | None = None
    destination: dict[str, str] = {}
    planned_on: str = ""
    arrived_on: str = ""
    child: ChildState = ChildState()
    confirmed: dict[str, tuple[str, str]] = {}  # claim -> (name, relation)
    is_determined: bool = False
    mandate_until: str = ""
    others_open: bool = False


def decide_open_reunification(command: OpenReunification, state: ReunitingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_child. Conflict: child_erased, reunification_known. Refused: claim_unconfirmed."""
    check_id(command.reunification)
    check_open(state.child)
    if state.exists or state.others_open:
        raise Conflict("protection.reunification_known")
    if command.claim not in state.confirmed:
        raise Refused("protection.claim_unconfirmed", field="claim")
    name, relation = state.confirmed[command.claim]
    fact = ReunificationOpened(
        child=command.child, claim=command.claim, relation=relation, with_whom=name, where=line(command.where, "where")
    )
    return [About(command.reunification, fact, (command.child,))]


def decide_say_consent(command: SayReunificationConsent, state: ReunitingState, here: Circumstances) -> list[About]:
    """Given or taken back at any time before the arrival. NotFound: no_such_reunification. Conflict: has_arrived.
    Refused: unknown_code."""
    _check_on_the_way(state)
    fact = ReunificationConsent(
        who=checked_code(command.who, CONSENTERS, "who"), is_given=command.is_given,
        remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.reunification, fact)]


def decide_allow(command: AllowReunification, state: ReunitingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_reunification. Conflict: has_arrived. Refused: authority_nameless."""
    _check_on_the_way(state)
    authority = line(command.authority, "authority")
    if not authority:
        raise Refused("protection.authority_nameless", field="authority")
    fact = ReunificationAllowed(is_allowed=command.is_allowed, authority=authority, basis=line(command.basis, "basis"))
    return [About(command.reunification, fact)]


def decide_look_at_destination(command: LookAtDestination, state: ReunitingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_reunification. Conflict: has_arrived. Refused: unknown_code, destination_not_looked (no fear
    was found, and not everything looked at)."""
    _check_on_the_way(state)
    found = checked_code(command.found, DESTINATION_FOUND, "found")
    looked = tuple(checked_code(one, DESTINATION_LOOKED, "looked") for one in command.looked)
    if found == SAFE and set(DESTINATION_LOOKED) - set(looked):
        raise Refused("protection.destination_not_looked", field="looked")
    fact = DestinationLookedAt(found=found, looked=looked, remark=note(command.remark, "remark"))
    return [About(command.reunification, fact)]


def decide_plan_travel(command: PlanTravel, state: ReunitingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_reunification. Conflict: has_arrived. Refused: what `check_may_travel` refuses, not_a_day,
    travel_past, escort_missing, condition_missing."""
    _check_on_the_way(state)
    check_may_travel(state, here)
    on, escort = day(command.on, "on").isoformat(), line(command.escort, "escort")
    if on < here.local_day:
        raise Refused("protection.travel_past", field="on")
    if not escort:
        raise Refused("protection.escort_missing", field="escort")
    for one in command.conditions:
        checked_code(one, CONDITIONS, "conditions")
    if set(CONDITIONS) - set(command.conditions):
        raise Refused("protection.condition_missing", field="conditions")
    fact = TravelPlanned(on=on, conditions=CONDITIONS, way=line(command.way, "way"), escort=escort)
    return [About(command.reunification, fact)]


def check_may_travel(state: ReunitingState, here: Circumstances) -> None:
    """Refused: determination_needed, mandate_needed, mandate_expired, consent_withdrawn, consent_of_all,
    not_allowed_yet, fear_at_destination, destination_unlooked."""
    if not state.is_determined:
        raise Refused("protection.determination_needed")
    if not state.mandate_until:
        raise Refused("protection.mandate_needed")
    if state.mandate_until < here.local_day:
        raise Refused("protection.mandate_expired", until=state.mandate_until)
    check_consents(state)
    if not state.is_allowed:
        raise Refused("protection.not_allowed_yet")
    check_destination(state)


def check_destination(state: ReunitingState) -> None:
    """Nobody is taken where somebody fears harm, whoever agrees. Refused: fear_at_destination, destination_unlooked."""
    if FEAR in state.destination.values():
        raise Refused("protection.fear_at_destination")
    if len(state.destination) < DESTINATION_PEOPLE:
        raise Refused("protection.destination_unlooked")


def check_consents(state: ReunitingState) -> None:
    """Refused: consent_withdrawn, consent_of_all."""
    if not all(state.consents.values()):
        raise Refused("protection.consent_withdrawn")
    if set(CONSENTERS) - state.consents.keys():
        raise Refused("protection.consent_of_all")


def decide_record_arrival(command: RecordArrival, state: ReunitingState, here: Circumstances) -> list[About]:
    """The child is with its family: that is its care from then on. NotFound: no_such_reunification. Conflict:
    has_arrived, child_erased. Refused: travel_first, consent_withdrawn, consent_of_all, not_a_day, day_ahead,
    receiver_nameless."""
    _check_on_the_way(state)
    check_open(state.child)
    if not state.planned_on:
        raise Refused("protection.travel_first")
    check_consents(state)
    received_by = line(command.received_by, "received_by")
    if not received_by:
        raise Refused("protection.receiver_nameless", field="received_by")
    on = past_day(command.on, "on", here)
    care = CareArranged(
        care="parents" if state.relation in ("mother", "father") else "kinship", since=on, is_checked=True,
        carer=state.with_whom, place=state.where,
    )  # fmt: skip
    arrived = About(command.reunification, ChildArrived(on=on, received_by=received_by), (state.child_id,))
    return [arrived, About(state.child_id, care)]


def decide_follow_up(command: FollowUp, state: ReunitingState, here: Circumstances) -> list[About]:
    """NotFound: no_such_reunification. Refused: not_arrived, unknown_code, not_a_day, day_ahead."""
    _check_known(state)
    if not state.arrived_on:
        raise Refused("protection.not_arrived")
    fact = FollowedUp(
        on=past_day(command.on, "on", here), finding=checked_code(command.finding, FINDINGS, "finding"),
        remark=note(command.remark, "remark"),
    )  # fmt: skip
    return [About(command.reunification, fact)]


def _check_known(state: ReunitingState) -> None:
    if not state.exists or state.erased:
        raise NotFound("protection.no_such_reunification")


def _check_on_the_way(state: ReunitingState) -> None:
    _check_known(state)
    if state.arrived_on:
        raise Conflict("protection.has_arrived")
