"""What an act asked for, as eight bytes: by them a form sent twice is known from another one under the same id."""

import hmac
from datetime import datetime
from typing import Any

import msgspec

from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.codec import encode

BYTES = 8


def asked_by(ledger: Ledger, act: Act, commands: tuple[Command, ...]) -> bytes:
    """The first eight bytes of HMAC-SHA256 over the actor and the commands, moments left out.

    A form sent again a second later is the same form: where the act came from one, its fields speak for it, since
    commands may follow from what stands meanwhile. The digest is keyed with a secret of the node: it stands in
    headers, which outlive an erasure, and nobody else shall try names against it. `UNASKED` fields, which the
    machine makes anew each time (the salt of a passphrase), are left out too.
    """
    said = act.form or [[type(one).__name__, _plain(one)] for one in commands]
    content = [act.actor, said]
    key = hmac.digest(ledger.signing_wrap, b"safeconduct/1/asked", "sha256")
    return hmac.digest(key, encode(content), "sha256")[:BYTES]


def _plain(command: Command) -> Any:
    plain = msgspec.to_builtins(command, builtin_types=(bytes, datetime), order="deterministic")
    return _timeless({name: value for name, value in plain.items() if name not in command.UNASKED})


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _timeless(one) for name, one in value.items() if not isinstance(one, datetime)}
    if isinstance(value, list | tuple):
        return [_timeless(one) for one in value if not isinstance(one, datetime)]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return str(value)  # more than the codec holds; the rule will refuse it
    return None if isinstance(value, datetime) else value
