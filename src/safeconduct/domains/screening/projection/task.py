"""Rows of a screening, computed from its facts alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from safeconduct.domains.screening.facts import (
    ScreeningAttempted,
    ScreeningEnded,
    ScreeningOpened,
    ScreeningResumed,
    ScreeningWidened,
)
from safeconduct.domains.screening.states import ASKED, NOT_ASKED, first_limit
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing, union


def screening_rows(held: Sequence[Held]) -> Rows:
    """The task, where each person's asking stands, and the attempts. Once asked by anyone, a person was asked."""
    if not held:
        return {}
    opened = [one for one in held if isinstance(one.fact, ScreeningOpened)]
    widened = [one for one in held if isinstance(one.fact, ScreeningWidened)]
    attempts = sorted(
        (one for one in held if isinstance(one.fact, ScreeningAttempted)),
        key=lambda one: (one.clock, one.stream, one.seq),
    )
    first = min(opened or held, key=lambda one: (one.clock, one.stream, one.seq))
    told = [*opened, *widened]
    named: list[str] = union(told, lambda fact: fact.persons)
    level = max((one.fact.level for one in told), default=0)
    by_name = _person_rows(first, named, attempts, _first_due(first, level))
    row = _task_row(first, named, level, [one.fact.people for one in told], attempts, by_name)
    row |= _end_columns(held, row)
    row["is_partial"] = not opened
    return {
        "screening_task": [row],
        "screening_person": by_name,
        "screening_attempt": [_attempt_row(one, row["post"]) for one in attempts],
    }


def _first_due(first: Held, level: int) -> datetime:
    due = getattr(first.fact, "due_at", None) if isinstance(first.fact, ScreeningOpened) else None
    return due or first_limit(level, first.happened_at)


def _task_row(
    first: Held, named: Sequence[str], level: int, sizes: Sequence[int], attempts: Sequence[Held], by_name: list[Row]
) -> Row:
    people = max([len(named), *sizes])
    without_a_name = sum(one.fact.number for one in attempts if one.fact.outcome == ASKED)
    asked = min(people, sum(1 for row in by_name if row["asked"]) + max(0, without_a_name))
    latest = next(iter(standing(attempts)), None)
    dues = [row["due_at"] for row in by_name if row["due_at"] is not None]
    if people > len(named):  # somebody is to be asked who is not registered by name
        dues.append(_group_due(attempts, _first_due(first, level)))
    fact = first.fact if isinstance(first.fact, ScreeningOpened) else ScreeningOpened()
    return {
        "post": fact.post or first.place,
        "local_day": fact.local_day,
        "crossing": fact.crossing,
        "level": level,
        "persons": list(named),
        "people": people,
        "asked": asked,
        "language": fact.language,
        "opened_at": first.happened_at,
        "due_at": min(dues, default=_first_due(first, level)),
        "outcome": latest.fact.outcome if latest else "",
        "place": latest.fact.place if latest else "",
        "attempts": len(attempts),
    }


def _end_columns(held: Sequence[Held], row: Row) -> Row:
    taken_back = {ref for one in held if isinstance(one.fact, ScreeningResumed) for ref in one.fact.ends}
    ends = standing([one for one in held if isinstance(one.fact, ScreeningEnded) and one.ref not in taken_back])
    waiting = 0 if ends else row["people"] - row["asked"]
    return {"ended": ends[0].fact.reason if ends else "", "waiting": waiting, "is_open": waiting > 0}


def _group_due(attempts: Sequence[Held], first_due: datetime) -> datetime:
    latest = next(iter(standing([one for one in attempts if not one.fact.persons and _keeps_open(one)])), None)
    return (latest.fact.due_at if latest else None) or first_due


def _keeps_open(one: Held) -> bool:
    return one.fact.outcome in NOT_ASKED


def _person_rows(first: Held, named: Sequence[str], attempts: Sequence[Held], due: datetime) -> list[Row]:
    rows = []
    post = getattr(first.fact, "post", "") or first.place
    for person in named:
        # What was tried with the group as a whole was tried with everyone in it.
        own = [one for one in attempts if person in one.fact.persons or (not one.fact.persons and _keeps_open(one))]
        asked = [one for one in own if one.fact.outcome == ASKED]
        latest = next(iter(standing(asked or own)), None)
        rows.append(
            {
                "id": person,
                "person": person,
                "post": post,
                "asked": bool(asked),
                "outcome": latest.fact.outcome if latest else "",
                "outcome_at": latest.happened_at if latest else None,
                "due_at": None if asked else (latest.fact.due_at if latest else None) or due,
            }
        )
    return rows


def _attempt_row(one: Held, post: str) -> Row:
    fact: Any = one.fact
    return {
        "id": one.ref,
        "entry": one.ref,
        "happened_at": one.happened_at,
        "actor": one.actor,
        "post": one.place or post,
        "persons": list(fact.persons),
        "number": fact.number,
        "outcome": fact.outcome,
        "way": fact.way,
        "language": fact.language,
        "place": fact.place,
    }
