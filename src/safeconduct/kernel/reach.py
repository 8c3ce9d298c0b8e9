"""Numbers and addresses by which somebody is reached, as they are dialled and written to."""

import re

from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import clean_text

PHONE, EMAIL = "reach.phone", "reach.email"

_PHONE = re.compile(r"\+?[0-9()./ -]{3,40}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def checked_phone(given: str, field: str) -> str:
    """A number in digits, spaces and signs; empty is none. Refused: reach.phone (value, field)."""
    cleaned = clean_text(given, kind="code", field=field).stored
    if cleaned and not _PHONE.fullmatch(cleaned):
        raise Refused(PHONE, value=cleaned, field=field)
    return cleaned


def checked_email(given: str, field: str = "email") -> str:
    """A mail address; empty is none. Refused: reach.email (value, field)."""
    cleaned = clean_text(given, kind="code", field=field).stored
    if cleaned and not _EMAIL.fullmatch(cleaned):
        raise Refused(EMAIL, value=cleaned, field=field)
    return cleaned
