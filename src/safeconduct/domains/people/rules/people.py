"""Registering and correcting a person."""

from collections.abc import Mapping
from typing import Any

from safeconduct.domains.people.commands import CorrectPerson, RegisterPerson
from safeconduct.domains.people.facts import NeedsChanged, PersonCorrected, PersonRegistered
from safeconduct.domains.people.rules.fields import (
    LARGEST_GROUP,
    MOST_DOCUMENTS,
    PERSON_READERS,
    Filling,
    check_id,
    check_level,
    checked_needs,
    checked_reason,
    filling,
    read_document,
    read_fields,
)
from safeconduct.domains.people.rules.states import Registering, Subject
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

_BLANK = RegisterPerson(person="", level=0)


def decide_register_person(command: RegisterPerson, state: Registering, here: Circumstances) -> list[About]:
    """One fact with all that was said. A known document number is no reason to refuse: the desk is warned by a query.

    Refused: malformed_id, level_out_of_range, group_too_large, and what each field refuses. Conflict:
    already_registered, group_voided (all `people.`).
    """
    check_id(command.person, "person")
    if state.is_known:
        raise Conflict("people.already_registered")
    if command.group:
        check_id(command.group, "group")
        check_has_room(state.group_voided, state.members + 1)
    form = filling(here, training=state.training)
    given = {name: value for name in PERSON_READERS if (value := getattr(command, name)) != getattr(_BLANK, name)}
    read_fields(form, given, PERSON_READERS)
    if len(command.documents) > MOST_DOCUMENTS:
        raise Refused("people.too_many_documents", field="documents", limit=MOST_DOCUMENTS)
    documents = [read_document(document) for document in command.documents]
    if len({codes.id for codes, _ in documents}) < len(documents):
        raise Refused("people.document_twice", field="documents")
    fact = PersonRegistered(
        level=check_level(command.level),
        group=command.group or "",
        documents=tuple(codes for codes, _ in documents),
        document_details={codes.id: details for codes, details in documents},
        needs=checked_needs(command.needs),
        originals=form.originals,
        **{name: value for name, value in form.values.items() if value != ""},
    )
    return [About(command.person, fact, (command.group,) if command.group else ())]


def check_has_room(voided: bool, members: int) -> None:
    """Whether a group takes that many members. Conflict: people.group_voided. Refused: people.group_too_large."""
    if voided:
        raise Conflict("people.group_voided")
    if members > LARGEST_GROUP:
        raise Refused("people.group_too_large", field="group", count=members, limit=LARGEST_GROUP)


def decide_correct_person(command: CorrectPerson, state: Subject, here: Circumstances) -> list[About]:
    """What differs from what stands, or settles what is contested.

    Refused: reason_missing, nothing_changed, not_correctable, and what each field refuses. NotFound:
    unknown_person. Conflict: erased, voided (all `people.`).
    """
    check_can_change(state, "people.unknown_person")
    reason = checked_reason(command.reason)
    form = filling(here, training=state.training)
    read_fields(form, {name: value for name, value in command.changes.items() if name != "needs"}, PERSON_READERS)
    found: list[About] = []
    changed = changed_values(form, state, command.level)
    if changed:
        fact = PersonCorrected(reason=reason, originals=originals_of(form, changed), **changed)
        found.append(About(command.person, fact))
    if "needs" in command.changes:
        added, withdrawn = needs_difference(checked_needs(command.changes["needs"]), state.needs)
        if added or withdrawn:
            found.append(About(command.person, NeedsChanged(added=added, withdrawn=withdrawn)))
    if not found:
        raise Refused("people.nothing_changed")
    return found


def check_can_change(state: Subject, unknown: str) -> None:
    """NotFound: `unknown`. Conflict: people.erased, people.voided."""
    if not state.is_known:
        raise NotFound(unknown)
    if state.erased:
        raise Conflict("people.erased")
    if state.voided:
        raise Conflict("people.voided")


def changed_values(form: Filling, state: Subject, level: int | None) -> dict[str, Any]:
    """The values of the form that differ from the standing ones; a level only ever rises."""
    changed = {
        name: value for name, value in form.values.items() if name in state.contested or value != state.values.get(name)
    }
    if level is not None and check_level(level) > state.values.get("level", 0):
        changed["level"] = level
    return changed


def originals_of(form: Filling, changed: Mapping[str, Any]) -> dict[str, str]:
    """The originals of the texts that changed."""
    return {name: text for name, text in form.originals.items() if name in changed or f"{name}_text" in changed}


def needs_difference(wanted: tuple[str, ...], standing: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes to add, and ids of standing needs to withdraw, so that the wanted ones remain."""
    have = set(standing.values())
    return (
        tuple(code for code in wanted if code not in have),
        tuple(sorted(name for name, code in standing.items() if code not in wanted)),
    )
