"""Conditions of the released tables: what must have been answered for a row to apply. Plain data, read by people.

`{"ask": q, "is": v}`, `{"ask": q, "among": [v, …]}` for one answer, `{"ask": q, "has": [v, …]}` where several may be
given; `all` and `any` of others. What was not asked, or not answered, fulfils nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import msgspec

Answers = Mapping[str, Any]  # question -> one code, or a list of codes


class When(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One condition; exactly one of its kinds is used."""

    ask: str = ""
    is_: str = msgspec.field(default="", name="is")
    among: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    all_: "tuple[When, ...]" = msgspec.field(default=(), name="all")
    any_: "tuple[When, ...]" = msgspec.field(default=(), name="any")

    @property
    def values(self) -> tuple[str, ...]:
        """The answers that it names."""
        return (self.is_,) if self.is_ else self.among or self.has


class Said(msgspec.Struct, frozen=True, order=True):
    """An answer that fulfilled a condition."""

    question: str
    answer: str


def fulfilled(when: When, answers: Answers) -> tuple[Said, ...] | None:
    """The answers by which the condition holds, each once; None where it does not."""
    if when.all_:
        parts = [fulfilled(one, answers) for one in when.all_]
        return None if None in parts else _together(parts)
    if when.any_:
        parts = [found for one in when.any_ if (found := fulfilled(one, answers)) is not None]
        return _together(parts) if parts else None
    given = _given(answers.get(when.ask))
    matched = tuple(Said(when.ask, value) for value in when.values if value in given)
    return matched or None


def _together(parts: Collection[tuple[Said, ...] | None]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said for part in parts if part for said in part))


def _given(value: Any) -> Collection[str]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def atoms(when: When) -> Iterator[When]:
    """The conditions on single questions inside a condition."""
    for one in (*when.all_, *when.any_):
        yield from atoms(one)
    if when.ask:
        yield when


def faults(when: When) -> list[str]:
    """Why a condition is none: codes for whoever proposes a table."""
    kinds = [bool(when.ask), bool(when.all_), bool(when.any_)]
    if sum(kinds) != 1:
        return ["condition.kind"]
    if when.ask:
        return [] if sum([bool(when.is_), bool(when.among), bool(when.has)]) == 1 else ["condition.values"]
    return [fault for one in (*when.all_, *when.any_) for fault in faults(one)]


OTHER = "·"  # an answer that no condition names
MOST_CASES = 200_000


def cases(conditions: Collection[When]) -> Iterator[dict[str, Any]] | None:
    """Every way of answering that these conditions can tell apart; None where there are too many to go through.

    A question of several answers is told by which of the named ones were given, any other by the one that was.
    """
    several: dict[str, set[str]] = {}
    single: dict[str, set[str]] = {}
    for condition in conditions:
        for atom in atoms(condition):
            (several if atom.has else single).setdefault(atom.ask, set()).update(atom.values)
    for question in several.keys() & single.keys():
        several[question] |= single.pop(question)
    total = 1
    for values in single.values():
        total *= len(values) + 1
    for values in several.values():
        total *= 2 ** len(values)
    if total > MOST_CASES:
        return None
    return _cases(single, several)


def _cases(single: Mapping[str, set[str]], several: Mapping[str, set[str]]) -> Iterator[dict[str, Any]]:
    names = [*sorted(single), *sorted(several)]
    choices: list[list[Any]] = [[*sorted(single[name]), OTHER] for name in sorted(single)]
    choices += [_subsets(sorted(several[name])) for name in sorted(several)]
    for combined in product(*choices):
        yield dict(zip(names, combined, strict=True))


def _subsets(values: list[str]) -> list[Any]:
    return [list(some) for size in range(len(values) + 1) for some in combinations(values, size)]
