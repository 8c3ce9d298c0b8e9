"""Rates per post and month, each group against the others of its ground; groups under ten are not shown at all.

A finding is a reason to look, never a proof: groups differ in what they come with. Protected grounds are compared so
that they cannot be used: no decision reads them.
"""

from collections.abc import Mapping, Sequence

import msgspec

from safeconduct.science.parity.proportions import clopper_pearson, fisher_exact, holm

LEAST = 10  # as asked for: a group of fewer people is not shown
LEVEL, CONFIDENCE = 0.05, 0.95
COLUMNS = (
    "post", "month", "outcome", "ground", "group", "number", "of", "rate", "low", "high", "others_rate", "p",
    "p_adjusted", "finding",
)  # fmt: skip
SUPPRESSED, NOT_COMPARED, NONE, HIGHER, LOWER = "suppressed", "not_compared", "no", "higher", "lower"


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a group an outcome fell on, at a post in a month; `ground` is what the groups differ by."""

    post: str
    month: str
    outcome: str
    ground: str
    group: str
    number: int
    of: int


class Watched(msgspec.Struct, frozen=True, kw_only=True):
    """A rate with what was found; numbers are None where the group is too small to be shown."""

    rate: Rate
    finding: str
    interval: tuple[float, float] | None = None
    others: float | None = None
    p: float | None = None
    p_adjusted: float | None = None


def watch(rates: Sequence[Rate], *, level: float = LEVEL, confidence: float = CONFIDENCE) -> list[Watched]:
    """Every rate in its order, compared with the other groups that are shown; p adjusted within a post and month."""
    compared = {place: beside for place in range(len(rates)) if (beside := _beside(place, rates))}
    tests = {place: _test_of(place, compared[place]) for place in compared}
    ps = {tests[place]: _p(rates[place], _sum(rates, compared[place])) for place in compared}
    adjusted = _adjusted(rates, ps)
    return [
        _watched(
            one, _sum(rates, compared[place]) if place in compared else None,
            (ps[tests[place]], adjusted[tests[place]]) if place in tests else None, level, confidence,
        )
        for place, one in enumerate(rates)
    ]  # fmt: skip


Test = frozenset[frozenset[int]]  # the two sides, by their places: where a ground has two groups, both ask the same


def _beside(place: int, rates: Sequence[Rate]) -> frozenset[int]:
    """The other groups of the same ground; those that are not shown count for nothing here, too."""
    one = rates[place]
    same = (one.post, one.month, one.outcome, one.ground)
    return frozenset(
        number
        for number, other in enumerate(rates)
        if number != place
        and min(one.of, other.of) >= LEAST
        and (other.post, other.month, other.outcome, other.ground) == same
    )


def _test_of(place: int, beside: frozenset[int]) -> Test:
    return frozenset({frozenset({place}), beside})


def _sum(rates: Sequence[Rate], places: frozenset[int]) -> tuple[int, int]:
    return sum(rates[place].number for place in places), sum(rates[place].of for place in places)


def _p(one: Rate, others: tuple[int, int]) -> float:
    return fisher_exact(one.number, one.of, *others)


def _adjusted(rates: Sequence[Rate], ps: Mapping[Test, float]) -> dict[Test, float]:
    """Within each post and month, as many tests as there are different questions."""
    families: dict[tuple[str, str], list[Test]] = {}
    for test in ps:
        one = rates[next(iter(next(iter(test))))]
        families.setdefault((one.post, one.month), []).append(test)
    found: dict[Test, float] = {}
    for tests in families.values():
        found |= dict(zip(tests, holm([ps[test] for test in tests]), strict=True))
    return found


def _watched(
    one: Rate, others: tuple[int, int] | None, tested: tuple[float, float] | None, level: float, confidence: float
) -> Watched:
    if one.of < LEAST:
        return Watched(rate=one, finding=SUPPRESSED)
    interval = clopper_pearson(one.number, one.of, confidence=confidence)
    if others is None or tested is None:
        return Watched(rate=one, finding=NOT_COMPARED, interval=interval)
    rest, (p, adjusted) = others[0] / others[1], tested
    finding = NONE if adjusted > level else HIGHER if one.number / one.of > rest else LOWER
    return Watched(rate=one, finding=finding, interval=interval, others=rest, p=p, p_adjusted=adjusted)


def parity_tool(
    rows: Sequence[Mapping[str, str]], *, level: float = LEVEL, confidence: float = CONFIDENCE
) -> list[dict[str, str]]:
    """A table of rates in, the same rows out with the columns COLUMNS. Raises ValueError naming the row that cannot be
    read (the first below the header is 1)."""
    if not 0 < level < 1 or not 0 < confidence < 1:
        raise ValueError("level and confidence must lie between 0 and 1")
    rates = [_read(row, number) for number, row in enumerate(rows, start=1)]
    if len({(one.post, one.month, one.outcome, one.ground, one.group) for one in rates}) < len(rates):
        raise ValueError("a group stands twice for the same post, month, outcome and ground")
    return [_written(one) for one in watch(rates, level=level, confidence=confidence)]


def _read(row: Mapping[str, str], number: int) -> Rate:
    text = {name: (row.get(name) or "").strip() for name in ("post", "month", "outcome", "ground", "group")}
    empty = [name for name, value in text.items() if not value]
    if empty:
        raise ValueError(f"row {number}: {', '.join(empty)} is empty")
    counts = {name: (row.get(name) or "").strip() for name in ("number", "of")}
    for name, value in counts.items():
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise ValueError(f"row {number}: {name} must be a whole number from 0")
    if int(counts["number"]) > int(counts["of"]):
        raise ValueError(f"row {number}: number is larger than of")
    return Rate(**text, number=int(counts["number"]), of=int(counts["of"]))


def _written(one: Watched) -> dict[str, str]:
    rate, is_shown = one.rate, one.finding != SUPPRESSED
    low, high = one.interval or (None, None)
    values = (
        rate.post, rate.month, rate.outcome, rate.ground, rate.group, str(rate.number) if is_shown else "",
        str(rate.of) if is_shown else "", _short(rate.number / rate.of if is_shown else None), _short(low),
        _short(high), _short(one.others), _short(one.p), _short(one.p_adjusted), one.finding,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}"
