"""Words around dates: one spelling for comparison, and the tables of month names and of words that qualify a date.

The tables are data files of this package, read once. What they mean for a birth date is decided in `reading`.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any, TypeAlias

from safeconduct.science.calendars.systems import CalendarName

Phrase: TypeAlias = tuple[str, ...]

# Letters that are written alike or exchanged by keyboards but that no Unicode normalisation brings together.
_SAME_LETTER = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ة": "ه", "ـ": ""}
# Dashes, the Arabic date separator, the Ethiopic word space.
_SAME_SIGN = {**dict.fromkeys("‐‑‒–—―−", "-"), "؍": "/", "፡": " "}
_SAME = str.maketrans(_SAME_LETTER | _SAME_SIGN)
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DOT_OF_ABBREVIATION = re.compile(r"(?<=[^\W\d_])\.")


def plain(text: str) -> str:
    """Text for comparison: any decimal digits as 0-9, no case, no accents, no invisible marks, one form of letters."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_SAME)
    return "".join(_digit(char) for char in folded if not unicodedata.combining(char))


def tokens_of(text: str) -> list[str]:
    """Runs of digits, runs of letters and single signs, in comparison form; dots of abbreviations are dropped."""
    tokens = []
    for kind, run in groupby(_DOT_OF_ABBREVIATION.sub("", plain(text)), key=_kind):
        if kind in ("digit", "letter"):
            tokens.append("".join(run))
        elif kind == "sign":
            tokens.extend(run)
    return tokens


def is_word(token: str) -> bool:
    """Whether a token is a run of letters."""
    return token[0].isalpha()


@cache
def phrases(kind: str) -> frozenset[Phrase]:
    """The phrases of one plain list in `reading_words.json`, each as its tokens."""
    return frozenset(tuple(tokens_of(phrase)) for phrase in _table("reading_words.json")[kind])


@cache
def phrase_map(kind: str) -> Mapping[Phrase, str]:
    """The phrases of a keyed list in `reading_words.json` (`units`, `eras`): tokens -> key."""
    lists = _table("reading_words.json")[kind]
    return {tuple(tokens_of(phrase)): key for key, listed in lists.items() for phrase in listed}


def months_named(words: list[str]) -> Mapping[CalendarName, int]:
    """The months these words name, by calendar; empty when they name none, or several ("May/Mai" is one)."""
    if whole := _months().get(_month_key(words)):
        return whole
    each = [_months().get(_month_key([word]), {}) for word in words]
    return each[0] if each and all(found == each[0] for found in each) else {}


def without_fillers(tokens: list[str]) -> list[str]:
    """The tokens that say something: no "de", "of", "th"."""
    return [token for token in tokens if (token,) not in phrases("fillers")]


@cache
def _months() -> Mapping[str, Mapping[CalendarName, int]]:
    """Comparison form of every month name -> calendar -> month."""
    named: dict[str, dict[CalendarName, int]] = {}
    for table in ("gregorian_month_names.json", "month_names.json"):
        for row in _table(table)["rows"]:
            for name in row["names"]:
                named.setdefault(_month_key(tokens_of(name)), {})[row["calendar"]] = row["month"]
    return named


def _month_key(words: list[str]) -> str:
    return "".join(word for word in without_fillers(words) if is_word(word))


def _kind(char: str) -> str:
    # Vowel signs of Burmese and the like are marks: they belong to the word.
    kinds = {"N": "digit" if char.isdecimal() else "sign", "L": "letter", "M": "letter", "Z": "space", "C": "space"}
    return kinds.get(unicodedata.category(char)[0], "sign")


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


@cache
def _table(name: str) -> Any:
    return json.loads(files(__package__).joinpath(name).read_text("utf-8"))
