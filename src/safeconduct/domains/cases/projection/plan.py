"""Rows of what is ahead: actions, visits, and what is due next in a case. Days are local days (ISO)."""

from collections.abc import Sequence
from datetime import date

from safeconduct.domains.cases.facts import ActionPlanned, ActionSettled, VisitPlanned, VisitSettled
from safeconduct.domains.cases.projection.signing import of_kind
from safeconduct.domains.cases.states import CONTACT_EVERY, FIRST_CONTACT, HELD, day_or_none
from safeconduct.kernel.facts import Held, Row
from safeconduct.kernel.merging import standing


def action_rows(live: Sequence[Held]) -> list[Row]:
    """Each action with how it ended; done for anyone, it is done."""
    settled = of_kind(live, ActionSettled)
    rows = []
    for name, one in _first(of_kind(live, ActionPlanned), "action"):
        ends = standing([end for end in settled if end.fact.action == name])
        end = next((end for end in ends if end.fact.outcome == "done"), ends[0] if ends else None)
        rows.append(
            {
                "id": name,
                "by": one.fact.by,
                "due_on": one.fact.due,
                "outcome": (end.fact.outcome or "done") if end else "",
                "settled_on": end.fact.on if end else "",
                "entry": one.ref,
            }
        )
    return rows


def visit_rows(live: Sequence[Held]) -> list[Row]:
    """Each visit, planned or not; where somebody held it, it was held."""
    settled = of_kind(live, VisitSettled)
    planned = dict(_first(of_kind(live, VisitPlanned), "visit"))
    names = sorted({*planned, *(one.fact.visit for one in settled)} - {""})
    rows = []
    for name in names:
        ends = standing([end for end in settled if end.fact.visit == name])
        end = next((end for end in ends if end.fact.outcome == HELD), ends[0] if ends else None)
        plan = planned.get(name)
        rows.append(
            {
                "id": name,
                "on": plan.fact.on if plan else end.fact.on if end else "",
                "outcome": (end.fact.outcome or HELD) if end else "",
                "settled_on": end.fact.on if end else "",
                "entry": plan.ref if plan else end.ref if end else "",
            }
        )
    return rows


def _first(planned: Sequence[Held], field: str) -> list[tuple[str, Held]]:
    """The first plan under each name: an id is made once."""
    found: dict[str, Held] = {}
    for one in sorted(planned, key=lambda one: (one.clock, one.ref)):
        found.setdefault(getattr(one.fact, field), one)
    return sorted((name, one) for name, one in found.items() if name)


def seen_on(visits: Sequence[Row]) -> str:
    """The last day on which somebody saw the person; empty for none."""
    return max((one["settled_on"] for one in visits if one["outcome"] == HELD and _day(one["settled_on"])), default="")


def next_visit_on(visits: Sequence[Row]) -> str:
    """The day of the first visit that waits; empty for none."""
    return min((one["on"] for one in visits if not one["outcome"] and _day(one["on"])), default="")


def due_next(actions: Sequence[Row], visits: Sequence[Row], *, priority: str, opened: date) -> tuple[str, str]:
    """The day and the code of what is due first: a visit, an action, or the next contact where no visit is planned."""
    found = [(one["due_on"], "action") for one in actions if not one["outcome"] and _day(one["due_on"])]
    visit = next_visit_on(visits)
    found.append((visit or _contact_on(seen_on(visits), priority, opened), "visit" if visit else "contact"))
    return min(found)


def _contact_on(seen: str, priority: str, opened: date) -> str:
    last = day_or_none(seen)
    table, since = (FIRST_CONTACT, opened) if last is None else (CONTACT_EVERY, last)
    try:
        return (since + table.get(priority, table["high"])).isoformat()
    except OverflowError:  # whatever a fact says, the case keeps its rows
        return since.isoformat()


def _day(text: str) -> bool:
    return day_or_none(text) is not None
