"""Rows of a vehicle and of its corrections."""

from collections.abc import Sequence
from typing import Any

from safeconduct.domains.crossings.facts import VehicleCorrected, VehicleRecorded
from safeconduct.domains.crossings.projection.history import history_rows
from safeconduct.domains.crossings.projection.plain import contested_values, corrected_values, earliest
from safeconduct.kernel.facts import Held, Row, Rows

CORRECTABLE: dict[str, Any] = {
    "kind": "",
    "plate": "",
    "driver_name": "",
    "driver_contact": "",
    "seats": 0,
    "aboard": 0,
    "children_with_non_relatives": 0,
    "destination": "",
}


def vehicle_rows(held: Sequence[Held]) -> Rows:
    """One row a vehicle, and its history."""
    if not held:
        return {}
    recorded = [one for one in held if isinstance(one.fact, VehicleRecorded)]
    values = corrected_values(held, VehicleRecorded, VehicleCorrected, frozenset(CORRECTABLE))
    first = earliest(recorded or held)
    row: Row = {name: values[name].printed if name in values else default for name, default in CORRECTABLE.items()}
    row |= {
        "post": (values["post"].printed if "post" in values else "") or first.place,
        "local_day": values["local_day"].printed if "local_day" in values else "",
        "recorded_at": first.happened_at,
        "recorded_by": first.actor,
        "contested_values": contested_values(values),
        "is_partial": not recorded,
    }
    return {"crossings_vehicle": [row], "crossings_history": history_rows(held)}
