"""Sealing for somebody who has no key and no program of ours: under a passphrase, opened by any browser's WebCrypto.

PBKDF2-HMAC-SHA256 and AES-256-GCM, since WebCrypto has no Argon2id. What protects is the passphrase, drawn by chance
with at least 80 bits; the rounds (OWASP Password Storage Cheat Sheet, 2023) make guessing dearer still.
"""

import base64
import os

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.crockford import tidy
from safeconduct.kernel.problems import Refused

ROUNDS = 600_000
PAD_TO = 1024  # the size of the file says nothing of how much was told
_SALT, _NONCE, _KEY = 16, 12, 32


class SealedText(msgspec.Struct, frozen=True):
    """What stands in the file; all but the rounds in base 64."""

    rounds: int
    salt: str
    nonce: str
    ciphertext: str


def seal_text(text: str, passphrase: str) -> SealedText:
    """The text, padded and sealed. Hyphens, spaces and small letters of the passphrase mean nothing."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    plain = text.encode()
    padded = plain + b"\n" * (-len(plain) % PAD_TO)
    sealed = AESGCM(_key(passphrase, salt, ROUNDS)).encrypt(nonce, padded, None)
    return SealedText(ROUNDS, *(base64.b64encode(part).decode() for part in (salt, nonce, sealed)))


def open_text(sealed: SealedText, passphrase: str) -> str:
    """The text. Refused: vault.seal_broken, for a wrong passphrase or a file that was changed."""
    salt, nonce, ciphertext = (base64.b64decode(part) for part in (sealed.salt, sealed.nonce, sealed.ciphertext))
    try:
        return AESGCM(_key(passphrase, salt, sealed.rounds)).decrypt(nonce, ciphertext, None).decode().rstrip("\n")
    except InvalidTag:
        raise Refused(refusals.SEAL_BROKEN) from None


def _key(passphrase: str, salt: bytes, rounds: int) -> bytes:
    return PBKDF2HMAC(SHA256(), _KEY, salt, rounds).derive(tidy(passphrase).encode())
