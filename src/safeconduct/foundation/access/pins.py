"""The PIN of one shift: made in a session, opens only that session, gone with it."""

from django.http import HttpRequest

from safeconduct.foundation.access.passphrases import make_verifier, matches
from safeconduct.foundation.access.sessions import PIN, PIN_TRIES
from safeconduct.kernel.problems import Refused

SHORTEST, LONGEST = 4, 8
TRIES = 5  # assumption: then the passphrase
_RUNS = "01234567890 09876543210"


def set_pin(request: HttpRequest, pin: str) -> None:
    """Refused: access.pin_shape, access.pin_too_simple."""
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        raise Refused("access.pin_shape", shortest=SHORTEST, longest=LONGEST)
    if pin in _RUNS or len(set(pin)) == 1:
        raise Refused("access.pin_too_simple")
    request.session[PIN] = make_verifier(pin)
    request.session[PIN_TRIES] = 0


def has_pin(request: HttpRequest) -> bool:
    """Whether a PIN may still be tried in this session."""
    return bool(request.session.get(PIN)) and tries_left(request) > 0


def tries_left(request: HttpRequest) -> int:
    """How often."""
    return max(0, TRIES - int(request.session.get(PIN_TRIES, 0)))


def is_pin(request: HttpRequest, pin: str) -> bool:
    """Whether this is the PIN; counts a wrong one before looking, so that no crash gives a try back."""
    if not has_pin(request):
        return False
    request.session[PIN_TRIES] = int(request.session.get(PIN_TRIES, 0)) + 1
    request.session.save()
    return matches(pin, request.session[PIN])
