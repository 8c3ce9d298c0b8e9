"""How many lanes and officers a post needs for the people it expects, with every term of the formula.

Decides nothing about who is served first; the page words the terms, this room only names them.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import msgspec

LEVELS = ("L0", "L1", "L2", "L3")

# assumption: seconds per person by registration level; midpoints of field practice, see docs/assumptions.md
SECONDS_BY_LEVEL: Mapping[str, float] = MappingProxyType({"L0": 1.0, "L1": 22.5, "L2": 240.0, "L3": 600.0})
UTILISATION = 0.8  # assumption: share of an hour a lane truly works
SHIFTS = 3  # assumption: shifts a day
SHIFT_HOURS = 8.0  # assumption: hours a shift
RELIEF = 1.2  # assumption: officers on the roster for each post filled (breaks, leave, sickness)
PEAK_SHARE = 0.075  # assumption: part of a day's people in its busiest hour
PATIENT_SHARE = 0.9  # assumption: the wait that nine in ten people do not exceed

# assumption: limits of the calculator, wide enough for any post on record (domain sizing: 1,500 an hour, 20,000 a day)
LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "persons_peak_hour": (0, 20_000),
        "persons_per_day": (0, 200_000),
        "seconds_per_person": (0.1, 7_200),
        "utilisation": (0.05, 0.95),
        "shifts": (1, 6),
        "shift_hours": (1, 24),
        "relief": (1, 3),
        "lanes_open": (1, 2_000),
        "level_share": (0, 1_000_000),
        "peak_share": (0.01, 1),
    }
)


class OutOfRange(ValueError):
    """A value the calculator cannot use: `field`, `value`, and the `lowest` and `highest` it allows."""

    def __init__(self, field: str, value: object, lowest: float, highest: float) -> None:
        super().__init__(f"{field} must be a number from {lowest:g} to {highest:g}, not {value!r}")
        self.field, self.value, self.lowest, self.highest = field, value, lowest, highest


class Term(msgspec.Struct, frozen=True):
    """One quantity of a formula: a name and a unit (codes for the page to word) and its value."""

    name: str
    value: float
    unit: str


class Formula(msgspec.Struct, frozen=True):
    """A result, the arithmetic that gives it (in the names of its terms) and the terms."""

    result: Term
    arithmetic: str
    terms: tuple[Term, ...]


class Wait(msgspec.Struct, frozen=True):
    """What people meet at a given number of lanes. All None when people arrive faster than lanes can serve."""

    lanes: int
    mean_seconds: float | None
    share_that_waits: float | None
    nine_in_ten_within_seconds: float | None


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """What the supervisor knows. Give the peak hour, the day or both; `mix` weighs the levels used.

    `seconds_per_person` overrides the mix. `shift_hours` times `shifts` is the time the post is staffed.
    """

    persons_peak_hour: float | None = None
    persons_per_day: float | None = None
    mix: Mapping[str, float] = MappingProxyType({"L1": 1.0})
    seconds_by_level: Mapping[str, float] = SECONDS_BY_LEVEL
    seconds_per_person: float | None = None
    utilisation: float = UTILISATION
    shifts: int = SHIFTS
    shift_hours: float = SHIFT_HOURS
    relief: float = RELIEF
    peak_share: float = PEAK_SHARE
    lanes_open: int | None = None


class StaffingPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Lanes and officers needed, the wait they give, the wait at the lanes open now, and the formulas in order."""

    persons_peak_hour: float
    seconds_per_person: float
    hours_staffed: float
    lanes: int
    officers: int
    wait: Wait
    wait_now: Wait | None
    formulas: tuple[Formula, ...]


