"""What each rule may know when it decides: read inside the write transaction, so nobody can be faster in between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from safeconduct.domains.crossings.commands import (
    CorrectVehicle,
    HandOverShift,
    OpenShift,
    RecordCrossing,
    RecordVehicle,
)
from safeconduct.domains.crossings.models import Crossing, History, Shift, Vehicle, Verification
from safeconduct.domains.crossings.projection.crossing import CORRECTABLE
from safeconduct.domains.crossings.projection.vehicle import CORRECTABLE as VEHICLE_FIELDS
from safeconduct.domains.crossings.queries.shifts import open_shift
from safeconduct.domains.crossings.rules.crossing import CrossingState, Deferral, Move, RecordState
from safeconduct.domains.crossings.rules.shift import ShiftState
from safeconduct.domains.crossings.rules.vehicle import VehicleState
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.lookups import Columns, Lookup
from safeconduct.foundation.journal.statements import execute, first
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act

_letter_of: list[Callable[[str], str]] = [places.letter_of]
_CROSSING = Lookup(Crossing, "subject = %s")
_OPEN_CHECKS = Columns(Verification, ("entry", "deadline"), "subject = %s AND is_open")


def set_letter_port(letter_of: Callable[[str], str]) -> None:
    """Say where the letters on a post's tokens come from; the register of posts, unless wired otherwise."""
    _letter_of[:] = [letter_of]


_USED_NUMBERS = (
    "SELECT local_day, MAX(token_number), COUNT(*) FROM crossings_crossing"
    " WHERE post = %s AND local_day IN (%s, %s, %s) GROUP BY local_day"
)


def state_for_record_crossing(command: RecordCrossing, act: Act) -> RecordState:
    """The next token number of the local days around the act: the rule knows on which of them it falls.

    The number follows the highest given and the count of rows, so that no two crossings of a post's day share one.
    """
    moment = (act.happened_at or ledger().clock.now()).astimezone(ZoneInfo(places.zone_of(command.post)))
    days = [(moment + timedelta(days=off)).date().isoformat() for off in (-1, 0, 1)]
    next_numbers = dict.fromkeys(days, 1)
    for day, highest, rows in execute(_USED_NUMBERS, [command.post, *days]):
        next_numbers[day] = max(highest, rows) + 1
    return RecordState(
        exists=first("SELECT 1 FROM crossings_crossing WHERE subject = %s", [command.crossing]) is not None,
        letter=_letter_of[0](command.post),
        next_numbers=next_numbers,
        needs=tuple(command.needs),
        has_child_alone=command.has_child_alone,
    )


def crossing_state(command: Any, act: Act) -> CrossingState:
    """What stands of the crossing that a command names."""
    row = _CROSSING.first(command.crossing)
    if row is None:
        return CrossingState()
    return CrossingState(
        exists=True,
        is_owner=row.owner == ledger().node,
        post=row.post,
        direction=row.direction,
        voided=row.voided,
        voids=_standing_voids(command.crossing) if row.voided else (),
        decision=row.decision,
        is_contested=row.is_contested,
        moves=tuple(_move(move) for move in row.live_decisions),
        deferrals=tuple(Deferral(*one) for one in _OPEN_CHECKS.all(command.crossing)),
        step=row.step,
        group=row.group,
        persons=tuple(row.persons),
        needs=tuple(row.needs),
        has_child_alone=row.has_child_alone,
        # A contested field is left out: saying its printed value again is how somebody settles it.
        values={name: _value(getattr(row, name)) for name in CORRECTABLE if name not in row.contested_values},
    )


def _standing_voids(crossing: str) -> tuple[str, ...]:
    lines = History.objects.filter(subject=crossing, what="voided", is_in_effect=True)
    return tuple(lines.order_by("entry").values_list("entry", flat=True))


state_for_decide = crossing_state
state_for_restore_crossing = crossing_state
state_for_undo_decision = crossing_state
state_for_complete_verification = crossing_state
state_for_call_number = crossing_state
state_for_reach_step = crossing_state
state_for_correct_crossing = crossing_state
state_for_void_crossing = crossing_state


def state_for_open_shift(command: OpenShift, act: Act) -> ShiftState:
    """Whether the shift exists, and which is open at the post."""
    standing = open_shift(command.post)
    return ShiftState(
        exists=Shift.objects.filter(subject=command.shift).exists(), open_here=standing.subject if standing else ""
    )


def state_for_hand_over_shift(command: HandOverShift, act: Act) -> ShiftState:
    """The shift that is handed over."""
    row = Shift.objects.filter(subject=command.shift).first()
    return ShiftState() if row is None else ShiftState(exists=True, post=row.post, is_closed=row.is_closed)


def vehicle_state(command: RecordVehicle | CorrectVehicle, act: Act) -> VehicleState:
    """What stands of the vehicle that a command names."""
    row = Vehicle.objects.filter(subject=command.vehicle).first()
    if row is None:
        return VehicleState()
    values = {name: getattr(row, name) for name in VEHICLE_FIELDS if name not in row.contested_values}
    return VehicleState(exists=True, post=row.post, values=values)


state_for_record_vehicle = vehicle_state
state_for_correct_vehicle = vehicle_state


def _move(move: dict[str, Any]) -> Move:
    return Move(
        move["entry"], move["decision"], move["actor"], datetime.fromisoformat(move["recorded_at"]), move["by_owner"]
    )


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
