"""Trying an act: what stops it leaves nothing behind, and the acts beside it go on."""

from django.db import transaction

from safeconduct.foundation.dispatch.engine import perform
from safeconduct.foundation.dispatch.house import House
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.statements import DATABASE_FAILS, drop_deferred, insert_deferred
from safeconduct.kernel.acts import Act, Command, Receipt


def attempt(house: House, ledger: Ledger, act: Act, commands: tuple[Command, ...]) -> Receipt | Exception:
    """Carry out an act inside a savepoint. What stops it is returned, and the ledger stands where it stood.

    Raises only where it is the database that fails and not the act.
    """
    ends, position, moved = dict(ledger.ends), ledger.position, set(ledger.moved)
    keys = ledger.keyring.made()
    try:
        with transaction.atomic():
            receipt = perform(house, ledger, act, commands)
            insert_deferred()
            return receipt
    except DATABASE_FAILS:
        drop_deferred()
        raise
    except Exception as stopped:
        ledger.ends, ledger.position, ledger.moved = ends, position, moved
        ledger.keyring.forget_made(keys)
        drop_deferred()
        return stopped
