"""Sealing for a compartment, on any node; making its keys and opening what was sealed, on the agency's alone.

A browser that seals by itself does the same: HPKE with this `info` and the entry's id as associated data.
"""

from collections.abc import Mapping
from typing import Any

from safeconduct.foundation.compartments.commands import PlaceSealed
from safeconduct.foundation.compartments.facts import Sealed
from safeconduct.foundation.compartments.holding import keep_unwrapped, keys_here, private_key
from safeconduct.foundation.compartments.queries import compartment
from safeconduct.foundation.compartments.rules import key_id
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.reading import held_facts
from safeconduct.foundation.vault.compartments import new_compartment_keys, open_in_compartment, seal_to_compartment
from safeconduct.kernel.codec import decode, encode
from safeconduct.kernel.ids import random_id
from safeconduct.kernel.problems import NotFound


def seal_for(code: str, content: Mapping[str, Any]) -> PlaceSealed:
    """The command that keeps this content for a compartment; hand it to `submit` with whatever it belongs to.

    `content` is plain data; who it is about belongs in it, since nothing outside says so.
    NotFound: compartments.unknown. Refused: vault.compartment_too_large (maximum).
    """
    standing, entry = compartment(code), random_id()
    sealed = seal_to_compartment(
        bytes(standing.public), encode(dict(content)), info=sealing_info(code, standing.key), aad=entry.encode()
    )
    return PlaceSealed(entry=entry, compartment=code, key=standing.key, content=sealed)


def open_here(entry: str) -> dict[str, Any]:
    """What was sealed under this id, for who reads now (`vault.open_user_keys`). Rules that need it run here.

    NotFound: compartments.no_such_entry, compartments.not_held (another node holds it), compartments.not_given (this
    user does not). NotAllowed: compartments.passphrase_needed. Refused: vault.seal_broken, vault.seal_unknown_suite.
    """
    return opened(entry, sealed_fact(entry))


def sealed_fact(entry: str) -> Sealed:
    """What lies under this id, sealed. NotFound: compartments.no_such_entry."""
    found = [one.fact for one in held_facts(ledger().keyring, entry) if isinstance(one.fact, Sealed)]
    if not found:
        raise NotFound("compartments.no_such_entry")
    return found[0]


def opened(entry: str, fact: Sealed) -> dict[str, Any]:
    """The content of a sealed fact. Raises as `open_here`."""
    private = private_key(fact.compartment, fact.key)
    plain = open_in_compartment(
        private, fact.content, info=sealing_info(fact.compartment, fact.key), aad=entry.encode()
    )
    return dict(decode(plain))


def make_keys(code: str) -> bytes:
    """The public half of a new key for a compartment held here; the private one is stored before it is told.

    It lies in the keyring by itself until an officer who may hold it signs in. To be registered here and at every
    post that shall seal for it. Older keys stay: what was sealed to them opens.
    """
    private, public = new_compartment_keys()
    keep_unwrapped(code, key_id(public), private)
    return public


def held_here() -> list[str]:
    """The compartments whose sealed entries this node can open, whoever of its users holds them."""
    return sorted({code for code, _key in keys_here()})


def sealing_info(code: str, key: str) -> bytes:
    """What a seal is bound to beside the entry's id: the compartment and the key."""
    return f"1|{code}|{key}".encode()
