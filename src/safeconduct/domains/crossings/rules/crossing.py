"""Rules of the crossing itself: recording it with the next token of the day, correcting it, voiding it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from safeconduct.domains.crossings.commands import CorrectCrossing, RecordCrossing, RestoreCrossing, VoidCrossing
from safeconduct.domains.crossings.facts import (
    CrossingCorrected,
    CrossingRecorded,
    CrossingRestored,
    CrossingVoided,
)
from safeconduct.domains.crossings.rules.code_lists import DIRECTIONS, LEVELS, NEEDS, ROUTINGS, TRANSPORTS
from safeconduct.domains.crossings.rules.limits import (
    check_code,
    check_codes,
    check_here,
    check_id,
    check_range,
    cleaned,
    given_reason,
    read_changes,
)
from safeconduct.foundation.codes import language
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import OTHER, OWNER, About
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from safeconduct.kernel.tokens import make_token, read_token

REFUSALS = {
    "crossings.already_recorded": "a crossing with this id stands already",
    "crossings.no_such_crossing": "this node holds no such crossing",
    "crossings.voided": "the crossing was entered by mistake and voided",
    "crossings.not_voided": "there is no voiding to take back",
    "crossings.malformed_id": "an id is not shaped like one",
    "crossings.arrival_in_future": "the arrival lies ahead of now",
    "crossings.arrival_too_old": "the arrival lies more than 30 days back",
    "crossings.time_without_zone": "a time came without its zone",
    "crossings.reason_missing": "a change needs its reason",
    "crossings.nothing_changed": "a correction that changes nothing",
    "crossings.not_correctable": "this field is not corrected here",
    "crossings.fewer_than_registered": "fewer people than were registered one by one",
    "crossings.wrong_shape": "a corrected value is of the wrong kind",
}

MOST_PEOPLE = 300  # assumption: the largest group that crosses as one, two full coaches and more
ARRIVED_AHEAD = timedelta(minutes=5)
ARRIVED_BACK = timedelta(days=30)  # assumption: as for counts keyed in later


class Deferral(msgspec.Struct, frozen=True):
    """An admission whose verification is not yet worked off."""

    entry: str
    deadline: datetime | None = None


class Move(msgspec.Struct, frozen=True):
    """A decision that stands: its entry, who made it, and when the node recorded it."""

    entry: str
    decision: str
    actor: str
    recorded_at: datetime
    by_owner: bool = False


class CrossingState(msgspec.Struct, frozen=True, kw_only=True):
    """What rules and gates may know of a crossing; `exists` is False where this node holds none."""

    exists: bool = False
    is_owner: bool = False  # whether this node recorded the crossing, so that its decision and step are its own
    post: str = ""
    direction: str = ""
    voided: bool = False
    voids: tuple[str, ...] = ()  # the entries that voided it and still count
    decision: str = ""
    is_contested: bool = False
    moves: tuple[Move, ...] = ()
    deferrals: tuple[Deferral, ...] = ()
    step: str = ""
    group: str | None = None
    persons: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False
    values: Mapping[str, Any] = {}


class RecordState(msgspec.Struct, frozen=True, kw_only=True):
    """What recording depends on: the post's letter, and the next number of the local days around now."""

    exists: bool = False
    letter: str = ""
    next_numbers: Mapping[str, int] = {}
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False


def check_stands(state: CrossingState, here: Circumstances) -> None:
    """NotFound: no_such_crossing. Conflict: voided. NotAllowed: not_at_this_post."""
    if not state.exists:
        raise NotFound("crossings.no_such_crossing")
    check_here(state.post, here)
    if state.voided:
        raise Conflict("crossings.voided")


def move_of(state: CrossingState) -> str:
    """Whose move a decision or a step made here is: the owner's, or another's."""
    return OWNER if state.is_owner else OTHER


def decide_record_crossing(command: RecordCrossing, state: RecordState, here: Circumstances) -> list[About]:
    """A crossing with its token. Conflict: already_recorded; refused for codes, ranges, ids, times and tokens."""
    check_here(command.post, here)
    check_id(command.crossing)
    if state.exists:
        raise Conflict("crossings.already_recorded")
    check_code("direction", command.direction, DIRECTIONS)
    check_range("level", command.level, LEVELS[0], LEVELS[-1])
    check_code("routing", command.routing, ("", *ROUTINGS))
    known_token = read_token(command.known_token).text if command.known_token.strip() else ""
    if command.group is not None:
        check_id(command.group)
    # Registering one by one finds more people than were first counted; then what is known better holds.
    people = max(_checked_people(command.number), len(set(command.persons)))
    day = here.local_day
    number = state.next_numbers.get(day, 1)
    fact = CrossingRecorded(
        post=command.post, local_day=day, token_number=number, token=make_token(state.letter, number),
        direction=command.direction, level=command.level, group=command.group, people=people,
        persons=_checked_persons(command.persons, here), transport=_checked_transport(command.transport, here),
        vehicle=_checked_vehicle(command.vehicle, here),
        arrived_at=_checked_arrival(command.arrived_at or here.happened_at, here),
        needs=_checked_needs(command.needs, here), has_child_alone=command.has_child_alone,
        language=_checked_language(command.language, here), known_token=known_token, routing=command.routing,
    )  # fmt: skip
    touches = tuple(dict.fromkeys([*fact.persons, *filter(None, (fact.group, fact.vehicle))]))
    return [About(command.crossing, fact, touches)]


