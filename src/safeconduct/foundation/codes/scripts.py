"""Scripts in which names are written (ISO 15924): direction, and which one a text is in."""

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import Literal

import msgspec

from safeconduct.foundation.codes.tables import name_in, table


class Script(msgspec.Struct, frozen=True):
    """One script; `starts` are the first words of the Unicode names of its letters."""

    code: str
    direction: Literal["ltr", "rtl"]
    starts: tuple[str, ...]
    names: dict[str, str]


@cache
def scripts() -> tuple[Script, ...]:
    """The scripts of people's names, Latin first."""
    return msgspec.convert(tuple(table("scripts")["rows"]), tuple[Script, ...])


def script(code: str) -> Script | None:
    """The script of an ISO 15924 code; None if it is not in the table."""
    return next((row for row in scripts() if row.code == code.strip().title()), None)


def script_name(code: str, language: str) -> str:
    """The name in en, fr, ar or es (else English); a code not in the table stands for itself."""
    found = script(code)
    return name_in(found.names, language) if found else code


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each script a text has; letters of scripts not in the table do not count."""
    found = Counter(_script_of_letter(char) for char in unicodedata.normalize("NFKC", text))
    del found[""]
    return found


def script_of(text: str) -> str | None:
    """The script of most letters, the first met of equals; None if there are no letters of a known script."""
    most = scripts_in(text).most_common(1)
    return most[0][0] if most else None


def direction_of(text: str) -> Literal["ltr", "rtl"]:
    """The direction in which a text is written, left to right if nothing says otherwise."""
    found = script(script_of(text) or "")
    return found.direction if found else "ltr"


@lru_cache(maxsize=4096)
def _script_of_letter(char: str) -> str:
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    return next((row.code for row in scripts() if name.startswith(row.starts)), "")
