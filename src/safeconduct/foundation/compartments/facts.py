"""What may happen to a compartment, and the one opaque type in which all of them are written."""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact


class CompartmentRegistered(Fact, frozen=True, kw_only=True):
    """This node may seal for a compartment: who holds it, and the public key, by its id."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "compartment"

    compartment: str
    agency: str
    key: str
    public: bytes


class Sealed(Fact, frozen=True, kw_only=True):
    """Something was sealed for a compartment. The subject is a random id: neither it nor the length says about whom.

    One type for every compartment, so that the kind of a note does not give its content away.
    """

    AUDIENCE: ClassVar[str] = "sealed."
    KIND: ClassVar[str] = "sealed"

    compartment: str
    key: str
    content: bytes

    @property
    def audience(self) -> str:
        """The stream of its compartment."""
        return f"{self.AUDIENCE}{self.compartment}"


class KeyGiven(Fact, frozen=True, kw_only=True):
    """A user holds a compartment's key from now on; `how`: given, taken_over, sheets."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "custody"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    compartment: str
    key: str
    user: str
    how: str
    reason: str = ""


class KeyTaken(Fact, frozen=True, kw_only=True):
    """A user holds it no longer; `how`: taken, reset."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "custody"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    compartment: str
    key: str
    user: str
    how: str
    reason: str = ""


class SheetsPrinted(Fact, frozen=True, kw_only=True):
    """A set of sheets was printed: `needed` of `made` give the key."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "custody"

    compartment: str
    key: str
    set_id: str
    needed: int
    made: int


class DrillPassed(Fact, frozen=True, kw_only=True):
    """These sheets of the set were typed and gave the key."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "custody"

    compartment: str
    key: str
    set_id: str
    sheets: tuple[int, ...]


class EmergencyOpened(Fact, frozen=True, kw_only=True):
    """Somebody without the key reads until then."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "emergency"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    compartment: str
    key: str
    set_id: str
    sheets: tuple[int, ...]
    until: datetime
    reason: str = ""


class EmergencyReviewed(Fact, frozen=True, kw_only=True):
    """Another person said whether it was justified."""

    AUDIENCE: ClassVar[str] = "access"
    KIND: ClassVar[str] = "emergency"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    justified: bool
    words: str = ""


FACTS = (
    CompartmentRegistered, Sealed, KeyGiven, KeyTaken, SheetsPrinted, DrillPassed, EmergencyOpened, EmergencyReviewed,
)  # fmt: skip
