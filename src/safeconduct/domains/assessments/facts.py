"""What may have happened to an assessment, and to an exception that lets a node be introduced before there is one.

UNSET means that a fact says nothing of a field. All texts are named: they may tell of people.
"""

from typing import ClassVar

from msgspec import UNSET, UnsetType

from safeconduct.domains.assessments.risks import Answered
from safeconduct.kernel.facts import Fact


class AssessmentWritten(Fact, frozen=True, kw_only=True):
    """An assessment was written, or fields of it were set anew. `about` is an agency, a node or a use, by `kind`."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "assessment"
    NAMED: ClassVar[frozenset[str]] = frozenset({"about_name", "necessity", "proportionality", "measures", "heard"})

    kind: str | UnsetType = UNSET
    about: str | UnsetType = UNSET
    purposes: tuple[str, ...] | UnsetType = UNSET
    fields: tuple[str, ...] | UnsetType = UNSET
    people: tuple[str, ...] | UnsetType = UNSET
    risks: tuple[Answered, ...] | UnsetType = UNSET
    valid_until: str | UnsetType = UNSET
    renews: str | UnsetType = UNSET
    about_name: str | UnsetType = UNSET
    necessity: str | UnsetType = UNSET
    proportionality: str | UnsetType = UNSET
    measures: str | UnsetType = UNSET
    heard: str | UnsetType = UNSET


class AssessmentSigned(Fact, frozen=True, kw_only=True):
    """A second person signed what `saw` is the digest of."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "assessment"

    saw: str = ""


class AssessmentWithdrawn(Fact, frozen=True, kw_only=True):
    """It covers nothing any more."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "assessment"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str = ""


class AllowedProvisionally(Fact, frozen=True, kw_only=True):
    """In an emergency a node may be introduced before its assessment is signed; the last day is included."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "provisional"
    NAMED: ClassVar[frozenset[str]] = frozenset({"about_name", "reason"})

    about: str = ""
    until: str = ""
    about_name: str = ""
    reason: str = ""


class FledStatesProposed(Fact, frozen=True, kw_only=True):
    """Which States people flee who come to a post, or to any post of this node; codes as on passports."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "fled_states"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    context: str = ""
    states: tuple[str, ...] = ()
    reason: str = ""


class FledStatesSigned(Fact, frozen=True, kw_only=True):
    """A second person signed a list; `proposal` is the entry that proposed it."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "fled_states"

    proposal: str = ""


FACTS = (
    AssessmentWritten, AssessmentSigned, AssessmentWithdrawn, AllowedProvisionally, FledStatesProposed,
    FledStatesSigned,
)  # fmt: skip
