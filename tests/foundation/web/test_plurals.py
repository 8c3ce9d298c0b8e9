"""What is counted is said in the plural forms of each language: no "1 persons", and Arabic in its six forms."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from safeconduct.foundation.web import texts
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.foundation.web.texts import Counted

LOCALE = Path(texts.__file__).parent / "locale"
# A number before a word in the plural. Numbers of these names are fixed limits of the house, never one.
LIMITS = {
    "limit", "maximum", "most", "days", "shortest", "longest", "whole", "needed", "expected", "minutes", "seconds",
}  # fmt: skip
OF_TWO_HOURS = "Nobody is told to wait more than {hours} hours"
COUNTED = re.compile(r"(?:\{(\w+)\}|%\((\w+)\)s) (?:persons|people|children|records|groups|movements|hours|minutes|"
                     r"seconds|rows|files|lines|tries|times|places|entries)\b")  # fmt: skip
COUNTS = sorted(code for code, sentence in all_sentences().items() if isinstance(sentence, Counted))


@pytest.fixture(autouse=True)
def sentences(monkeypatch):
    monkeypatch.setattr(texts, "SENTENCES", {**texts.SENTENCES, **all_sentences()})


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [text for text in read_po(file, locale=language) if text.id]


def test_no_text_counts_in_one_form():
    alone = [text.id for text in catalogue("fr") if isinstance(text.id, str) and not text.id.startswith(OF_TWO_HOURS)]
    found = [text for text in alone for match in COUNTED.finditer(text) if (match[1] or match[2]) not in LIMITS]
    assert found == []


@pytest.mark.parametrize("language", ["fr", "ar", "es"])
def test_every_counted_text_has_all_forms_of_the_language(language):
    forms = {"fr": 2, "ar": 6, "es": 2}[language]
    short = [text.id[0] for text in catalogue(language) if isinstance(text.id, tuple) and not _is_whole(text, forms)]
    assert short == []


def _is_whole(text, forms):
    return len(text.string) == forms and all(text.string)


def test_one_opener_is_a_person_and_two_are_persons():
    assert texts.sentence_of("health.openers", {"number": 1}).startswith("1 person can")
    assert texts.sentence_of("health.openers", {"number": 2}).startswith("2 persons can")
    assert texts.sentence_of("health.openers", {}).startswith("– persons can")


def test_arabic_takes_the_form_of_the_number():
    with translation.override("ar"):
        said = {number: texts.sentence_of("health.openers", {"number": number}) for number in (1, 2, 3, 11, 100)}
    assert len({re.sub(r"\d+", "", text) for text in said.values()}) >= 4


@pytest.mark.parametrize("code", COUNTS)
@pytest.mark.parametrize("number", [0, 1, 2, 5, 11, 100])
@pytest.mark.parametrize("language", ["en", "fr", "ar", "es"])
def test_counted_sentences_leave_no_brace(code, number, language):
    sentence = all_sentences()[code]
    with translation.override(language):
        assert "{" not in texts.sentence_of(code, {sentence.number: number})
