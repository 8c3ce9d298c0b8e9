"""How released tables read: rows in words, what is different in a proposal, and what it takes from people."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from safeconduct.desks.protection.confidential_words import answer_in_words, question_in_words
from safeconduct.desks.protection.words import language_names, own_language
from safeconduct.domains.screening.rules.conditions import OTHER, When
from safeconduct.domains.screening.rules.expressions import read
from safeconduct.domains.screening.rules.instrument import Instrument, read_instrument, word
from safeconduct.domains.screening.rules.sheets import Change
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import Refused

Told = tuple[list[str], list[list[str]]]  # headings, rows


def table_in_words(name: str, content: Mapping[str, Any], instrument: Instrument) -> Told:
    """A table as one reads it, in the reader's language."""
    return _TOLD[name](content, instrument)


def _needs(content: Mapping[str, Any], instrument: Instrument) -> Told:
    heads = [_("Row"), _("Need"), _("How soon"), _("Service"), _("When"), _("Source")]
    return heads, [
        [row["id"], str(label("protection_need", row["gives"])), str(label("need_priority", row["priority"])),
         str(label("service_type", row["service"])), when_in_words(instrument, row["when"]), row["source"]]
        for row in content["rows"]
    ]  # fmt: skip


def _specific_needs(content: Mapping[str, Any], instrument: Instrument) -> Told:
    heads = [_("Row"), _("Specific need"), _("Code"), _("Sensitive"), _("When"), _("Source")]
    return heads, [
        [row["id"], str(label("specific_need", row["gives"])), row.get("code") or "–",
         _("yes") if row.get("sensitive") else "–", when_in_words(instrument, row["when"]), row["source"]]
        for row in content["rows"]
    ]  # fmt: skip


def _combinations(content: Mapping[str, Any], instrument: Instrument) -> Told:
    kinds = ("strong", "medium", "weak", "lesser")
    heads = [_("Row"), _("Strong"), _("Medium"), _("Weak"), _("Medium or weak"), _("Source")]
    return heads, [
        [row["id"], *(str(row.get(kind) or "–") for kind in kinds), row["source"]] for row in content["rows"]
    ]


def _indicators(content: Mapping[str, Any], instrument: Instrument) -> Told:
    return [_("Indicator"), _("Belongs to"), _("Strength")], [
        [answer_in_words(instrument, f"ind_{row['dimension']}", row["id"]),
         question_in_words(instrument, f"dimension_{row['dimension']}"), str(label("lowering", row["strength"]))]
        for row in content["rows"]
    ]  # fmt: skip


def _interview(content: Mapping[str, Any], instrument: Instrument) -> Told:
    shown, language = read_instrument(content), own_language()
    heads = [_("Section"), _("Question"), _("Answers"), _("Asked when"), _("Source")]
    rows = []
    for section in shown.sections:
        for place, question in enumerate(shown.of_section(section.code)):
            choices = [word(one.label, language) for one in shown.choices(question)]
            rows.append(
                [
                    "" if place else word(section.label, language),
                    word(question.label, language),
                    " · ".join(choices) or str(label("question_type", question.type)),
                    "; ".join(_said(shown, one) for one in (section.relevant, question.relevant) if one is not None),
                    question.source,
                ]
            )
    return heads, rows


def _phrases(content: Mapping[str, Any], instrument: Instrument) -> Told:
    return [_("Phrase"), _("Language"), _("Words"), _("Reviewed")], [
        [row["code"] if not place else "", language_names([code]), words["text"],
         _("yes") if words.get("reviewed") else _("draft")]
        for row in content["rows"]
        for place, (code, words) in enumerate(row["texts"].items())
    ]  # fmt: skip


def _card(content: Mapping[str, Any], instrument: Instrument) -> Told:
    pictures = [
        [answer_in_words(instrument, "card", row["code"]), str(label("lowering", row["kind"])),
         str(label("lowering", row.get("for") or "everyone")), row.get("source", "")]
        for row in content["rows"]
    ]  # fmt: skip
    cues = [
        [str(label("screening_cue", row["code"])), str(label("lowering", "cue")), "", row.get("source", "")]
        for row in content["cues"]
    ]
    return [_("Picture"), _("Kind"), _("For"), _("Source")], [*pictures, *cues]


_TOLD = {
    "needs": _needs, "specific_needs": _specific_needs, "combinations": _combinations, "indicators": _indicators,
    "interview": _interview, "phrases": _phrases, "card": _card,
}  # fmt: skip


def when_in_words(instrument: Instrument, when: Any) -> str:
    """A condition as one reads it: `Pointed at: I am alone, and Child or adult: Child / Perhaps a child`."""
    return _said(instrument, msgspec.convert(when, When))


def _said(instrument: Instrument, when: When, *, inside: bool = False) -> str:
    if when.ask:
        return asked_in_words(instrument, when.ask, when.values)
    joined = (_(", and ") if when.all_ else _(", or ")).join(
        _said(instrument, one, inside=True) for one in when.all_ or when.any_
    )
    return f"({joined})" if inside else joined


def asked_in_words(instrument: Instrument, question: str, answers: Iterable[str]) -> str:
    """A question with the answers that count."""
    words = [_("another answer") if one == OTHER else answer_in_words(instrument, question, one) for one in answers]
    return f"{question_in_words(instrument, question)}: {' / '.join(words) or _('nothing')}"


def change_in_words(instrument: Instrument, change: Change) -> dict[str, Any]:
    """What is different in a row, cell by cell."""
    return {
        "sheet": change.sheet,
        "key": change.key,
        "kind": change.kind,
        "cells": [
            (heading, _cell(instrument, heading, before), _cell(instrument, heading, after))
            for heading, before, after in change.cells
        ],
    }


WORDED = {"priority": "need_priority", "service": "service_type"}


def _cell(instrument: Instrument, heading: str, text: str) -> str:
    if heading in WORDED and text:
        return str(label(WORDED[heading], text))
    if heading in ("when", "relevant") and text:
        try:
            return _said(instrument, read(text))
        except Refused:
            return text
    return text


def lowering_in_words(name: str, instrument: Instrument, one: Mapping[str, Any]) -> dict[str, str]:
    """What a change takes from whom: `Child alone: Now → 72 hours`, and the answers that bring it about."""
    what = {"needs": "protection_need", "specific_needs": "specific_need"}.get(name)
    scale = "need_priority" if name == "needs" else "lowering"
    words = question_in_words(instrument, str(one["need"])) if name == "interview" else str(one["need"])
    return {
        "what": str(label(what, one["need"])) if what else words,
        "before": str(label(scale, one["before"])),
        "after": str(label(scale if one["after"] else "lowering", one["after"])),
        "answers": "; ".join(
            asked_in_words(instrument, question, answers) for question, answers in one["answers"].items()
        ),
    }
