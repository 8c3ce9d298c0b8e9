"""Which words each step may hold and which it needs, checked before they are sealed: afterwards no rule can read them.

The page runs this on the agency's node; what comes out is what is sealed, and nothing else.
"""

from collections.abc import Mapping
from typing import Any

from safeconduct.domains.cases.rules.gbvims import TABLE
from safeconduct.domains.cases.rules.given import checked_code, past_day
from safeconduct.domains.cases.states import ATTENDED, CONFERENCE, EXCEPTIONS, INCIDENT
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import clean_text

LONGEST_NOTE = 8000  # assumption: characters of one note
# The words of each step, in the order of the page; the first is needed.
WORDS = {
    "opening": ("who", "situation", "wishes", "exception"),
    "note": ("text",),
    "plan": ("goals", "strengths"),
    "incident": ("account",),
    "safety_plan": ("risks", "signs", "places", "people", "steps"),
    "conference": ("decisions", "who_does_what", "views", "disagreement"),
    "action": ("what",),
    "visit": ("purpose",),
    "visited": ("remark",),
    "signed": ("remark",),
    "hand_over": ("note",),
    "close": ("summary",),
}
OPTIONAL = frozenset({"visit", "visited", "signed", "incident"})  # their words may be left out


def checked_words(kind: str, said: Mapping[str, Any], today: str = "") -> dict[str, Any]:
    """What is to be sealed. Refused: cases.nothing_said, cases.unknown_code, cases.not_a_day, cases.day_ahead, the
    codes of kernel.text; empty where nothing was said and nothing needs to be."""
    names = WORDS[kind]
    found: dict[str, Any] = {name: _note(said.get(name, ""), name) for name in names}
    if not found[names[0]] and kind not in OPTIONAL:
        raise Refused("cases.nothing_said", field=names[0])
    kept = {name: text for name, text in found.items() if text}
    if kind == INCIDENT:
        kept |= _incident(said, today)
    if kind == CONFERENCE:
        kept["attended"] = list(_codes(said.get("attended", ()), ATTENDED, "attended"))
    return kept


def checked_opening(said: Mapping[str, Any], consent: str) -> dict[str, Any]:
    """The words of an opening. Refused: as `checked_words`; cases.exception_unexplained."""
    found = checked_words("opening", said)
    if consent in EXCEPTIONS and not found.get("exception"):
        raise Refused("cases.exception_unexplained", field="exception")
    return found


def _note(value: Any, field: str) -> str:
    return clean_text(str(value), kind="note", limit=LONGEST_NOTE, field=field).stored


def _codes(given: Any, known: tuple[str, ...], field: str) -> tuple[str, ...]:
    for one in given:
        checked_code(one, known, field)
    return tuple(one for one in known if one in given)


def _incident(said: Mapping[str, Any], today: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in TABLE:
        given = said.get(field.name, () if field.many else "")
        if field.many:
            found[field.name] = list(_codes(given, field.codes, field.name))
        elif given or field.required:
            found[field.name] = checked_code(str(given), field.codes, field.name)
    for name in ("incident_on", "reported_on"):
        found[name] = _past(str(said.get(name, "")), name, today)
    return found


def _past(value: str, field: str, today: str) -> str:
    """A day, or a month or year where no more is known; none of them ahead."""
    past_day({4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value), field, today)
    return value
