"""Erasing what names a person: on which grounds, by how many supervisors, and the legal hold that it waits for.

A right to erasure ends where the record is needed for a legal claim (GDPR, article 17, 3 e); who places such a hold
says why, and when it is to be looked at again. A person whose protective flag is up is somebody who may be looked for
by name: two supervisors erase, as two take the flag down.
"""

from datetime import date, timedelta

from safeconduct.domains.people.commands import ErasePerson, LiftLegalHold, PlaceLegalHold, ProposeErasure
from safeconduct.domains.people.facts import (
    ErasureProposed,
    GroupWordsErased,
    GroupWordsWithdrawn,
    LegalHoldLifted,
    LegalHoldPlaced,
    PersonErased,
    PhotoErased,
)
from safeconduct.domains.people.rules.fields import checked_reason
from safeconduct.domains.people.rules.states import Erasing, Proposal
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused

ERASURE_REASONS = ("person_asked", "kept_long_enough", "unlawful", "ordered")
HOLD_BASES = ("court_order", "investigation", "complaint", "claim", "audit")
LONGEST_REVIEW = timedelta(days=366)  # assumption: a hold that nobody asks about for a year is forgotten


def decide_place_legal_hold(command: PlaceLegalHold, state: Erasing, here: Circumstances) -> list[About]:
    """Refused: unknown_code, reason_missing, review_unreadable, review_too_late. Conflict: erased (`people.`)."""
    _check_holds_something(state, "people.erased")
    if command.basis not in HOLD_BASES:
        raise Refused("people.unknown_code", field="basis")
    review = _review_day(command.review_on, date.fromisoformat(here.local_day))
    fact = LegalHoldPlaced(basis=command.basis, review_on=review.isoformat(), reason=checked_reason(command.reason))
    return [About(command.person, fact)]


def _review_day(given: str, today: date) -> date:
    try:
        day = date.fromisoformat(given.strip())
    except ValueError:
        raise Refused("people.review_unreadable", field="review_on") from None
    if not today < day <= today + LONGEST_REVIEW:
        raise Refused("people.review_too_late", field="review_on", days=LONGEST_REVIEW.days)
    return day


def decide_lift_legal_hold(command: LiftLegalHold, state: Erasing, here: Circumstances) -> list[About]:
    """Refused: reason_missing. NotFound: unknown_person, unknown_hold. Conflict: erased (all `people.`)."""
    _check_holds_something(state, "people.erased")
    if command.hold not in state.holds:
        raise NotFound("people.unknown_hold")
    return [About(command.person, LegalHoldLifted(holds=(command.hold,), reason=checked_reason(command.reason)))]


def decide_propose_erasure(command: ProposeErasure, state: Erasing, here: Circumstances) -> list[About]:
    """The first supervisor's word; asked for only where a flag is up.

    Refused: unknown_code, on_hold. Conflict: erasure_proposed, no_second_needed, already_erased (all `people.`).
    """
    _check_can_erase(command.grounds, state)
    if not state.flags:
        raise Conflict("people.no_second_needed")
    if state.proposals:
        raise Conflict("people.erasure_proposed")
    return [About(command.person, ErasureProposed(grounds=command.grounds))]


def decide_erase_person(command: ErasePerson, state: Erasing, here: Circumstances) -> list[About]:
    """The nameless record that this was done; the journal removes keys and named bodies with it.

    Refused: unknown_code for a reason that is not listed (words would be kept), on_hold, second_needed,
    second_is_first. Conflict: already_erased (all `people.`).
    """
    _check_can_erase(command.reason, state)
    first = _first_word(state, here)
    fact = PersonErased(reason=command.reason, first=first.by, proposal=first.ref, removed=dict(state.removed))
    return [
        About(command.person, fact),
        *(About(photo, PhotoErased(), (command.person,)) for photo in state.photos),
        *(About(group, GroupWordsErased(), (command.person,)) for group in state.groups),
        *(
            About(one.group, GroupWordsWithdrawn(entries=one.entries, **one.kept), (command.person,))
            for one in state.shared
        ),
        *(going.about for going in state.elsewhere),
    ]


def _check_holds_something(state: Erasing, erased: str) -> None:
    if not state.is_known:
        raise NotFound("people.unknown_person")
    if state.erased:
        raise Conflict(erased)


def _check_can_erase(grounds: str, state: Erasing) -> None:
    _check_holds_something(state, "people.already_erased")
    if grounds not in ERASURE_REASONS:
        raise Refused("people.unknown_code", field="reason")
    if state.holds:
        raise Refused("people.on_hold")


def _first_word(state: Erasing, here: Circumstances) -> Proposal:
    if not state.flags:
        return Proposal("", "")
    if not state.proposals:
        raise Refused("people.second_needed")
    others = [proposal for proposal in state.proposals if proposal.by != here.actor]
    if not others:
        raise Refused("people.second_is_first")
    return others[0]
