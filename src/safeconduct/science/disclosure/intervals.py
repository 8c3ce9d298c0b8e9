"""Exact bounds on hidden whole numbers: what a reader who knows the published sums can work out.

A small simplex in exact arithmetic over the solutions of linked sums, every unknown at least its lower bound. Tables
linked by their grand total form a network, whose corners are whole numbers; for tables that share other totals a
corner may be fractional, and branching then looks for whole-number solutions beyond those met.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

import msgspec

Number = int | Fraction
Bound = tuple[int, int, int]  # unknown, +1 for at most or -1 for at least, limit

# assumption: branches looked at for one end of an interval. A search cut short leaves the interval narrower than it
# is, so more may be hidden than needed, never less.
BRANCH_LIMIT = 400


class Interval(msgspec.Struct, frozen=True):
    """The least and the greatest whole number a hidden number can be; `highest` None means no limit."""

    lowest: int
    highest: int | None

    @property
    def width(self) -> float:
        """Number of steps between the ends; infinite without a limit."""
        return float("inf") if self.highest is None else self.highest - self.lowest


class Solutions:
    """All whole-number solutions of linked sums, given one of them.

    `sums` are rows {unknown: coefficient}, each of which keeps its value; `start` is the true solution and
    `lowest` the bounds below, both by unknown.
    """

    def __init__(self, sums: Iterable[Mapping[int, int]], start: Mapping[int, int], lowest: Mapping[int, int]) -> None:
        self._sums, self._start, self._lowest = [dict(row) for row in sums], dict(start), dict(lowest)
        self._value: dict[int, Number] = {unknown: start[unknown] - lowest[unknown] for unknown in start}
        self._rows: dict[int, dict[int, Number]] = {}  # basic = constant - sum of coefficient x other
        self._seen = {unknown: (start[unknown], start[unknown]) for unknown in start}
        for row in self._sums:
            self._take(dict(row))
        self._settle()

    def unknowns(self) -> list[int]:
        """Return all unknowns, in the order of the start."""
        return list(self._seen)

    def seen(self, unknown: int) -> Interval:
        """Return the interval that the solutions met so far prove: the quick answer, never too wide."""
        return Interval(*self._seen[unknown])

    def interval(self, unknown: int) -> Interval:
        """Return the interval of the unknown over all solutions."""
        self._lower(unknown)
        self._branch_down_to(unknown)
        limited = self._raise(unknown)
        if limited:
            self._branch_up_to(unknown)
        lowest, highest = self._seen[unknown]
        return Interval(lowest, highest if limited else None)

    def _branch_down_to(self, unknown: int) -> None:
        """Where the corner is fractional, look for the least whole number above it."""
        corner = ceil(self._value[unknown]) + self._lowest[unknown]
        for least in range(corner, self._seen[unknown][0]):
            if self._has_whole((unknown, 1, least)):
                return

    def _branch_up_to(self, unknown: int) -> None:
        corner = floor(self._value[unknown]) + self._lowest[unknown]
        for most in range(corner, self._seen[unknown][1], -1):
            if self._has_whole((unknown, -1, most)):
                return

    def _has_whole(self, bound: Bound) -> bool:
        """Is there a solution in whole numbers within the bound? Depth first; what it meets is remembered."""
        waiting = [[bound]]
        for _ in range(BRANCH_LIMIT):
            if not waiting:
                return False
            bounds = waiting.pop()
            within = self._within(bounds)
            if within is None:
                continue
            for unknown, (least, most) in within._seen.items():
                if unknown in self._seen:
                    self._seen[unknown] = min(least, self._seen[unknown][0]), max(most, self._seen[unknown][1])
            split = next((unknown for unknown in self._seen if type(within._value[unknown]) is Fraction), None)
            if split is None:
                return True
            below = floor(within._value[split]) + self._lowest[split]
            waiting += [[*bounds, (split, -1, below + 1)], [*bounds, (split, 1, below)]]
        return False

    def _within(self, bounds: Sequence[Bound]) -> "Solutions | None":
        """The solutions that also keep the bounds, or None. What a bound is missed by is lowered to nothing."""
        sums, start, lowest = list(self._sums), dict(self._start), dict(self._lowest)
        for number, (unknown, side, limit) in enumerate(bounds):
            spare, missed = -2 * number - 1, -2 * number - 2  # negative, so apart from every other unknown
            room = side * (limit - start[unknown])
            sums.append({unknown: side, spare: 1, missed: -1})
            start |= {spare: max(0, room), missed: max(0, -room)}
            lowest |= {spare: 0, missed: 0}
        solutions = Solutions(sums, start, lowest)
        for number in range(len(bounds)):
            missed = -2 * number - 2
            solutions._lower(missed)
            if solutions._value[missed]:
                return None
            solutions._forget(missed)
        return solutions

    def _forget(self, unknown: int) -> None:
        """Hold an unknown that has come to nothing at nothing."""
        if row := self._rows.get(unknown):
            self._pivot(unknown, min(row))
        self._rows.pop(unknown, None)
        for row in self._rows.values():
            row.pop(unknown, None)
        del self._value[unknown], self._seen[unknown]

    def _take(self, row: dict[int, Number]) -> None:
        """Solve one sum for its largest free unknown; a sum that others already imply leaves nothing."""
        for basic in [unknown for unknown in row if unknown in self._rows]:
            factor = row.pop(basic)
            _add_multiple(row, self._rows[basic], -factor)
        if not row:
            return
        leaving = max(row, key=lambda unknown: (self._value[unknown], -unknown))
        factor = row.pop(leaving)
        solved = {unknown: _divide(coefficient, factor) for unknown, coefficient in row.items()}
        for other in self._rows.values():
            if leaving in other:
                _add_multiple(other, solved, -other.pop(leaving))
        self._rows[leaving] = solved

    def _settle(self) -> None:
        """Walk from the start to a corner: every unknown that is not basic goes to its bound."""
        for unknown in [unknown for unknown in self._value if unknown not in self._rows]:
            if self._value[unknown] == 0:
                continue
            steps = [
                (_divide(self._value[basic], -row[unknown]), basic)
                for basic, row in self._rows.items()
                if row.get(unknown, 0) < 0
            ]
            step, leaving = min(steps, default=(self._value[unknown], None))
            if leaving is None or step >= self._value[unknown]:
                self._move(unknown, -self._value[unknown])
            else:
                self._move(unknown, -step)
                self._pivot(leaving, unknown)
        self._note()

    def _raise(self, unknown: int) -> bool:
        """Climb to the corner where the unknown is greatest; False when nothing limits it. Bland's rule."""
        if unknown not in self._rows and not self._enter(unknown):
            return False
        while (entering := min((u for u, c in self._rows[unknown].items() if c < 0), default=None)) is not None:
            if not self._enter(entering):
                return False
        return True

    def _lower(self, unknown: int) -> None:
        while unknown in self._rows:
            entering = min((u for u, c in self._rows[unknown].items() if c > 0), default=None)
            if entering is None:
                return
            self._enter(entering)

    def _enter(self, entering: int) -> bool:
        """Raise a free unknown until a basic one meets its bound and takes its place."""
        steps = [
            (_divide(self._value[basic], row[entering]), basic)
            for basic, row in self._rows.items()
            if row.get(entering, 0) > 0
        ]
        if not steps:
            return False
        step, leaving = min(steps)
        self._move(entering, step)
        self._pivot(leaving, entering)
        if step:
            self._note()
        return True

    def _move(self, unknown: int, step: Number) -> None:
        self._value[unknown] = _whole(self._value[unknown] + step)
        for basic, row in self._rows.items():
            if unknown in row:
                self._value[basic] = _whole(self._value[basic] - row[unknown] * step)

    def _pivot(self, leaving: int, entering: int) -> None:
        row = self._rows.pop(leaving)
        factor = row.pop(entering)
        row[leaving] = 1
        solved = {unknown: _divide(coefficient, factor) for unknown, coefficient in row.items()}
        for other in self._rows.values():
            if entering in other:
                _add_multiple(other, solved, -other.pop(entering))
        self._rows[entering] = solved

    def _note(self) -> None:
        """Remember the ends that this corner proves, if it is one of whole numbers."""
        if any(type(value) is Fraction for value in self._value.values()):
            return
        for unknown, (least, most) in self._seen.items():
            number = int(self._value[unknown]) + self._lowest[unknown]
            if not least <= number <= most:
                self._seen[unknown] = min(least, number), max(most, number)


def _add_multiple(row: dict[int, Number], other: Mapping[int, Number], factor: Number) -> None:
    for unknown, coefficient in other.items():
        together = row.get(unknown, 0) + factor * coefficient
        if together:
            row[unknown] = _whole(together)
        else:
            row.pop(unknown, None)


def _divide(number: Number, by: Number) -> Number:
    if by == 1:
        return number
    return -number if by == -1 else _whole(Fraction(number) / by)


def _whole(number: Number) -> Number:
    return number.numerator if type(number) is Fraction and number.denominator == 1 else number


def components(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the positions of the groups, split so that groups with a member in common are together."""
    owner: dict[int, int] = {}
    joined = list(range(len(groups)))

    def root(group: int) -> int:
        while joined[group] != group:
            group = joined[group]
        return group

    for group, members in enumerate(groups):
        for member in members:
            joined[root(group)] = root(owner.setdefault(member, group))
    together: dict[int, list[int]] = {}
    for group in range(len(groups)):
        together.setdefault(root(group), []).append(group)
    return list(together.values())
