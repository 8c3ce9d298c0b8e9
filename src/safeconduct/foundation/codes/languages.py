"""Languages: the ISO 639 codes that CLDR names, the travellers' languages first."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from safeconduct.foundation.codes.finding import Entry, best_first, entry
from safeconduct.foundation.codes.tables import name_in, table


class Language(msgspec.Struct, frozen=True, omit_defaults=True):
    """One language. `rank` is set for those that people at borders speak most; `own_name` is its name for itself."""

    code: str
    names: dict[str, str]
    own_name: str = ""
    rank: Literal["travellers", "next", ""] = ""
    spoken_only: bool = False
    also_codes: tuple[str, ...] = ()
    also_called: tuple[str, ...] = ()


@cache
def languages(*, rank: Literal["travellers", "next"] | None = None) -> tuple[Language, ...]:
    """All languages, the travellers' first, then by code; or only those of one rank."""
    rows = msgspec.convert(tuple(table("languages")["rows"]), tuple[Language, ...])
    return tuple(row for row in rows if rank is None or row.rank == rank)


def language(code: str) -> Language | None:
    """The language of an ISO 639 code of two or three letters, any case; None if it is not in the table."""
    return _by_code().get(code.strip().lower())


def language_name(code: str, in_language: str) -> str:
    """The name in en, fr, ar or es (else English); a code not in the table stands for itself."""
    found = language(code)
    return name_in(found.names, in_language) if found else code


def find_languages(text: str, in_language: str, *, limit: int = 8) -> list[Language]:
    """Type-ahead by name in any of the four languages, own name or code, best first, travellers' languages first."""
    return best_first(text, languages(), lambda row: _entries()[row.code], in_language, limit)


@cache
def _by_code() -> Mapping[str, Language]:
    also = {code: row for row in languages() for code in row.also_codes}
    return {**also, **{row.code: row for row in languages()}}


@cache
def _entries() -> Mapping[str, Entry]:
    called = {row.code: filter(None, (row.own_name, *row.also_called)) for row in languages()}
    return {row.code: entry((row.code, *row.also_codes), row.names, tuple(called[row.code])) for row in languages()}
