"""Complaints of agencies: anybody who refers takes one down; the coordinator or oversight answers; no agency sees it.

Source: IASC, Inter-Agency Community-Based Complaint Mechanisms best practice guide (2016): a complaint is taken down
wherever it is made, goes to somebody else than the one complained of, and the one who complained hears what came of it.
"""

import msgspec

from safeconduct.domains.referrals.commands import AnswerComplaint, EraseComplaint, MakeComplaint
from safeconduct.domains.referrals.facts import ComplaintAnswered, ComplaintErased, ComplaintMade
from safeconduct.domains.referrals.rules.code_lists import COMPLAINT_ABOUT, COMPLAINT_BY, COMPLAINT_OUTCOMES
from safeconduct.domains.referrals.rules.referrals import words_of
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class Complained(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint before it is made or answered. `agency_known`: the agency stands in the directory here."""

    is_known: bool = False
    agency_known: bool = True
    is_erased: bool = False


def decide_make_complaint(command: MakeComplaint, state: Complained, here: Circumstances) -> list[About]:
    """The complaint. Conflict: already_made. Refused: broken_id, complaint_agency, unknown_code, words_missing (all
    `referrals.`)."""
    if state.is_known:
        raise Conflict("referrals.already_made")
    if not is_id(command.complaint) or (command.referral and not is_id(command.referral)):
        raise Refused("referrals.broken_id")
    if not state.agency_known:
        raise Refused("referrals.complaint_agency", field="agency")
    if command.about not in COMPLAINT_ABOUT:
        raise Refused("referrals.unknown_code", field="about")
    if command.by not in COMPLAINT_BY:
        raise Refused("referrals.unknown_code", field="by")
    words = words_of(command.words, "words")
    if not words:
        raise Refused("referrals.words_missing", field="words")
    fact = ComplaintMade(
        agency=command.agency, referral=command.referral, about=command.about, by=command.by, post=here.place,
        words=words, reach=words_of(command.reach, "reach"),
    )  # fmt: skip
    return [About(command.complaint, fact, tuple(filter(None, (command.agency, command.referral))))]


def decide_answer_complaint(command: AnswerComplaint, state: Complained, here: Circumstances) -> list[About]:
    """The answer. NotFound: unknown_complaint. Conflict: erased. Refused: unknown_code, words_missing (all
    `referrals.`)."""
    if not state.is_known:
        raise NotFound("referrals.unknown_complaint")
    if state.is_erased:
        raise Conflict("referrals.erased")
    if command.outcome not in COMPLAINT_OUTCOMES:
        raise Refused("referrals.unknown_code", field="outcome")
    words = words_of(command.words, "words")
    if not words:
        raise Refused("referrals.words_missing", field="words")
    return [About(command.complaint, ComplaintAnswered(outcome=command.outcome, words=words))]


def decide_erase_complaint(command: EraseComplaint, state: Complained, here: Circumstances) -> list[About]:
    """What was said goes; what it was about and the outcome stay. NotFound: referrals.unknown_complaint."""
    if not state.is_known:
        raise NotFound("referrals.unknown_complaint")
    return [] if state.is_erased else [About(command.complaint, ComplaintErased())]
