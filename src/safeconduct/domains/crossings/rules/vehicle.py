"""Rules of vehicles and boats: what is recorded of them and their drivers, and how it is corrected."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from safeconduct.domains.crossings.commands import CorrectVehicle, RecordVehicle
from safeconduct.domains.crossings.facts import VehicleCorrected, VehicleRecorded
from safeconduct.domains.crossings.rules.code_lists import VEHICLE_KINDS
from safeconduct.domains.crossings.rules.limits import (
    check_code,
    check_here,
    check_id,
    check_range,
    cleaned,
    given_reason,
    read_changes,
)
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.text import Kind

REFUSALS = {
    "crossings.vehicle_recorded": "a vehicle with this id stands already",
    "crossings.no_such_vehicle": "this node holds no such vehicle",
    "crossings.more_children_than_aboard": "more children with non-relatives than people aboard",
}

MOST_SEATS = 200
MOST_ABOARD = 2000  # assumption: an overcrowded ferry; overloading is recorded, never refused


class VehicleState(msgspec.Struct, frozen=True, kw_only=True):
    """What stands of a vehicle: its fields, for comparing with a correction."""

    exists: bool = False
    post: str = ""
    values: Mapping[str, Any] = {}


class _Fields(msgspec.Struct, frozen=True, kw_only=True):
    kind: str = ""
    plate: str = ""
    driver_name: str = ""
    driver_contact: str = ""
    seats: int = 0
    aboard: int = 0
    children_with_non_relatives: int = 0
    destination: str = ""


def decide_record_vehicle(command: RecordVehicle, state: VehicleState, here: Circumstances) -> list[About]:
    """A vehicle. Conflict: vehicle_recorded. Refused: unknown_code, out_of_range, more_children_than_aboard, text."""
    check_here(command.post, here)
    check_id(command.vehicle)
    if state.exists:
        raise Conflict("crossings.vehicle_recorded")
    values = read_changes({name: getattr(command, name) for name in _CHECKS}, _Fields, _CHECKS, here)
    _check_children(values)
    return [About(command.vehicle, VehicleRecorded(post=command.post, local_day=here.local_day, **values))]


def decide_correct_vehicle(command: CorrectVehicle, state: VehicleState, here: Circumstances) -> list[About]:
    """Correct fields, with a reason. NotFound: no_such_vehicle. Refused: as for recording, and nothing_changed."""
    if not state.exists:
        raise NotFound("crossings.no_such_vehicle")
    check_here(state.post, here)
    reason = given_reason(command.reason)
    changes = read_changes(command.changes, _Fields, _CHECKS, here)
    changes = {name: value for name, value in changes.items() if state.values.get(name) != value}
    if not changes:
        raise Refused("crossings.nothing_changed")
    _check_children({**state.values, **changes})
    return [About(command.vehicle, VehicleCorrected(fields=tuple(sorted(changes)), reason=reason, **changes))]


def _check_children(values: Mapping[str, Any]) -> None:
    # 0 aboard means that nobody has counted yet, so it contradicts nothing.
    if 0 < values.get("aboard", 0) < values.get("children_with_non_relatives", 0):
        raise Refused("crossings.more_children_than_aboard")


def _coded(value: str, here: Circumstances) -> str:
    check_code("kind", value, VEHICLE_KINDS)
    return value


def _text(field: str, kind: Kind) -> Callable[[str, Circumstances], str]:
    return lambda value, here: cleaned(value, kind=kind, field=field)


def _number(field: str, most: int) -> Callable[[int, Circumstances], int]:
    def checked(value: int, here: Circumstances) -> int:
        check_range(field, value, 0, most)
        return value

    return checked


_CHECKS: Mapping[str, Callable[[Any, Circumstances], Any]] = {
    "kind": _coded,
    "plate": _text("plate", "code"),
    "driver_name": _text("driver_name", "name"),
    "driver_contact": _text("driver_contact", "free"),
    "seats": _number("seats", MOST_SEATS),
    "aboard": _number("aboard", MOST_ABOARD),
    "children_with_non_relatives": _number("children_with_non_relatives", MOST_ABOARD),
    "destination": _text("destination", "free"),
}
