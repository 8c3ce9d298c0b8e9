"""The cheapest further numbers to hide so that one hidden number can vary: a shortest path through the sums.

Changing a number upsets its sums; changing another number of each mends it and may upset the next. A path that
mends everything is a second table a reader cannot tell from the true one, once the numbers on it are hidden.
Idea: J. P. Kelly, B. L. Golden, A. A. Assad, Cell suppression: disclosure protection for sensitive tabular data,
Networks 22 (1992). Proposes only: `suppression` measures afterwards what the cover is worth.
"""

import heapq
from collections.abc import Callable, Container, Sequence

from safeconduct.science.disclosure.tables import Linked

OUTSIDE = -1  # where a number that is part of one sum only leads: nothing more to mend
HIDING_COST = 1_000  # assumption: hiding one number fewer is worth more than hiding any smaller count
COUNT_COST_LIMIT = 999

State = tuple[int, int]  # a sum and the sign of what is upset in it
Sums = list[list[tuple[int, int]]]  # for each number, the sums it stands in and its sign there


class Covers:
    """Finds covers in one set of linked tables."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        summed = [0] * len(linked.values)
        for equation in linked.equations:
            summed[equation.total] += len(equation.parts)
        counts = (min(value, COUNT_COST_LIMIT) for value in linked.values)
        self._weights = [HIDING_COST * (1 + cells) + count for cells, count in zip(summed, counts, strict=True)]
        self._members = [
            [(equation.total, -1), *((part, 1) for part in equation.parts)] for equation in linked.equations
        ]
        self._sums: Sums = [[] for _ in linked.values]
        for number, members in enumerate(self._members):
            for position, sign in members:
                self._sums[position].append((number, sign))

    def weight(self, position: int) -> int:
        """Return the cost of hiding a number: totals cost as many cells as they sum up, and large counts cost more."""
        return self._weights[position]

    def find(
        self, position: int, step: int, hidden: Container[int], lowest: Callable[[int], int]
    ) -> tuple[int, list[int]] | None:
        """Return (cost, numbers to hide) so that the number at `position` can change by `step`, or None."""
        own = self._sums[position]
        if not 1 <= len(own) <= 2:
            return None
        sign = 1 if step > 0 else -1
        start = (own[0][0], sign * own[0][1])
        goal = (own[1][0], -sign * own[1][1]) if len(own) == 2 else (OUTSIDE, 0)
        paths: list[tuple[int, State, tuple[int, ...]]] = [(0, start, ())]
        done: set[State] = set()
        while paths:
            cost, state, path = heapq.heappop(paths)
            if state == goal:
                return cost, [number for number in path if number not in hidden and number not in self._linked.implied]
            if state in done:
                continue
            done.add(state)
            for number, follow in self._next(state, abs(step), lowest):
                if number != position and number not in path and follow not in done:
                    price = 0 if number in hidden or number in self._linked.implied else self._weights[number]
                    heapq.heappush(paths, (cost + price, follow, (*path, number)))
        return None

    def cheapest_open(self, near: Sequence[int], hidden: Container[int]) -> int | None:
        """Return the cheapest number still open, if possible in a sum with one of `near`; None if all is hidden."""
        sums = dict.fromkeys(number for position in near for number, _ in self._sums[position])
        neighbours = dict.fromkeys(member for number in sums for member, _ in self._members[number])
        for candidates in (neighbours, range(len(self._linked.values))):
            open_ = [
                position
                for position in candidates
                if position not in hidden and position not in self._linked.implied and self._linked.values[position]
            ]
            if open_:
                return min(open_, key=lambda position: (self._weights[position], position))
        return None

    def _next(self, state: State, amount: int, lowest: Callable[[int], int]) -> list[tuple[int, State]]:
        upset, sign = state
        if upset == OUTSIDE:
            ends = [
                (number, own[0], change) for number, own in enumerate(self._sums) if len(own) == 1 for change in (1, -1)
            ]
        else:
            ends = [
                (
                    number,
                    next((sum_ for sum_ in self._sums[number] if sum_[0] != upset), (OUTSIDE, 0)),
                    -sign * own_sign,
                )
                for number, own_sign in self._members[upset]
                if len(self._sums[number]) <= 2
            ]
        return [
            (number, (sum_, change * sum_sign))
            for number, (sum_, sum_sign), change in ends
            if self._can_change(number, change * amount, lowest)
        ]

    def _can_change(self, number: int, change: int, lowest: Callable[[int], int]) -> bool:
        """An open zero stays as it is; nothing falls below what the reader knows it to be at least."""
        value, least = self._linked.values[number], lowest(number)
        return value >= least and value + change >= least
