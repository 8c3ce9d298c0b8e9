"""What an act asked for, as eight bytes: by them a form sent twice is known from another one under the same id."""

import hmac
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
import msgspec.inspect

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
    key = hmac.digest(ledger.signing_wrap, b"safeconduct/1/asked", "sha256")
    return hmac.digest(key, _encoded([act.actor, said]), "sha256")[:BYTES]


def _encoded(content: Any) -> bytes:
    try:
        return encode(content)
    except OverflowError:
        return encode(_timeless(content))  # a number beyond what the codec holds; the rule will refuse it


def _plain(command: Command) -> Any:
    if not _may_hold_a_moment(type(command)) and not command.UNASKED:
        return msgspec.to_builtins(command, builtin_types=(bytes,), order="deterministic")
    plain = msgspec.to_builtins(command, builtin_types=(bytes, datetime), order="deterministic")
    return _timeless({name: value for name, value in plain.items() if name not in command.UNASKED})


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _timeless(one) for name, one in value.items() if not isinstance(one, datetime)}
    if isinstance(value, list | tuple):
        return [_timeless(one) for one in value if not isinstance(one, datetime)]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return str(value)
    return None if isinstance(value, datetime) else value


@cache
def _may_hold_a_moment(command: type[Command]) -> bool:
    """Whether a field of the command, or of what stands in it, may hold a moment in time."""
    return any(_has_moment(field.type) for field in msgspec.inspect.type_info(command).fields)  # type: ignore[attr-defined]


def _has_moment(kind: Any) -> bool:
    if isinstance(kind, msgspec.inspect.DateTimeType | msgspec.inspect.AnyType | msgspec.inspect.CustomType):
        return True
    inner = [getattr(kind, name) for name in _INNER if hasattr(kind, name)]
    parts = [one for some in inner for one in (some if isinstance(some, tuple) else (some,))]
    return any(_has_moment(getattr(one, "type", one)) for one in parts if isinstance(one, _KINDS))


_INNER = ("fields", "types", "item_types", "item_type", "key_type", "value_type")
_KINDS = (msgspec.inspect.Type, msgspec.inspect.Field)
