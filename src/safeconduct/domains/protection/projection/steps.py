"""What is to be done for a child, with limits that run from the notice. What was done says when, and stays listed."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

import msgspec

from safeconduct.domains.protection.facts import (
    CareArranged,
    CareVisited,
    ChildDescribed,
    InterestsAssessed,
    TracingBegun,
)
from safeconduct.domains.protection.states import (
    ASSESS_WITHIN,
    CARE_WITHIN,
    FIRST_VISIT_WITHIN,
    GUARDIAN_WORKING_DAYS,
    LASTING,
    PROVISIONAL_WITHIN,
    REGISTER_WITHIN,
    TRACE_WITHIN,
    VISIT_EVERY,
    working_days_after,
)
from safeconduct.kernel.facts import Held, Row
from safeconduct.kernel.merging import standing

NOT_ARRANGED = "not_arranged"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the steps depend on."""

    noticed_at: datetime
    each: bool
    described_at: datetime | None = None
    assessed_at: datetime | None = None
    traced_at: datetime | None = None
    care: Held | None = None
    visit: Held | None = None
    mandates: Sequence[Row] = ()

    @classmethod
    def of(cls, held: Sequence[Held], noticed_at: datetime, mandates: Sequence[Row], *, each: bool) -> "Standing":
        """Read from the facts of a child."""
        arranged = standing([one for one in held if isinstance(one.fact, CareArranged)])
        visits = [one for one in held if isinstance(one.fact, CareVisited)]
        return cls(
            noticed_at=noticed_at,
            each=each,
            mandates=mandates,
            described_at=_first(held, ChildDescribed),
            traced_at=_first(held, TracingBegun),
            assessed_at=_first(held, InterestsAssessed),
            care=arranged[0] if arranged and arranged[0].fact.care != NOT_ARRANGED else None,
            visit=max(visits, key=lambda one: (one.fact.on, one.clock, one.ref), default=None),
        )


def _first(held: Sequence[Held], kind: type) -> datetime | None:
    return min((one.happened_at for one in held if isinstance(one.fact, kind)), default=None)


def steps_of(known: Standing) -> list[Row]:
    """The steps of a file, in no order."""
    if not known.each:
        return [_step("each", known.noticed_at + REGISTER_WITHIN, None)]
    steps = [
        _step("care", known.noticed_at + CARE_WITHIN, known.care.happened_at if known.care else None),
        _step("register", known.noticed_at + REGISTER_WITHIN, known.described_at),
        _step("trace", known.noticed_at + TRACE_WITHIN, known.traced_at),
        _step("assess", known.noticed_at + ASSESS_WITHIN, known.assessed_at),
    ]
    steps += _guardian(known)
    return steps + ([_visit(known.care, known.visit)] if known.care else [])


def _guardian(known: Standing) -> list[Row]:
    """Somebody at once, a lasting mandate within its days, and its renewal before it ends."""
    standing_ones = [one for one in known.mandates if one["is_standing"]]
    lasting = [one for one in standing_ones if one["scope"] in LASTING]
    first = min((one["begun_at"] for one in known.mandates), default=None)
    if not standing_ones and known.mandates:
        since = max(one["ended_at"] for one in known.mandates)
        return [_step("guardian", since + PROVISIONAL_WITHIN, None)]
    steps = [_step("provisional", known.noticed_at + PROVISIONAL_WITHIN, first)]
    begun = min((one["begun_at"] for one in lasting), default=None)
    steps.append(_step("guardian", working_days_after(known.noticed_at, GUARDIAN_WORKING_DAYS), begun))
    if standing_ones:
        last = max(standing_ones, key=lambda one: (one["ends"], one["id"]))
        steps.append(_step("renew", _moment(last["ends"], last["begun_at"]), None))
    return steps


def _visit(care: Held, visit: Held | None) -> Row:
    """A first visit to a new arrangement, then one a month; what must move has to move at once."""
    since, seen = (
        _moment(care.fact.since, care.happened_at),
        _moment(visit.fact.on, visit.happened_at) if visit else None,
    )
    if seen is None or seen < since:
        return _step("visit", since + FIRST_VISIT_WITHIN, None)
    if visit is not None and visit.fact.finding == "must_move" and care.happened_at <= visit.happened_at:
        return _step("move", visit.happened_at, None)
    return _step("visit", seen + VISIT_EVERY, None)


def _moment(day: str, otherwise: datetime) -> datetime:
    try:
        return datetime.combine(datetime.fromisoformat(day).date(), time(12), UTC)
    except ValueError:
        return otherwise  # whatever a fact says, the file keeps its rows


# What comes first of two steps with one limit.
ORDER = ("move", "each", "care", "register", "provisional", "trace", "assess", "renew", "guardian", "visit")


def urgency(step: Row) -> tuple[datetime, int]:
    """By which the steps of a file are put in order."""
    return step["due_at"], ORDER.index(step["step"])


def _step(step: str, due_at: datetime, done_at: datetime | None) -> Row:
    return {"id": step, "step": step, "due_at": due_at, "done_at": done_at}
