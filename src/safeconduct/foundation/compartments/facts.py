"""What may happen to a compartment, and the one opaque type in which all of them are written."""

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


FACTS = (CompartmentRegistered, Sealed)
