"""Sealed compartments: content only the agency's private key opens. What is sealed, and for whom, others decide.

HPKE (RFC 9180), base mode, single shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Single-shot callers
put all associated data into HPKE's `info` and leave its `aad` empty (RFC 9180 section 8.1), and so do we:
    sealed   = suite (1 byte) | enc (32) | ciphertext and tag (16)
    info     = "safeconduct compartment\\0" | suite | length of info (4, big-endian) | info | length of aad (4) | aad
    content  = length (4, big-endian) | plaintext | zeros up to the size class
"""

from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Refused

X25519_AES_256_GCM = 1
# A hybrid with ML-KEM-768 becomes suite 2 when records sealed today must outlast quantum computers.
SUITES: dict[int, Callable[[], Suite]] = {
    X25519_AES_256_GCM: lambda: Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
}
NEWEST_SUITE = X25519_AES_256_GCM
KEY_BYTES = 32
OVERHEAD_BYTES = 1 + 32 + 16

# assumption: a note of one paragraph and "nothing to report" look alike (1 KiB); four times larger from class to class.
SIZE_CLASSES = (1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20)

_LENGTH_BYTES = 4


def new_compartment_keys() -> tuple[bytes, bytes]:
    """(private, public), 32 bytes each; the private half stays on the agency's node."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to_compartment(public_key: bytes, plaintext: bytes, *, info: bytes, aad: bytes = b"") -> bytes:
    """Sealed bytes whose length tells only the size class. Refused: vault.compartment_too_large (maximum)."""
    suite = NEWEST_SUITE
    recipient = X25519PublicKey.from_public_bytes(public_key)
    sealed = SUITES[suite]().encrypt(_padded(plaintext), recipient, info=_context(suite, info, aad))
    return bytes([suite]) + sealed


def open_in_compartment(private_key: bytes, sealed: bytes, *, info: bytes, aad: bytes = b"") -> bytes:
    """The plaintext. Refused: vault.seal_broken (wrong key, info, aad or bytes), vault.seal_unknown_suite."""
    suite = sealed[0] if sealed else 0
    if suite not in SUITES:
        raise Refused(refusals.SEAL_UNKNOWN_SUITE, suite=suite)
    recipient = X25519PrivateKey.from_private_bytes(private_key)
    try:
        padded = SUITES[suite]().decrypt(sealed[1:], recipient, info=_context(suite, info, aad))
    except (InvalidTag, ValueError):
        raise Refused(refusals.SEAL_BROKEN) from None
    return _unpadded(padded)


def sealed_size(plaintext_bytes: int) -> int:
    """How long the sealed bytes will be. Refused: vault.compartment_too_large (maximum)."""
    return _class_of(plaintext_bytes) + OVERHEAD_BYTES


def looks_sealed(sealed: bytes) -> bool:
    """Whether the bytes have a known suite and a size class; all that a node without the key can check."""
    return bool(sealed) and sealed[0] in SUITES and len(sealed) - OVERHEAD_BYTES in SIZE_CLASSES


def _class_of(plaintext_bytes: int) -> int:
    needed = plaintext_bytes + _LENGTH_BYTES
    for size in SIZE_CLASSES:
        if needed <= size:
            return size
    raise Refused(refusals.COMPARTMENT_TOO_LARGE, maximum=SIZE_CLASSES[-1] - _LENGTH_BYTES)


def _padded(plaintext: bytes) -> bytes:
    return _counted(plaintext).ljust(_class_of(len(plaintext)), b"\0")


def _unpadded(padded: bytes) -> bytes:
    # Padding is judged too: a sealer that hides something behind the zeros is refused like a broken seal.
    length = int.from_bytes(padded[:_LENGTH_BYTES])
    end = _LENGTH_BYTES + length
    if len(padded) not in SIZE_CLASSES or end > len(padded) or any(padded[end:]):
        raise Refused(refusals.SEAL_BROKEN)
    return padded[_LENGTH_BYTES:end]


def _context(suite: int, info: bytes, aad: bytes) -> bytes:
    return b"safeconduct compartment\0" + bytes([suite]) + _counted(info) + _counted(aad)


def _counted(data: bytes) -> bytes:
    return len(data).to_bytes(_LENGTH_BYTES) + data
