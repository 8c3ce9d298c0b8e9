"""The node's Ed25519 identity: what it signs and how people compare it face to face. Trust, others decide."""

import hashlib
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from safeconduct.foundation.vault import crockford
from safeconduct.foundation.vault.sealing import SealingKey, open_sealed, seal

HEAD = "head"
SIGNATURE_BYTES = 64
FINGERPRINT_BYTES = 20  # 160 bits, 32 letters


class NodeIdentity:
    """A node's private signing key. RFC 8032; signing needs no randomness."""

    __slots__ = ("_private", "public_key")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public_key = private.public_key().public_bytes_raw()

    @classmethod
    def create(cls) -> "NodeIdentity":
        """A new identity."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def unwrap(cls, key: bytes | SealingKey, wrapped: bytes) -> "NodeIdentity":
        """The identity stored by `wrap`. Refused: vault.seal_broken."""
        return cls(Ed25519PrivateKey.from_private_bytes(open_sealed(key, wrapped, aad=_STORED)))

    def wrap(self, key: bytes | SealingKey) -> bytes:
        """The private key sealed for the disk, under `derived_keys.signing_wrap_key`."""
        return seal(key, self._private.private_bytes_raw(), aad=_STORED)

    def sign(self, message: bytes, *, purpose: str = HEAD) -> bytes:
        """64 bytes; a signature made for one purpose is worth nothing for another."""
        return self._private.sign(_marked(message, purpose))

    def __repr__(self) -> str:
        return f"NodeIdentity({fingerprint(self.public_key)})"


def is_signed_by(public_key: bytes, message: bytes, signature: bytes, *, purpose: str = HEAD) -> bool:
    """Whether the signature is that node's, on this message, for this purpose; False for malformed input too."""
    try:
        _loaded(bytes(public_key)).verify(signature, _marked(message, purpose))
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public_key: bytes) -> str:
    """The public key as eight groups of four letters, to be read aloud and compared."""
    digest = hashlib.sha256(b"safeconduct node\0" + public_key).digest()[:FINGERPRINT_BYTES]
    return crockford.in_groups(crockford.encode(digest), between="-")


_STORED = b"safeconduct signing key"


def _marked(message: bytes, purpose: str) -> bytes:
    return b"safeconduct " + purpose.encode() + b"\0" + message


@lru_cache(maxsize=256)
def _loaded(public_key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public_key)
