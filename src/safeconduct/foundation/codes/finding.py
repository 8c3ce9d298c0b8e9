"""Type-ahead over codes and names: what a person means by the first letters, in any of the languages."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

Row = TypeVar("Row")

_SAME_LETTER = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None, "’": "'", "ʼ": "'"})


class Entry(NamedTuple):
    """What finds one row: its codes, its names by language, and the other things it is called."""

    codes: tuple[str, ...]
    names: Mapping[str, str]
    also_called: tuple[str, ...]


def folded(text: str) -> str:
    """Text for comparison: no case, no accents, no signs, one form of Arabic letters, single spaces."""
    letters = unicodedata.normalize("NFKD", text).casefold().translate(_SAME_LETTER)
    kept = (char if char.isalnum() else " " for char in letters if not unicodedata.combining(char))
    return " ".join("".join(kept).split())


def entry(codes: Iterable[str], names: Mapping[str, str], also_called: Sequence[str] = ()) -> Entry:
    """The folded form of what finds a row; kept by the caller, as rows do not change."""
    return Entry(
        tuple(folded(code) for code in codes),
        {language: folded(name) for language, name in names.items()},
        tuple(folded(name) for name in also_called),
    )


def best_first(
    text: str, rows: Sequence[Row], entry_of: Callable[[Row], Entry], language: str, limit: int
) -> list[Row]:
    """The rows meant, best first, at most `limit`; equally good ones keep their order."""
    wanted = folded(text)
    if not wanted:
        return []
    scores = ((score(wanted, entry_of(row), language), place) for place, row in enumerate(rows))
    best = sorted((found, place) for found, place in scores if found is not None)
    return [rows[place] for _, place in best[:limit]]


def score(wanted: str, found: Entry, language: str) -> int | None:
    """How well an entry fits, 0 best; None if it does not.

    Whole code, whole name, start of a name, start of a later word, start of a code, within a name; each in the
    asked language before the others and what it is also called.
    """
    if wanted in found.codes:
        return 0
    own = [found.names.get(language, "")]
    others = [*(name for key, name in found.names.items() if key != language), *found.also_called]
    for rank, fits in enumerate((_is, _starts, _starts_a_word)):
        for step, names in enumerate((own, others)):
            if any(fits(wanted, name) for name in names):
                return 1 + 2 * rank + step
    if any(code.startswith(wanted) for code in found.codes):
        return 7
    return 8 if len(wanted) >= 3 and any(wanted in name for name in (*own, *others)) else None


def _is(wanted: str, name: str) -> bool:
    return name in (wanted, f"ال{wanted}")


def _starts(wanted: str, name: str) -> bool:
    # Arabic names are typed with and without their article.
    return name.startswith((wanted, f"ال{wanted}"))


def _starts_a_word(wanted: str, name: str) -> bool:
    return f" {wanted}" in name or f" ال{wanted}" in name
