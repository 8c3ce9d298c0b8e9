"""The printed code with which a user sets a first or a new passphrase; it is good once and for some days."""

from datetime import timedelta
from typing import Any

from safeconduct.foundation.access import one_time_codes
from safeconduct.foundation.journal.ledger import ledger

GOOD_FOR = timedelta(days=3)  # assumption: until the next shift, also over a week-end


def new_reset() -> tuple[str, dict[str, Any]]:
    """The code to print, and what is kept of it."""
    code = one_time_codes.new_code()
    expires = ledger().clock.now() + GOOD_FOR
    return code, {**one_time_codes.verifier((code,)), "expires": expires.isoformat()}


def found(typed: str, secrets: dict[str, dict[str, Any]]) -> str:
    """The id of the reset whose code was typed, or ""."""
    match = one_time_codes.found(typed, secrets)
    return match[0] if match else ""
