"""Sealed bytes: AES-256-GCM with a random nonce and a suite number in front. Whose key it is, others decide.

Layout: suite (1 byte) | nonce (12) | ciphertext and tag (16). The suite number is authenticated with the caller's
associated data. Nonces are random, never counted: a restored disk image would count from the same place again.
A key may seal 2^32 messages before nonces are likely enough to collide (NIST SP 800-38D, section 8.3).
"""

import os
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Refused

AES_256_GCM = 1
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES

SUITES: dict[int, Callable[[bytes], AESGCM]] = {AES_256_GCM: AESGCM}
NEWEST_SUITE = AES_256_GCM


def new_key() -> bytes:
    """32 bytes from the system's random source."""
    return secrets.token_bytes(KEY_BYTES)


class SealingKey:
    """A key made ready once for many calls; hold on to it where the same key is used again and again."""

    __slots__ = ("_ciphers", "_key")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"a sealing key has {KEY_BYTES} bytes")
        self._key = key
        self._ciphers = {NEWEST_SUITE: SUITES[NEWEST_SUITE](key)}

    def seal(self, plaintext: bytes, *, aad: bytes) -> bytes:
        """The sealed bytes, 29 longer than the plaintext; they open only with this key and the same aad."""
        nonce = os.urandom(NONCE_BYTES)
        prefix = _PREFIX[NEWEST_SUITE]
        return prefix + nonce + self._ciphers[NEWEST_SUITE].encrypt(nonce, plaintext, prefix + aad)

    def open(self, sealed: bytes, *, aad: bytes) -> bytes:
        """The plaintext. Refused: vault.seal_broken (wrong key, aad or bytes), vault.seal_unknown_suite."""
        if len(sealed) < OVERHEAD_BYTES:
            raise Refused(refusals.SEAL_BROKEN)
        suite = sealed[0]
        cipher = self._ciphers.get(suite) or self._prepare(suite)
        try:
            return cipher.decrypt(sealed[1:13], sealed[13:], _PREFIX[suite] + aad)
        except InvalidTag:
            raise Refused(refusals.SEAL_BROKEN) from None

    def _prepare(self, suite: int) -> AESGCM:
        if suite not in SUITES:
            raise Refused(refusals.SEAL_UNKNOWN_SUITE, suite=suite)
        return self._ciphers.setdefault(suite, SUITES[suite](self._key))

    def __repr__(self) -> str:
        return "SealingKey(hidden)"


_PREFIX = {suite: bytes([suite]) for suite in range(256)}


def seal(key: bytes | SealingKey, plaintext: bytes, *, aad: bytes) -> bytes:
    """Seal once; with plain bytes the cipher is prepared anew, so pass a SealingKey where speed matters."""
    return _ready(key).seal(plaintext, aad=aad)


def open_sealed(key: bytes | SealingKey, sealed: bytes, *, aad: bytes) -> bytes:
    """Open once. Refused: vault.seal_broken, vault.seal_unknown_suite."""
    return _ready(key).open(sealed, aad=aad)


def wrap_key(wrapping: bytes | SealingKey, key: bytes, *, subject_id: str) -> bytes:
    """A person's key sealed under the keyring key and bound to that person: it opens under no other id."""
    return _ready(wrapping).seal(key, aad=_KEY_OF + subject_id.encode())


def unwrap_key(wrapping: bytes | SealingKey, wrapped: bytes, *, subject_id: str) -> bytes:
    """The person's key. Refused: vault.seal_broken when it was altered or belongs to someone else."""
    return _ready(wrapping).open(wrapped, aad=_KEY_OF + subject_id.encode())


_KEY_OF = b"safeconduct key of\0"


def _ready(key: bytes | SealingKey) -> SealingKey:
    return key if isinstance(key, SealingKey) else SealingKey(key)
