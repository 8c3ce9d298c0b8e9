"""What may have happened to the question whether somebody may be turned away. Codes and ids alone, no free text: so
nothing has to be erased from it, and that a decision was made or tried stays when the person is erased.

A review goes to the protection agency that reads screenings, in its own stream, and comes back the same way.
"""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact, OwnedMove

CONFIDENTIAL = "confidential"  # the agency's own stream: it leaves for nobody
OWN_NODE = "register"  # where no agency runs a node, protection sits at this one


class ReviewFact(Fact, frozen=True, kw_only=True):
    """A fact of a review, in the stream of the agency with which it is shared."""

    KIND: ClassVar[str] = "review"

    agency: str = ""
    person: str = ""

    @property
    def audience(self) -> str:
        """The agency's stream, or the node's own register."""
        return f"referral.{self.agency}" if self.agency else OWN_NODE


class ReviewMove(OwnedMove, frozen=True, kw_only=True):
    """A move of the decision, in the same stream."""

    KIND: ClassVar[str] = "review"

    agency: str = ""
    person: str = ""

    @property
    def audience(self) -> str:
        """The agency's stream, or the node's own register."""
        return f"referral.{self.agency}" if self.agency else OWN_NODE


class RefusalRequested(ReviewFact, frozen=True, kw_only=True):
    """An officer asked that somebody be refused entry; it was sent for review, whatever is known."""

    post: str = ""
    crossing: str = ""
    ground: str = ""


class SecondLineReviewed(ReviewFact, frozen=True, kw_only=True):
    """The second line looked at the conditions of entry, and at nothing else."""

    answer: str = ""


class HoldRaised(ReviewMove, frozen=True, kw_only=True):
    """Somebody heard or saw what has to be looked at. Why is not said here."""

    hold: str = ""
    post: str = ""


class HoldExplained(Fact, frozen=True, kw_only=True):
    """Why protection holds a review; on its own node."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "review"

    hold: str = ""
    cause: str = ""


class HoldReleased(ReviewFact, frozen=True, kw_only=True):
    """Protection looked, and these holds need not stand any more."""

    holds: tuple[str, ...] = ()


class ClearanceGiven(ReviewFact, frozen=True, kw_only=True):
    """Protection spoke with this person and found nothing that stands against a refusal; `saw` says what it saw."""

    clearance: str = ""
    saw: tuple[str, ...] = ()
    splits: str = ""
    valid_until: datetime | None = None


class EntryRefused(ReviewMove, frozen=True, kw_only=True):
    """Entry was refused to one person, on one clearance. `flags` are those of the person that it knew of."""

    clearance: str = ""
    post: str = ""
    crossing: str = ""
    ground: str = ""
    flags: tuple[str, ...] = ()


class RefusalCarriedOut(ReviewMove, frozen=True, kw_only=True):
    """The person was told the decision and how to object, and left the post."""

    clearance: str = ""


class RefusalWithdrawn(ReviewMove, frozen=True, kw_only=True):
    """Nobody is refused any more; the person goes on like everyone."""


class AttemptStopped(ReviewFact, frozen=True, kw_only=True):
    """Something adverse was tried and a gate said no: what, which principle, and on which rows of its table."""

    what: str = ""
    principle: str = ""
    rows: tuple[str, ...] = ()


class TurnBackReported(Fact, frozen=True, kw_only=True):
    """A monitor, a community or the press says that people were turned back at a post on a day. No names, no words."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "turn_back"

    post: str = ""
    day: str = ""  # the post's local day (ISO)
    people: int = 0
    source: str = ""


class TurnBackRetracted(Fact, frozen=True, kw_only=True):
    """The report was entered by mistake, or is the same as another one."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "turn_back"

    reason: str = ""


FACTS = (
    RefusalRequested, SecondLineReviewed, HoldRaised, HoldExplained, HoldReleased, ClearanceGiven, EntryRefused,
    RefusalCarriedOut, RefusalWithdrawn, AttemptStopped, TurnBackReported, TurnBackRetracted,
)  # fmt: skip
