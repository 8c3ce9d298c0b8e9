"""Rules of compartments: one agency holds each; what is placed looks sealed, and to the key that stands; who may hold
its key, and that nobody is enrolled before paper has proved to give it back.

Refused: compartments.code_shape, compartments.agency_shape, compartments.key_shape, compartments.not_sealed,
compartments.entry_id, compartments.reason_missing (fewest), compartments.drill_first, compartments.drill_over,
compartments.not_set_up, compartments.no_sheets, compartments.last_holder, compartments.sheets_replaced,
compartments.holders_left, compartments.own_emergency. NotAllowed: compartments.not_yours. NotFound:
compartments.unknown, compartments.not_held, compartments.no_such_emergency. Conflict: compartments.held_by_another,
compartments.old_key, compartments.entry_used, compartments.holds_already, compartments.holds_not,
compartments.reviewed_already.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from safeconduct.foundation.compartments.commands import (
    GiveKey,
    LoseKey,
    OpenEmergency,
    PassDrill,
    PlaceSealed,
    PrintSheets,
    RegisterCompartment,
    ReviewEmergency,
    TakeKey,
)
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
from safeconduct.foundation.vault.compartments import KEY_BYTES, looks_sealed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import derived_id, is_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

CODE = re.compile(r"[a-z][a-z0-9_]{1,23}")  # it is a part of stream names, which have 80 letters
DRILL_EVERY = timedelta(days=182)  # half a year
DRILL_WARNS = timedelta(days=14)
EMERGENCY = timedelta(hours=4)  # assumption: until somebody who holds the key can be found
SHORTEST_REASON = 10  # assumption: letters; "ok" is no reason


@dataclass(frozen=True)
class Registered:
    """A compartment as it stands."""

    agency: str
    key: str


@dataclass(frozen=True)
class Place:
    """What stands where a sealed entry is to be placed."""

    compartment: Registered | None
    entry_used: bool = False


@dataclass(frozen=True)
class Keeping:
    """How the key of a compartment is looked after on this node."""

    holders: frozenset[str] = frozenset()  # who has it wrapped for them
    ready: frozenset[str] = frozenset()  # who has a key pair of their own to which it can be given
    unwrapped: bool = False  # it lies in the keyring as an earlier build left it
    set_id: str = ""
    drilled_set: str = ""
    drilled_at: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Whether this node holds the key at all."""
        return self.unwrapped or bool(self.holders) or bool(self.set_id)

    @property
    def drill_due(self) -> datetime | None:
        """When the next drill must have been passed; None where none was passed with the sheets that stand."""
        if self.drilled_at is None or not self.set_id or self.drilled_set != self.set_id:
            return None
        return self.drilled_at + DRILL_EVERY

    def state(self, now: datetime) -> str:
        """What is to be done next: unwrapped, nobody (holds it), no_sheets, first (drill), over, soon; or good."""
        due = self.drill_due
        if self.unwrapped:
            return "unwrapped"
        if not self.holders:
            return "nobody"
        if due is None:
            return "first" if self.set_id else "no_sheets"
        return "over" if due <= now else "soon" if due - DRILL_WARNS <= now else "good"


@dataclass(frozen=True)
class Emergency:
    """An emergency as it stands."""

    user: str
    reviewed: bool


def key_id(public: bytes) -> str:
    """The id of a compartment's public key, which stands beside what was sealed to it."""
    return hashlib.sha256(b"safeconduct compartment key\0" + public).hexdigest()[:32]


def subject_of(compartment: str) -> str:
    """The subject that a compartment is in the journal."""
    return derived_id("compartment", compartment)


def decide_register_compartment(
    command: RegisterCompartment, standing: Registered | None, here: Circumstances
) -> list[About]:
    """The same key again changes nothing."""
    if not CODE.fullmatch(command.compartment):
        raise Refused("compartments.code_shape")
    if not CODE.fullmatch(command.agency):
        raise Refused("compartments.agency_shape")
    if len(command.public) != KEY_BYTES:
        raise Refused("compartments.key_shape")
    if standing is not None and standing.agency != command.agency:
        raise Conflict("compartments.held_by_another", compartment=command.compartment, agency=standing.agency)
    key = key_id(command.public)
    if standing is not None and standing.key == key:
        return []
    fact = CompartmentRegistered(compartment=command.compartment, agency=command.agency, key=key, public=command.public)
    return [About(subject_of(command.compartment), fact)]


def decide_place_sealed(command: PlaceSealed, place: Place, here: Circumstances) -> list[About]:
    """Nothing is known of the content but that it looks sealed, and for which key."""
    if place.compartment is None:
        raise NotFound("compartments.unknown", compartment=command.compartment)
    if command.key != place.compartment.key:
        raise Conflict("compartments.old_key", compartment=command.compartment)
    if not is_id(command.entry):
        raise Refused("compartments.entry_id")
    if place.entry_used:
        raise Conflict("compartments.entry_used")
    if not looks_sealed(command.content):
        raise Refused("compartments.not_sealed")
    fact = Sealed(compartment=command.compartment, key=command.key, content=command.content)
    return [About(command.entry, fact)]


