"""Reading the queue: who waits, how long, at which step; what the public screen shows; waits that ran out."""

from collections import Counter
from datetime import datetime
from statistics import median

import msgspec

from safeconduct.domains.crossings.models import Crossing
from safeconduct.domains.crossings.states import OVERSIGHT_AFTER, wait_level
from safeconduct.foundation.journal.lookups import Columns, Lookup

BOARD_LINES = 12
URGENT = 0  # the priority of those who go first

_IN_ORDER = "priority, arrived_at, token_number, subject"
_QUEUE = Lookup(Crossing, "post = %s AND in_queue", order=_IN_ORDER)
_QUEUE_AT_STEP = Lookup(Crossing, "post = %s AND in_queue AND step = %s", order=_IN_ORDER)
_WAITING = Columns(Crossing, ("step", "people", "arrived_at", "priority"), "post = %s AND in_queue")
_CALLED = Columns(
    Crossing,
    ("token", "counter"),
    "post = %s AND in_queue AND counter <> '' AND token <> ''",
    order="called_at DESC, subject",
)


class BoardLine(msgspec.Struct, frozen=True):
    """All that the public screen may show of a crossing."""

    token: str
    counter: str


class OverdueWait(msgspec.Struct, frozen=True):
    """A wait whose next time has passed; `level` is supervisor or oversight."""

    crossing: Crossing
    level: str


class WaitingFigures(msgspec.Struct, frozen=True):
    """How many wait and how long: crossings, those that go first, people, crossings by step, minutes since arrival."""

    crossings: int
    urgent: int
    people: int
    by_step: dict[str, int]
    median_minutes: float | None
    longest_minutes: float | None


def queue_of(post: str, *, step: str | None = None, at_most: int | None = None) -> list[Crossing]:
    """Who is still expected at a post, the most urgent first, then by arrival."""
    if step is not None:
        return _QUEUE_AT_STEP.all(post, step, at_most=at_most)
    return _QUEUE.all(post, at_most=at_most)


def public_board(post: str) -> list[BoardLine]:
    """The numbers called and not yet there, the latest call first: token and counter, nothing else."""
    return [BoardLine(token, counter) for token, counter in _CALLED.all(post, at_most=BOARD_LINES)]


def waiting_figures(post: str, now: datetime) -> WaitingFigures:
    """The queue in numbers; minutes are None where nobody waits."""
    rows = _WAITING.all(post)
    minutes = [max(0.0, (now - arrived_at).total_seconds() / 60) for _, _, arrived_at, _ in rows]
    return WaitingFigures(
        crossings=len(rows),
        urgent=sum(1 for *_, priority in rows if priority == URGENT),
        people=sum(people for _, people, _, _ in rows),
        by_step=dict(Counter(step for step, *_ in rows)),
        median_minutes=median(minutes) if minutes else None,
        longest_minutes=max(minutes, default=None),
    )


def waits_over(now: datetime, *, post: str | None = None, level: str | None = None) -> list[OverdueWait]:
    """Waits in force whose next time has passed, the oldest first: at once the supervisor's, an hour later also
    oversight's. Of one post or of all; of one level or of both."""
    rows = Crossing.objects.filter(in_queue=True, decision="wait", next_time__lt=now)
    if post is not None:
        rows = rows.filter(post=post)
    if level == "oversight":
        rows = rows.filter(next_time__lt=now - OVERSIGHT_AFTER)
    elif level == "supervisor":
        rows = rows.filter(next_time__gte=now - OVERSIGHT_AFTER)
    found = []
    for row in rows.order_by("next_time", "subject"):
        reached = wait_level(row.next_time, now) if row.next_time is not None else None
        if reached is not None:
            found.append(OverdueWait(row, reached))
    return found
