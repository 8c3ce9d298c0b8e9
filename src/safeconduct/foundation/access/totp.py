"""Time-based one-time codes (RFC 6238) that a wrong clock does not break: the drift of each user is remembered.

Within a minute a single code is enough; within a day two codes that follow each other tell the drift. Beyond that
there are printed codes and passkeys.
"""

import base64
import hmac
import os
from collections.abc import Iterable
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from safeconduct.foundation.access.models import AuthenticatorClock
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger

STEP_SECONDS = 30
DIGITS = 6
NEAR = 2  # assumption: steps on either side; RFC 6238 section 5.2 advises one for the network, laptops drift more
FAR = 24 * 3600 // STEP_SECONDS  # assumption: a day on either side, with two codes in a row
SHA = SHA1  # what every authenticator understands; RFC 6238 keeps it, the code is an HMAC


def new_secret() -> str:
    """Twenty random bytes in base 32 (RFC 4226 section 4 asks for at least sixteen)."""
    return base64.b32encode(os.urandom(20)).decode()


def provisioning_uri(secret: str, *, login: str, node: str) -> str:
    """What the QR code says to an authenticator."""
    key = base64.b32decode(secret)
    return TOTP(key, DIGITS, SHA(), STEP_SECONDS).get_provisioning_uri(login, f"Safeconduct {node}".strip())


def code_at(secret: str, moment: datetime) -> str:
    """The code that an authenticator shows at that moment."""
    return _code(secret, step_of(moment))


def step_of(moment: datetime) -> int:
    """The authenticator's counter at that moment."""
    return int(moment.timestamp()) // STEP_SECONDS


def accept(user: str, secret: str, typed: str) -> bool:
    """Whether this is a code of now, not used before; learns how far the two clocks are apart."""
    return _accept(user, secret, [_digits(typed)], _near(user))


def accept_two(user: str, secret: str, first: str, second: str) -> bool:
    """Whether these two codes follow each other within a day of this clock; then the drift is known."""
    now = step_of(ledger().clock.now())
    around = (now + sign * distance for distance in range(FAR + 1) for sign in (1, -1))
    return _accept(user, secret, [_digits(first), _digits(second)], around)


def forget(user: str) -> None:
    """A new authenticator has a clock of its own."""
    in_turn(lambda: AuthenticatorClock.objects.filter(user=user).delete())


def _near(user: str) -> list[int]:
    now = step_of(ledger().clock.now())
    row = AuthenticatorClock.objects.filter(user=user).first()
    # The node's clock may have been set right since: both what was learnt and no drift at all are tried.
    centres = {now, now + row.drift_steps} if row else {now}
    return sorted({centre + offset for centre in centres for offset in range(-NEAR, NEAR + 1)})


def _accept(user: str, secret: str, codes: list[str], steps: Iterable[int]) -> bool:
    row = AuthenticatorClock.objects.filter(user=user).first()
    used = row.last_step if row else -1
    for step in steps:
        last = step + len(codes) - 1
        if last > used and all(_is(secret, step + number, code) for number, code in enumerate(codes)):
            return _use(user, last)
    return False


def _use(user: str, step: int) -> bool:
    """Mark a step as used; False where another request was faster."""
    drift = step - step_of(ledger().clock.now())
    return in_turn(lambda: _mark(user, step, drift))


def _mark(user: str, step: int, drift: int) -> bool:
    _, created = AuthenticatorClock.objects.get_or_create(user=user, defaults={"drift_steps": drift, "last_step": step})
    if created:
        return True
    newer = AuthenticatorClock.objects.filter(user=user, last_step__lt=step)
    return newer.update(drift_steps=drift, last_step=step) == 1


def _is(secret: str, step: int, code: str) -> bool:
    return step >= 0 and hmac.compare_digest(_code(secret, step), code)


def _code(secret: str, step: int) -> str:
    return HOTP(base64.b32decode(secret), DIGITS, SHA()).generate(step).decode()


def _digits(typed: str) -> str:
    """What was typed as plain digits: spaces away, Arabic and other digits as 0 to 9."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())
