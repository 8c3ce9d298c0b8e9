"""The printed sheets of a compartment's key: k of n give it back, k - 1 tell nothing. Who prints them, others decide.

A sheet is fifty bytes, written like those of a node's recovery set: layout version, how many are needed (4 bits) and
number (4 bits), set id, day, beginning of the key's id, share, digest. Nothing on it names the compartment: that is
printed above in clear words.
"""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, islice

from safeconduct.foundation.vault import crockford, recovery_set, refusals, shamir
from safeconduct.foundation.vault.compartments import KEY_BYTES
from safeconduct.foundation.vault.recovery_set import QR_PREFIX, checked_lines, printed_lines, typed_bytes
from safeconduct.foundation.vault.user_keys import public_half
from safeconduct.kernel.problems import Refused

VERSION = 2
FEWEST, MOST = 2, 9
_SET_ID, _MARK, _DIGEST = 5, 6, 3
_FIRST_DAY = date(1970, 1, 1)
_MOST_TRIES = 200  # of sheets that do not fit together; nine sheets have 126 ways to take four


@dataclass(frozen=True)
class Sheet:
    """One paper: its number, how many are needed, and of which set and key it is."""

    number: int
    needed: int
    set_id: str
    day: date
    mark: bytes = field(repr=False)
    secret: bytes = field(repr=False)


def make_sheets(private: bytes, *, key: str, needed: int, made: int, day: date) -> tuple[Sheet, ...]:
    """A fresh set of the key with this id, to be printed and forgotten. Refused: vault.escrow_numbers."""
    if not FEWEST <= needed <= made <= MOST:
        raise Refused(refusals.ESCROW_NUMBERS, fewest=FEWEST, most=MOST)
    set_id, mark = crockford.encode(secrets.token_bytes(_SET_ID)), _mark(key)
    parts = shamir.split(private, needed=needed, made=made)
    return tuple(Sheet(number, needed, set_id, day, mark, part) for number, part in parts.items())


def key_of(sheets: Sequence[Sheet], *, key: str, id_of: Callable[[bytes], str]) -> bytes:
    """The private key of which the public half has this id.

    Refused: vault.recovery_same_share (number), vault.recovery_different_sets (sets), vault.escrow_other_key,
    vault.recovery_too_few_shares (needed), vault.recovery_share_wrong.
    """
    _check_together(sheets, key)
    needed = sheets[0].needed if sheets else FEWEST
    if len(sheets) < needed:
        raise Refused(refusals.RECOVERY_TOO_FEW_SHARES, needed=needed)
    # With more sheets than needed, good ones prove each other though one was tampered with.
    for some in islice(combinations(sheets, needed), _MOST_TRIES):
        found = shamir.combine({one.number: one.secret for one in some})
        if id_of(public_half(found)) == key:
            return found
    raise Refused(refusals.RECOVERY_SHARE_WRONG)


def sheet_lines(sheet: Sheet) -> list[str]:
    """The five lines to print."""
    return printed_lines(_packed(sheet))


def sheet_payload(sheet: Sheet) -> str:
    """The sheet for a QR code."""
    return QR_PREFIX + "".join(checked_lines(_packed(sheet)))


def read_sheet(typed: str | Sequence[str]) -> Sheet:
    """A sheet from its five lines or its QR payload.

    Refused: vault.share_line_wrong (line), vault.share_line_missing (found, expected), vault.share_mixed_up,
    vault.escrow_other_paper (a sheet of a node's recovery set), vault.share_newer_version (found, known).
    """
    data = typed_bytes(typed)
    body, digest = data[:-_DIGEST], data[-_DIGEST:]
    if hashlib.sha256(body).digest()[:_DIGEST] != digest:
        raise Refused(refusals.SHARE_MIXED_UP)
    if body[0] == recovery_set.VERSION:
        raise Refused(refusals.ESCROW_OTHER_PAPER)
    if body[0] != VERSION:
        raise Refused(refusals.SHARE_NEWER_VERSION, found=body[0], known=VERSION)
    needed, number = body[1] >> 4, body[1] & 15
    if not (FEWEST <= needed <= MOST and 1 <= number <= MOST):
        raise Refused(refusals.RECOVERY_SHARE_WRONG)
    set_end, secret_start = 2 + _SET_ID, len(body) - KEY_BYTES
    return Sheet(
        number=number,
        needed=needed,
        set_id=crockford.encode(body[2:set_end]),
        day=_FIRST_DAY + timedelta(days=int.from_bytes(body[set_end : set_end + 2])),
        mark=body[set_end + 2 : secret_start],
        secret=body[secret_start:],
    )


def _check_together(sheets: Sequence[Sheet], key: str) -> None:
    numbers = [one.number for one in sheets]
    for number in numbers:
        if numbers.count(number) > 1:
            raise Refused(refusals.RECOVERY_SAME_SHARE, number=number)
    sets = sorted({one.set_id for one in sheets})
    if len(sets) > 1:
        raise Refused(refusals.RECOVERY_DIFFERENT_SETS, sets=sets)
    if any(one.mark != _mark(key) for one in sheets):
        raise Refused(refusals.ESCROW_OTHER_KEY)
    if len({one.needed for one in sheets}) > 1:
        raise Refused(refusals.RECOVERY_SHARE_WRONG)


def _mark(key: str) -> bytes:
    return bytes.fromhex(key)[:_MARK]


def _packed(sheet: Sheet) -> bytes:
    # A laptop whose clock is centuries off must still be able to print its sheets.
    days = min(max((sheet.day - _FIRST_DAY).days, 0), 0xFFFF)
    body = bytes([VERSION, sheet.needed << 4 | sheet.number]) + crockford.decode(sheet.set_id)
    body += days.to_bytes(2) + sheet.mark + sheet.secret
    return body + hashlib.sha256(body).digest()[:_DIGEST]
