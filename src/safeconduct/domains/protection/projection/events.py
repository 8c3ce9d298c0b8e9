"""What happened to a child, line by line: for whoever takes over."""

from collections.abc import Sequence
from typing import Any

from safeconduct.kernel.facts import Held, Row

# The field of a fact that holds its code, and the one that holds words; every fact has a line.
_CODES = ("status", "care", "finding", "reason", "outcome", "scope", "result", "conclusion")
_WORDS = ("remark", "why", "basis")


def event_rows(held: Sequence[Held]) -> list[Row]:
    """One line a fact; what an erased one said is gone, that it happened is not."""
    return sorted((_line(one) for one in held), key=lambda row: str(row["id"]))


def _line(one: Held) -> Row:
    return {
        "id": one.ref,
        "what": type(one.fact).__name__,
        "code": _given(one.fact, _CODES),
        "words": _given(one.fact, _WORDS),
        "happened_at": one.happened_at,
        "actor": one.actor,
    }


def _given(fact: Any, names: Sequence[str]) -> str:
    return next((str(value) for name in names if (value := getattr(fact, name, ""))), "")
