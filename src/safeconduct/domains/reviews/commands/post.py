"""The doors at a post. Each names one person: a decision for many does not exist."""

from safeconduct.kernel.acts import Command


class RequestRefusal(Command, frozen=True, kw_only=True):
    """Ask that somebody be refused entry. It is always answered alike: sent for review."""

    person: str
    post: str
    crossing: str
    ground: str


class ReviewAtSecondLine(Command, frozen=True, kw_only=True):
    """Say whether the conditions of entry are met."""

    person: str
    answer: str


class RefuseEntry(Command, frozen=True, kw_only=True):
    """Refuse entry to one person, on protection's clearance for this person."""

    person: str
    clearance: str


class CarryOutRefusal(Command, frozen=True, kw_only=True):
    """The person was told, in a language they understand, how to object, and leaves."""

    person: str


class WithdrawRefusal(Command, frozen=True, kw_only=True):
    """Nobody is refused any more."""

    person: str
