"""Rules of compartments: one agency holds each; what is placed looks sealed, and to the key that stands.

Refused: compartments.code_shape, compartments.agency_shape, compartments.key_shape, compartments.not_sealed,
compartments.entry_id. NotFound: compartments.unknown. Conflict: compartments.held_by_another, compartments.old_key,
compartments.entry_used.
"""

import hashlib
import re
from dataclasses import dataclass

from safeconduct.foundation.compartments.commands import PlaceSealed, RegisterCompartment
from safeconduct.foundation.compartments.facts import CompartmentRegistered, Sealed
from safeconduct.foundation.vault.compartments import KEY_BYTES, looks_sealed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")  # it is a part of stream names, which have 80 letters


@dataclass(frozen=True)
class Registered:
    """A compartment as it stands."""

    agency: str
    key: str


@dataclass(frozen=True)
class Place:
    """What stands where a sealed entry is to be placed."""

    compartment: Registered | None
    entry_used: bool = False


def key_id(public: bytes) -> str:
    """The id of a compartment's public key, which stands beside what was sealed to it."""
    return hashlib.sha256(b"safeconduct compartment key\0" + public).hexdigest()[:32]


def subject_of(compartment: str) -> str:
    """The subject that a compartment is in the journal."""
    return derived_id("compartment", compartment)


def decide_register_compartment(
    command: RegisterCompartment, standing: Registered | None, here: Circumstances
) -> list[About]:
    """The same key again changes nothing."""
    if not CODE.fullmatch(command.compartment):
        raise Refused("compartments.code_shape")
    if not CODE.fullmatch(command.agency):
        raise Refused("compartments.agency_shape")
    if len(command.public) != KEY_BYTES:
        raise Refused("compartments.key_shape")
    if standing is not None and standing.agency != command.agency:
        raise Conflict("compartments.held_by_another", compartment=command.compartment, agency=standing.agency)
    key = key_id(command.public)
    if standing is not None and standing.key == key:
        return []
    fact = CompartmentRegistered(compartment=command.compartment, agency=command.agency, key=key, public=command.public)
    return [About(subject_of(command.compartment), fact)]


def decide_place_sealed(command: PlaceSealed, place: Place, here: Circumstances) -> list[About]:
    """Nothing is known of the content but that it looks sealed, and for which key."""
    if place.compartment is None:
        raise NotFound("compartments.unknown", compartment=command.compartment)
    if command.key != place.compartment.key:
        raise Conflict("compartments.old_key", compartment=command.compartment)
    if not is_id(command.entry):
        raise Refused("compartments.entry_id")
    if place.entry_used:
        raise Conflict("compartments.entry_used")
    if not looks_sealed(command.content):
        raise Refused("compartments.not_sealed")
    fact = Sealed(compartment=command.compartment, key=command.key, content=command.content)
    return [About(command.entry, fact)]
