"""Registering and correcting a registration group."""

from collections.abc import Mapping
from typing import Any

from safeconduct.domains.people.commands import CorrectGroup, RegisterGroup
from safeconduct.domains.people.facts import GroupCorrected, GroupNeedsChanged, GroupRegistered
from safeconduct.domains.people.rules.fields import (
    GROUP_READERS,
    check_id,
    check_level,
    checked_needs,
    checked_reason,
    filling,
    read_fields,
)
from safeconduct.domains.people.rules.people import (
    changed_values,
    check_can_change,
    needs_difference,
    originals_of,
)
from safeconduct.domains.people.rules.states import Registering, Subject
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, Refused

_BLANK = RegisterGroup(group="", level=0, size=0)


def decide_register_group(command: RegisterGroup, state: Registering, here: Circumstances) -> list[About]:
    """Refused: malformed_id, level_out_of_range, composition_over_size, and what each field refuses.

    Conflict: already_registered, form_already_keyed (all `people.`).
    """
    check_id(command.group, "group")
    if state.is_known:
        raise Conflict("people.already_registered")
    if state.keyed_from_form:
        raise Conflict("people.form_already_keyed", group=state.keyed_from_form)
    form = filling(here, training=state.training)
    given = {name: value for name in GROUP_READERS if (value := getattr(command, name)) != getattr(_BLANK, name)}
    read_fields(form, {"size": command.size, **given}, GROUP_READERS)
    check_composition(form.values)
    fact = GroupRegistered(
        level=check_level(command.level),
        needs=checked_needs(command.needs),
        originals=form.originals,
        **{name: value for name, value in form.values.items() if value not in ("", {})},
    )
    return [About(command.group, fact, (command.focal_person,) if command.focal_person else ())]


def check_composition(values: Mapping[str, Any]) -> None:
    """Refused: people.composition_over_size."""
    count, size = sum(values.get("composition", {}).values()), values.get("size", 0)
    if count > size:
        raise Refused("people.composition_over_size", field="composition", count=count, size=size)


def decide_correct_group(command: CorrectGroup, state: Subject, here: Circumstances) -> list[About]:
    """What differs from what stands, or settles what is contested.

    Refused: reason_missing, nothing_changed, not_correctable, composition_over_size, and what each field refuses.
    NotFound: unknown_group. Conflict: erased, voided (all `people.`).
    """
    check_can_change(state, "people.unknown_group")
    reason = checked_reason(command.reason)
    form = filling(here, training=state.training)
    read_fields(form, {name: value for name, value in command.changes.items() if name != "needs"}, GROUP_READERS)
    if form.values.keys() & {"size", "composition"}:
        check_composition({**state.values, **form.values})
    found: list[About] = []
    changed = changed_values(form, state, command.level)
    if changed:
        fact = GroupCorrected(reason=reason, originals=originals_of(form, changed), **changed)
        found.append(About(command.group, fact))
    if "needs" in command.changes:
        added, withdrawn = needs_difference(checked_needs(command.changes["needs"]), state.needs)
        if added or withdrawn:
            found.append(About(command.group, GroupNeedsChanged(added=added, withdrawn=withdrawn)))
    if not found:
        raise Refused("people.nothing_changed")
    return found
