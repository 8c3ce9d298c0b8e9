"""Letters to one node: sealed to its public key, so that a stick or a wire carries what only that node opens.

HPKE as in `compartments`, without padding: what travels between nodes is ciphertext already, and its size is that of
the day's work. Who wrote the letter, its content says by a signature.
    sealed = suite (1 byte) | enc (32) | ciphertext and tag (16)
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.compartments import NEWEST_SUITE, SUITES
from safeconduct.kernel.problems import Refused

KEY_BYTES = 32


def new_exchange_key() -> bytes:
    """The 32 private bytes of a node; `public_half` is what others seal to."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_half(private_key: bytes) -> bytes:
    """What others seal to."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal_to_node(public_key: bytes, plaintext: bytes, *, info: bytes) -> bytes:
    """Bytes that only the node with the private half opens, and only with the same `info`."""
    suite = NEWEST_SUITE
    recipient = X25519PublicKey.from_public_bytes(public_key)
    return bytes([suite]) + SUITES[suite]().encrypt(plaintext, recipient, info=_context(suite, info))


def open_letter(private_key: bytes, sealed: bytes, *, info: bytes) -> bytes:
    """The plaintext. Refused: vault.seal_broken (wrong key, info or bytes), vault.seal_unknown_suite."""
    suite = sealed[0] if sealed else 0
    if suite not in SUITES:
        raise Refused(refusals.SEAL_UNKNOWN_SUITE, suite=suite)
    recipient = X25519PrivateKey.from_private_bytes(private_key)
    try:
        return bytes(SUITES[suite]().decrypt(sealed[1:], recipient, info=_context(suite, info)))
    except (InvalidTag, ValueError):
        raise Refused(refusals.SEAL_BROKEN) from None


def _context(suite: int, info: bytes) -> bytes:
    return b"safeconduct letter\0" + bytes([suite]) + info
