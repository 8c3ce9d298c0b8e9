"""The doors: registering an agency's compartment, and placing what was sealed for one."""

from typing import ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class RegisterCompartment(Command, frozen=True, kw_only=True):
    """An agency holds this compartment; from now on it is sealed to this public key."""

    compartment: str
    agency: str
    public: bytes


class PlaceSealed(Command, frozen=True, kw_only=True):
    """Keep what `sealing.seal_for` made. `entry` is a random id; the node that keeps it can read neither."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"entry", "content"})  # sealing anew gives other bytes

    entry: str
    compartment: str
    key: str
    content: bytes


class GiveKey(Command, frozen=True, kw_only=True):
    """A user holds a compartment's key from now on. `how`: given, taken_over (from an earlier build), sheets."""

    compartment: str
    key: str
    user: str
    how: str
    reason: str = ""


class TakeKey(Command, frozen=True, kw_only=True):
    """A user holds it no longer."""

    compartment: str
    key: str
    user: str
    reason: str = ""


class LoseKey(Command, frozen=True, kw_only=True):
    """A user cannot open it any more: the passphrase was reset."""

    compartment: str
    key: str
    user: str


class PrintSheets(Command, frozen=True, kw_only=True):
    """A set of sheets was printed from which the key can be found again."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"set_id"})  # another set each time

    compartment: str
    key: str
    set_id: str
    needed: int
    made: int


class PassDrill(Command, frozen=True, kw_only=True):
    """So many sheets were typed, and they give the key."""

    compartment: str
    key: str
    set_id: str
    sheets: tuple[int, ...]


class OpenEmergency(Command, frozen=True, kw_only=True):
    """Somebody without the key reads for some hours, because holders of sheets let them."""

    emergency: str
    compartment: str
    key: str
    set_id: str
    sheets: tuple[int, ...]
    reason: str


class ReviewEmergency(Command, frozen=True, kw_only=True):
    """Another person says whether it was justified."""

    emergency: str
    justified: bool
    words: str = ""


def register_compartment(act: Act, *, compartment: str, agency: str, public: bytes) -> Receipt:
    """Register a compartment, or its new key. Refusals: `compartments.rules`."""
    return submit(act, RegisterCompartment(compartment=compartment, agency=agency, public=public))


def place_sealed(act: Act, *sealed: PlaceSealed) -> Receipt:
    """Keep sealed entries. Refusals: `compartments.rules`."""
    return submit(act, *sealed)
