"""The codes of a referral, drawn by chance: the reference on the card, the arrival code and the passphrase.

Crockford's letters with two check letters: read aloud over a bad line, a slip of the tongue is found.
"""

import secrets

from safeconduct.foundation.vault.crockford import encode, in_groups, is_checked, tidy, with_check
from safeconduct.kernel.problems import Refused

REFERENCE, ARRIVAL = 1, 2  # the line number that the check letters cover: one code is never taken for the other
PASSPHRASE_BYTES = 10  # 80 bits, drawn by chance: no guessing, however fast
_DRAWN_BYTES = 5


def new_codes() -> dict[str, str]:
    """Reference, arrival code and passphrase of a new referral."""
    return {
        "reference": f"R-{_drawn(REFERENCE)}",
        "arrival_code": _drawn(ARRIVAL),
        "passphrase": in_groups(encode(secrets.token_bytes(PASSPHRASE_BYTES)), between="-"),
    }


def _drawn(line: int) -> str:
    return in_groups(with_check(encode(secrets.token_bytes(_DRAWN_BYTES)), line=line), 5, "-")


def read_reference(text: str) -> str:
    """A reference as it is kept, from what was typed or read by a scanner; empty where it is none."""
    letters = tidy(text)
    return (
        f"R-{in_groups(letters[1:], 5, '-')}" if letters[:1] == "R" and is_checked(letters[1:], line=REFERENCE) else ""
    )


def read_arrival_code(text: str) -> str:
    """An arrival code as it is kept. Refused: referrals.arrival_code."""
    letters = tidy(text)
    if not letters or not is_checked(letters, line=ARRIVAL):
        raise Refused("referrals.arrival_code", field="code")
    return in_groups(letters, 5, "-")
