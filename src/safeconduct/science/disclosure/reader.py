"""What a reader of published tables can work out: the rule that counts as safe, and the intervals it is held to."""

from collections.abc import Collection

import msgspec

from safeconduct.science.disclosure.intervals import Interval, Solutions, components
from safeconduct.science.disclosure.tables import Linked


class Rule(msgspec.Struct, frozen=True):
    """Numbers from 1 to threshold - 1 are small; hidden numbers keep `width` steps of doubt."""

    threshold: int
    width: int

    def is_small(self, value: int) -> bool:
        """Does the number itself call for hiding?"""
        return 1 <= value < self.threshold

    def within(self, value: int, interval: Interval) -> Interval:
        """The part of the interval that counts: for a small number only what a small number can be."""
        if not self.is_small(value):
            return interval
        last = self.threshold - 1
        highest = last if interval.highest is None else min(interval.highest, last)
        return Interval(max(interval.lowest, 1), highest)

    def gap(self, value: int, interval: Interval) -> int:
        """Steps of doubt that are missing; 0 when the number is safe."""
        counted = self.within(value, interval)
        return 0 if counted.highest is None else max(0, self.width - (counted.highest - counted.lowest))

    def wanted_changes(self, value: int, known: Interval) -> list[tuple[int, int]]:
        """Return (change of the value, steps of doubt gained) for all changes that would help, up and down."""
        missing = self.gap(value, known)
        already_up, already_down = (known.highest or value) - value, value - known.lowest
        up, down = already_up + missing, already_down + missing
        if self.is_small(value):
            up, down = min(up, self.threshold - 1 - value), min(down, value - 1)
        raised = [(step, step - already_up) for step in range(already_up + 1, up + 1)]
        return raised + [(-step, step - already_down) for step in range(already_down + 1, down + 1)]


class Reader:
    """Someone with the published numbers, the sums and the rules, before the numbers in `hidden`."""

    def __init__(self, linked: Linked, hidden: Collection[int]) -> None:
        self._linked, self._hidden = linked, hidden
        self._may_be_zero = linked.implied.union(zeros_with_hidden_totals(linked, hidden), _parts(linked, hidden))
        # Whoever hid a zero beside an open total broke the rule, so the reader can no longer lean on it.
        self._rule_kept = all(linked.values[position] or position in self._may_be_zero for position in hidden)
        self._solutions: dict[int, Solutions] = {}
        self._solve(linked.implied.union(hidden))

    def lowest(self, position: int) -> int:
        """Return what the number is at least, from the rule on zeros alone."""
        return 0 if position in self._may_be_zero or not self._rule_kept else 1

    def seen(self, position: int) -> Interval:
        """Return the part of the interval already proven: quick, never too wide."""
        solutions = self._solutions.get(position)
        return solutions.seen(position) if solutions else self.interval(position)

    def interval(self, position: int) -> Interval:
        """Return all that the number can be; an open number is itself, a hidden one in no sum has no limit above."""
        if position in self._solutions:
            return self._solutions[position].interval(position)
        if position in self._hidden:
            return Interval(self.lowest(position), None)
        return Interval(self._linked.values[position], self._linked.values[position])

    def related(self, position: int) -> list[int]:
        """Return the number and all unknown ones whose values hang together with its own."""
        return self._solutions[position].unknowns() if position in self._solutions else [position]

    def _solve(self, unknown: Collection[int]) -> None:
        rows = []
        for equation in self._linked.equations:
            row = {part: 1 for part in equation.parts if part in unknown}
            if equation.total in unknown:
                row[equation.total] = -1
            if row:
                rows.append(row)
        for group in components([tuple(row) for row in rows]):
            members = dict.fromkeys(position for number in group for position in rows[number])
            start = {position: self._linked.values[position] for position in members}
            lowest = {position: self.lowest(position) for position in members}
            solutions = Solutions([rows[number] for number in group], start, lowest)
            self._solutions |= dict.fromkeys(members, solutions)


def zeros_with_hidden_totals(linked: Linked, hidden: Collection[int], known: Collection[int] = ()) -> list[int]:
    """Return the printed zeros to hide because a total they belong to is hidden, and those below them in turn.

    A zero that also belongs to an open total of zero stays open, and so do those of `known`: everyone knows them.
    """
    closed = dict.fromkeys(hidden)
    while True:
        nobody = [sum_.total for sum_ in linked.equations if not linked.values[sum_.total] and sum_.total not in closed]
        stay_open = linked.implied.union(known, _parts(linked, nobody))
        zeros = (part for part in _parts(linked, closed) if not linked.values[part])
        more = [part for part in zeros if part not in stay_open and part not in closed]
        if not more:
            return [position for position in closed if position not in hidden]
        closed |= dict.fromkeys(more)


def _parts(linked: Linked, totals: Collection[int]) -> list[int]:
    return [part for equation in linked.equations if equation.total in totals for part in equation.parts]
