"""Rows of a person, a photo and a group, as pure functions of their facts; total over whatever is held.

What only a page needs to show a subject's past is in `history.py`; how fields merge is in the kernel.
"""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET, to_builtins

from safeconduct.domains.people import history
from safeconduct.domains.people.facts import (
    LEGAL_HOLD,
    SEPARATION,
    ChildLeftBehind,
    DocumentAdded,
    DocumentCodes,
    DocumentDetails,
    DocumentWithdrawn,
    ErasureProposed,
    GroupFields,
    GroupNeedsChanged,
    GroupRegistered,
    GroupRestored,
    GroupVoided,
    GroupWordsErased,
    LegalHoldLifted,
    LegalHoldPlaced,
    NeedsChanged,
    ObjectionAnswered,
    PersonErased,
    PersonFields,
    PersonMoved,
    PersonRegistered,
    PersonRestored,
    PersonVoided,
    PhotoErased,
    PhotoKept,
    PhotoRefused,
    PhotoTaken,
    SeparationReleased,
    SeparationReleaseProposed,
)
from safeconduct.domains.people.names import number_key, search_words
from safeconduct.domains.people.objecting import objection_rows
from safeconduct.kernel.facts import Fact, Held, Row, Rows
from safeconduct.kernel.merging import Flag, Value, flags, plain_values, standing

SUPERVISOR = "post_supervisor"
_OF_A_SUPERVISOR = (SeparationReleaseProposed, ErasureProposed, LegalHoldPlaced, LegalHoldLifted, ObjectionAnswered)
RELEASING_ROLES = {SEPARATION: frozenset({SUPERVISOR})}  # by kind of flag; rule version 1

PERSON_FIELDS = tuple(name for name in PersonFields.__struct_fields__ if name != "originals")
GROUP_FIELDS = tuple(name for name in GroupFields.__struct_fields__ if name != "originals")
_PERSON_NAMES, _GROUP_NAMES = frozenset(PERSON_FIELDS), frozenset(GROUP_FIELDS)
_SHARED: dict[str, Any] = {
    "level": 0,
    "nationality": "",
    "language": "",
    "origin": "",
    "origin_text": "",
    "destination": "",
    "destination_text": "",
}
_PERSON: dict[str, Any] = {
    **_SHARED,
    "group": "",
    "relation": "",
    "given_names": "",
    "family_name": "",
    "name_native": "",
    "sex": "unknown",
    "age_band": "unknown",
    "minor": "maybe",
    "interpreter_needed": False,
    "purpose": "",
    "onward_contact": "",
    "no_document": False,
}
_GROUP: dict[str, Any] = {**_SHARED, "size": 0, "transport": "", "focal_person": "", "form_serial": "", "note": ""}
_MOST_PROTECTIVE = ("yes", "maybe", "no")  # of what stands for `minor`


def person_rows(held: Sequence[Held]) -> Rows:
    """The person, the words of their names, documents, needs, flags and history."""
    if not held:
        return {}
    changes = remembered(person_changes)
    values = plain_values(held, changes)
    found = separation_flags(held)
    person = _standing_row(held, values, _PERSON, PersonRegistered) | _person_only(held, values, changes)
    person["open_flags"] = sum(flag.released_by is None for flag in found)
    person["voided"] = is_voided(held, PersonVoided, PersonRestored)
    person["erased"] = any(isinstance(one.fact, PersonErased) for one in held)
    return {
        "people_person": [person],
        "people_name": _name_rows(held[0].subject, values),
        "people_document": _document_rows(held),
        "people_need": _need_rows(held, PersonRegistered, NeedsChanged),
        "people_flag": [_flag_row(flag, held) for flag in found],
        "people_hold": [_hold_row(hold, held) for hold in legal_holds(held)],
        "people_objection": objection_rows(held),
        "people_change": history.change_rows(held, changes, has_effect),
    }


def group_rows(held: Sequence[Held]) -> Rows:
    """The group, its needs and its history."""
    if not held:
        return {}
    changes = remembered(group_changes)
    values = plain_values(held, changes)
    group = _standing_row(held, values, _GROUP, GroupRegistered)
    composition = _printed(values, "composition", {})
    group["composition"] = _json(composition) if composition else ""
    group["voided"] = is_voided(held, GroupVoided, GroupRestored)
    group["erased"] = any(isinstance(one.fact, GroupWordsErased) for one in held)
    return {
        "people_group": [group],
        "people_need": _need_rows(held, GroupRegistered, GroupNeedsChanged),
        "people_change": history.change_rows(held, changes, has_effect),
    }


def photo_rows(held: Sequence[Held]) -> Rows:
    """The photo itself; without bytes once they are gone."""
    taken = standing([one for one in held if isinstance(one.fact, PhotoTaken)])
    if not taken:
        return {}
    row = {
        "person": taken[0].fact.person,
        "jpeg": taken[0].fact.jpeg,
        "taken_at": taken[0].happened_at,
        "erased": any(isinstance(one.fact, PhotoErased) for one in held),
    }
    return {"people_photo": [row]}


