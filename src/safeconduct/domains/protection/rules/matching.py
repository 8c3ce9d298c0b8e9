"""The port by which possible matches are found, and what stands behind it now: the same name, and a date that may be.

A match is a suggestion with its reasons; there is no number, nothing is chosen, and a person judges each.
"""

import unicodedata
from collections.abc import Iterable
from typing import Protocol

import msgspec

MOST_MATCHES = 10


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as described: full names in any script, parents, and the days of birth that are possible (ISO)."""

    id: str = ""
    names: tuple[str, ...] = ()
    mother: str = ""
    father: str = ""
    born_from: str = ""
    born_to: str = ""


class Match(msgspec.Struct, frozen=True):
    """Whom it may be, and why, in codes."""

    id: str
    reasons: tuple[str, ...]


class Matcher(Protocol):
    """Finds who may be the same. Another one is chosen in entrypoints/wiring.py."""

    def __call__(self, sought: Described, among: Iterable[Described]) -> list[Match]:
        """Possible matches with their reasons, at most `MOST_MATCHES`."""
        ...


def exact_matches(sought: Described, among: Iterable[Described]) -> list[Match]:
    """Those with one full name the same, whatever the order of its words, and a birth date that does not exclude it."""
    names = _words(sought.names)
    found = []
    for one in among:
        reasons = _reasons(sought, one) if names & _words(one.names) and may_be_born_alike(sought, one) else ()
        if reasons:
            found.append(Match(one.id, reasons))
    return sorted(found, key=lambda match: (-len(match.reasons), match.id))[:MOST_MATCHES]


def _reasons(sought: Described, one: Described) -> tuple[str, ...]:
    is_dated = bool(sought.born_from and one.born_from)
    said = {
        "name": True,
        "birth": is_dated,
        "mother": bool(_words((sought.mother,)) & _words((one.mother,))),
        "father": bool(_words((sought.father,)) & _words((one.father,))),
    }
    return tuple(reason for reason, is_so in said.items() if is_so)


def may_be_born_alike(one: Described, other: Described) -> bool:
    """Whether some day of birth is possible for both; where one has none, nothing speaks against it."""
    if not (one.born_from and other.born_from):
        return True
    return one.born_from <= other.born_to and other.born_from <= one.born_to


def _words(names: Iterable[str]) -> set[tuple[str, ...]]:
    """Each name as its words, in no order; a name of one word is too little to be the same."""
    found = {tuple(sorted(folded_words(name))) for name in names}
    return {words for words in found if len(words) > 1}


def folded_words(name: str) -> list[str]:
    """The words of a name without case and marks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Mn").split()
