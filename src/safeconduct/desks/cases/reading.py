"""The words of a case as whoever sits here may read them: opened with the compartment's key, or a mark that they are
closed to this person."""

from collections.abc import Iterable
from typing import Any

import msgspec

from safeconduct.desks.cases.incident import answers
from safeconduct.domains.cases.rules import WORDS
from safeconduct.domains.cases.words import opened_words
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.problems import NotFound, Refused

OPENED, NOT_HELD, BROKEN = "opened", "not_held", "broken"


class Read(msgspec.Struct, frozen=True):
    """The words of one step, by name, and whether they could be opened."""

    state: str = OPENED
    words: dict[str, Any] = {}

    @property
    def lines(self) -> list[tuple[Any, str]]:
        """What is shown: the word for each part, and what was written there; codes elsewhere."""
        return [(label("case_word", name), str(self.words[name])) for name in _WRITTEN if self.words.get(name)]

    @property
    def first(self) -> str:
        """The first of the words."""
        return next((said for _word, said in self.lines), "")

    @property
    def answers(self) -> list[tuple[Any, str]]:
        """What the data set of an incident says."""
        return answers(self.words)

    @property
    def attended(self) -> list[str]:
        """Who was at a conference, as codes."""
        return [str(one) for one in self.words.get("attended", ())]


# In the order of the forms: under the seal they lie in that of the alphabet.
_WRITTEN = tuple(dict.fromkeys(name for names in WORDS.values() for name in names))


def read(compartment: str, step: Any) -> Read:
    """One step's words. Whoever does not hold the key sees that there are some."""
    try:
        return Read(OPENED, opened_words(compartment, step))
    except NotFound:
        return Read(NOT_HELD)
    except Refused:
        return Read(BROKEN)


def read_all(compartment: str, steps: Iterable[Any]) -> dict[str, Read]:
    """The words of several steps, by entry; where the first does not open for want of a key, none is tried further."""
    found: dict[str, Read] = {}
    held = True
    for one in steps:
        found[one.id] = read(compartment, one) if held or not one.sealed else Read(NOT_HELD)
        held = held and found[one.id].state != NOT_HELD
    return found
