"""Ordinary complaints: taken down at any desk, answered by a supervisor; and who receives the others."""

import msgspec

from safeconduct.domains.accountability.commands import (
    AnswerPostComplaint,
    ErasePostComplaint,
    MakePostComplaint,
    NameFocalPoint,
)
from safeconduct.domains.accountability.facts import (
    FocalPointNamed,
    PostComplaintAnswered,
    PostComplaintErased,
    PostComplaintMade,
)
from safeconduct.domains.accountability.rules.words import check_code, line_of, words_of
from safeconduct.domains.accountability.states import COMPLAINT_BY, POST_ABOUT, POST_OUTCOMES, is_code
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused


class Complained(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint before it is made or answered."""

    is_known: bool = False
    is_answered: bool = False
    is_erased: bool = False


def focal_point_subject() -> str:
    """The one record of a node that says who receives complaints of misconduct."""
    return derived_id("focal point", "misconduct")


def decide_name_focal_point(command: NameFocalPoint, state: None, here: Circumstances) -> list[About]:
    """A name and a number to call: without both nobody is reached. Refused: name_missing, phone_missing, text.*."""
    fact = FocalPointNamed(
        name=line_of(command.name, "name"), phone=line_of(command.phone, "phone"),
        email=line_of(command.email, "email"), hours=line_of(command.hours, "hours"),
    )  # fmt: skip
    for field in ("name", "phone"):
        if not getattr(fact, field):
            raise Refused(f"accountability.{field}_missing", field=field)
    return [About(focal_point_subject(), fact)]


def decide_make_post_complaint(command: MakePostComplaint, state: Complained, here: Circumstances) -> list[About]:
    """Refused: broken_id, unknown_code (what is to be sealed is no ordinary complaint), broken_code, words_missing,
    text.*. Conflict: already_made."""
    if state.is_known:
        raise Conflict("accountability.already_made")
    if not is_id(command.complaint) or (command.person and not is_id(command.person)):
        raise Refused("accountability.broken_id")
    check_code("about", command.about, POST_ABOUT)
    check_code("by", command.by, COMPLAINT_BY)
    if not is_code(command.code):
        raise Refused("accountability.broken_code")
    fact = PostComplaintMade(
        about=command.about, by=command.by, person=command.person, code=command.code,
        words=words_of(command.words, "words"), reach=line_of(command.reach, "reach"),
    )  # fmt: skip
    return [About(command.complaint, fact, (command.person,) if command.person else ())]


def decide_answer_post_complaint(command: AnswerPostComplaint, state: Complained, here: Circumstances) -> list[About]:
    """NotFound: unknown_complaint. Conflict: erased, answered. Refused: unknown_code, words_missing, text.*."""
    if not state.is_known:
        raise NotFound("accountability.unknown_complaint")
    if state.is_erased:
        raise Conflict("accountability.erased")
    if state.is_answered:
        raise Conflict("accountability.answered")
    check_code("outcome", command.outcome, POST_OUTCOMES)
    fact = PostComplaintAnswered(outcome=command.outcome, words=words_of(command.words, "words"))
    return [About(command.complaint, fact)]


def decide_erase_post_complaint(command: ErasePostComplaint, state: Complained, here: Circumstances) -> list[About]:
    """NotFound: unknown_complaint."""
    if not state.is_known:
        raise NotFound("accountability.unknown_complaint")
    return [] if state.is_erased else [About(command.complaint, PostComplaintErased())]
