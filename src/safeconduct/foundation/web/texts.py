"""The sentence for every refusal code. Rules return codes; what a person reads is said here, once, translated.

A sentence says what happened and what to do. It may name details in braces (`{count}`); a room that owns codes adds
their sentences with `register_sentences` from its desk, or they stand below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Counted:
    """A sentence whose words depend on a number among its details: `forms` is `ngettext_lazy(one, many, number)`."""

    number: str
    forms: Any

    def said_of(self, details: Mapping[str, Any]) -> str:
        """The form for this number; the one for many where the number is not known."""
        given = details.get(self.number)
        return str(self.forms % {self.number: round(given) if isinstance(given, int | float) else MANY})


MANY = 100
Sentence = str | Promise | Counted

SENTENCES: dict[str, Sentence] = {
    "text.too_long": _("{count} characters are too many here: {limit} at most. Shorten it, or use the remarks."),
    "text.control": _("There is a sign in this text that cannot be seen. Type the text again without pasting."),
    "text.direction": _("There is a hidden sign in this text that turns its direction. Type the text again."),
    "text.emoji": _("Pictures cannot stand in this field. Use letters; pictures may stand in remarks."),
    "text.lines": _("This field has one line. Put further lines into the remarks."),
    "text.broken": _("A part of this text arrived broken. Type it again."),
    "web.form_too_old": _("This form was open too long; nothing was saved. Open the page again: your draft is kept."),
    "web.no_such_table": _("This table is not known here. Open the page again."),
    "web.code_unknown": _("“{value}” is not in the list. Choose from the list, or type the code."),
}  # fmt: skip


class _Details(dict[str, Any]):
    """Details of a problem; one that a sentence names and a rule did not give shows as a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


def register_sentences(sentences: Mapping[str, Sentence]) -> None:
    """Add the sentences of a room. A code has one sentence: naming it twice differently is a mistake."""
    doubled = [code for code, text in sentences.items() if code in SENTENCES and SENTENCES[code] != text]
    if doubled:
        raise ValueError(f"two sentences for {', '.join(sorted(doubled))}")
    SENTENCES.update(sentences)


def known_codes() -> frozenset[str]:
    return frozenset(SENTENCES)


def sentence_of(problem_code: str, details: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code in the active language; an unknown code is named, so that it can be reported."""
    sentence = SENTENCES.get(problem_code)
    if sentence is None:
        return gettext("This cannot be done as it stands, and nothing was changed. Report this code: {code}").format(
            code=problem_code
        )
    words = sentence.said_of(details or {}) if isinstance(sentence, Counted) else force_str(sentence)
    # Only names of details are replaced: format_map reaches into no attribute of what a person typed.
    plain = {key: force_str(value) for key, value in (details or {}).items()}
    return words.format_map(_Details(plain))
