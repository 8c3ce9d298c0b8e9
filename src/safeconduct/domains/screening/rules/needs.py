"""Needs with a priority and a time limit, each with the reasons that produced it. Never one number for a person.

The rules are tables: a row says what it gives, how soon, when, and what it rests on. Which tables stand is decided by
a release (`rules/releases.py`); how a row is read is decided here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from safeconduct.domains.screening.rules.conditions import Answers, Said, When, cases, faults, fulfilled

# assumption: what is immediate is seen to within the hour, the shortest time frame of Primero's services; the others
# are those of the inter-agency referral form (24 hours, 72 hours, 2 weeks).
PRIORITIES: Mapping[str, timedelta] = {
    "immediate": timedelta(hours=1),
    "24h": timedelta(hours=24),
    "72h": timedelta(hours=72),
    "2w": timedelta(weeks=2),
}
RANK = {priority: place for place, priority in enumerate(PRIORITIES)}  # 0 is the most urgent


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the table of needs."""

    id: str
    gives: str
    service: str
    priority: str
    when: When
    source: str
    tag: str = "R"


class CategoryRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the table of specific needs; `code` is UNHCR's where it was confirmed, else empty."""

    id: str
    gives: str
    when: When
    source: str
    code: str = ""
    sensitive: bool = False
    tag: str = "R"


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A row that applied, by which answers, and what it rests on."""

    row: str
    said: tuple[Said, ...]
    source: str


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a person needs, how soon, who may give it, and why. `due_at` counts from when it was said."""

    need: str
    service: str
    priority: str
    due_at: datetime
    reasons: tuple[Reason, ...]


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """A specific need pending review by protection staff; one that is sensitive needs a separate permission."""

    category: str
    code: str
    sensitive: bool
    reasons: tuple[Reason, ...]


def needs_from(rows: Sequence[Row], answers: Answers, said_at: datetime) -> list[Need]:
    """The needs that follow, the most urgent first. Of several rows that give the same, the soonest sets the limit."""
    applied: dict[str, list[tuple[Row, tuple[Said, ...]]]] = {}
    for row in rows:
        said = fulfilled(row.when, answers)
        if said is not None:
            applied.setdefault(row.gives, []).append((row, said))
    found = []
    for need, those in applied.items():
        those.sort(key=lambda pair: RANK[pair[0].priority])
        first = those[0][0]
        found.append(
            Need(
                need=need,
                service=first.service,
                priority=first.priority,
                due_at=said_at + PRIORITIES[first.priority],
                reasons=tuple(Reason(row=row.id, said=said, source=row.source) for row, said in those),
            )
        )
    return sorted(found, key=lambda one: (RANK[one.priority], one.need))


def categories_from(rows: Sequence[CategoryRow], answers: Answers) -> list[Category]:
    """The specific-needs categories that apply."""
    found: dict[str, list[tuple[CategoryRow, Reason]]] = {}
    for row in rows:
        said = fulfilled(row.when, answers)
        if said is not None:
            found.setdefault(row.gives, []).append((row, Reason(row=row.id, said=said, source=row.source)))
    return [
        Category(
            category=category,
            code=those[0][0].code,
            sensitive=any(row.sensitive for row, _ in those),
            reasons=tuple(reason for _, reason in those),
        )
        for category, those in found.items()
    ]


class Lowering(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who would have had a need, or had it sooner, and would not by the new table; how they answered."""

    need: str
    before: str
    after: str  # empty: not at all
    answers: dict[str, tuple[str, ...]]


def lowered(old: Sequence[Row], new: Sequence[Row]) -> list[Lowering]:
    """Where a new table protects less than the old one: the worst case of each need.

    Every way of answering that the two tables can tell apart is gone through. Where there are too many, the change
    counts as lowering: what cannot be seen through is not called harmless.
    """
    found = []
    for need in sorted({row.gives for row in old}):
        before = [row for row in old if row.gives == need]
        after = [row for row in new if row.gives == need]
        worst = _worst(need, before, after)
        if worst is not None:
            found.append(worst)
    return found


def _worst(need: str, before: Sequence[Row], after: Sequence[Row]) -> Lowering | None:
    if _same(before, after):
        return None
    every = cases([row.when for row in (*before, *after)])
    if every is None:
        return Lowering(need=need, before=_soonest_of(before), after="", answers={})
    worst: tuple[int, Lowering] | None = None
    for answers in every:
        was, now = _rank(before, answers), _rank(after, answers)
        if now > was and (worst is None or now - was > worst[0]):
            lowering = Lowering(need=need, before=_name(was), after=_name(now), answers=_told(answers))
            worst = (now - was, lowering)
    return worst[1] if worst else None


def _same(before: Sequence[Row], after: Sequence[Row]) -> bool:
    return {(row.priority, row.when) for row in before} == {(row.priority, row.when) for row in after}


def _rank(rows: Iterable[Row], answers: Answers) -> int:
    ranks = [RANK[row.priority] for row in rows if fulfilled(row.when, answers) is not None]
    return min(ranks, default=len(RANK))


def _name(rank: int) -> str:
    return next((priority for priority, place in RANK.items() if place == rank), "")


def _soonest_of(rows: Iterable[Row]) -> str:
    return _name(min(RANK[row.priority] for row in rows))


def _told(answers: Answers) -> dict[str, tuple[str, ...]]:
    return {name: (value,) if isinstance(value, str) else tuple(value) for name, value in answers.items()}


def table_faults(rows: Sequence[Row], *, services: frozenset[str]) -> list[tuple[str, str]]:
    """Why a table of needs cannot be released: (row, code)."""
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            found.append((row.id, "row.twice"))
        seen.add(row.id)
        if row.priority not in PRIORITIES:
            found.append((row.id, "row.priority"))
        if row.service not in services:
            found.append((row.id, "row.service"))
        if not row.source.strip():
            found.append((row.id, "row.source"))
        found += [(row.id, fault) for fault in faults(row.when)]
    return found