def custody_of(key: str) -> str:
    """The subject under which stands how a key is looked after."""
    return derived_id("custody", key)


def check_enrolment(keeping: Keeping, compartment: str, now: datetime) -> None:
    """Nobody and no post is enrolled before sheets of paper have proved to give the key, and each half-year anew.

    Refused: compartments.drill_first, compartments.drill_over (day).
    """
    due = keeping.drill_due
    if due is None:
        raise Refused("compartments.drill_first", compartment=compartment)
    if due <= now:
        raise Refused("compartments.drill_over", compartment=compartment, day=due.date().isoformat())


def decide_give_key(command: GiveKey, keeping: Keeping, here: Circumstances) -> list[About]:
    """By one who holds it; one left by itself, by who signs in first; from sheets, where nobody holds it any more."""
    if not keeping.is_here:
        raise NotFound("compartments.not_held", compartment=command.compartment)
    if command.user in keeping.holders:
        raise Conflict("compartments.holds_already")
    if command.user not in keeping.ready:
        raise Refused("compartments.not_set_up")
    if command.how == "given":
        _check_reason(command.reason)
        if here.actor not in keeping.holders:
            raise NotAllowed("compartments.not_yours", compartment=command.compartment)
        check_enrolment(keeping, command.compartment, here.now)
    elif here.actor != command.user or not _may_take_itself(command.how, keeping):
        raise Refused("compartments.holders_left")
    fact = KeyGiven(
        compartment=command.compartment, key=command.key, user=command.user, how=command.how,
        reason=command.reason.strip(),
    )  # fmt: skip
    return [About(custody_of(command.key), fact)]


def _may_take_itself(how: str, keeping: Keeping) -> bool:
    return keeping.unwrapped if how == "taken_over" else how == "sheets" and not keeping.holders


def decide_take_key(command: TakeKey, keeping: Keeping, here: Circumstances) -> list[About]:
    """The last one keeps it while no drill has shown that paper gives it back."""
    _check_reason(command.reason)
    _check_holds(keeping, command.user)
    if keeping.holders == {command.user} and keeping.drill_due is None:
        raise Refused("compartments.last_holder")
    return [_taken(command, "taken", command.reason.strip())]


def decide_lose_key(command: LoseKey, keeping: Keeping, here: Circumstances) -> list[About]:
    """Written down after the wrap went with the forgotten passphrase, in the same moment as that was replaced."""
    return [_taken(command, "reset", "")]


def _check_holds(keeping: Keeping, user: str) -> None:
    if user not in keeping.holders:
        raise Conflict("compartments.holds_not")


def _taken(command: TakeKey | LoseKey, how: str, reason: str) -> About:
    fact = KeyTaken(compartment=command.compartment, key=command.key, user=command.user, how=how, reason=reason)
    return About(custody_of(command.key), fact)


def decide_print_sheets(command: PrintSheets, keeping: Keeping, here: Circumstances) -> list[About]:
    """By one who holds the key. A new set makes the drill necessary anew."""
    if here.actor not in keeping.holders:
        raise NotAllowed("compartments.not_yours", compartment=command.compartment)
    fact = SheetsPrinted(
        compartment=command.compartment, key=command.key, set_id=command.set_id, needed=command.needed,
        made=command.made,
    )  # fmt: skip
    return [About(custody_of(command.key), fact)]


def decide_pass_drill(command: PassDrill, keeping: Keeping, here: Circumstances) -> list[About]:
    """With sheets of the set printed last: older papers give the key too, but are to be destroyed."""
    _check_set(command.set_id, keeping)
    fact = DrillPassed(
        compartment=command.compartment, key=command.key, set_id=command.set_id, sheets=tuple(sorted(command.sheets))
    )
    return [About(custody_of(command.key), fact)]


def _check_set(set_id: str, keeping: Keeping) -> None:
    if not keeping.set_id:
        raise Refused("compartments.no_sheets")
    if set_id != keeping.set_id:
        raise Refused("compartments.sheets_replaced")


def decide_open_emergency(command: OpenEmergency, keeping: Keeping, here: Circumstances) -> list[About]:
    """With a reason, for some hours; who holds the key needs none."""
    _check_reason(command.reason)
    _check_set(command.set_id, keeping)
    if here.actor in keeping.holders:
        raise Conflict("compartments.holds_already")
    fact = EmergencyOpened(
        compartment=command.compartment, key=command.key, set_id=command.set_id,
        sheets=tuple(sorted(command.sheets)), until=here.now + EMERGENCY, reason=command.reason.strip(),
    )  # fmt: skip
    return [About(command.emergency, fact)]


def decide_review_emergency(command: ReviewEmergency, emergency: Emergency | None, here: Circumstances) -> list[About]:
    """By another person than the one who read, in words, once."""
    if emergency is None:
        raise NotFound("compartments.no_such_emergency")
    if emergency.reviewed:
        raise Conflict("compartments.reviewed_already")
    if emergency.user == here.actor:
        raise Refused("compartments.own_emergency")
    _check_reason(command.words)
    return [About(command.emergency, EmergencyReviewed(justified=command.justified, words=command.words.strip()))]


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("compartments.reason_missing", fewest=SHORTEST_REASON)
