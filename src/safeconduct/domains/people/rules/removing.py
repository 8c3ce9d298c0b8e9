"""Voiding a record entered by mistake, taking that back, and erasing what names a person."""

from datetime import timedelta
from typing import Any

from safeconduct.domains.people.commands import ErasePerson, RestoreGroup, RestorePerson, VoidGroup, VoidPerson
from safeconduct.domains.people.facts import (
    GroupRestored,
    GroupVoided,
    GroupWordsErased,
    PersonErased,
    PersonRestored,
    PersonVoided,
    PhotoErased,
)
from safeconduct.domains.people.rules.fields import checked_reason
from safeconduct.domains.people.rules.states import Erasing, Subject
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

UNDO_WITHIN = timedelta(seconds=60)
ERASURE_REASONS = ("person_asked", "kept_long_enough", "unlawful", "ordered")


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


def decide_erase_person(command: ErasePerson, state: Erasing, here: Circumstances) -> list[About]:
    """The nameless record that this was done; the journal removes keys and named bodies with it.

    Refused: people.unknown_code for a reason that is not listed (words would be kept). Conflict: already_erased.
    """
    if not state.is_known:
        raise NotFound("people.unknown_person")
    if state.erased:
        raise Conflict("people.already_erased")
    if command.reason not in ERASURE_REASONS:
        raise Refused("people.unknown_code", field="reason")
    found: list[Any] = [About(command.person, PersonErased(reason=command.reason))]
    found += [About(photo, PhotoErased(), (command.person,)) for photo in state.photos]
    found += [About(group, GroupWordsErased(), (command.person,)) for group in state.groups]
    return found


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
