"""Reading tasks: those open at a post, how many people they are, those past their limit, and the history of one."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from django.db.models import Count, Q, QuerySet, Sum

from safeconduct.domains.screening.models import Attempt, Task, TaskPerson
from safeconduct.domains.screening.rules import screening_of
from safeconduct.domains.screening.states import OVERSIGHT_AFTER
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.kernel.problems import NotFound

_NAMING = Lookup(TaskPerson, "person = %s")


class OpenFigures(msgspec.Struct, frozen=True):
    """Who is not asked yet: people by language ("" where none is known), by level, and in tasks past their limit."""

    people: int
    tasks: int
    over: int
    by_language: dict[str, int]
    by_level: dict[int, int]
    groups_by_level: dict[int, int]


def task(screening: str) -> Task:
    """One screening. NotFound: screening.no_such_task."""
    found = Task.objects.filter(subject=screening).first()
    if found is None:
        raise NotFound("screening.no_such_task")
    return found


def persons_of(screening: str) -> dict[str, TaskPerson]:
    """Where the asking of each person stands."""
    return {row.person: row for row in TaskPerson.objects.filter(subject=screening)}


def asked_of(person: str) -> tuple[bool, datetime | None]:
    """Whether the person was asked in every screening that names them, at least one; and when last."""
    rows = _NAMING.all(person)
    latest = max((row.outcome_at for row in rows if row.outcome_at is not None), default=None)
    return bool(rows) and all(row.asked for row in rows), latest


def attempts_of(screening: str) -> list[Attempt]:
    """All attempts, the oldest first."""
    return list(Attempt.objects.filter(subject=screening).order_by("happened_at", "id"))


def open_tasks(post: str, *, since: datetime | None = None, limit: int = 200) -> list[Task]:
    """What is open at a post, the nearest limit first."""
    rows = _open(post)
    if since is not None:
        rows = rows.filter(opened_at__gte=since)
    return list(rows.order_by("due_at", "subject")[:limit])


def tasks_over(now: datetime, *, post: str | None = None, level: str | None = None) -> list[Task]:
    """Tasks past their limit, the longest first: at once the supervisor's, half a day later also oversight's."""
    rows = Task.objects.filter(is_open=True, due_at__lt=now)
    if post is not None:
        rows = rows.filter(post=post)
    if level == "oversight":
        rows = rows.filter(due_at__lt=now - OVERSIGHT_AFTER)
    return list(rows.order_by("due_at", "subject"))


def tasks_of_crossings(crossings: Collection[str]) -> dict[str, Task]:
    """The screening of each of these crossings, where it is held."""
    subjects = [screening_of(crossing) for crossing in crossings]
    return {row.crossing: row for row in Task.objects.filter(subject__in=subjects)}


def open_figures(post: str, now: datetime) -> OpenFigures:
    """The people of a post who are still to be asked, in numbers."""
    rows = list(
        _open(post)
        .values("language", "level")
        .annotate(people=Sum("waiting"), tasks=Count("subject"), over=Count("subject", filter=Q(due_at__lt=now)))
    )
    by_language: dict[str, int] = {}
    by_level: dict[int, int] = {}
    groups: dict[int, int] = {}
    for row in rows:
        by_language[row["language"]] = by_language.get(row["language"], 0) + row["people"]
        by_level[row["level"]] = by_level.get(row["level"], 0) + row["people"]
        groups[row["level"]] = groups.get(row["level"], 0) + row["tasks"]
    return OpenFigures(
        people=sum(row["people"] for row in rows),
        tasks=sum(row["tasks"] for row in rows),
        over=sum(row["over"] for row in rows),
        by_language=dict(sorted(by_language.items(), key=lambda pair: (-pair[1], pair[0]))),
        by_level=by_level,
        groups_by_level=groups,
    )


def _open(post: str) -> QuerySet[Task]:
    return Task.objects.filter(post=post, is_open=True)