def remembered(changes: history.Changes) -> history.Changes:
    """The same answers, each worked out once; for the facts that one projection holds in its hands."""
    known: dict[int, Mapping[str, Any]] = {}

    def answer(fact: Any) -> Mapping[str, Any]:
        found = known.get(id(fact))
        if found is None:
            found = known[id(fact)] = changes(fact)
        return found

    return answer


def person_changes(fact: Any) -> dict[str, Any]:
    """The plain fields of a person that a fact sets."""
    if isinstance(fact, PersonFields):
        changes = _given(fact, _PERSON_NAMES)
        if isinstance(fact, PersonRegistered) and fact.group:
            changes["group"] = fact.group
        return changes
    if isinstance(fact, PersonMoved):
        return _given(fact, ("relation",)) | ({} if fact.to_group is UNSET else {"group": fact.to_group})
    if isinstance(fact, PhotoKept):
        return {"photo": fact.photo}
    return {"photo": None} if isinstance(fact, PhotoRefused) else {}


def group_changes(fact: Any) -> dict[str, Any]:
    """The plain fields of a group that a fact sets."""
    return _given(fact, _GROUP_NAMES) if isinstance(fact, GroupFields) else {}


def separation_flags(held: Sequence[Held]) -> list[Flag]:
    """Every flag a person's facts raised, with the release that took it down, if any."""
    raisers = [
        (one, kind)
        for one in held
        if isinstance(one.fact, PersonMoved | ChildLeftBehind)
        for kind in sorted(set(one.fact.raises))
    ]
    releases = [(one, one.fact.flags) for one in held if isinstance(one.fact, SeparationReleased)]
    return flags(raisers, releases, may_release=may_release)


def legal_holds(held: Sequence[Held]) -> list[Flag]:
    """Every legal hold that a supervisor placed, with the lifting that ended it, if any."""
    raisers = [(one, LEGAL_HOLD) for one in held if isinstance(one.fact, LegalHoldPlaced) and SUPERVISOR in one.roles]
    liftings = [(one, one.fact.holds) for one in held if isinstance(one.fact, LegalHoldLifted)]
    return flags(raisers, liftings, may_release=lambda lifting, kind: SUPERVISOR in lifting.roles)


def may_release(release: Held, kind: str) -> bool:
    """Whether a release counts, by what it carries alone: a role that may, and a second person than the first."""
    first = release.fact.first
    return bool(first) and first != release.actor and bool(release.roles & RELEASING_ROLES.get(kind, frozenset()))


def has_effect(one: Held) -> bool:
    """Whether a fact does what it says; what does not is kept and shown."""
    if isinstance(one.fact, SeparationReleased):
        return any(may_release(one, name.rsplit(":", 1)[-1]) for name in one.fact.flags)
    if isinstance(one.fact, _OF_A_SUPERVISOR):
        return SUPERVISOR in one.roles
    return True


def may_propose(one: Held) -> bool:
    """Whether this is a first supervisor's word that counts."""
    return isinstance(one.fact, SeparationReleaseProposed) and SUPERVISOR in one.roles


def is_voided(held: Sequence[Held], voiding: type[Any], restoring: type[Any]) -> bool:
    """Whether a voiding stands that no undoing names."""
    restored = {name for one in held if isinstance(one.fact, restoring) for name in one.fact.voids}
    return any(isinstance(one.fact, voiding) and one.ref not in restored for one in held)


def _given(fact: Fact, names: Container[str]) -> dict[str, Any]:
    return {name: value for name, value in fact.said.items() if name in names}


def _printed(values: Mapping[str, Value], name: str, default: Any) -> Any:
    return values[name].printed if name in values else default


def _standing_row(
    held: Sequence[Held], values: Mapping[str, Value], defaults: Mapping[str, Any], registering: type[Any]
) -> Row:
    first = min(
        (one for one in held if isinstance(one.fact, registering)),
        key=lambda one: (one.clock, one.stream, one.seq),
        default=None,
    )
    row: Row = {name: _printed(values, name, default) for name, default in defaults.items()}
    row["level"] = max(values["level"].all) if "level" in values else 0  # once completed, it is complete
    contested = {name: list(value.all) for name, value in values.items() if value.contested and name != "level"}
    return row | {
        "place": first.place if first else "",
        "registered_at": first.happened_at if first else None,
        "recorded_at": first.recorded_at if first else None,
        "registered_by": first.actor if first else "",
        "ref": first.ref if first else "",
        "unreadable": not all(one.readable for one in held),
        "partial": first is None,
        "contested": _json(to_builtins(contested)) if contested else "",
    }


