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


def register_compartment(act: Act, *, compartment: str, agency: str, public: bytes) -> Receipt:
    """Register a compartment, or its new key. Refusals: `compartments.rules`."""
    return submit(act, RegisterCompartment(compartment=compartment, agency=agency, public=public))


def place_sealed(act: Act, *sealed: PlaceSealed) -> Receipt:
    """Keep sealed entries. Refusals: `compartments.rules`."""
    return submit(act, *sealed)
