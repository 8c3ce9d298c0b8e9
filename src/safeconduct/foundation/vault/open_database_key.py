"""The key of the one database this process has open: set once at start by whoever opened the vault, never stored."""

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Refused

KEY_BYTES = 32

_key: bytes | None = None


def set(key: bytes) -> None:
    """Every connection opened from now on uses this key (`derived_keys.database_key`)."""
    global _key
    if len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes")
    _key = bytes(key)


def current() -> bytes:
    """The key. Refused: vault.key_not_set."""
    if _key is None:
        raise Refused(refusals.KEY_NOT_SET)
    return _key


def is_set() -> bool:
    """Whether the vault has been opened in this process."""
    return _key is not None


def clear() -> None:
    """Forget the key; connections that are open stay open until they are closed."""
    global _key
    _key = None
