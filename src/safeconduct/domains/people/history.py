"""The history of a subject as rows: what was changed after registration, from what, by whom and why."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import to_builtins

from safeconduct.domains.people.facts import (
    ChildLeftBehind,
    DocumentAdded,
    DocumentWithdrawn,
    ErasureProposed,
    GroupCorrected,
    GroupNeedsChanged,
    GroupRegistered,
    GroupRestored,
    GroupVoided,
    GroupWordsErased,
    GroupWordsWithdrawn,
    LegalHoldLifted,
    LegalHoldPlaced,
    NeedsChanged,
    ObjectionAnswered,
    ObjectionMade,
    PersonCorrected,
    PersonErased,
    PersonMoved,
    PersonRegistered,
    PersonRestored,
    PersonVoided,
    PhotoErased,
    PhotoKept,
    PhotoRefused,
    SeparationReleased,
    SeparationReleaseProposed,
)
from safeconduct.kernel.facts import Held, Row
from safeconduct.kernel.merging import has_seen
from safeconduct.science.calendars import BirthDate, shown

EVENTS: dict[type, str] = {
    PersonCorrected: "corrected",
    NeedsChanged: "needs_changed",
    DocumentAdded: "document_added",
    DocumentWithdrawn: "document_withdrawn",
    PhotoKept: "photo_kept",
    PhotoRefused: "photo_refused",
    PersonMoved: "moved",
    ChildLeftBehind: "left_behind",
    SeparationReleaseProposed: "release_proposed",
    SeparationReleased: "released",
    PersonVoided: "voided",
    PersonRestored: "restored",
    LegalHoldPlaced: "hold_placed",
    LegalHoldLifted: "hold_lifted",
    ObjectionMade: "objected",
    ObjectionAnswered: "objection_answered",
    ErasureProposed: "erasure_proposed",
    PersonErased: "erased",
    PhotoErased: "erased",
    GroupCorrected: "corrected",
    GroupNeedsChanged: "needs_changed",
    GroupVoided: "voided",
    GroupRestored: "restored",
    GroupWordsErased: "erased",
    GroupWordsWithdrawn: "erased",
}

_REGISTERED = (PersonRegistered, GroupRegistered)
MOVED_AS_CORRECTION = "moved_as_correction"  # entered in the wrong group: counted for oversight

Changes = Callable[[Any], Mapping[str, Any]]
Line = tuple[str, str, str, str]  # field, before, value, reason


def change_rows(held: Sequence[Held], changes: Changes, has_effect: Callable[[Held], bool]) -> list[Row]:
    """One row a changed field, or one row for a fact that sets none; registrations are not repeated here.

    Only one of two registrations of the same subject is shown as the registration; the other is a row `registered`.
    """
    if len(held) == 1 and type(held[0].fact) not in EVENTS:
        return []
    ordered = sorted(held, key=_by_clock)
    earlier: dict[str, list[Held]] = {}
    rows, is_first = [], True
    for one in ordered:
        set_here = changes(one.fact)
        if isinstance(one.fact, _REGISTERED):
            event, is_first = ("" if is_first else "registered"), False
        else:
            event = event_of(one.fact)
        if event:
            counts = has_effect(one)
            for line in _lines(one, set_here, earlier, changes):
                rows.append(_row(one, event, line, counts))
        for name in set_here:
            earlier.setdefault(name, []).append(one)
    return rows


def event_of(fact: Any) -> str:
    """The code of what happened; empty for what makes no line."""
    if isinstance(fact, PersonMoved) and fact.correction:
        return MOVED_AS_CORRECTION
    return EVENTS.get(type(fact), "")


def _by_clock(one: Held) -> tuple[int, str, int]:
    return one.clock, one.stream, one.seq


def _lines(one: Held, set_here: Mapping[str, Any], earlier: Mapping[str, list[Held]], changes: Changes) -> list[Line]:
    fact = one.fact
    if isinstance(fact, GroupWordsWithdrawn):
        return [("", "", "", "")]  # what it says again, stood before
    if isinstance(fact, PersonMoved):
        return [("group", fact.from_group, text_of(set_here.get("group")), fact.explanation or fact.reason)]
    reason = fact.grounds if isinstance(fact, ErasureProposed) else getattr(fact, "reason", "")
    if not set_here:
        return [(*_particulars(fact), reason)]
    names = sorted(set_here) if len(set_here) > 1 else set_here
    return [(name, _before(one, name, earlier, changes), text_of(set_here[name]), reason) for name in names]


def _particulars(fact: Any) -> tuple[str, str, str]:
    """Field, before and value of a fact that sets no plain field."""
    if isinstance(fact, NeedsChanged | GroupNeedsChanged):
        gone = ", ".join(name.rsplit(":", 1)[-1] for name in fact.withdrawn)
        return "needs", gone, ", ".join(fact.added)
    if isinstance(fact, DocumentAdded):
        return "documents", "", " ".join(filter(None, (fact.document.type, fact.details.number)))
    if isinstance(fact, DocumentWithdrawn):
        return "documents", fact.document, ""
    if isinstance(fact, SeparationReleaseProposed):
        return "flag", "", fact.flag
    if isinstance(fact, SeparationReleased):
        return "flag", ", ".join(fact.flags), ""
    if isinstance(fact, PersonErased):
        return "removed", "", text_of(fact.removed)
    if isinstance(fact, LegalHoldPlaced):
        return "hold", "", fact.basis
    if isinstance(fact, LegalHoldLifted):
        return "hold", ", ".join(fact.holds), ""
    if isinstance(fact, ObjectionMade):
        return "objection", "", fact.about
    if isinstance(fact, ObjectionAnswered):
        return "objection_outcome", "", fact.outcome
    if isinstance(fact, PersonRestored | GroupRestored):
        return "", "", ", ".join(fact.voids)
    return ("group", "", fact.group) if isinstance(fact, ChildLeftBehind) else ("", "", "")


def _before(one: Held, name: str, earlier: Mapping[str, list[Held]], changes: Changes) -> str:
    """What the author had before their eyes: the latest earlier value that they had seen."""
    for setter in reversed(earlier.get(name, ())):
        if has_seen(one, setter):
            return text_of(changes(setter.fact)[name])
    return ""


def text_of(value: Any) -> str:
    """A value as one text: words as they are, dates in their compact form, all else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, BirthDate):
        return shown(value)
    return json.dumps(to_builtins(value), ensure_ascii=False, sort_keys=True)


def _row(one: Held, event: str, line: Line, has_effect: bool) -> Row:
    field, before, value, reason = line
    return {
        "id": f"{one.ref}:{field}",
        "event": event,
        "field": field,
        "before": before,
        "value": value,
        "reason": reason,
        "happened_at": one.happened_at,
        "recorded_at": one.recorded_at,
        "by": one.actor,
        "place": one.place,
        "clock": one.clock,
        "ref": one.ref,
        "has_effect": has_effect,
    }
