"""Objections of a person to what is recorded of them, or to a use of it, from the facts: open until answered."""

from collections.abc import Sequence

from safeconduct.domains.people.facts import ObjectionAnswered, ObjectionMade
from safeconduct.kernel.facts import Held, Row
from safeconduct.kernel.merging import Flag, flags, standing

OBJECTION = "objection"
ANSWERING = frozenset({"post_supervisor"})  # who may answer; rule version 1


def objections(held: Sequence[Held]) -> list[Flag]:
    """Every objection, with the answer that closed it, if any: one that names it, by a role that might."""
    made = [(one, OBJECTION) for one in held if isinstance(one.fact, ObjectionMade)]
    answers = [(one, one.fact.objections) for one in held if isinstance(one.fact, ObjectionAnswered)]
    return flags(made, answers, may_release=lambda answer, kind: bool(answer.roles & ANSWERING))


def objection_rows(held: Sequence[Held]) -> list[Row]:
    """One row an objection; where two answered apart, the answer that stands is printed."""
    return [_row(one, held) for one in objections(held)]


def _row(one: Flag, held: Sequence[Held]) -> Row:
    answers = [answer for answer in held if _answers(answer, one.id)]
    answer = standing(answers)[0] if answers else None
    made = one.raised
    return {
        "id": one.id,
        "open": one.released_by is None,
        "about": made.fact.about,
        "entry": made.fact.entry,
        "by": made.fact.by,
        "words": made.fact.words,
        "place": made.place,
        "made_at": made.happened_at,
        "made_by": made.actor,
        "outcome": answer.fact.outcome if answer else "",
        "reason": answer.fact.reason if answer else "",
        "answered_at": answer.happened_at if answer else None,
        "answered_by": answer.actor if answer else "",
    }


def _answers(answer: Held, objection: str) -> bool:
    fact = answer.fact
    return isinstance(fact, ObjectionAnswered) and objection in fact.objections and bool(answer.roles & ANSWERING)
