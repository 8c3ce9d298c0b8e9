"""What may have happened at a crossing point. Every field has a default, so that a body without its key stays a fact.

Named fields are what was typed freely or stands on a slip; all else is codes, numbers, ids and times.
"""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact, OwnedMove


class MovementsCounted(Fact, frozen=True, kw_only=True):
    """Movements of one kind in one local hour of a post, by one officer. `hour` is that hour's start in UTC."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "headcount"

    post: str = ""
    hour: datetime | None = None
    local_day: str = ""
    direction: str = ""
    sex: str = "unknown"
    age_band: str = "unknown"
    nationality_group: str = "unknown"
    transport: str = "foot"
    number: int = 0
    method: str = "counted"
    flags: tuple[str, ...] = ()


class CountUndone(Fact, frozen=True, kw_only=True):
    """A count was taken back; whether it counts for nothing, the projection judges."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "headcount"

    entry: str = ""


class HourObserved(Fact, frozen=True, kw_only=True):
    """How many minutes of a post's hour somebody stood and counted."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "hour"

    post: str = ""
    hour: datetime | None = None
    local_day: str = ""
    minutes: int = 0
    remark: str = ""


class CrossingRecorded(Fact, frozen=True, kw_only=True):
    """People stood at the post and got a token. `people` is how many; `persons` are those registered one by one.

    Token and number lead from a slip to these people: named, both of them.
    """

    KIND: ClassVar[str] = "crossing"
    NAMED: ClassVar[frozenset[str]] = frozenset({"token", "token_number", "known_token"})

    post: str = ""
    local_day: str = ""
    token_number: int = 0
    direction: str = ""
    level: int = 0
    group: str | None = None
    persons: tuple[str, ...] = ()
    people: int = 0
    transport: str = ""
    vehicle: str | None = None
    arrived_at: datetime | None = None
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False
    language: str = ""
    routing: str = ""
    token: str = ""
    known_token: str = ""


class DecisionMade(OwnedMove, frozen=True, kw_only=True):
    """A move of the decision: admit, admit_deferred, second_line or wait."""

    KIND: ClassVar[str] = "crossing"
    NAMED: ClassVar[frozenset[str]] = frozenset({"place"})

    decision: str = ""
    deadline: datetime | None = None
    reason: str = ""
    next_time: datetime | None = None
    place: str = ""


class DecisionUndone(OwnedMove, frozen=True, kw_only=True):
    """A decision was taken back at once; `entry` names it."""

    KIND: ClassVar[str] = "crossing"

    entry: str = ""


class VerificationCompleted(Fact, frozen=True, kw_only=True):
    """Deferred verifications, named by the entries of their decisions, were worked off."""

    KIND: ClassVar[str] = "crossing"
    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    entries: tuple[str, ...] = ()
    outcome: str = ""
    remark: str = ""


class NumberCalled(Fact, frozen=True, kw_only=True):
    """The token was called to a counter."""

    KIND: ClassVar[str] = "crossing"

    counter: str = ""


class StepReached(OwnedMove, frozen=True, kw_only=True):
    """The people reached a step of the queue."""

    KIND: ClassVar[str] = "crossing"

    step: str = ""


class CrossingCorrected(Fact, frozen=True, kw_only=True):
    """Fields of a crossing set anew. Only those that `fields` lists were changed; the others keep their defaults."""

    KIND: ClassVar[str] = "crossing"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    fields: tuple[str, ...] = ()
    direction: str = ""
    level: int = 0
    people: int = 0
    transport: str = ""
    vehicle: str | None = None
    arrived_at: datetime | None = None
    persons: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False
    language: str = ""
    routing: str = ""
    reason: str = ""


class CrossingVoided(Fact, frozen=True, kw_only=True):
    """Entered by mistake: never counted, never deleted."""

    KIND: ClassVar[str] = "crossing"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    reason: str = ""


class CrossingRestored(Fact, frozen=True, kw_only=True):
    """Voiding was taken back; `voids` names the entries that no longer count."""

    KIND: ClassVar[str] = "crossing"

    voids: tuple[str, ...] = ()


class CrossingErased(Fact, frozen=True, kw_only=True):
    """Nobody of the crossing is left by name: its token and every word about it went."""

    KIND: ClassVar[str] = "crossing"
    ERASES: ClassVar[bool] = True


class CrossingWordsErased(Fact, frozen=True, kw_only=True):
    """The words of a crossing that others share went with one of its people; its token stays theirs."""

    KIND: ClassVar[str] = "crossing"
    ERASES_WORDS: ClassVar[bool] = True

    entries: tuple[str, ...] = ()


class ShiftOpened(Fact, frozen=True, kw_only=True):
    """A shift began at a post."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "shift"

    post: str = ""
    officers: tuple[str, ...] = ()
    lanes: int = 1


class ShiftHandedOver(Fact, frozen=True, kw_only=True):
    """A shift ended and was handed to the next, with what was open then."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "shift"
    NAMED: ClassVar[frozenset[str]] = frozenset({"remarks"})

    to: str = ""
    open_queue: int = 0
    open_verifications: int = 0
    open_flags: int = 0
    remarks: str = ""


class ShiftRemarksErased(Fact, frozen=True, kw_only=True):
    """Remarks that named somebody who was erased."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "shift"
    ERASES_WORDS: ClassVar[bool] = True

    entries: tuple[str, ...] = ()


class VehicleRecorded(Fact, frozen=True, kw_only=True):
    """A vehicle or boat came with its driver and the people aboard."""

    KIND: ClassVar[str] = "vehicle"
    NAMED: ClassVar[frozenset[str]] = frozenset({"plate", "driver_name", "driver_contact", "destination"})

    post: str = ""
    local_day: str = ""
    kind: str = ""
    seats: int = 0
    aboard: int = 0
    children_with_non_relatives: int = 0
    plate: str = ""
    driver_name: str = ""
    driver_contact: str = ""
    destination: str = ""


class VehicleCorrected(Fact, frozen=True, kw_only=True):
    """Fields of a vehicle set anew; only those that `fields` lists were changed."""

    KIND: ClassVar[str] = "vehicle"
    NAMED: ClassVar[frozenset[str]] = frozenset({"plate", "driver_name", "driver_contact", "destination", "reason"})

    fields: tuple[str, ...] = ()
    kind: str = ""
    seats: int = 0
    aboard: int = 0
    children_with_non_relatives: int = 0
    plate: str = ""
    driver_name: str = ""
    driver_contact: str = ""
    destination: str = ""
    reason: str = ""


class VehicleErased(Fact, frozen=True, kw_only=True):
    """Plate, driver, contact and destination went with the person whose they were."""

    KIND: ClassVar[str] = "vehicle"
    ERASES: ClassVar[bool] = True


FACTS = (
    MovementsCounted, CountUndone, HourObserved,
    CrossingRecorded, DecisionMade, DecisionUndone, VerificationCompleted, NumberCalled, StepReached,
    CrossingCorrected, CrossingVoided, CrossingRestored, CrossingErased, CrossingWordsErased,
    ShiftOpened, ShiftHandedOver, ShiftRemarksErased, VehicleRecorded, VehicleCorrected, VehicleErased,
)  # fmt: skip
