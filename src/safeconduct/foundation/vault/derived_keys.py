"""The root key of a node and every key derived from it: one label, one use. Keeps nothing, stores nothing."""

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ROOT_KEY_BYTES = 32


class RootKey:
    """The 32 random bytes from which all keys of a node follow; never printed, never logged."""

    __slots__ = ("_bytes",)

    def __init__(self, value: bytes) -> None:
        if len(value) != ROOT_KEY_BYTES:
            raise ValueError(f"a root key has {ROOT_KEY_BYTES} bytes")
        self._bytes = bytes(value)

    def reveal(self) -> bytes:
        """The bytes themselves, for wrapping and splitting alone."""
        return self._bytes

    def derive(self, label: str, *, context: bytes = b"", length: int = 32) -> bytes:
        """HKDF-SHA256 (RFC 5869) of the root key; another label or context gives an unrelated key."""
        info = b"safeconduct/1/" + label.encode() + b"\0" + context
        return HKDF(algorithm=hashes.SHA256(), length=length, salt=None, info=info).derive(self._bytes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RootKey) and hmac.compare_digest(self._bytes, other._bytes)

    def __hash__(self) -> int:
        return hash(hashlib.sha256(self._bytes).digest())

    def __repr__(self) -> str:
        return "RootKey(hidden)"


def new_root_key() -> RootKey:
    """A root key from the system's random source."""
    return RootKey(secrets.token_bytes(ROOT_KEY_BYTES))


def database_key(root: RootKey) -> bytes:
    """The raw SQLCipher key of the node's database."""
    return root.derive("database")


def keyring_key(root: RootKey) -> bytes:
    """The key under which person keys are wrapped in the keyring."""
    return root.derive("keyring")


def backup_key(root: RootKey) -> bytes:
    """The key from which each backup file derives its own."""
    return root.derive("backup")


def signing_wrap_key(root: RootKey) -> bytes:
    """The key under which the node's private signing key is stored."""
    return root.derive("signing key wrap")


def certificate_wrap_key(root: RootKey) -> bytes:
    """The key under which the private keys of the node's certificates are stored."""
    return root.derive("certificate key wrap")


def session_secret(root: RootKey) -> str:
    """The secret that signs sessions and forms (Django's SECRET_KEY), as 64 hexadecimal digits."""
    return root.derive("session secret").hex()
