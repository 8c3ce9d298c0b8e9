"""The printed recovery set: three papers of which any two give the root key back. How they are printed, others decide.

A share is 50 bytes: layout version, number, set id, day of creation, a check of the root key, the share itself and
a digest of all this; in letters, five lines of sixteen with two check letters each. Nothing on it names the node:
the node's name is printed above it in clear words.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations

from safeconduct.foundation.vault import crockford, refusals, shamir
from safeconduct.foundation.vault.derived_keys import ROOT_KEY_BYTES, RootKey
from safeconduct.kernel.problems import Refused

NEEDED, MADE = 2, 3
LINES, LETTERS_A_LINE = 5, 16
VERSION = 1
QR_PREFIX = "SAFECONDUCT-SHARE:"

_SET_ID_BYTES, _ROOT_CHECK_BYTES, _DIGEST_BYTES = 5, 6, 3
_FIRST_DAY = date(1970, 1, 1)
_LINE_NUMBER = re.compile(r"^\s*[1-5]\s*[:.)]\s*")


@dataclass(frozen=True)
class Share:
    """One paper of a recovery set."""

    number: int
    set_id: str
    day: date
    root_check: bytes = field(repr=False)
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class RecoveryRecord:
    """What the vault file remembers of a set: enough to recognise the root key, nothing that helps to find it."""

    set_id: str
    day: date
    check: bytes


@dataclass(frozen=True)
class RecoverySet:
    """The three shares, to be printed and forgotten, and the record, to be kept in the vault file."""

    shares: tuple[Share, ...]
    record: RecoveryRecord


def make_recovery_set(root: RootKey, *, day: date) -> RecoverySet:
    """A fresh set. Shares of older sets still give the same root key: the old papers are to be destroyed."""
    set_id = crockford.encode(secrets.token_bytes(_SET_ID_BYTES))
    root_check = _root_check(root, set_id)
    parts = shamir.split(root.reveal(), needed=NEEDED, made=MADE)
    shares = tuple(Share(number, set_id, day, root_check, part) for number, part in parts.items())
    return RecoverySet(shares, RecoveryRecord(set_id, day, record_check(root, set_id)))


def recover(shares: Sequence[Share], *, record: RecoveryRecord | None = None) -> RootKey:
    """The root key from two or three shares, checked against the papers and, if given, the vault's record.

    Refused: vault.recovery_too_few_shares, vault.recovery_same_share, vault.recovery_different_sets,
    vault.recovery_share_wrong, vault.recovery_other_vault (the papers are right, but of another node).
    """
    _check_belong_together(shares)
    # With three papers of which one was tampered with, the two good ones still prove each other.
    root = next(filter(None, map(_proven, combinations(shares, NEEDED))), None)
    if root is None:
        raise Refused(refusals.RECOVERY_SHARE_WRONG)
    if record and not hmac.compare_digest(record_check(root, record.set_id), record.check):
        raise Refused(refusals.RECOVERY_OTHER_VAULT)
    return root


def share_lines(share: Share) -> list[str]:
    """The five lines to print, each `ABCD EFGH JKMN PQRS  XY`; the line number is part of what XY checks."""
    return printed_lines(_packed(share))


def share_text(share: Share, *, node_name: str) -> str:
    """The whole share as plain text: node, number, set and day above the numbered lines."""
    heading = f"{node_name}\n{share.number}/{MADE}  {crockford.in_groups(share.set_id, between='-')}  {share.day}\n"
    return heading + "".join(f"{number}: {line}\n" for number, line in enumerate(share_lines(share), start=1))


def qr_payload(share: Share) -> str:
    """The share for a QR code, in characters of its alphanumeric mode (ISO/IEC 18004)."""
    return QR_PREFIX + "".join(checked_lines(_packed(share)))


def read_share(typed: str | Sequence[str]) -> Share:
    """A share from its five lines, with or without line numbers and spaces, or from its QR payload.

    Refused: vault.share_line_wrong (line), vault.share_line_missing (found, expected), vault.share_mixed_up (every
    line is right by itself but they are not of one paper), vault.share_newer_version, vault.recovery_share_wrong.
    """
    return _unpacked(typed_bytes(typed))


def typed_bytes(typed: str | Sequence[str]) -> bytes:
    """What five typed lines, or their QR payload, say. Refused: vault.share_line_wrong, vault.share_line_missing."""
    lines = _lines_of(typed)
    letters = "".join(checked_line(line, number=number) for number, line in enumerate(lines, start=1))
    if len(lines) != LINES:
        raise Refused(refusals.SHARE_LINE_MISSING, found=len(lines), expected=LINES)
    return crockford.decode(letters)


def printed_lines(data: bytes) -> list[str]:
    """Fifty bytes as five lines to print, each `ABCD EFGH JKMN PQRS  XY`."""
    return [crockford.in_groups(line[:LETTERS_A_LINE]) + "  " + line[LETTERS_A_LINE:] for line in checked_lines(data)]


def checked_line(line: str, *, number: int) -> str:
    """The sixteen letters of one typed line, for checking while a person types. Refused: vault.share_line_wrong."""
    letters = crockford.tidy(_LINE_NUMBER.sub("", line))
    whole = len(letters) == LETTERS_A_LINE + crockford.CHECK_LETTERS
    if not whole or not 1 <= number <= LINES or not crockford.is_checked(letters, line=number):
        raise Refused(refusals.SHARE_LINE_WRONG, line=number)
    return letters[:LETTERS_A_LINE]


def record_check(root: RootKey, set_id: str) -> bytes:
    """The value by which the vault file recognises its root key."""
    return root.derive("recovery record", context=set_id.encode(), length=16)


def _root_check(root: RootKey, set_id: str) -> bytes:
    return root.derive("recovery share", context=set_id.encode(), length=_ROOT_CHECK_BYTES)


def _proven(pair: Sequence[Share]) -> RootKey | None:
    root = RootKey(shamir.combine({share.number: share.secret for share in pair}))
    check = _root_check(root, pair[0].set_id)
    return root if all(hmac.compare_digest(check, share.root_check) for share in pair) else None


def _check_belong_together(shares: Sequence[Share]) -> None:
    numbers = [share.number for share in shares]
    for number in numbers:
        if numbers.count(number) > 1:
            raise Refused(refusals.RECOVERY_SAME_SHARE, number=number)
    if len(shares) < NEEDED:
        raise Refused(refusals.RECOVERY_TOO_FEW_SHARES, needed=NEEDED)
    sets = sorted({share.set_id for share in shares})
    if len(sets) > 1:
        raise Refused(refusals.RECOVERY_DIFFERENT_SETS, sets=sets)


def checked_lines(data: bytes) -> list[str]:
    """Fifty bytes as five lines of sixteen letters and two that check them."""
    text = crockford.encode(data)
    cut = (text[start : start + LETTERS_A_LINE] for start in range(0, len(text), LETTERS_A_LINE))
    return [crockford.with_check(line, line=number) for number, line in enumerate(cut, start=1)]


def _lines_of(typed: str | Sequence[str]) -> list[str]:
    if not isinstance(typed, str):
        return list(typed)
    if typed.strip().upper().startswith(QR_PREFIX):
        letters, size = typed.strip()[len(QR_PREFIX) :], LETTERS_A_LINE + crockford.CHECK_LETTERS
        return [letters[start : start + size] for start in range(0, len(letters), size)]
    return [line for line in typed.splitlines() if line.strip()]


def _packed(share: Share) -> bytes:
    # A laptop whose clock is centuries off must still be able to print its set.
    days = min(max((share.day - _FIRST_DAY).days, 0), 0xFFFF)
    body = bytes([VERSION, share.number]) + crockford.decode(share.set_id) + days.to_bytes(2)
    body += share.root_check + share.secret
    return body + hashlib.sha256(body).digest()[:_DIGEST_BYTES]


def _unpacked(data: bytes) -> Share:
    body, digest = data[:-_DIGEST_BYTES], data[-_DIGEST_BYTES:]
    if hashlib.sha256(body).digest()[:_DIGEST_BYTES] != digest:
        raise Refused(refusals.SHARE_MIXED_UP)
    if body[0] != VERSION:
        raise Refused(refusals.SHARE_NEWER_VERSION, found=body[0], known=VERSION)
    if not 1 <= body[1] <= MADE:
        raise Refused(refusals.RECOVERY_SHARE_WRONG)
    set_end, secret_start = 2 + _SET_ID_BYTES, len(body) - ROOT_KEY_BYTES
    return Share(
        number=body[1],
        set_id=crockford.encode(body[2:set_end]),
        day=_FIRST_DAY + timedelta(days=int.from_bytes(body[set_end : set_end + 2])),
        root_check=body[set_end + 2 : secret_start],
        secret=body[secret_start:],
    )
