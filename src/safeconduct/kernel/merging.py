"""Merge rules by kind of field: order is causal and partial, the clock only chooses what is printed first.

Rules 2 to 5 of the journal. Every function is total: any subset of entries, in any order, with false `seen`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from safeconduct.kernel.facts import OWNER, Held


def has_seen(later: Held, earlier: Held) -> bool:
    """Whether the author of `later` had `earlier` before their eyes; claims on the own stream stop at seq - 1."""
    claim = later.seen.get(earlier.stream, -1)
    if earlier.stream == later.stream:
        claim = min(claim, later.seq - 1)
    return claim >= earlier.seq


def _newest_first(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.clock, one.stream, one.seq), reverse=True)


def standing(held: Sequence[Held]) -> list[Held]:
    """Those that no other has seen, the one to print first in front; all of them where a ring leaves none."""
    if len(held) < 2:
        return list(held)
    seen = _seen_by_any(held)
    return _newest_first([one for one in held if seen.get(one.stream, -1) < one.seq] or held)


def _seen_by_any(held: Iterable[Held]) -> dict[str, int]:
    """`has_seen` of all of them together: the highest claim on each stream. A claim on the own stream stops at
    seq - 1, so that nobody sees themselves; one walk instead of every pair, for subjects of a thousand facts."""
    highest: dict[str, int] = {}
    for one in held:
        for stream, seq in one.seen.items():
            claim = min(seq, one.seq - 1) if stream == one.stream else seq
            highest[stream] = max(claim, highest.get(stream, -1))
    return highest


class Value(msgspec.Struct, frozen=True):
    """A plain field: the value printed first and all that stand beside it."""

    printed: Any
    all: tuple[Any, ...]

    @property
    def contested(self) -> bool:
        """Whether people who did not know of each other gave different values."""
        return len(self.all) > 1


def plain_value(setters: Sequence[Held], read: Callable[[Any], Any], default: Any = None) -> Value:
    """The value of one field from the facts that set it."""
    values: list[Any] = []
    for one in standing(setters):
        value = read(one.fact)
        if value not in values:
            values.append(value)
    return Value(values[0] if values else default, tuple(values))


def plain_values(held: Sequence[Held], changes: Callable[[Any], Mapping[str, Any]]) -> dict[str, Value]:
    """All plain fields at once: `changes` names the fields a fact sets."""
    if len(held) == 1:
        return {name: Value(value, (value,)) for name, value in sorted(changes(held[0].fact).items())}
    setters: dict[str, list[Held]] = {}
    for one in held:
        for name in changes(one.fact):
            setters.setdefault(name, []).append(one)

    def reading(name: str) -> Callable[[Any], Any]:
        return lambda fact: changes(fact)[name]

    return {name: plain_value(those, reading(name)) for name, those in sorted(setters.items())}


def union(held: Iterable[Held], read: Callable[[Any], Iterable[Any]]) -> list[Any]:
    """A list of facts: everything anyone added, oldest first, each once."""
    found: list[Any] = []
    for one in reversed(_newest_first(held)):
        found.extend(item for item in read(one.fact) if item not in found)
    return found


class Flag(msgspec.Struct, frozen=True):
    """A protective flag: `id` is its entry and kind; `released_by` names the entry that took it down, if any."""

    id: str
    kind: str
    raised: Held
    released_by: str | None


def flag_id(raised: Held, kind: str) -> str:
    """A flag's id: the entry that raised it, and its kind."""
    return f"{raised.ref}:{kind}"


def flags(
    raisers: Iterable[tuple[Held, str]],
    releases: Iterable[tuple[Held, Sequence[str]]],
    *,
    may_release: Callable[[Held, str], bool],
) -> list[Flag]:
    """Every flag raised; up until a release that names it, by one who might then. Releases may come first."""
    down: dict[str, str] = {}
    for release, names in sorted(releases, key=lambda pair: (pair[0].stream, pair[0].seq)):
        for name in names:
            if may_release(release, name.rsplit(":", 1)[-1]):
                down.setdefault(name, release.ref)
    found = [(flag_id(one, kind), kind, one) for one, kind in raisers]
    found.sort(key=lambda flag: (flag[2].clock, flag[0]))
    return [Flag(name, kind, one, down.get(name)) for name, kind, one in found]


class OwnedState(msgspec.Struct, frozen=True):
    """The state in force, the moves that live, and whether they contradict each other."""

    value: str | None
    contested: bool
    live: tuple[Held, ...]


def is_by_owner(move: Held) -> bool:
    """Whether the owner of the state made this move, as the move itself says; who holds it has no say."""
    return bool(move.fact.by == OWNER)


def owned_state(moves: Sequence[Held], *, target: Callable[[Any], str], rank: Mapping[str, int]) -> OwnedState:
    """A state with an owner, from facts that are an `OwnedMove`: moves that no owner move has seen, live.

    One state among them is the state; more are *contested*, and the highest in `rank` (most protective) is in force.
    """
    seen = _seen_by_any(one for one in moves if is_by_owner(one))
    live = _newest_first([one for one in moves if seen.get(one.stream, -1) < one.seq] or moves)
    states = sorted({target(one.fact) for one in live}, key=lambda state: (rank.get(state, 0), state))
    if not states:
        return OwnedState(None, False, ())
    return OwnedState(states[-1], len(states) > 1, tuple(live))
