"""Cases of misconduct, on the node of the agency that holds their compartment."""

from typing import Any

from safeconduct.kernel.acts import Command


class TakeMisconduct(Command, frozen=True, kw_only=True):
    """Take in what a post sealed; `content` is as it was opened."""

    case: str
    entry: str
    content: dict[str, Any]


class AcknowledgeMisconduct(Command, frozen=True, kw_only=True):
    """Take it up."""

    case: str
    words: str


class NoteMisconductStep(Command, frozen=True, kw_only=True):
    """Write down what was done."""

    case: str
    step: str
    words: str


class CloseMisconduct(Command, frozen=True, kw_only=True):
    """End it, with what was found."""

    case: str
    outcome: str
    words: str


class ReopenMisconduct(Command, frozen=True, kw_only=True):
    """Something more is known."""

    case: str
    words: str


class EraseMisconduct(Command, frozen=True, kw_only=True):
    """Remove what was said, as who said it asked."""

    case: str
