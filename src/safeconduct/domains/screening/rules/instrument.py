"""The interview as data: sections, questions, their answers, and which of them make sense after what was said.

Skip logic uses the conditions of the other tables. What is not asked any more, because an earlier answer changed, is
not kept: it would be an answer to a question that nobody put.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from safeconduct.domains.screening.rules.conditions import Answers, When, atoms, faults, fulfilled
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import clean_text

ONE, MANY, LINE, TEXT, INTEGER = "one", "many", "line", "text", "integer"
TYPES = (ONE, MANY, LINE, TEXT, INTEGER)
LONGEST_TEXT = 4000  # assumption: characters; half a page in one's own words
LONGEST_LINE = 120
LARGEST_NUMBER = 1_000_000
# Known before the interview begins: of the person, of the card and of what was seen.
KNOWN_BEFORE = frozenset({"minor", "sex", "age_band", "card", "cues"})


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a list."""

    code: str
    label: dict[str, str]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the interview; `relevant` says when it is asked at all."""

    code: str
    label: dict[str, str]
    relevant: When | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One question of a section."""

    name: str
    section: str
    type: str
    label: dict[str, str]
    list_: str = msgspec.field(default="", name="list")
    hint: dict[str, str] = {}
    relevant: When | None = None
    source: str = ""


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A whole interview."""

    table: str
    version: int
    source: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    lists: dict[str, tuple[Choice, ...]]
    languages: tuple[str, ...] = ("en",)

    def of_section(self, code: str) -> tuple[Question, ...]:
        """The questions of a section, in order."""
        return tuple(one for one in self.questions if one.section == code)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The answers of a question; none where it is not chosen from a list."""
        return self.lists.get(question.list_, ())


def read_instrument(data: Mapping[str, Any]) -> Instrument:
    """The instrument from its table. Raises msgspec.ValidationError for what is shaped otherwise."""
    return msgspec.convert(data, Instrument)


def word(label: Mapping[str, str], language: str) -> str:
    """A label in a language, else in English, else in whichever it has."""
    return label.get(language) or label.get("en") or next(iter(label.values()), "")


def kept_answers(instrument: Instrument, given: Mapping[str, Any], known: Answers) -> dict[str, Any]:
    """What is kept of a filled form: answers to questions that were put, checked. `known` stood before.

    Refused: screening.unknown_code, screening.not_a_number (field), and the codes of kernel.text.
    """
    kept: dict[str, Any] = {}
    sections = {one.code: one for one in instrument.sections}
    for question in instrument.questions:
        so_far = {**known, **kept}
        if not _holds(sections[question.section].relevant, so_far) or not _holds(question.relevant, so_far):
            continue
        answer = _checked(instrument, question, given.get(question.name))
        if answer not in (None, "", []):
            kept[question.name] = answer
    return kept


def _holds(relevant: When | None, answers: Answers) -> bool:
    return relevant is None or fulfilled(relevant, answers) is not None


def _checked(instrument: Instrument, question: Question, value: Any) -> Any:
    if value in (None, "", [], ()):
        return None
    if question.type == TEXT:
        return clean_text(str(value), kind="note", limit=LONGEST_TEXT, field=question.name).stored
    if question.type == LINE:
        return clean_text(str(value), kind="free", limit=LONGEST_LINE, field=question.name).stored
    if question.type == INTEGER:
        return _number(question, value)
    codes = {one.code for one in instrument.choices(question)}
    chosen = [value] if isinstance(value, str) else list(dict.fromkeys(value))
    if not set(chosen) <= codes or (question.type == ONE and len(chosen) != 1):
        raise Refused("screening.unknown_code", field=question.name)
    return chosen[0] if question.type == ONE else chosen


def _number(question: Question, value: Any) -> int:
    try:
        number = int(str(value).strip())
    except ValueError:
        raise Refused("screening.not_a_number", field=question.name) from None
    if not 0 <= number <= LARGEST_NUMBER:
        raise Refused("screening.not_a_number", field=question.name)
    return number


def instrument_faults(instrument: Instrument) -> list[tuple[str, str]]:
    """Why an instrument cannot be released: (question or section, code)."""
    found: list[tuple[str, str]] = []
    sections = [one.code for one in instrument.sections]
    found += [(code, "section.twice") for code in _twice(sections)]
    names = [one.name for one in instrument.questions]
    found += [(name, "question.twice") for name in _twice(names)]
    answerable = {**dict.fromkeys(KNOWN_BEFORE), **_codes(instrument)}
    for section in instrument.sections:
        found += _condition_faults(section.code, section.relevant, answerable)
    for question in instrument.questions:
        found += _question_faults(instrument, question, frozenset(sections))
        found += _condition_faults(question.name, question.relevant, answerable)
    return found


def _question_faults(instrument: Instrument, question: Question, sections: frozenset[str]) -> Iterator[tuple[str, str]]:
    if question.type not in TYPES:
        yield question.name, "question.type"
    if question.section not in sections:
        yield question.name, "question.section"
    if question.type in (ONE, MANY) and not instrument.choices(question):
        yield question.name, "question.list"
    if any(not text.strip() for text in question.label.values()) or not question.label:
        yield question.name, "question.label"
    for code in _twice([one.code for one in instrument.choices(question)]):
        yield f"{question.name} {code}", "choice.twice"


def _condition_faults(name: str, when: When | None, answerable: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if when is None:
        return
    for fault in faults(when):
        yield name, fault
    for atom in atoms(when):
        if atom.ask not in answerable:
            yield name, "condition.question"
        elif answerable[atom.ask] is not None and not set(atom.values) <= answerable[atom.ask]:
            yield name, "condition.answer"


def _codes(instrument: Instrument) -> dict[str, set[str]]:
    return {one.name: {choice.code for choice in instrument.choices(one)} for one in instrument.questions}


def _twice(names: Collection[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
