"""Rows of a compartment: its standing key. Rows of a sealed entry: that it is there."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.compartments.facts import CompartmentRegistered, Sealed
from safeconduct.kernel.facts import Held, Rows
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
