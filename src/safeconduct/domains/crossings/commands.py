"""The doors into the room of crossings. Each function builds one command and hands it to dispatch."""

from datetime import datetime
from typing import Any

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class CountMovements(Command, frozen=True, kw_only=True):
    """Level 0: movements, not persons. A tap is number 1; an hour keyed in later holds more. `method` is
    counted or estimated. `hour` is the start of the hour in UTC."""

    post: str
    hour: datetime
    direction: str  # entry, exit
    sex: str = "unknown"
    age_band: str = "unknown"
    nationality_group: str = "unknown"  # national, neighbour, other, unknown
    transport: str = "foot"
    number: int = 1
    method: str = "counted"
    flags: tuple[str, ...] = ()  # DTM: uasc, pregnant, disability ... counted, never named


class UndoCount(Command, frozen=True, kw_only=True):
    """Take back a count of one's own within 60 seconds; the tap stays in the journal."""

    post: str
    hour: datetime
    entry: str  # the count's entry, "stream:seq"


class ObserveHour(Command, frozen=True, kw_only=True):
    """How many minutes of an hour somebody stood and counted; reports divide by it."""

    post: str
    hour: datetime
    minutes: int
    remark: str = ""


class RecordCrossing(Command, frozen=True, kw_only=True):
    """A group (or one person) stands at the post: it gets the next token of the post's day, and joins the queue."""

    crossing: str
    post: str
    direction: str
    level: int
    group: str | None = None
    persons: tuple[str, ...] = ()
    number: int = 1  # of people crossing
    transport: str = ""
    vehicle: str | None = None
    arrived_at: datetime | None = None
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False
    language: str = ""
    known_token: str = ""  # the earlier token by which they were found
    routing: str = ""  # national_returning, third_country_national, stateless


class Decide(Command, frozen=True, kw_only=True):
    """A decision: admit, admit_deferred (place, deadline), second_line, wait (place, reason, next_time)."""

    crossing: str
    decision: str
    place: str = ""
    deadline: datetime | None = None
    reason: str = ""
    next_time: datetime | None = None


class UndoDecision(Command, frozen=True, kw_only=True):
    """Take back one's own latest decision within 60 seconds."""

    crossing: str


class CompleteVerification(Command, frozen=True, kw_only=True):
    """A deferred verification has been worked off. `outcome` is verified, not_found or not_needed."""

    crossing: str
    outcome: str
    remark: str = ""


class CallNumber(Command, frozen=True, kw_only=True):
    """Call a token to a counter; the public screen shows number and counter only."""

    crossing: str
    counter: str


class ReachStep(Command, frozen=True, kw_only=True):
    """Where in the queue they are: registration, second_line, medical, waiting_area, onward."""

    crossing: str
    step: str


class CorrectCrossing(Command, frozen=True, kw_only=True):
    """Correct direction, transport, number, arrival time or level of a crossing, with a reason."""

    crossing: str
    changes: dict[str, Any]
    reason: str


class VoidCrossing(Command, frozen=True, kw_only=True):
    """A crossing entered by mistake: never counted, never deleted."""

    crossing: str
    reason: str


class RestoreCrossing(Command, frozen=True, kw_only=True):
    """The voiding of a crossing is taken back, as when its group's voiding was undone."""

    crossing: str


class OpenShift(Command, frozen=True, kw_only=True):
    """A shift begins at a post."""

    shift: str
    post: str
    officers: tuple[str, ...] = ()
    lanes: int = 1


class HandOverShift(Command, frozen=True, kw_only=True):
    """A shift is handed over with what is open (counts taken from the tables) and remarks; it is then closed."""

    shift: str
    to: str
    remarks: str
    open_queue: int
    open_verifications: int
    open_flags: int


class RecordVehicle(Command, frozen=True, kw_only=True):
    """A vehicle, bus or boat with its driver: seats, people aboard, children travelling with non-relatives."""

    vehicle: str
    post: str
    kind: str
    plate: str = ""
    driver_name: str = ""
    driver_contact: str = ""
    seats: int = 0
    aboard: int = 0
    children_with_non_relatives: int = 0
    destination: str = ""


class CorrectVehicle(Command, frozen=True, kw_only=True):
    """Correct fields of a vehicle, with a reason."""

    vehicle: str
    changes: dict[str, Any]
    reason: str


def count_movements(act: Act, **what: Any) -> Receipt:
    """Count movements at a post in an hour."""
    return submit(act, CountMovements(**what))


def undo_count(act: Act, *, post: str, hour: datetime, entry: str) -> Receipt:
    """Take back a count."""
    return submit(act, UndoCount(post=post, hour=hour, entry=entry))


def observe_hour(act: Act, *, post: str, hour: datetime, minutes: int, remark: str = "") -> Receipt:
    """Say how long an hour was observed."""
    return submit(act, ObserveHour(post=post, hour=hour, minutes=minutes, remark=remark))


def record_crossing(act: Act, **what: Any) -> Receipt:
    """Record that people stand at the post, and give them a token."""
    return submit(act, RecordCrossing(**what))


def decide(act: Act, **what: Any) -> Receipt:
    """Decide on a crossing."""
    return submit(act, Decide(**what))


def undo_decision(act: Act, *, crossing: str) -> Receipt:
    """Take back the latest decision."""
    return submit(act, UndoDecision(crossing=crossing))


def complete_verification(act: Act, *, crossing: str, outcome: str, remark: str = "") -> Receipt:
    """Work off a deferred verification."""
    return submit(act, CompleteVerification(crossing=crossing, outcome=outcome, remark=remark))


def call_number(act: Act, *, crossing: str, counter: str) -> Receipt:
    """Call a token to a counter."""
    return submit(act, CallNumber(crossing=crossing, counter=counter))


def reach_step(act: Act, *, crossing: str, step: str) -> Receipt:
    """Move a token on in the queue."""
    return submit(act, ReachStep(crossing=crossing, step=step))


def correct_crossing(act: Act, *, crossing: str, changes: dict[str, Any], reason: str) -> Receipt:
    """Correct a crossing."""
    return submit(act, CorrectCrossing(crossing=crossing, changes=changes, reason=reason))


def void_crossing(act: Act, *, crossing: str, reason: str) -> Receipt:
    """Void a crossing entered by mistake."""
    return submit(act, VoidCrossing(crossing=crossing, reason=reason))


def restore_crossing(act: Act, *, crossing: str) -> Receipt:
    """Take the voiding of a crossing back."""
    return submit(act, RestoreCrossing(crossing=crossing))


def open_shift(act: Act, **what: Any) -> Receipt:
    """Open a shift."""
    return submit(act, OpenShift(**what))


def hand_over_shift(act: Act, **what: Any) -> Receipt:
    """Hand over a shift and close it."""
    return submit(act, HandOverShift(**what))


def record_vehicle(act: Act, **what: Any) -> Receipt:
    """Record a vehicle and its driver."""
    return submit(act, RecordVehicle(**what))


def correct_vehicle(act: Act, *, vehicle: str, changes: dict[str, Any], reason: str) -> Receipt:
    """Correct a vehicle."""
    return submit(act, CorrectVehicle(vehicle=vehicle, changes=changes, reason=reason))