def decide_correct_crossing(command: CorrectCrossing, state: CrossingState, here: Circumstances) -> list[About]:
    """Correct fields, with a reason. Refused: reason_missing, nothing_changed, not_correctable, wrong_shape."""
    check_stands(state, here)
    reason = given_reason(command.reason)
    given = {_FIELD_OF.get(name, name): value for name, value in command.changes.items()}
    changes = read_changes(given, _Correctable, _CHECKS, here)
    changes = {name: value for name, value in changes.items() if state.values.get(name) != value}
    if not changes:
        raise Refused("crossings.nothing_changed")
    if changes.get("people", MOST_PEOPLE) < len(changes.get("persons", state.persons)):
        raise Refused("crossings.fewer_than_registered", least=len(changes.get("persons", state.persons)))
    fact = CrossingCorrected(fields=tuple(sorted(changes)), reason=reason, **changes)
    return [About(command.crossing, fact, fact.persons)]


def decide_void_crossing(command: VoidCrossing, state: CrossingState, here: Circumstances) -> list[About]:
    """A crossing entered by mistake. Refused: reason_missing. Conflict: voided, when it is already."""
    check_stands(state, here)
    return [About(command.crossing, CrossingVoided(reason=given_reason(command.reason)))]


def decide_restore_crossing(command: RestoreCrossing, state: CrossingState, here: Circumstances) -> list[About]:
    """Take back every voiding that stands. NotFound: no_such_crossing. Conflict: not_voided."""
    if not state.exists:
        raise NotFound("crossings.no_such_crossing")
    if not state.voids:
        raise Conflict("crossings.not_voided")
    return [About(command.crossing, CrossingRestored(voids=state.voids))]


class _Correctable(msgspec.Struct, frozen=True, kw_only=True):
    direction: str = ""
    level: int = 0
    people: int = 1
    transport: str = ""
    vehicle: str | None = None
    arrived_at: datetime | None = None
    persons: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    has_child_alone: bool = False
    language: str = ""
    routing: str = ""


def _checked_people(number: int) -> int:
    check_range("number", number, 1, MOST_PEOPLE)
    return number


def _checked_persons(persons: tuple[str, ...], here: Circumstances) -> tuple[str, ...]:
    check_range("persons", len(persons), 0, MOST_PEOPLE)
    for person in persons:
        check_id(person)
    return tuple(dict.fromkeys(persons))


def _checked_vehicle(vehicle: str | None, here: Circumstances) -> str | None:
    if vehicle:
        check_id(vehicle)
    return vehicle or None


def _checked_transport(transport: str, here: Circumstances) -> str:
    check_code("transport", transport, ("", *TRANSPORTS))
    return transport


def _checked_needs(needs: tuple[str, ...], here: Circumstances) -> tuple[str, ...]:
    check_codes("needs", needs, NEEDS)
    return tuple(need for need in NEEDS if need in needs)


def _checked_language(code: str, here: Circumstances) -> str:
    text = cleaned(code, kind="code", limit=16, field="language")
    found = language(text)
    if text and found is None:
        raise Refused("crossings.unknown_code", field="language")
    return found.code if found else ""


def _checked_arrival(moment: datetime | None, here: Circumstances) -> datetime:
    if moment is None or moment.tzinfo is None:
        raise Refused("crossings.time_without_zone", field="arrived_at")
    if moment > max(here.now, here.happened_at) + ARRIVED_AHEAD:
        raise Refused("crossings.arrival_in_future")
    if here.now - moment > ARRIVED_BACK:
        raise Refused("crossings.arrival_too_old", days=ARRIVED_BACK.days)
    return moment


def _checked_direction(value: str, here: Circumstances) -> str:
    check_code("direction", value, DIRECTIONS)
    return value


def _checked_routing(value: str, here: Circumstances) -> str:
    check_code("routing", value, ("", *ROUTINGS))
    return value


def _checked_level(value: int, here: Circumstances) -> int:
    check_range("level", value, LEVELS[0], LEVELS[-1])
    return value


_FIELD_OF = {"number": "people"}  # the command's word for how many people cross
_CHECKS: Mapping[str, Callable[[Any, Circumstances], Any]] = {
    "direction": _checked_direction,
    "level": _checked_level,
    "people": lambda value, here: _checked_people(value),
    "transport": _checked_transport,
    "vehicle": _checked_vehicle,
    "arrived_at": _checked_arrival,
    "persons": _checked_persons,
    "needs": _checked_needs,
    "has_child_alone": lambda value, here: value,
    "language": _checked_language,
    "routing": _checked_routing,
}
