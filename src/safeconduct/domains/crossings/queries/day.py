"""Reading a post's local day for its report: checks put off and finished, and how long groups waited."""

from datetime import datetime, timedelta
from statistics import median

import msgspec

from safeconduct.domains.crossings.models import Crossing, Verification
from safeconduct.domains.crossings.queries.days import Day

KEYED_LATER = timedelta(hours=1)  # assumption: recorded this long after arrival, it was keyed in from paper


class VerificationFigures(msgspec.Struct, frozen=True):
    """Deferred verifications of a post: put off and finished between two moments, and overdue at the second."""

    opened: int
    closed: int
    overdue: int


class WaitFigures(msgspec.Struct, frozen=True):
    """Whole minutes from arrival to decision on one day, and how many groups of that day still wait."""

    median_minutes: int | None
    longest_minutes: int | None
    groups_waiting: int


def verification_figures(post: str, begins: datetime, ends: datetime) -> VerificationFigures:
    """Of the time from `begins` to before `ends`."""
    rows = Verification.objects.filter(post=post)
    return VerificationFigures(
        opened=rows.filter(decided_at__gte=begins, decided_at__lt=ends).count(),
        closed=rows.filter(completed_at__gte=begins, completed_at__lt=ends).count(),
        overdue=rows.filter(is_open=True, deadline__lt=ends).count()
        + rows.filter(is_open=False, deadline__lt=ends, completed_at__gte=ends).count(),
    )


def wait_figures(post: str, day: Day, now: datetime) -> WaitFigures:
    """Of the crossings of a local day; those keyed in later from paper have no wait that anybody measured."""
    rows = Crossing.objects.filter(post=post, local_day=str(day), voided=False, is_partial=False)
    minutes, waiting = [], 0
    for arrived, recorded, decided, in_queue in rows.values_list("arrived_at", "recorded_at", "decided_at", "in_queue"):
        waiting += in_queue
        until = now if in_queue else decided
        if until is not None and recorded - arrived <= KEYED_LATER:
            minutes.append(max(0.0, (until - arrived).total_seconds() / 60))
    if not minutes:
        return WaitFigures(None, None, waiting)
    return WaitFigures(round(median(minutes)), round(max(minutes)), waiting)
