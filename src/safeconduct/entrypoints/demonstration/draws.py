"""Chance that is the same on every machine: only whole numbers and `Random.random` are drawn, from a named seed."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Choice = TypeVar("Choice")


class Weighted(Generic[Choice]):
    """Choices with weights, in their given order."""

    def __init__(self, weights: Mapping[Choice, float]) -> None:
        kept = {choice: weight for choice, weight in weights.items() if weight > 0}
        self._choices = tuple(kept)
        self._ends = tuple(accumulate(kept.values()))

    def at(self, part: float) -> Choice:
        """The choice at this part (0 to 1) of the whole weight."""
        place = bisect_right(self._ends, part * self._ends[-1])
        return self._choices[min(place, len(self._choices) - 1)]


class Draws:
    """One stream of chance; streams with other names do not touch it."""

    def __init__(self, seed: int, name: str) -> None:
        self._random = Random(f"{seed}:{name}")

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self._random.random() < share

    def part(self) -> float:
        """Anything from 0 to below 1."""
        return self._random.random()

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (most - least + 1))

    def rounded(self, expected: float) -> int:
        """A whole number next to the expected one, so that many of them add up to it."""
        return int(expected + self._random.random())

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """Any of the choices, all alike."""
        return choices[int(self._random.random() * len(choices))]

    def pick(self, weighted: Weighted[Choice]) -> Choice:
        """One of the weighted choices."""
        return weighted.at(self._random.random())

    def taken(self, choices: Sequence[Choice], count: int) -> list[Choice]:
        """Some of the choices, each at most once, in their order."""
        left, found = list(range(len(choices))), []
        for _ in range(min(count, len(left))):
            found.append(left.pop(self.between(0, len(left) - 1)))
        return [choices[place] for place in sorted(found)]
