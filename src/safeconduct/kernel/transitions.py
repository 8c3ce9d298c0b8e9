"""Transition tables: which state may follow which. The tables are data in each room; diagrams are drawn from them."""

from collections.abc import Mapping
from typing import TypeAlias

from safeconduct.kernel.problems import Conflict

Transitions: TypeAlias = Mapping[str, frozenset[str]]


def check_moves(table: Transitions, state: str, to: str, *, code: str) -> None:
    """Raises Conflict with `code` if the table has no way from `state` to `to`."""
    if to not in table.get(state, frozenset()):
        raise Conflict(code, state=state, to=to)


def drawn(table: Transitions) -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = [f"    {state} --> {to}" for state in sorted(table) for to in sorted(table[state])]
    return "\n".join(["stateDiagram-v2", *lines])
