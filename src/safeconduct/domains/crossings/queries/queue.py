"""Reading the queue: who waits, how long, at which step; what the public screen shows; waits that ran out."""

from datetime import datetime
from statistics import mean

import msgspec

from safeconduct.domains.crossings.models import Crossing
from safeconduct.domains.crossings.states import wait_level
from safeconduct.foundation.journal.lookups import Columns, Lookup
from safeconduct.foundation.journal.statements import execute

BOARD_LINES = 12
URGENT = 0  # the priority of those who go first

_IN_ORDER = "priority, arrived_at, token_number, subject"
_QUEUE = Lookup(Crossing, "post = %s AND in_queue", order=_IN_ORDER)
_QUEUE_AT_STEP = Lookup(Crossing, "post = %s AND in_queue AND step = %s", order=_IN_ORDER)
_SUBJECTS = Columns(Crossing, ("subject",), "post = %s AND in_queue", order=_IN_ORDER)
_SUBJECTS_AT_STEP = Columns(Crossing, ("subject",), "post = %s AND in_queue AND step = %s", order=_IN_ORDER)
_BY_STEP = (
    "SELECT step, COUNT(*), SUM(people), COUNT(*) FILTER (WHERE priority = %s) FROM crossings_crossing"
    " WHERE post = %s AND in_queue GROUP BY step"
)
_ARRIVALS = Columns(Crossing, ("arrived_at",), "post = %s AND in_queue", order="arrived_at")
_OVER = Lookup(Crossing, "in_queue AND decision = 'wait' AND next_time < %s", order="next_time, subject")
_OVER_AT = Lookup(
    Crossing, "post = %s AND in_queue AND decision = 'wait' AND next_time < %s", order="next_time, subject"
)
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


def in_queue(post: str, *, step: str | None = None, start: int, at_most: int) -> list[str]:
    """The ids of so many crossings from a place of the queue on, in the same order."""
    if step is not None:
        rows = _SUBJECTS_AT_STEP.all(post, step, start=start, at_most=at_most)
    else:
        rows = _SUBJECTS.all(post, start=start, at_most=at_most)
    return [subject for (subject,) in rows]


def public_board(post: str) -> list[BoardLine]:
    """The numbers called and not yet there, the latest call first: token and counter, nothing else."""
    return [BoardLine(token, counter) for token, counter in _CALLED.all(post, at_most=BOARD_LINES)]


def waiting_figures(post: str, now: datetime) -> WaitingFigures:
    """The queue in numbers; minutes are None where nobody waits."""
    steps = execute(_BY_STEP, [URGENT, post]).fetchall()
    number = sum(crossings for _, crossings, _, _ in steps)
    return WaitingFigures(
        crossings=number,
        urgent=sum(urgent for *_, urgent in steps),
        people=int(sum(people for _, _, people, _ in steps)),
        by_step={step: crossings for step, crossings, _, _ in steps},
        median_minutes=_minutes_since(post, now, (number - 1) // 2, 2 - number % 2),
        longest_minutes=_minutes_since(post, now, 0, 1),
    )


def _minutes_since(post: str, now: datetime, start: int, number: int) -> float | None:
    """The mean wait of so many, from a place in the order of arrival on; None where nobody waits."""
    found = _ARRIVALS.all(post, at_most=number, start=max(0, start))
    return mean(max(0.0, (now - arrived_at).total_seconds() / 60) for (arrived_at,) in found) if found else None


def waits_over(now: datetime, *, post: str | None = None, level: str | None = None) -> list[OverdueWait]:
    """Waits in force whose next time has passed, the oldest first: at once the supervisor's, an hour later also
    oversight's. Of one post or of all; of one level or of both."""
    rows = _OVER.all(now) if post is None else _OVER_AT.all(post, now)
    found = [OverdueWait(row, wait_level(row.next_time, now) or "") for row in rows if row.next_time is not None]
    return [one for one in found if one.level and level in (None, one.level)]
