"""What may have happened to somebody's liberty: that they were held, what became of it, and what was done instead.

Codes and ids go in the stream of the agency that reads screenings, as reviews do, and come back in it. Words are a
fact of their own in this node's register, which leaves for nobody; they go when the person is erased.
"""

from datetime import datetime
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from safeconduct.kernel.facts import Fact

OWN_NODE = "register"


class LibertyFact(Fact, frozen=True, kw_only=True):
    """A fact of one person's record, in the stream of the agency with which it is shared."""

    KIND: ClassVar[str] = "liberty"

    agency: str = ""
    person: str = ""

    @property
    def audience(self) -> str:
        """The agency's stream, or the node's own register."""
        return f"referral.{self.agency}" if self.agency else OWN_NODE


class SaidInWords(Fact, frozen=True, kw_only=True):
    """Words about one thing of the record, by field; named, and never sent on."""

    AUDIENCE: ClassVar[str] = OWN_NODE
    KIND: ClassVar[str] = "liberty"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    about: str = ""
    words: dict[str, str] = {}


class _Described(LibertyFact, frozen=True, kw_only=True):
    """What is known of a deprivation in codes; what says nothing is UNSET."""

    deprivation: str = ""
    ground: str | UnsetType = UNSET
    authority: str | UnsetType = UNSET
    facility: str | UnsetType = UNSET
    since: datetime | UnsetType = UNSET
    language: str | UnsetType = UNSET
    told_reasons: str | UnsetType = UNSET
    told_rights: str | UnsetType = UNSET
    lawyer: str | UnsetType = UNSET
    interpreter: str | UnsetType = UNSET
    vulnerability: str | UnsetType = UNSET  # whether anybody looked at entry
    seen_at_entry: tuple[str, ...] | UnsetType = UNSET
    minor: str | UnsetType = UNSET
    consular: str | UnsetType = UNSET


class DeprivationRecorded(_Described, frozen=True, kw_only=True):
    """Somebody was found to be held. `is_registered`: whether `person` is in the register."""

    post: str = ""
    crossing: str = ""
    is_registered: bool = True


class DeprivationCorrected(_Described, frozen=True, kw_only=True):
    """It was otherwise. Why stands in words."""


class DeprivationVoided(LibertyFact, frozen=True, kw_only=True):
    """It was not so, or is written down elsewhere; it stays to be read."""

    deprivation: str = ""
    reason: str = ""


class DeprivationReviewed(LibertyFact, frozen=True, kw_only=True):
    """Somebody looked whether it has to go on, and when it is looked at next."""

    deprivation: str = ""
    review: str = ""
    at: datetime | None = None
    by: str = ""
    outcome: str = ""
    next_at: datetime | None = None


class LibertyMoved(LibertyFact, frozen=True, kw_only=True):
    """The person was released or brought elsewhere, got away, or died."""

    deprivation: str = ""
    move: str = ""
    at: datetime | None = None
    facility: str = ""


class ConsularNoticeGiven(LibertyFact, frozen=True, kw_only=True):
    """The consulate was told: here, because the person asked; or by others, before anybody here knew of it."""

    deprivation: str = ""
    at: datetime | None = None
    way: str = ""
    despite_hold: bool = False


class AlarmAcknowledged(LibertyFact, frozen=True, kw_only=True):
    """Oversight says what was done about alarms, each by its name."""

    alarms: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


class AlternativesAssessed(LibertyFact, frozen=True, kw_only=True):
    """Somebody looked at this one person: identity, ties, needs, risks; and which alternatives would do."""

    assessment: str = ""
    identity: str = ""
    ties: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    suited: tuple[str, ...] = ()


class AlternativeImposed(LibertyFact, frozen=True, kw_only=True):
    """An alternative for one person, until when, and for each that asks less why it was not enough."""

    alternative: str = ""
    kind: str = ""
    assessment: str = ""
    ground: str = ""
    lesser: dict[str, str] = {}
    conditions: tuple[str, ...] = ()
    consent: str = ""
    family: str = ""
    until: datetime | None = None


class AlternativeReviewed(LibertyFact, frozen=True, kw_only=True):
    """It was looked at and goes on until a new day."""

    alternative: str = ""
    until: datetime | None = None


class BreachRecorded(LibertyFact, frozen=True, kw_only=True):
    """A condition was not kept, and whether the person was heard about it."""

    alternative: str = ""
    breach: str = ""
    kind: str = ""
    heard: str = ""


class AppealNoted(LibertyFact, frozen=True, kw_only=True):
    """The person appealed, or the appeal was answered."""

    alternative: str = ""
    appeal: str = ""


class AlternativeEnded(LibertyFact, frozen=True, kw_only=True):
    """Nothing is asked of the person any more."""

    alternative: str = ""
    reason: str = ""


class LibertyErased(LibertyFact, frozen=True, kw_only=True):
    """Words went, because the person was erased; that somebody was held stays."""

    ERASES: ClassVar[bool] = True


FACTS: tuple[Any, ...] = (
    SaidInWords, DeprivationRecorded, DeprivationCorrected, DeprivationVoided, DeprivationReviewed, LibertyMoved,
    ConsularNoticeGiven, AlarmAcknowledged, AlternativesAssessed, AlternativeImposed, AlternativeReviewed,
    BreachRecorded, AppealNoted, AlternativeEnded, LibertyErased,
)  # fmt: skip
