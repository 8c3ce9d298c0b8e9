"""Rows of a headcount and of an observed hour."""

from collections import Counter
from collections.abc import Sequence

from safeconduct.domains.crossings.facts import CountUndone, HourObserved, MovementsCounted
from safeconduct.domains.crossings.states import is_taken_back
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.merging import plain_values

COUNT_COLUMNS = (
    "post", "hour", "local_day", "officer", "direction", "sex", "age_band", "nationality_group", "transport", "method",
)  # fmt: skip
FLAG_COLUMNS = ("post", "hour", "local_day", "officer", "direction", "flag")


def headcount_rows(held: Sequence[Held]) -> Rows:
    """A row for each kind of movement with the number summed, and one for each counted flag."""
    undone: dict[str, list[Held]] = {}
    for one in held:
        if isinstance(one.fact, CountUndone):
            undone.setdefault(one.fact.entry, []).append(one)
    cells: Counter[tuple[object, ...]] = Counter()
    flags: Counter[tuple[object, ...]] = Counter()
    for one in held:
        fact = one.fact
        if not isinstance(fact, MovementsCounted) or fact.hour is None:
            continue
        if any(is_taken_back(one, undoing) for undoing in undone.get(one.ref, ())):
            continue
        where = (fact.post, fact.hour, fact.local_day, one.actor, fact.direction)
        kind = (fact.sex, fact.age_band, fact.nationality_group, fact.transport, fact.method)
        cells[where + kind] += fact.number
        for flag in fact.flags:
            flags[(*where, flag)] += fact.number
    if not held:
        return {}
    subject = held[0].subject
    return {
        "crossings_count": _summed(subject, COUNT_COLUMNS, cells),
        "crossings_count_flag": _summed(subject, FLAG_COLUMNS, flags),
    }


def _summed(subject: str, columns: tuple[str, ...], cells: Counter[tuple[object, ...]]) -> list[Row]:
    rows: list[Row] = [
        {"id": derived_id(subject, *map(str, cell)), **dict(zip(columns, cell, strict=True)), "number": number}
        for cell, number in cells.items()
    ]
    return sorted(rows, key=lambda row: str(row["id"]))


def hour_rows(held: Sequence[Held]) -> Rows:
    """One row an hour: the minutes given last, and whether officers who did not know of each other differ."""
    observed = [one for one in held if isinstance(one.fact, HourObserved) and one.fact.hour is not None]
    if not observed:
        return {}
    values = plain_values(observed, lambda fact: {"post": fact.post, "hour": fact.hour, "local_day": fact.local_day,
                                                  "minutes": fact.minutes, "remark": fact.remark})  # fmt: skip
    row = {name: value.printed for name, value in values.items()}
    return {"crossings_hour": [{**row, "is_contested": values["minutes"].contested}]}
