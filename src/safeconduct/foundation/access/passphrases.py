"""Passphrases: what a new one must be, and the verifier kept instead: Argon2id (RFC 9106), parameters beside it."""

import os
import threading
import unicodedata
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from safeconduct.kernel.problems import Refused

# assumption: 64 MiB, three passes, one lane: the second recommended option of RFC 9106 scaled for small laptops.
DEFAULT = {"memory_kib": 65536, "iterations": 3, "lanes": 1}
SHORTEST = 10  # assumption: characters; NIST SP 800-63B-4 asks for 8 with a second factor, 15 without
LONGEST = 1024
_at_once = threading.BoundedSemaphore(2)  # 64 MiB each: more at once would starve a small laptop


def check_new_passphrase(passphrase: str, *about: str) -> None:
    """Refused: access.passphrase_too_short, access.passphrase_too_long, access.passphrase_common,
    access.passphrase_like_name (`about` holds login and name)."""
    letters = len(passphrase)
    if letters < SHORTEST:
        raise Refused("access.passphrase_too_short", limit=SHORTEST)
    if letters > LONGEST:
        raise Refused("access.passphrase_too_long", limit=LONGEST)
    try:
        _common().validate(passphrase)
    except ValidationError:
        raise Refused("access.passphrase_common") from None
    if _is_guessed_from(passphrase.lower(), about):
        raise Refused("access.passphrase_like_name")


def _is_guessed_from(plain: str, about: tuple[str, ...]) -> bool:
    """Whether it repeats a few signs, or is little more than the name of its owner."""
    rest = plain
    for word in about:
        for part in word.lower().split():
            rest = rest.replace("".join(filter(str.isalnum, part)), "") if len(part) > 3 else rest
    return len(set(plain)) < 4 or len(list(filter(str.isalnum, rest))) < 4


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def make_verifier(passphrase: str, *, cost: dict[str, int] = DEFAULT) -> dict[str, Any]:
    """What is kept instead of the passphrase."""
    parameters = {**cost, "salt": os.urandom(16).hex()}
    with _at_once:
        return {**parameters, "hash": _kdf(parameters).derive(_normal(passphrase)).hex()}


def matches(passphrase: str, verifier: dict[str, Any]) -> bool:
    """Whether this is the passphrase; takes the same time for any wrong one."""
    try:
        with _at_once:
            _kdf(verifier).verify(_normal(passphrase), bytes.fromhex(verifier["hash"]))
    except InvalidKey:
        return False
    return True


@cache
def nobodys_verifier() -> dict[str, Any]:
    """Belongs to nobody: compared with when a name is unknown, so that it takes as long as a wrong passphrase."""
    return make_verifier(os.urandom(16).hex())


def _kdf(parameters: dict[str, Any]) -> Argon2id:
    return Argon2id(
        salt=bytes.fromhex(parameters["salt"]),
        length=32,
        iterations=parameters["iterations"],
        lanes=parameters["lanes"],
        memory_cost=parameters["memory_kib"],
    )


def _normal(passphrase: str) -> bytes:
    # The same passphrase typed on another keyboard may arrive composed differently.
    return unicodedata.normalize("NFKC", passphrase[: LONGEST + 1]).encode()
