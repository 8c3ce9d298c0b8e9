"""Wrong proofs in a row for one sign-in name, and the pause that follows. Known and unknown names are alike."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from safeconduct.foundation.access.models import Attempt
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger

FREE = 3  # assumption: wrong tries before the first pause
FIRST_PAUSE = timedelta(seconds=5)  # assumption: doubles with each further wrong try
LONGEST_PAUSE = timedelta(minutes=5)  # assumption: nobody can keep a colleague out for longer
FORGET_AFTER = timedelta(days=1)


def pause_left(login: str) -> timedelta:
    """How long this name has to wait before the next try; nothing for everyone else."""
    row = Attempt.objects.filter(name=_name(login)).first()
    if row is None:
        return timedelta(0)
    now = ledger().clock.now()
    if row.failed_at > now:
        # The clock was set back: the pause begins again from now and cannot last for years.
        in_turn(lambda: Attempt.objects.filter(name=row.name).update(failed_at=now))
        return pause_after(row.failures)
    return max(timedelta(0), row.failed_at + pause_after(row.failures) - now)


def pause_after(failures: int) -> timedelta:
    """The pause after so many wrong tries in a row."""
    if failures < FREE:
        return timedelta(0)
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures - FREE, 10))


def failed(login: str) -> None:
    """Count a wrong try."""
    in_turn(lambda: _count(_name(login), ledger().clock.now()))


def _count(name: str, now: datetime) -> None:
    _forget_old(now)
    row, _ = Attempt.objects.get_or_create(name=name, defaults={"failures": 0, "failed_at": now})
    row.failures += 1
    row.failed_at = now
    row.save()


def succeeded(login: str) -> None:
    """Begin to count anew."""
    found = Attempt.objects.filter(name=_name(login))
    if found.exists():
        in_turn(found.delete)


def _forget_old(now: datetime) -> None:
    Attempt.objects.filter(failed_at__lt=now - FORGET_AFTER).delete()


def _name(login: str) -> str:
    # People type passphrases into the field for the name: only a keyed digest is kept.
    return hmac.new(settings.SECRET_KEY.encode(), login.strip().lower().encode(), hashlib.sha256).hexdigest()
