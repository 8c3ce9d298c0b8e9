"""Plain fields of a subject that is recorded once and corrected later, and how their values are told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from safeconduct.kernel.facts import Fact, Held
from safeconduct.kernel.merging import Value, plain_values


def corrected_values(
    held: Sequence[Held], recorded: type[Fact], corrected: type[Fact], correctable: frozenset[str]
) -> dict[str, Value]:
    """Every field of the recorded facts with its standing values; a correction sets those it lists, if it may."""
    changes: dict[int, Mapping[str, Any]] = {}
    setters = []
    for one in held:
        fact = one.fact
        if isinstance(fact, recorded):
            changes[id(fact)] = msgspec.structs.asdict(fact)
        elif isinstance(fact, corrected):
            listed = set(getattr(fact, "fields", ())) & correctable
            changes[id(fact)] = {name: getattr(fact, name) for name in listed}
        else:
            continue
        setters.append(one)
    return plain_values(setters, lambda fact: changes[id(fact)])


def contested_values(values: Mapping[str, Value]) -> dict[str, list[Any]]:
    """The fields on which people disagree without knowing, each with all standing values as plain data."""
    return {
        name: [msgspec.to_builtins(each) for each in value.all] for name, value in values.items() if value.contested
    }


def told(value: Any) -> str:
    """A value as the history shows it: codes and numbers as they are, lists by commas, times in ISO form."""
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def iso(moment: datetime | None) -> str | None:
    """A moment as plain data."""
    return moment.isoformat() if moment is not None else None


def earliest(held: Sequence[Held]) -> Held:
    """The fact that was made first, by the hybrid clock."""
    return min(held, key=lambda one: (one.clock, one.stream, one.seq))
