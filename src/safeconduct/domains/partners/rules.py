"""Rules of partners: who can be entered, and what an agreement must say before anything is shared under it.

Sources: IOM data protection principles 2 (specified purpose) and 5 (transfer to third parties in writing).
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from safeconduct.domains.partners.commands import (
    DescribeAgency,
    DescribeAgreement,
    DescribeContact,
    EndContact,
    MoveAgreement,
)
from safeconduct.domains.partners.facts import (
    AgencyDescribed,
    AgreementDescribed,
    AgreementMoved,
    ContactDescribed,
    ContactEnded,
)
from safeconduct.domains.partners.states import AGREEMENT_TRANSITIONS, DRAFT, ENDED, IN_FORCE, PARTS
from safeconduct.foundation.codes import is_listed, is_nationality, language
from safeconduct.kernel.acts import Circumstances, Command
from safeconduct.kernel.described import Described
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.reach import checked_email, checked_phone
from safeconduct.kernel.text import Kind, clean_text
from safeconduct.kernel.transitions import check_moves

REFUSALS: Mapping[str, str] = {
    "partners.unknown_agency": "the agency is not known here",
    "partners.unknown_contact": "the contact is not known here",
    "partners.unknown_agreement": "the agreement is not known here",
    "partners.broken_id": "an id that is none",
    "partners.name_missing": "an agency, a contact or an agreement needs a name",
    "partners.unknown_code": "a code that is not in its list",
    "partners.state_missing": "an authority belongs to a State",
    "partners.code_shape": "a code of letters, as the agency's node has it",
    "partners.code_taken": "another agency has this code",
    "partners.no_way_to_reach": "a contact needs a number or an address",
    "partners.purpose_missing": "an agreement names what data are shared for",
    "partners.day_shape": "a day that does not exist",
    "partners.validity": "an agreement ends after it begins",
    "partners.not_signed": "only a signed agreement comes into force",
    "partners.lapsed": "an agreement whose last day is over does not come into force",
    "partners.agreement_not_from_here": "the transition table has no such way",
    "partners.agreement_ended": "an ended agreement is not changed",
    "partners.contact_ended": "a contact that ended is not changed",
    "partners.nothing_changed": "nothing is different from what stands",
    "partners.reason_missing": "suspending and ending need a reason",
}

LONGEST_NAME = 200
CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")  # as of compartments: a part of the names of streams


class Known(Described, frozen=True, kw_only=True):
    """A subject of this room as it stands."""

    has_ended: bool = False
    state: str = DRAFT
    agency_known: bool = True
    codes_of_others: frozenset[str] = frozenset()


def decide_describe_agency(command: DescribeAgency, state: Known, here: Circumstances) -> list[About]:
    """What is different. Refused: broken_id, name_missing, unknown_code, state_missing, code_shape, nothing_changed.
    Conflict: code_taken (all `partners.`), reach.phone, reach.email."""
    _check_id(command.agency)
    if not is_listed("agency_types", command.type):
        raise Refused("partners.unknown_code", field="type")
    if command.type == "authority" and not is_nationality(command.state):
        raise Refused("partners.state_missing")
    if command.code and not CODE.fullmatch(command.code):
        raise Refused("partners.code_shape", field="code")
    if command.code and command.code in state.codes_of_others:
        raise Conflict("partners.code_taken", field="code", given=command.code)
    given: dict[str, Any] = {
        "name": _name(command.name),
        "short_name": _text(command.short_name, "short_name", "name"),
        "type": command.type,
        "state": command.state if command.type == "authority" else "",
        "code": command.code,
        "is_active": command.is_active,
        "phone": checked_phone(command.phone, "phone"),
        "email": checked_email(command.email),
        "website": _text(command.website, "website", "free"),
    }
    if command.record is not None:
        given["record"] = command.record
    return [About(command.agency, AgencyDescribed(**_different(given, state)))]


def decide_describe_contact(command: DescribeContact, state: Known, here: Circumstances) -> list[About]:
    """What is different. NotFound: unknown_agency. Conflict: contact_ended. Refused: broken_id, name_missing,
    unknown_code, no_way_to_reach, day_shape, nothing_changed (all `partners.`), reach.phone, reach.email."""
    _check_id(command.contact)
    if not state.agency_known:
        raise NotFound("partners.unknown_agency")
    if state.has_ended:
        raise Conflict("partners.contact_ended")
    if command.part not in PARTS:
        raise Refused("partners.unknown_code", field="part")
    given: dict[str, Any] = {
        "agency": command.agency,
        "part": command.part,
        "name": _name(command.name),
        "function": _text(command.function, "function", "free"),
        "phone": checked_phone(command.phone, "phone"),
        "night_phone": checked_phone(command.night_phone, "night_phone"),
        "email": checked_email(command.email),
        "languages": _languages(command.languages),
        "valid_until": checked_day(command.valid_until, "valid_until"),
    }
    if not (given["phone"] or given["night_phone"] or given["email"]):
        raise Refused("partners.no_way_to_reach")
    return [About(command.contact, ContactDescribed(**_different(given, state)), (command.agency,))]


def decide_end_contact(command: EndContact, state: Known, here: Circumstances) -> list[About]:
    """The name and the numbers go. NotFound: unknown_contact. Conflict: contact_ended (all `partners.`)."""
    if not state.is_known:
        raise NotFound("partners.unknown_contact")
    if state.has_ended:
        raise Conflict("partners.contact_ended")
    return [About(command.contact, ContactEnded())]


def decide_describe_agreement(command: DescribeAgreement, state: Known, here: Circumstances) -> list[About]:
    """What is different. NotFound: unknown_agency. Conflict: agreement_ended. Refused: broken_id, name_missing,
    unknown_code, purpose_missing, day_shape, validity, nothing_changed (all `partners.`)."""
    _check_id(command.agreement)
    if not state.agency_known:
        raise NotFound("partners.unknown_agency")
    if state.state == ENDED:
        raise Conflict("partners.agreement_ended")
    if not command.purposes:
        raise Refused("partners.purpose_missing")
    begins, ends = (checked_day(day, "valid_from") for day in (command.valid_from, command.valid_until))
    if not begins or not ends or ends < begins:
        raise Refused("partners.validity")
    given: dict[str, Any] = {
        "agency": command.agency,
        "purposes": _codes(command.purposes, "sharing_purposes", "purposes"),
        "fields": _codes(command.fields, "shared_fields", "fields"),
        "signed_on": checked_day(command.signed_on, "signed_on"),
        "valid_from": begins,
        "valid_until": ends,
        "title": _name(command.title),
        "reference": _text(command.reference, "reference", "free"),
    }
    return [About(command.agreement, AgreementDescribed(**_different(given, state)), (command.agency,))]


def decide_move_agreement(command: MoveAgreement, state: Known, here: Circumstances) -> list[About]:
    """The move. NotFound: unknown_agreement. Conflict: agreement_not_from_here. Refused: not_signed, lapsed,
    reason_missing (all `partners.`)."""
    if not state.is_known:
        raise NotFound("partners.unknown_agreement")
    check_moves(AGREEMENT_TRANSITIONS, state.state, command.state, code="partners.agreement_not_from_here")
    reason = _text(command.reason, "reason", "note")
    if command.state == IN_FORCE:
        if not state.values.get("signed_on"):
            raise Refused("partners.not_signed")
        if state.values.get("valid_until", "") < here.local_day:
            raise Refused("partners.lapsed")
    elif not reason:
        raise Refused("partners.reason_missing")
    return [About(command.agreement, AgreementMoved(state=command.state, reason=reason))]


def _different(given: Mapping[str, Any], state: Known) -> dict[str, Any]:
    changed = state.changed(given)
    if not changed:
        raise Refused("partners.nothing_changed")
    return changed


def _check_id(given: str) -> None:
    if not is_id(given):
        raise Refused("partners.broken_id")


def _name(given: str) -> str:
    cleaned = clean_text(given, kind="name", limit=LONGEST_NAME, field="name").stored
    if not cleaned:
        raise Refused("partners.name_missing")
    return cleaned


def _text(given: str, name: str, kind: Kind) -> str:
    return clean_text(given, kind=kind, field=name).stored


def checked_day(given: str, name: str) -> str:
    """A day in ISO form, or nothing. Refused: partners.day_shape."""
    try:
        return date.fromisoformat(given).isoformat() if given else ""
    except ValueError:
        raise Refused("partners.day_shape", field=name) from None


def _languages(given: tuple[str, ...]) -> tuple[str, ...]:
    found = [language(code) for code in given]
    if None in found:
        raise Refused("partners.unknown_code", field="languages")
    return tuple(dict.fromkeys(one.code for one in found if one is not None))


def _codes(given: tuple[str, ...], list_name: str, field_name: str) -> tuple[str, ...]:
    if any(not is_listed(list_name, code) for code in given):
        raise Refused("partners.unknown_code", field=field_name)
    return tuple(sorted(set(given)))


COMMANDS: tuple[type[Command], ...] = (
    DescribeAgency, DescribeContact, EndContact, DescribeAgreement, MoveAgreement,
)  # fmt: skip