def plan_staffing(demand: Demand) -> StaffingPlan:
    """Return lanes = ceil(peak x seconds / (3600 x utilisation)) and officers = ceil(lanes x shifts x relief).

    Raises OutOfRange (a ValueError naming field and limits) for any value outside LIMITS.
    Source: humanitarian border surge formula; waits by Erlang C (M/M/c: random arrivals, one queue).
    """
    _check(demand)
    hours = _hours_staffed(demand)
    seconds_formula = _seconds(demand)
    seconds = seconds_formula.result.value
    peak_formula = _peak(demand, hours)
    peak = peak_formula.result.value
    lanes_formula = _formula(
        ("lanes", "lanes"),
        "ceil(persons_peak_hour * seconds_per_person / (3600 * utilisation))",
        math.ceil(_exact(peak) * _exact(seconds) / (3600 * _exact(demand.utilisation))),
        ("persons_peak_hour", peak, "persons_per_hour"),
        ("seconds_per_person", seconds, "seconds_per_person"),
        ("utilisation", demand.utilisation, "share"),
    )
    lanes = int(lanes_formula.result.value)
    officers_formula = _formula(
        ("officers", "officers"),
        "ceil(lanes * shifts * relief)",
        math.ceil(lanes * demand.shifts * _exact(demand.relief)),
        ("lanes", lanes, "lanes"),
        ("shifts", demand.shifts, "shifts_per_day"),
        ("relief", demand.relief, "factor"),
    )
    wait = expected_wait(peak, seconds, lanes)
    return StaffingPlan(
        persons_peak_hour=peak,
        seconds_per_person=seconds,
        hours_staffed=hours,
        lanes=lanes,
        officers=int(officers_formula.result.value),
        wait=wait,
        wait_now=None if demand.lanes_open is None else expected_wait(peak, seconds, demand.lanes_open),
        formulas=(seconds_formula, peak_formula, lanes_formula, officers_formula),
    )


def expected_wait(persons_per_hour: float, seconds_per_person: float, lanes: int) -> Wait:
    """Return the Erlang C wait of one queue before `lanes` equal lanes, in seconds.

    `persons_per_hour` arrive at random, service times are exponential with mean `seconds_per_person`.
    Uses the recursion of Erlang B, whose terms stay between 0 and 1, so it is stable for any number of lanes.
    Source: A. K. Erlang 1917; Gross, Shortle, Thompson, Harris, Fundamentals of Queueing Theory, chapter 3.
    """
    load = persons_per_hour * seconds_per_person / 3600
    if load == 0:
        return Wait(lanes, 0.0, 0.0, 0.0)
    if load >= lanes:
        return Wait(lanes, None, None, None)
    blocked = 1.0
    for lane in range(1, lanes + 1):
        blocked = load * blocked / (lane + load * blocked)
    waits = blocked / (1 - (load / lanes) * (1 - blocked))
    mean_when_waiting = seconds_per_person / (lanes - load)
    impatient = 1 - PATIENT_SHARE
    tail = mean_when_waiting * math.log(waits / impatient) if waits > impatient else 0.0
    return Wait(lanes, waits * mean_when_waiting, waits, tail)


