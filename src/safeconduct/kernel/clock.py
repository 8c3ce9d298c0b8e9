"""Time: the node's clock, a simulated one, and the hybrid logical clock that only orders what is printed first."""

from datetime import UTC, datetime, timedelta
from typing import Protocol

ADOPT_AT_MOST_MS = 86_400_000  # journal.md rule 13: a clock more than a day ahead of ours is never adopted

# A machine that believes it is earlier has lost its clock: no post worked with this before that day.
NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Whatever tells the present moment, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SimulatedClock:
    """A clock moved by hand, for tests and for loading a demonstration."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Set the clock; it may go back, as clocks of laptops do."""
        self._now = moment

    def pass_time(self, span: timedelta) -> None:
        """Let the span go by."""
        self._now += span


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


class HybridClock:
    """Hybrid logical clock (Kulkarni and others, 2014): milliseconds << 16 | counter, never going back."""

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self._clock = clock
        self._last = last

    def tick(self) -> int:
        """The stamp of a new entry: later than every stamp given or adopted before."""
        physical = max(0, milliseconds(self._clock.now())) << 16
        self._last = physical if physical > self._last else self._last + 1
        return self._last

    def adopt(self, other: int) -> None:
        """Follow a stamp seen elsewhere, unless it lies more than a day ahead of this machine's clock."""
        if (other >> 16) - milliseconds(self._clock.now()) <= ADOPT_AT_MOST_MS:
            self._last = max(self._last, other)
