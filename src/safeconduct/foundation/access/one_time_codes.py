"""Printed one-time codes: made, and recognised by a digest. That each is used once is a rule of the journal."""

import hashlib
import hmac
import os
from typing import Any

from safeconduct.foundation.vault.crockford import LETTERS, in_groups, tidy

NUMBER = 10  # assumption: codes on a sheet
LETTERS_EACH = 12  # sixty random bits each, so that a plain keyed digest is enough


def new_codes() -> tuple[str, ...]:
    """A fresh sheet, as printed."""
    return tuple(new_code() for _ in range(NUMBER))


def new_code() -> str:
    """One code, in three groups of four letters."""
    return in_groups("".join(LETTERS[byte & 31] for byte in os.urandom(LETTERS_EACH)), between="-")


def verifier(codes: tuple[str, ...]) -> dict[str, Any]:
    """What is kept of a sheet: digests under a salt of its own."""
    salt = os.urandom(16).hex()
    return {"salt": salt, "digests": [_digest(salt, code) for code in codes]}


def found(typed: str, secrets: dict[str, dict[str, Any]]) -> tuple[str, str] | None:
    """The sheet (by id) and the digest of the code typed, where it is one of those unspent."""
    for credential, secret in secrets.items():
        digest = _digest(secret["salt"], typed) if "salt" in secret else ""
        if any(hmac.compare_digest(digest, one) for one in secret.get("digests", ())):
            return credential, digest
    return None


def left(secrets: dict[str, dict[str, Any]]) -> int:
    """How many codes are unspent."""
    return sum(len(secret.get("digests", ())) for secret in secrets.values())


def _digest(salt: str, code: str) -> str:
    return hmac.new(bytes.fromhex(salt), tidy(code).encode(), hashlib.sha256).hexdigest()
