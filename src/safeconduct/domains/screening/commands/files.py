"""The doors to an agency's files, on its own node alone."""

from typing import Any, ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


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
