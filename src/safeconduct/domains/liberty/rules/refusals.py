"""Every refusal of this room with its meaning, and the checks that several rules share."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotAllowed, Refused
from safeconduct.kernel.text import clean_text

REFUSALS = {
    "liberty.malformed_id": "an id is not one of ours",
    "liberty.unknown_code": "a code is not in its list",
    "liberty.unknown_field": "this cannot be corrected",
    "liberty.not_at_this_post": "it is recorded where the person is, or where it was learned",
    "liberty.when": "a moment that is none, has not come, or lies before it began",
    "liberty.next_review": "the next review is past or later than the table allows",
    "liberty.no_description": "somebody who is not registered has to be told apart from others",
    "liberty.no_reason": "it is not said why",
    "liberty.exists": "this was recorded already",
    "liberty.no_such_deprivation": "this node holds no such deprivation",
    "liberty.ended": "the deprivation has ended or does not count",
    "liberty.not_asked_for": "the person did not ask that the consulate be told",
    "liberty.no_such_alarm": "the alarm is answered, or there is none of this name",
    "liberty.nothing_done": "it is not said what was done",
    "liberty.no_assessment": "nobody looked at this person for alternatives",
    "liberty.not_an_alternative": "this is no alternative to detention",
    "liberty.least_intrusive_first": "for something that asks less it is not said why it is not enough",
    "liberty.until": "the end is past or too far away",
    "liberty.no_such_alternative": "this node holds no such alternative",
    "liberty.alternative_over": "the alternative has ended",
    "liberty.not_heard": "what the person says to it is not written down",
    "liberty.is_registered": "the words of a registered person go with the person",
    "liberty.no_record": "this node holds no record of this person's liberty",
}
WORDS = {
    "description": 300, "facility_name": 120, "authority_name": 120, "lawyer_name": 120, "told": 300, "remark": 300,
    "order": 300,
}  # fmt: skip


def check_ids(*ids: str) -> None:
    """Refused: liberty.malformed_id."""
    if not all(is_id(one) for one in ids):
        raise Refused("liberty.malformed_id")


def check_code(field: str, value: str, allowed: Collection[str]) -> None:
    """Refused: liberty.unknown_code (field)."""
    if value not in allowed:
        raise Refused("liberty.unknown_code", field=field)


def check_codes(field: str, values: Iterable[str], allowed: Collection[str]) -> tuple[str, ...]:
    """Each once, in the order of the list. Refused: liberty.unknown_code (field)."""
    given = set(values)
    if given - set(allowed):
        raise Refused("liberty.unknown_code", field=field)
    return tuple(one for one in allowed if one in given)


def check_post(post: str, here: Circumstances) -> None:
    """NotAllowed: liberty.not_at_this_post."""
    if post != here.place:
        raise NotAllowed("liberty.not_at_this_post")


def check_past(at: datetime | None, here: Circumstances, *, field: str, after: datetime | None = None) -> datetime:
    """Refused: liberty.when (field), for what is no moment, has not come, or lies before it began."""
    # A clock a little fast is no lie: five minutes are let pass.
    latest = here.now + timedelta(minutes=5)
    if at is None or at.tzinfo is None or at > latest or (after is not None and at < after):
        raise Refused("liberty.when", field=field)
    return at


def check_until(until: datetime | None, here: Circumstances, longest: timedelta) -> datetime:
    """Refused: liberty.until (field, most: days)."""
    if until is None or until.tzinfo is None or not here.now < until <= here.now + longest:
        raise Refused("liberty.until", field="until", most=longest.days)
    return until


def clean_words(words: dict[str, str]) -> dict[str, str]:
    """What was said in words, cleaned; empty ones left out. Refused: kernel.text's codes, liberty.unknown_field."""
    if set(words) - set(WORDS):
        raise Refused("liberty.unknown_field")
    found = {name: clean_text(text, kind="note", limit=WORDS[name], field=name).stored for name, text in words.items()}
    return {name: text for name, text in found.items() if text}


def reason_of(text: str, *, field: str) -> str:
    """Refused: liberty.no_reason (field)."""
    reason = clean_text(text, kind="note", field=field).stored
    if not reason:
        raise Refused("liberty.no_reason", field=field)
    return reason
