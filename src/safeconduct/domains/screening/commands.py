"""The doors into the room of screening. Each function builds one command and hands it to dispatch."""

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


class TakeIn(Command, frozen=True, kw_only=True):
    """A sealed entry was opened on the agency's node; `content` is what was in it."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"content"})

    file: str
    entry: str
    content: dict[str, Any]


class OpenFile(Command, frozen=True, kw_only=True):
    """Somebody came to the agency who was not screened before."""

    file: str
    about: dict[str, Any]


class HoldInterview(Command, frozen=True, kw_only=True):
    """An interview, as the form was filled. `version` is that of the instrument the form was drawn from."""

    file: str
    version: int
    answers: dict[str, Any]


class SettleNeed(Command, frozen=True, kw_only=True):
    """A need was seen to: provided, referred, declined, not needed."""

    file: str
    need: str
    outcome: str
    remark: str = ""


class ReassessNeeds(Command, frozen=True, kw_only=True):
    """Read everything known once more, by the tables that stand now."""

    file: str


class EraseFile(Command, frozen=True, kw_only=True):
    """Remove what the file says; `reason` is a code."""

    file: str
    reason: str


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


def take_in(act: Act, *, file: str, entry: str, content: dict[str, Any]) -> Receipt:
    """Take in an opened entry."""
    return submit(act, TakeIn(file=file, entry=entry, content=content))


def open_file(act: Act, *, file: str, about: dict[str, Any]) -> Receipt:
    """Open a file."""
    return submit(act, OpenFile(file=file, about=about))


def settle_need(act: Act, *, file: str, need: str, outcome: str, remark: str = "") -> Receipt:
    """Settle a need."""
    return submit(act, SettleNeed(file=file, need=need, outcome=outcome, remark=remark))


def reassess_needs(act: Act, *, file: str) -> Receipt:
    """Assess once more."""
    return submit(act, ReassessNeeds(file=file))


def erase_file(act: Act, *, file: str, reason: str) -> Receipt:
    """Erase a file."""
    return submit(act, EraseFile(file=file, reason=reason))