def staffing_tool(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Plan every row of a CSV table; columns are the fields of Demand, `mix_L0`..`mix_L3`, `seconds_L0`..`seconds_L3`.

    Empty columns take the defaults; other columns are carried through. A row that cannot be planned keeps its
    input and names the `problem_field`, `allowed_from` and `allowed_to`; the other rows are still planned.
    """
    return [{**row, **_plan_row(row)} for row in rows]


def _plan_row(row: Mapping[str, str]) -> dict[str, str]:
    outcome = dict.fromkeys((*_ANSWERS, *_PROBLEM), "")
    try:
        plan = plan_staffing(_demand_of(row))
    except OutOfRange as problem:
        return outcome | {
            "problem_field": problem.field,
            "allowed_from": f"{problem.lowest:g}",
            "allowed_to": f"{problem.highest:g}",
        }
    return outcome | {
        "lanes": str(plan.lanes),
        "officers": str(plan.officers),
        "mean_wait_seconds": f"{plan.wait.mean_seconds or 0:.1f}",
        "nine_in_ten_within_seconds": f"{plan.wait.nine_in_ten_within_seconds or 0:.1f}",
    }


_ANSWERS = ("lanes", "officers", "mean_wait_seconds", "nine_in_ten_within_seconds")
_PROBLEM = ("problem_field", "allowed_from", "allowed_to")
_PEOPLE = ("persons_peak_hour", "persons_per_day", "seconds_per_person", "peak_share")
_POST = ("utilisation", "shift_hours", "relief")
_DECIMALS = (*_PEOPLE, *_POST)
_WHOLE = ("shifts", "lanes_open")


def _demand_of(row: Mapping[str, str]) -> Demand:
    given: dict[str, object] = {name: _number(row, name) for name in _DECIMALS if _filled(row, name)}
    for name in _WHOLE:
        if _filled(row, name):
            number = _number(row, name)
            given[name] = int(number) if number.is_integer() else number
    mix = {level: _number(row, f"mix_{level}", "level_share") for level in LEVELS if _filled(row, f"mix_{level}")}
    seconds = {level: _number(row, f"seconds_{level}") for level in LEVELS if _filled(row, f"seconds_{level}")}
    if mix:
        given["mix"] = mix
    return Demand(**given, seconds_by_level={**SECONDS_BY_LEVEL, **seconds})  # type: ignore[arg-type]


def _filled(row: Mapping[str, str], name: str) -> bool:
    return bool((row.get(name) or "").strip())


def _number(row: Mapping[str, str], name: str, limit: str = "") -> float:
    text = row[name].strip()
    try:
        return float(text)
    except ValueError:
        raise OutOfRange(name, text, *_limits(limit or name)) from None


def _limits(name: str) -> tuple[float, float]:
    return LIMITS["seconds_per_person" if name.startswith("seconds_") else name]


def _check(demand: Demand) -> None:
    if demand.persons_peak_hour is None and demand.persons_per_day is None:
        raise OutOfRange("persons_peak_hour", None, *LIMITS["persons_peak_hour"])
    for name in (*_DECIMALS, *_WHOLE):
        _check_one(name, getattr(demand, name), name, whole=name in _WHOLE)
    for level, share in demand.mix.items():
        _check_one(f"mix_{level}" if level in LEVELS else "mix", share, "level_share")
        if level not in LEVELS:
            raise ValueError(f"mix names level {level!r}; levels are {', '.join(LEVELS)}")
    for level in LEVELS:
        _check_one(f"seconds_{level}", demand.seconds_by_level.get(level, math.nan), "seconds_per_person")
    if demand.seconds_per_person is None and not sum(demand.mix.values()) > 0:
        raise OutOfRange("mix", dict(demand.mix), *LIMITS["level_share"])
    _check_day_fits(demand)


def _check_one(field: str, value: float | None, limit: str, whole: bool = False) -> None:
    lowest, highest = LIMITS[limit]
    if value is None:
        return
    if not lowest <= value <= highest or (whole and value != int(value)):  # NaN fails the comparison
        raise OutOfRange(field, value, lowest, highest)


def _check_day_fits(demand: Demand) -> None:
    """The busiest hour is at least the day's average and at most the day itself."""
    day, peak = demand.persons_per_day, demand.persons_peak_hour
    if day is None or peak is None:
        return
    lowest = day / _hours_staffed(demand)
    if not lowest <= peak <= day:
        raise OutOfRange("persons_peak_hour", peak, math.ceil(lowest), day)


def _hours_staffed(demand: Demand) -> float:
    """Shifts may overlap for hand-over; a day still has 24 hours."""
    return min(demand.shifts * demand.shift_hours, 24.0)


def _seconds(demand: Demand) -> Formula:
    if demand.seconds_per_person is not None:
        given = Term("seconds_per_person", demand.seconds_per_person, "seconds_per_person")
        return Formula(given, "seconds_per_person", (given,))
    used = [level for level in LEVELS if demand.mix.get(level, 0) > 0]
    whole = sum(_exact(demand.mix[level]) for level in used)
    shares = {level: _exact(demand.mix[level]) / whole for level in used}
    total = sum((shares[level] * _exact(demand.seconds_by_level[level]) for level in used), Fraction(0))
    terms: list[tuple[str, float, str]] = []
    for level in used:
        terms.append((f"share_{level}", float(shares[level]), "share"))
        terms.append((f"seconds_{level}", demand.seconds_by_level[level], "seconds_per_person"))
    arithmetic = " + ".join(f"share_{level} * seconds_{level}" for level in used)
    return _formula(("seconds_per_person", "seconds_per_person"), arithmetic, float(total), *terms)


def _peak(demand: Demand, hours: float) -> Formula:
    name = ("persons_peak_hour", "persons_per_hour")
    if demand.persons_peak_hour is not None:
        given = Term(name[0], demand.persons_peak_hour, name[1])
        return Formula(given, "persons_peak_hour", (given,))
    day = demand.persons_per_day or 0.0
    return _formula(
        name,
        "max(persons_per_day * peak_share, persons_per_day / hours_staffed)",
        max(day * demand.peak_share, day / hours),
        ("persons_per_day", day, "persons_per_day"),
        ("peak_share", demand.peak_share, "share"),
        ("hours_staffed", hours, "hours_per_day"),
    )


def _formula(name: tuple[str, str], arithmetic: str, value: float, *terms: tuple[str, float, str]) -> Formula:
    return Formula(Term(name[0], value, name[1]), arithmetic, tuple(Term(*term) for term in terms))


def _exact(value: float) -> Fraction:
    """The decimal a person typed, so that 10 lanes x 1.2 is 12 and not a hair more."""
    return Fraction(repr(float(value)))