def _person_only(held: Sequence[Held], values: Mapping[str, Value], changes: history.Changes) -> Row:
    joined = standing([one for one in held if "group" in changes(one.fact)])
    birth = _printed(values, "birth", None)
    # Where people differ on whether somebody is a child, they are treated as one.
    minors = values["minor"].all if "minor" in values else ()
    return {
        "birth": _json(to_builtins(birth)) if birth is not None else "",
        "minor": next((word for word in _MOST_PROTECTIVE if word in minors), "maybe"),
        "photo": _printed(values, "photo", None) or "",
        "photo_refused": "photo" in values and values["photo"].printed is None,
        "group_set_at": joined[0].recorded_at if joined else None,
        "group_set_by": joined[0].actor if joined else "",
    }


def _name_rows(subject: str, values: Mapping[str, Value]) -> list[Row]:
    spoken = [
        text for field in ("given_names", "family_name", "name_native") if field in values for text in values[field].all
    ]
    return [{"id": str(place), "word": word} for place, word in enumerate(search_words(*spoken))]


def _documents_of(fact: Any) -> Iterable[tuple[DocumentCodes, DocumentDetails]]:
    if isinstance(fact, PersonRegistered):
        return [(codes, fact.document_details.get(codes.id, DocumentDetails())) for codes in fact.documents]
    return [(fact.document, fact.details)] if isinstance(fact, DocumentAdded) else []


def _document_rows(held: Sequence[Held]) -> list[Row]:
    withdrawn = {one.fact.document for one in held if isinstance(one.fact, DocumentWithdrawn)}
    setters: dict[str, list[Held]] = {}
    for one in held:
        for codes, _ in _documents_of(one.fact):
            setters.setdefault(codes.id, []).append(one)
    return [_document_row(name, standing(those)[0], name in withdrawn) for name, those in sorted(setters.items())]


def _document_row(name: str, shown: Held, withdrawn: bool) -> Row:
    codes, details = next(pair for pair in _documents_of(shown.fact) if pair[0].id == name)
    return {
        "id": name,
        "type": codes.type,
        "number": details.number,
        "number_key": number_key(details.number),
        "issuer": details.issuer,
        "expiry": details.expiry,
        "condition": codes.condition,
        "read_by": codes.read_by,
        "repaired": codes.repaired,
        "added_at": shown.happened_at,
        "withdrawn": withdrawn,
    }


def _need_rows(held: Sequence[Held], registering: type[Any], changing: type[Any]) -> list[Row]:
    withdrawn = {name for one in held if isinstance(one.fact, changing) for name in one.fact.withdrawn}
    rows: dict[str, Row] = {}
    for one in held:
        for code in _needs_of(one.fact, registering, changing):
            name = need_id(one.ref, code)
            rows[name] = {"id": name, "code": code, "added_at": one.happened_at, "withdrawn": name in withdrawn}
    return [rows[name] for name in sorted(rows)]


def need_id(ref: str, code: str) -> str:
    """A need's id: the entry that found it, and its code."""
    return f"{ref}:{code}"


def _needs_of(fact: Any, registering: type[Any], changing: type[Any]) -> tuple[str, ...]:
    if isinstance(fact, registering):
        return tuple(fact.needs)
    return tuple(fact.added) if isinstance(fact, changing) else ()


def _flag_row(flag: Flag, held: Sequence[Held]) -> Row:
    raised = flag.raised
    proposal = _latest(held, lambda one: may_propose(one) and one.fact.flag == flag.id)
    release = _latest(held, lambda one: one.ref == flag.released_by)
    moved = isinstance(raised.fact, PersonMoved)
    return {
        "id": flag.id,
        "kind": flag.kind,
        "open": flag.released_by is None,
        "raised_at": raised.happened_at,
        "raised_by": raised.actor,
        "place": raised.place,
        "reason": raised.fact.reason if moved else "left_behind",
        "from_group": raised.fact.from_group if moved else raised.fact.group,
        "to_group": person_changes(raised.fact).get("group", "") if moved else raised.fact.group,
        "proposed_by": proposal.actor if proposal else "",
        "proposal": proposal.ref if proposal else "",
        "proposed_reason": proposal.fact.reason if proposal else "",
        "released_by": release.actor if release else "",
        "released_at": release.happened_at if release else None,
        "release": flag.released_by or "",
    }


def _hold_row(hold: Flag, held: Sequence[Held]) -> Row:
    placed = hold.raised
    lifting = _latest(held, lambda one: one.ref == hold.released_by)
    return {
        "id": hold.id,
        "open": hold.released_by is None,
        "basis": placed.fact.basis,
        "reason": placed.fact.reason,
        "review_on": placed.fact.review_on,
        "place": placed.place,
        "placed_at": placed.happened_at,
        "placed_by": placed.actor,
        "lifted_at": lifting.happened_at if lifting else None,
        "lifted_by": lifting.actor if lifting else "",
        "lifted_reason": lifting.fact.reason if lifting else "",
    }


def _latest(held: Sequence[Held], wanted: Callable[[Held], bool]) -> Held | None:
    """The latest of those wanted, by the clock."""
    return max((one for one in held if wanted(one)), key=lambda one: (one.clock, one.stream, one.seq), default=None)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
