"""Rows of a compartment: its standing key. Of a sealed entry: that it is there. Of a key: how it is looked after."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.compartments.facts import (
    CompartmentRegistered,
    DrillPassed,
    EmergencyOpened,
    EmergencyReviewed,
    KeyGiven,
    KeyTaken,
    Sealed,
    SheetsPrinted,
)
from safeconduct.kernel.facts import Held, Row, Rows
from safeconduct.kernel.merging import standing


def compartment_rows(held: Sequence[Held]) -> Rows:
    """One row a compartment. Where two registrations stand, code, agency and key are of one of them, never mixed."""
    registered = [one for one in held if isinstance(one.fact, CompartmentRegistered)]
    if not registered:
        return {}
    latest = standing(registered)[0]
    values = msgspec.structs.asdict(latest.fact)
    return {"compartments_compartment": [{"code": values.pop("compartment"), **values}]}


def sealed_rows(held: Sequence[Held]) -> Rows:
    """One row a sealed entry: the first, where somebody wrote a second one on its id."""
    entries = sorted((one for one in held if isinstance(one.fact, Sealed)), key=lambda one: (one.clock, one.ref))
    if not entries:
        return {}
    first = entries[0]
    return {
        "compartments_sealed": [
            {
                "compartment": first.fact.compartment,
                "key": first.fact.key,
                "size": len(first.fact.content),
                "sealed_at": first.recorded_at,
            }
        ]
    }


def custody_rows(held: Sequence[Held]) -> Rows:
    """One row a key, and one for everything that happened to it."""
    known = [one for one in _in_order(held) if type(one.fact) in _WHAT]
    if not known:
        return {}
    row: Row = {
        "compartment": known[0].fact.compartment, "key": known[0].fact.key, "set_id": "", "needed": 0, "made": 0,
        "printed_at": None, "drilled_set": "", "drilled_at": None,
    }  # fmt: skip
    for one in known:
        fact = one.fact
        if isinstance(fact, SheetsPrinted):
            row |= {"set_id": fact.set_id, "needed": fact.needed, "made": fact.made, "printed_at": one.recorded_at}
        elif isinstance(fact, DrillPassed):
            row |= {"drilled_set": fact.set_id, "drilled_at": one.recorded_at}
    return {"compartments_custody": [row], "compartments_custody_event": [_event(one) for one in known]}


_WHAT: dict[type, str] = {KeyGiven: "given", KeyTaken: "taken", SheetsPrinted: "printed", DrillPassed: "drilled"}


def _event(one: Held) -> Row:
    fact = one.fact
    sheets = len(fact.sheets) if isinstance(fact, DrillPassed) else getattr(fact, "made", 0)
    return {
        "id": one.ref,
        "compartment": fact.compartment,
        "at": one.recorded_at,
        "actor": one.actor,
        "what": _WHAT[type(fact)],
        "how": getattr(fact, "how", ""),
        "user": getattr(fact, "user", ""),
        "reason": getattr(fact, "reason", ""),
        "number": sheets,
    }


def emergency_rows(held: Sequence[Held]) -> Rows:
    """One row an emergency: the first opening, and the first review that stands beside it."""
    ordered = _in_order(held)
    opened = next((one for one in ordered if isinstance(one.fact, EmergencyOpened)), None)
    if opened is None:
        return {}
    reviewed = next((one for one in ordered if isinstance(one.fact, EmergencyReviewed)), None)
    fact = opened.fact
    return {
        "compartments_emergency": [
            {
                "compartment": fact.compartment, "key": fact.key, "user": opened.actor,
                "opened_at": opened.recorded_at, "until": fact.until, "reason": fact.reason,
                "sheets": list(fact.sheets), "verdict": _verdict(reviewed),
                "words": reviewed.fact.words if reviewed else "", "reviewed_by": reviewed.actor if reviewed else "",
                "reviewed_at": reviewed.recorded_at if reviewed else None,
            }
        ]
    }  # fmt: skip


def _verdict(reviewed: Held | None) -> str:
    if reviewed is None:
        return ""
    return "justified" if reviewed.fact.justified else "not_justified"


def _in_order(held: Sequence[Held]) -> list[Held]:
    return sorted(held, key=lambda one: (one.clock, one.ref))
