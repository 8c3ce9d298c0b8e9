"""The card: pictures that a person points at, in a minute, in silence. Its words, and which of them may be shown.

What is practical (a doctor, an interpreter) is open and acted on at once. Everything else is private: it is sealed
before anything is kept, and the officer learns a lane letter and no more.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec

OPEN, PRIVATE = "open", "private"
FOR_CHILDREN = "children"
PROTECTION = "protection"
FRAME = ("intro", "sealed", "finished", "not_now", "nothing")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One picture. `need` is the functional need that an open one stands for."""

    code: str
    kind: str
    need: str = ""
    for_: str = msgspec.field(default="everyone", name="for")
    source: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the officer may know it."""
        return self.kind == OPEN


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase in one language, and whether a reader of that language has compared it."""

    text: str
    reviewed: bool = False


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase in all its languages. One of kind `protection` is not shown unreviewed where it is not training."""

    code: str
    kind: str
    texts: dict[str, Words]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """The card that stands: pictures, what may be seen without asking anybody anything, and words for both."""

    items: tuple[Item, ...]
    cues: tuple[str, ...]
    phrases: dict[str, Phrase]

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that has words, in the order of the table."""
        return tuple(next(iter(self.phrases.values())).texts)

    def items_for(self, *, child: bool) -> tuple[Item, ...]:
        """The pictures shown to this person; who may be a child is shown the child's too."""
        return tuple(item for item in self.items if child or item.for_ != FOR_CHILDREN)

    def offered(self, *, training: bool) -> tuple[str, ...]:
        """The languages in which the whole card may be shown: every phrase of it, or none."""
        codes = {*FRAME, *(item.code for item in self.items)}
        return tuple(
            language
            for language in self.languages
            if all(may_be_shown(self.phrases[code], language, training=training) for code in codes)
        )

    def is_reviewed(self, language: str) -> bool:
        """Whether every phrase of a language was compared by a reader of it."""
        return all(one.texts.get(language, Words(text="")).reviewed for one in self.phrases.values())

    def needs_of(self, pointed: Collection[str]) -> tuple[str, ...]:
        """The functional needs that were pointed at: open, for the register."""
        return tuple(item.need for item in self.items if item.is_open and item.code in pointed)

    def private_of(self, pointed: Collection[str]) -> tuple[str, ...]:
        """What was pointed at and is nobody's business here."""
        return tuple(item.code for item in self.items if not item.is_open and item.code in pointed)

    def is_for_confidence(self, pointed: Iterable[str], seen: Iterable[str]) -> bool:
        """Whether anything private was pointed at, or any cue seen: then the group's lane is a confidential one."""
        return bool(self.private_of(set(pointed))) or bool(set(seen) & set(self.cues))


def may_be_shown(phrase: Phrase, language: str, *, training: bool) -> bool:
    """Whether a phrase may stand before a person who reads this language."""
    words = phrase.texts.get(language)
    return words is not None and (training or phrase.kind != PROTECTION or words.reviewed)


def card_from(card: Mapping[str, Any], phrases: Mapping[str, Any]) -> Card:
    """The card of these two tables. Raises msgspec.ValidationError for what is shaped otherwise."""
    return Card(
        items=tuple(msgspec.convert(card["rows"], list[Item])),
        cues=tuple(row["code"] for row in card["cues"]),
        phrases={one.code: one for one in msgspec.convert(phrases["rows"], list[Phrase])},
    )
