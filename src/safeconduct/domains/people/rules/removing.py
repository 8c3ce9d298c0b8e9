"""Voiding a record entered by mistake, and taking that back."""

from datetime import timedelta

from safeconduct.domains.people.commands import RestoreGroup, RestorePerson, VoidGroup, VoidPerson
from safeconduct.domains.people.facts import GroupRestored, GroupVoided, PersonRestored, PersonVoided
from safeconduct.domains.people.rules.fields import checked_reason
from safeconduct.domains.people.rules.states import Subject
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

UNDO_WITHIN = timedelta(seconds=60)


def decide_void_person(command: VoidPerson, state: Subject, here: Circumstances) -> list[About]:
    """The person's flags stay up. Refused: people.reason_missing. Conflict: people.already_voided, people.erased."""
    _check_can_void(state, "people.unknown_person")
    return [About(command.person, PersonVoided(reason=checked_reason(command.reason)))]


def decide_restore_person(command: RestorePerson, state: Subject, here: Circumstances) -> list[About]:
    """Refused: undo_not_yours, undo_too_late. Conflict: not_voided (all `people.`)."""
    return [About(command.person, PersonRestored(voids=_undone(state, here, "people.unknown_person")))]


def decide_void_group(command: VoidGroup, state: Subject, here: Circumstances) -> list[About]:
    """Its people stay. Refused: people.reason_missing. Conflict: people.already_voided, people.erased."""
    _check_can_void(state, "people.unknown_group")
    return [About(command.group, GroupVoided(reason=checked_reason(command.reason)))]


def decide_restore_group(command: RestoreGroup, state: Subject, here: Circumstances) -> list[About]:
    """Refused: undo_not_yours, undo_too_late. Conflict: not_voided (all `people.`)."""
    return [About(command.group, GroupRestored(voids=_undone(state, here, "people.unknown_group")))]


def _check_can_void(state: Subject, unknown: str) -> None:
    if not state.is_known:
        raise NotFound(unknown)
    if state.erased:
        raise Conflict("people.erased")
    if state.voided:
        raise Conflict("people.already_voided")


def _undone(state: Subject, here: Circumstances, unknown: str) -> tuple[str, ...]:
    if not state.is_known:
        raise NotFound(unknown)
    if not state.voided or not state.voidings:
        raise Conflict("people.not_voided")
    latest = max(state.voidings, key=lambda voiding: voiding.at)
    if any(voiding.by != here.actor for voiding in state.voidings):
        raise Refused("people.undo_not_yours")
    if not timedelta(0) <= here.now - latest.at <= UNDO_WITHIN:
        raise Refused("people.undo_too_late", seconds=int(UNDO_WITHIN.total_seconds()))
    return tuple(sorted(voiding.ref for voiding in state.voidings))
