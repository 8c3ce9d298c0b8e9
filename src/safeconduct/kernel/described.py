"""Subjects that people describe by forms: what a fact says, what a form changes, and the columns that stand."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from safeconduct.kernel.facts import Fact, Held, Row
from safeconduct.kernel.merging import Value, plain_values


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A described subject before a rule decides: its plain fields, and those on which people differ."""

    is_known: bool = False
    values: Mapping[str, Any] = {}
    contested: frozenset[str] = frozenset()

    def changed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What of a form is not as it stands; what is contested is said again, for its sender has seen it."""
        if not self.is_known:
            return dict(given)
        return {
            name: value
            for name, value in given.items()
            if name in self.contested or _plain(self.values.get(name)) != _plain(value)
        }


def said(fact: Fact) -> dict[str, Any]:
    """The fields that a fact says something of: all that are not UNSET."""
    return {name: value for name, value in msgspec.structs.asdict(fact).items() if value is not msgspec.UNSET}


def columns(held: Sequence[Held], fields: Mapping[str, Any]) -> tuple[Row, dict[str, Value]]:
    """A row with every field's value that is printed first, and `contested`; and all standing values.

    `fields` maps each column to what stands where nobody has said anything.
    """
    values = plain_values(held, said)
    row: Row = {name: _plain(values[name].printed) if name in values else _plain(otherwise)
                for name, otherwise in fields.items()}  # fmt: skip
    row["contested"] = {
        name: [_plain(each) for each in value.all]
        for name, value in values.items()
        if value.contested and name in fields
    }
    return row, values


def _plain(value: Any) -> Any:
    """Lists, maps and codes as a row holds them: what was given as a tuple equals what stands as a list."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return _lists(msgspec.to_builtins(value))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _lists(one) for name, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, list | tuple) else value
