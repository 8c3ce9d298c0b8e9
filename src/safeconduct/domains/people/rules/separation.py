"""Moving people between groups, the flag of a child parted from its adults, and its release by two supervisors.

Sources: Convention on the Rights of the Child, articles 9 and 10; UNHCR and IAWG guidance on unaccompanied and
separated children: a child is not parted from the adults it came with unless those who protect it have looked.
Until the protection room exists, two supervisors stand in for it.
"""

from datetime import timedelta

from safeconduct.domains.people.commands import (
    ConfirmSeparationRelease,
    MovePerson,
    ProposeSeparationRelease,
)
from safeconduct.domains.people.facts import (
    SEPARATION,
    ChildLeftBehind,
    PersonMoved,
    SeparationReleased,
    SeparationReleaseProposed,
)
from safeconduct.domains.people.projection import SUPERVISOR
from safeconduct.domains.people.rules.fields import (
    check_code,
    check_id,
    checked_reason,
)
from safeconduct.domains.people.rules.people import check_has_room
from safeconduct.domains.people.rules.states import FlagStanding, GroupSketch, Mover, Moving
from safeconduct.foundation.codes import is_listed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from safeconduct.kernel.text import clean_text

ENTERED_IN_WRONG_GROUP = "entered_in_wrong_group"
MOVE_REASONS = (ENTERED_IN_WRONG_GROUP, "family_found", "family_divides", "own_wish", "care_arranged", "other")
CORRECTION_WITHIN = timedelta(minutes=15)
_CHILD_BANDS = ("0-4", "5-11", "12-17")


def decide_move_person(command: MovePerson, state: Moving, here: Circumstances) -> list[About]:
    """The person, and those who go along, change groups; children who are parted from their adults are flagged.

    Refused: same_group, unknown_code, group_too_large. NotFound: unknown_person, unknown_group. Conflict:
    not_in_group, erased, voided, group_voided (all `people.`).
    """
    going = (command.person, *command.companions)
    _check_can_move(command, state, going)
    explanation = clean_text(command.explanation, kind="note", field="explanation").stored
    is_correction = command.reason == ENTERED_IN_WRONG_GROUP and _may_correct(state, here)
    parted = frozenset() if is_correction else parted_children(state.from_group, _ages(state))
    touches = tuple(group for group in (command.from_group, command.to_group) if group)
    found = [
        About(
            person,
            PersonMoved(
                from_group=command.from_group,
                to_group=command.to_group,
                relation=command.relation if person == command.person else "",
                reason=command.reason,
                correction=is_correction,
                raises=(SEPARATION,) if person in parted else (),
                explanation=explanation if person == command.person else "",
            ),
            touches,
        )
        for person in dict.fromkeys(going)
    ]
    left = sorted(parted - set(going))
    return found + [About(child, ChildLeftBehind(group=command.from_group), touches) for child in left]


def parted_children(group: GroupSketch, going: dict[str, str]) -> frozenset[str]:
    """The children whom a move parts from adults, among those who go and those who stay.

    `going` maps those who leave the group to their `minor`. Doubt about an age counts for the child on both sides:
    who may be a child is one, who may be an adult is one to be parted from.
    """
    members = {**group.members, **going}
    staying = {person: minor for person, minor in members.items() if person not in going}
    adult_stays = any(minor != "yes" for minor in staying.values()) or unregistered_adults(group, members) > 0
    adult_goes = any(minor != "yes" for minor in going.values())
    if adult_stays:
        return _children(going)
    return _children(staying) if adult_goes else frozenset()


def unregistered_adults(group: GroupSketch, members: dict[str, str]) -> int:
    """How many adults a group may have beyond its registered members (level 1 knows numbers, not persons)."""
    children = sum(number for line, number in group.composition.items() if line.partition("/")[2] in _CHILD_BANDS)
    registered_adults = sum(minor != "yes" for minor in members.values())
    unregistered = max(0, group.size - len(members))
    return min(unregistered, max(0, group.size - children - registered_adults))


def _children(people: dict[str, str]) -> frozenset[str]:
    return frozenset(person for person, minor in people.items() if minor != "no")


def _ages(state: Moving) -> dict[str, str]:
    return {person: mover.minor for person, mover in state.movers.items()}


def _check_can_move(command: MovePerson, state: Moving, going: tuple[str, ...]) -> None:
    for person in going:
        check_id(person, "person")
        _check_mover(state.movers[person], command.from_group)
    check_code(command.reason, "reason")
    if command.relation and not is_listed("relations", command.relation):
        raise Refused("people.unknown_code", field="relation")
    if command.from_group == command.to_group:
        raise Refused("people.same_group")
    if not state.to_group.is_known:
        raise NotFound("people.unknown_group")
    if command.to_group:
        check_has_room(state.to_group.voided, len(state.to_group.members) + len(set(going)))


def _check_mover(mover: Mover, from_group: str) -> None:
    if not mover.is_known:
        raise NotFound("people.unknown_person")
    if mover.erased:
        raise Conflict("people.erased")
    if mover.voided:
        raise Conflict("people.voided")
    if from_group not in mover.groups:
        raise Conflict("people.not_in_group")


def _may_correct(state: Moving, here: Circumstances) -> bool:
    """Whether "entered in the wrong group" is believed: one's own entry, minutes ago, and nobody has crossed yet."""
    return not state.has_crossed and all(
        mover.group_set_by == here.actor
        and mover.group_set_at is not None
        and timedelta(0) <= here.now - mover.group_set_at <= CORRECTION_WITHIN
        for mover in state.movers.values()
    )


def decide_propose_separation_release(
    command: ProposeSeparationRelease, state: FlagStanding, here: Circumstances
) -> list[About]:
    """The first supervisor's word.

    NotAllowed: supervisors_only. Refused: reason_missing. NotFound: unknown_person, unknown_flag. Conflict:
    flag_is_down, already_proposed (all `people.`).
    """
    reason = _release_reason(command.reason, state, here)
    if state.proposals:
        raise Conflict("people.already_proposed")
    return [About(command.person, SeparationReleaseProposed(flag=command.flag, reason=reason))]


def decide_confirm_separation_release(
    command: ConfirmSeparationRelease, state: FlagStanding, here: Circumstances
) -> list[About]:
    """The second supervisor's word takes the flag down.

    NotAllowed: supervisors_only. Refused: reason_missing, same_supervisor. NotFound: unknown_person, unknown_flag.
    Conflict: flag_is_down, not_proposed (all `people.`).
    """
    reason = _release_reason(command.reason, state, here)
    if not state.proposals:
        raise Conflict("people.not_proposed")
    others = [proposal for proposal in state.proposals if proposal.by != here.actor]
    if not others:
        raise Refused("people.same_supervisor")
    fact = SeparationReleased(flags=(command.flag,), first=others[0].by, proposal=others[0].ref, reason=reason)
    return [About(command.person, fact)]


def _release_reason(reason: str, state: FlagStanding, here: Circumstances) -> str:
    """The reason to keep; none of an erased person, whose key is gone. A voided record keeps its flags."""
    if SUPERVISOR not in here.roles:
        raise NotAllowed("people.supervisors_only")
    if not state.person_known:
        raise NotFound("people.unknown_person")
    if not state.flag_known:
        raise NotFound("people.unknown_flag")
    if not state.is_open:
        raise Conflict("people.flag_is_down")
    checked = checked_reason(reason)
    return "" if state.erased else checked
