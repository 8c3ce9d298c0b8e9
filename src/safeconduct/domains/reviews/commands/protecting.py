"""The doors of protection: to hold, to release, to clear; and to note what a gate stopped."""

from safeconduct.kernel.acts import Command


class RaiseHold(Command, frozen=True, kw_only=True):
    """Hold a review. The cause is kept on the protection agency's node alone."""

    person: str
    hold: str
    cause: str = ""


class ReleaseHold(Command, frozen=True, kw_only=True):
    """Let holds go, each by its name."""

    person: str
    holds: tuple[str, ...]


class GiveClearance(Command, frozen=True, kw_only=True):
    """Nothing stands against refusing this person, as far as what was seen goes."""

    person: str
    clearance: str
    saw: tuple[str, ...]
    splits: str = ""


class NoteAttempt(Command, frozen=True, kw_only=True):
    """Note that something adverse was tried and stopped."""

    person: str
    what: str
    principle: str
    rows: tuple[str, ...]
