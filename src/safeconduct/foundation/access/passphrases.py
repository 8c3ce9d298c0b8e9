"""Passphrase verifiers: Argon2id (RFC 9106) of the `cryptography` library, parameters kept beside each."""

import os
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# assumption: 64 MiB, three passes, one lane: the second recommended option of RFC 9106 scaled for small laptops.
DEFAULT = {"memory_kib": 65536, "iterations": 3, "lanes": 1}
SHORTEST = 10  # assumption: characters; NIST SP 800-63B-4 asks for 8 with a second factor, 15 without


def _kdf(parameters: dict[str, Any]) -> Argon2id:
    return Argon2id(
        salt=bytes.fromhex(parameters["salt"]),
        length=32,
        iterations=parameters["iterations"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    )


def make_verifier(passphrase: str, *, cost: dict[str, int] = DEFAULT) -> dict[str, Any]:
    """What is kept instead of the passphrase."""
    parameters = {**cost, "salt": os.urandom(16).hex()}
    return {**parameters, "hash": _kdf(parameters).derive(passphrase.encode()).hex()}


def matches(passphrase: str, verifier: dict[str, Any]) -> bool:
    """Whether this is the passphrase; takes the same time for any wrong one."""
    try:
        _kdf(verifier).verify(passphrase.encode(), bytes.fromhex(verifier["hash"]))
    except InvalidKey:
        return False
    return True
