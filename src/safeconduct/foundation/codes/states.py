"""States, nationalities and issuing authorities: ISO 3166-1 and ICAO Doc 9303-3 section 5, found by any code."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from safeconduct.foundation.codes.finding import Entry, best_first, entry, folded
from safeconduct.foundation.codes.tables import name_in, table

StateKind: TypeAlias = Literal[
    "state",
    "nationality_class",
    "organisation",
    "united_nations",
    "stateless",
    "refugee",
    "unspecified",
    "withdrawn",
    "specimen",
]

SEE_PROTECTION = "see_protection"

# House rule: outside second line a code that says why somebody needs protection is not shown.
_PROTECTED_KINDS = frozenset({"stateless", "refugee", "united_nations"})


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """One code. `code` is kept in records: ISO alpha-3, else ICAO's; `mrz` is set where a document writes another."""

    code: str
    kind: StateKind
    names: dict[str, str]
    iso2: str = ""
    mrz: str = ""
    part: str = ""
    also_codes: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()
    note: str = ""

    @property
    def shown_as(self) -> str:
        """The code, or the sentinel shown instead of it outside second line."""
        return SEE_PROTECTION if self.kind in _PROTECTED_KINDS else self.code

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code that means this."""
        return tuple(filter(None, (self.code, self.iso2, self.mrz, *self.also_codes)))


@cache
def states() -> tuple[State, ...]:
    """All codes: ISO 3166-1 by alpha-3, then ICAO's in the order of the standard."""
    return msgspec.convert(tuple(table("states")["rows"]), tuple[State, ...])


def state(code: str) -> State | None:
    """What a code means: alpha-2, alpha-3, ICAO ("D", "D<<", "RKS"), any case; None if it is in no table."""
    return _by_code().get(code.strip().rstrip("<").upper())


def state_name(code: str, language: str) -> str:
    """The name in en, fr, ar or es (else English); a code in no table stands for itself."""
    found = state(code)
    return name_in(found.names, language) if found else code


def is_nationality(code: str, *, training: bool = False) -> bool:
    """Whether a record may hold this as a nationality: every code but Utopia's, which is for training only."""
    found = state(code)
    return found is not None and (found.kind != "specimen" or training)


def shown_code(code: str, *, second_line: bool) -> str:
    """The code to display, or `SEE_PROTECTION` for stateless, refugee and UN codes outside second line.

    An unknown code is shown as it is.
    """
    found = state(code)
    if found is None:
        return code
    return found.code if second_line else found.shown_as


def find_states(text: str, language: str, *, limit: int = 8, training: bool = False) -> list[State]:
    """Type-ahead by name in any of the four languages or by any code, best first; accents and case do not count."""
    offered = [row for row in _shortest_first(language) if training or row.kind != "specimen"]
    return best_first(text, offered, lambda row: _entries()[row.code], language, limit)


@cache
def states_by_name(language: str) -> tuple[State, ...]:
    """All states by their name in a language, then the codes that are no state, for a list to choose from."""
    return tuple(sorted(states(), key=lambda row: (row.kind != "state", folded(name_in(row.names, language)))))


@cache
def _shortest_first(language: str) -> tuple[State, ...]:
    # Of equally good finds the shorter name is likelier meant: Niger before Nigeria; a state before other codes.
    return tuple(sorted(states(), key=lambda row: (row.kind != "state", len(name_in(row.names, language)))))


@cache
def _by_code() -> Mapping[str, State]:
    return {code: row for row in states() for code in row.all_codes}


@cache
def _entries() -> Mapping[str, Entry]:
    return {row.code: entry(row.all_codes, row.names, row.also_called) for row in states()}
