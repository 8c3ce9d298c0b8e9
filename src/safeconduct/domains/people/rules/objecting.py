"""Objections of a person to what is recorded of them, or to what is done with it; each is answered, with a reason.

Sources: ICRC Handbook on Data Protection in Humanitarian Action (3rd edition, 2024), rights of data subjects
(objection); GDPR, article 21. No objection keeps anybody from crossing or from help.
"""

from datetime import timedelta

from safeconduct.domains.people.commands import AnswerObjection, MakeObjection
from safeconduct.domains.people.facts import ObjectionAnswered, ObjectionMade
from safeconduct.domains.people.rules.fields import checked_reason
from safeconduct.domains.people.rules.states import Objecting
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import clean_text

# Statements of the record first, then uses of it.
OBJECTION_ABOUT = (
    "identity", "birth", "nationality", "documents", "photo", "family", "needs", "crossing", "decision",
    "referral", "keeping", "other_use",
)  # fmt: skip
OBJECTION_BY = ("self", "caregiver", "guardian")
UPHELD, PARTLY, NOT_UPHELD, TAKEN_BACK = "upheld", "partly_upheld", "not_upheld", "taken_back"
OBJECTION_OUTCOMES = (UPHELD, PARTLY, NOT_UPHELD, TAKEN_BACK)
OBJECTION_LIMIT = timedelta(days=10)  # assumption: an answer within ten days; then oversight sees that it is overdue


def decide_make_objection(command: MakeObjection, state: Objecting, here: Circumstances) -> list[About]:
    """The objection. Refused: unknown_code, malformed_id, objection_words, text.*. NotFound: unknown_person.
    Conflict: erased, already_objected (all `people.`)."""
    _check_holds_something(state)
    if command.about not in OBJECTION_ABOUT:
        raise Refused("people.unknown_code", field="about")
    if command.by not in OBJECTION_BY:
        raise Refused("people.unknown_code", field="by")
    if command.entry and not is_id(command.entry):
        raise Refused("people.malformed_id", field="entry")
    words = clean_text(command.words, kind="note", field="words").stored
    if not words:
        raise Refused("people.objection_words", field="words")
    if (command.about, command.entry) in state.open.values():
        raise Conflict("people.already_objected", field="about")
    fact = ObjectionMade(about=command.about, entry=command.entry, by=command.by, words=words)
    return [About(command.person, fact)]


def decide_answer_objection(command: AnswerObjection, state: Objecting, here: Circumstances) -> list[About]:
    """The answer. Refused: unknown_code, reason_missing, text.*. NotFound: unknown_person, unknown_objection.
    Conflict: erased, objection_answered (all `people.`)."""
    _check_holds_something(state)
    if command.outcome not in OBJECTION_OUTCOMES:
        raise Refused("people.unknown_code", field="outcome")
    if command.objection in state.answered:
        raise Conflict("people.objection_answered")
    if command.objection not in state.open:
        raise NotFound("people.unknown_objection")
    reason = checked_reason(command.reason)
    fact = ObjectionAnswered(objections=(command.objection,), outcome=command.outcome, reason=reason)
    return [About(command.person, fact)]


def _check_holds_something(state: Objecting) -> None:
    if not state.is_known:
        raise NotFound("people.unknown_person")
    if state.erased:
        raise Conflict("people.erased")
