"""A user's own key pair (X25519): the private half under their passphrase, so that others can seal to who is not here.

Who may have what is sealed to it, others decide. Stores nothing.
"""

import secrets
import threading

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from msgspec import Struct

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.compartments import new_compartment_keys, open_in_compartment, seal_to_compartment
from safeconduct.foundation.vault.passphrases import FIELD, Argon2Cost, stretched
from safeconduct.foundation.vault.sealing import open_sealed, seal
from safeconduct.kernel.problems import Refused

_one_at_a_time = threading.Lock()  # 256 MiB each: two at once would starve a small laptop


class KeptUserKey(Struct, frozen=True):
    """What is kept of a pair: the public half, and the private one sealed under the stretched passphrase."""

    public: bytes
    cost: Argon2Cost
    salt: bytes
    private: bytes


def new_user_key(passphrase: str, *, user: str, cost: Argon2Cost = FIELD.cost) -> tuple[bytes, KeptUserKey]:
    """(private half, what to keep). Refused: vault.not_enough_memory (memory_mib)."""
    private, _public = new_compartment_keys()
    return private, kept_under(private, passphrase, user=user, cost=cost)


def kept_under(private: bytes, passphrase: str, *, user: str, cost: Argon2Cost = FIELD.cost) -> KeptUserKey:
    """The same pair under another passphrase. Refused: vault.not_enough_memory (memory_mib)."""
    salt = secrets.token_bytes(16)
    sealed = seal(_stretched(passphrase, salt, cost), private, aad=_bound_to(user))
    return KeptUserKey(public_half(private), cost, salt, sealed)


def opened_user_key(kept: KeptUserKey, passphrase: str, *, user: str) -> bytes | None:
    """The private half; None for another passphrase. Refused: vault.not_enough_memory (memory_mib)."""
    try:
        return open_sealed(_stretched(passphrase, kept.salt, kept.cost), kept.private, aad=_bound_to(user))
    except Refused as problem:
        if problem.code != refusals.SEAL_BROKEN:
            raise
        return None


def public_half(private: bytes) -> bytes:
    """The public half of any private key of ours."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def wrapped_for(public: bytes, key: bytes, *, purpose: bytes) -> bytes:
    """A key sealed (HPKE) to a user's public half; it opens for the same purpose alone."""
    return seal_to_compartment(public, key, info=_WRAP + purpose)


def unwrapped_by(private: bytes, wrapped: bytes, *, purpose: bytes) -> bytes:
    """The key. Refused: vault.seal_broken."""
    return open_in_compartment(private, wrapped, info=_WRAP + purpose)


_WRAP = b"safeconduct key for a user\0"


def _stretched(passphrase: str, salt: bytes, cost: Argon2Cost) -> bytes:
    with _one_at_a_time:
        return stretched(passphrase, salt=salt, cost=cost)


def _bound_to(user: str) -> bytes:
    return b"safeconduct user key\0" + user.encode()
