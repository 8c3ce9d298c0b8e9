"""The doors at a post: who is to be asked, and who was. Each function builds one command and hands it to dispatch."""

from typing import Any, ClassVar

import msgspec

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class SealedAnswers(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody answered, or was observed of a group, sealed for one compartment before the command was made."""

    entry: str
    compartment: str
    key: str
    content: bytes


class OpenScreening(Command, frozen=True, kw_only=True):
    """People are to be asked: those of a crossing, or some whom nobody registered. Asked twice, it is widened."""

    screening: str
    post: str
    level: int
    people: int
    crossing: str = ""
    persons: tuple[str, ...] = ()
    language: str = ""


class RecordAttempt(Command, frozen=True, kw_only=True):
    """Somebody tried to ask these persons, or the group as a whole.

    `sealed` has, for each who was asked, one entry for every compartment, whatever they said.

    The sealed bytes are new each time, and the digest of an act outlives everything: they are no part of it.
    """

    UNASKED: ClassVar[frozenset[str]] = frozenset({"sealed"})

    screening: str
    outcome: str
    way: str
    persons: tuple[str, ...] = ()
    number: int = 0
    language: str = ""
    place: str = ""
    sealed: tuple[SealedAnswers, ...] = ()


class EndScreening(Command, frozen=True, kw_only=True):
    """Nobody will ask any more."""

    screening: str
    reason: str


class ResumeScreening(Command, frozen=True, kw_only=True):
    """The end is taken back."""

    screening: str


def open_screening(act: Act, **what: Any) -> Receipt:
    """Open a screening."""
    return submit(act, OpenScreening(**what))


def record_attempt(act: Act, **what: Any) -> Receipt:
    """Record an attempt to ask."""
    return submit(act, RecordAttempt(**what))


def end_screening(act: Act, *, screening: str, reason: str) -> Receipt:
    """End a screening without having asked."""
    return submit(act, EndScreening(screening=screening, reason=reason))


def resume_screening(act: Act, *, screening: str) -> Receipt:
    """Take the end of a screening back."""
    return submit(act, ResumeScreening(screening=screening))
