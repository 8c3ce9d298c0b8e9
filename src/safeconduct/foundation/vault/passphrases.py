"""How a passphrase becomes a key: the rules it must keep and the price of one guess. Stores nothing.

Sources: Argon2id RFC 9106; NIST SP 800-63B-4 (2025), section 3.1.1.2: a password that is the only factor has at
least 15 characters and is normalised before hashing.
"""

import unicodedata

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Struct

from safeconduct.foundation.vault import refusals
from safeconduct.kernel.problems import Refused

LONGEST = 1024


class Argon2Cost(Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess costs: memory in KiB, passes over it, lanes side by side. Written into every wrap."""

    memory_kib: int
    passes: int
    lanes: int

    def is_sound(self) -> bool:
        """Whether Argon2 accepts the numbers and they stay within what any laptop of this project has."""
        return 1 <= self.lanes <= 64 and 1 <= self.passes <= 64 and 8 * self.lanes <= self.memory_kib <= 4 << 20


class VaultRules(Struct, frozen=True):
    """What a vault asks of its openers."""

    cost: Argon2Cost
    minimum_openers: int
    minimum_letters: int


# assumption: 256 MiB is four times the second recommendation of RFC 9106 section 4 (t=3, p=4, 64 MiB; OWASP's floor
# is 19 MiB) and fits a post's laptop with 4 GiB; about 0.6 s on two server cores, perhaps 2 s on a weak laptop.
FIELD = VaultRules(cost=Argon2Cost(memory_kib=256 * 1024, passes=4, lanes=4), minimum_openers=2, minimum_letters=15)

# Demonstration, training and tests: one person, any passphrase, no wait. Never for real people.
TRAINING = VaultRules(cost=Argon2Cost(memory_kib=1024, passes=1, lanes=1), minimum_openers=1, minimum_letters=1)


def check_passphrase(passphrase: str, rules: VaultRules = FIELD) -> None:
    """Refused: vault.passphrase_too_short (minimum), vault.passphrase_too_long (maximum)."""
    letters = len(_normal(passphrase))
    if letters < rules.minimum_letters:
        raise Refused(refusals.PASSPHRASE_TOO_SHORT, minimum=rules.minimum_letters)
    if letters > LONGEST:
        raise Refused(refusals.PASSPHRASE_TOO_LONG, maximum=LONGEST)


def stretched(passphrase: str, *, salt: bytes, cost: Argon2Cost) -> bytes:
    """The 32-byte key of a passphrase. Refused: vault.not_enough_memory (memory_mib)."""
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    try:
        return kdf.derive(_normal(passphrase)[:LONGEST].encode())
    except MemoryError:
        raise Refused(refusals.NOT_ENOUGH_MEMORY, memory_mib=cost.memory_kib // 1024) from None


def _normal(passphrase: str) -> str:
    # The same passphrase typed on another keyboard may arrive composed differently.
    return unicodedata.normalize("NFKC", passphrase)
