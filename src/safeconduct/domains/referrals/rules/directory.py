"""What an entry of the service directory must say, and who may have it changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from safeconduct.domains.referrals.commands import (
    AnswerChange,
    ConfirmService,
    DescribeService,
    RequestChange,
    SetCapacity,
)
from safeconduct.domains.referrals.facts import (
    CapacitySet,
    ChangeAnswered,
    ChangeRequested,
    ServiceConfirmed,
    ServiceDescribed,
)
from safeconduct.domains.referrals.opening import is_well_formed
from safeconduct.foundation.codes import is_listed, language
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.described import Described
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotAllowed, NotFound, Refused
from safeconduct.kernel.reach import checked_email, checked_phone
from safeconduct.kernel.text import Kind, clean_text

OLDEST = 120
MOST_PLACES = 100_000  # assumption: above any camp on record
LONGEST_NAME, LONGEST_TEXT = 200, 2_000
DISCREET = "safe_house"


class Request(msgspec.Struct, frozen=True):
    """What an agency asked for, not yet answered: the entry, and the fields with their new values."""

    entry: str
    changes: Mapping[str, Any]


class KnownService(Described, frozen=True, kw_only=True):
    """A service as it stands. `own_code` is the code of the agency whose node this is; `is_own`: its service."""

    own_code: str = ""
    is_own: bool = False
    requests: tuple[Request, ...] = ()


def decide_describe_service(command: DescribeService, state: KnownService, here: Circumstances) -> list[About]:
    """What is different. Refused: broken_id, name_missing, type_missing, unknown_code, age_range, hours_shape,
    position, capacity_range, day_shape, nothing_changed (all `referrals.`), reach.phone, reach.email."""
    _check_ids(command.service, command.agency)
    changed = state.changed(_fields(command, here))
    if not changed:
        raise Refused("referrals.nothing_changed")
    return [About(command.service, ServiceDescribed(**changed), (command.agency,))]


def decide_set_capacity(command: SetCapacity, state: KnownService, here: Circumstances) -> list[About]:
    """The capacity. NotFound: unknown_service. Refused: capacity_range (both `referrals.`)."""
    _check_known(state)
    capacity = _capacity(command.capacity)
    return [About(command.service, CapacitySet(is_open=command.is_open, capacity=capacity))]


def decide_confirm_service(command: ConfirmService, state: KnownService, here: Circumstances) -> list[About]:
    """The day here. NotFound: referrals.unknown_service."""
    _check_known(state)
    return [About(command.service, ServiceConfirmed(confirmed_on=here.local_day))]


# What an agency may ask to be said otherwise. Whose service it is, and whether it is listed, it cannot ask.
ASKABLE = frozenset(DescribeService.__struct_fields__) - {"service", "agency", "is_listed", "confirmed_on", "record"}


def decide_request_change(command: RequestChange, state: KnownService, here: Circumstances) -> list[About]:
    """What the agency wants otherwise: of services that people were referred to here. NotAllowed: not_your_service.
    Refused: nothing_changed, unknown_code, or as `decide_describe_service` (all `referrals.`)."""
    _check_ids(command.service)
    if not state.own_code or not state.is_own:
        raise NotAllowed("referrals.not_your_service")
    if not set(command.changes) <= ASKABLE:
        raise Refused("referrals.unknown_code", field="changes")
    words = _text(command.words, "words", "note")
    if not command.changes and not words:
        raise Refused("referrals.nothing_changed")
    # The agency's node does not hold the directory: what is not asked for is judged where the answer is given.
    wanted = {"name": _ANY_NAME, "types": _ANY_TYPE, **command.changes}
    fields = _fields(_whole(wanted, command.service, command.service), here)
    changes = msgspec.to_builtins({name: fields[name] for name in command.changes})
    return [About(command.service, ChangeRequested(readers=state.own_code, changes=changes, words=words))]


_ANY_NAME, _ANY_TYPE = "-", ("health",)


def decide_answer_change(command: AnswerChange, state: KnownService, here: Circumstances) -> list[About]:
    """The answer, and with it what was asked for. NotFound: unknown_service, unknown_request. Refused:
    request_unreadable, or as `decide_describe_service` (all `referrals.`)."""
    _check_known(state)
    request = next((one for one in state.requests if one.entry == command.request), None)
    if request is None:
        raise NotFound("referrals.unknown_request")
    words = _text(command.words, "words", "note")
    answer = ChangeAnswered(request=request.entry, is_accepted=command.is_accepted, words=words)
    found = [About(command.service, answer)]
    changed = state.changed(_fields(_asked_for(request, state, command.service), here)) if command.is_accepted else {}
    if changed:
        found.append(About(command.service, ServiceDescribed(**changed)))
    return found


def _asked_for(request: Request, state: KnownService, service: str) -> DescribeService:
    """The entry as the agency wants it, to be judged like any other: its node may have other rules than ours."""
    asked = {name: value for name, value in request.changes.items() if name in ASKABLE}
    return _whole({**state.values, **asked}, service, state.values.get("agency"))


def _whole(values: Mapping[str, Any], service: str, agency: Any) -> DescribeService:
    try:
        return msgspec.convert({**values, "agency": agency, "service": service, "record": None}, DescribeService)
    except msgspec.ValidationError:
        raise Refused("referrals.request_unreadable") from None


def _check_known(state: KnownService) -> None:
    if not state.is_known:
        raise NotFound("referrals.unknown_service")


def _check_ids(*given: str) -> None:
    if not all(is_id(one) for one in given):
        raise Refused("referrals.broken_id")


def _fields(command: DescribeService, here: Circumstances) -> dict[str, Any]:
    least, most = _ages(command)
    latitude, longitude = _position(command)
    types = _codes(command.types, "service_types", "types")
    if not types:
        raise Refused("referrals.type_missing", field="types")
    if not is_well_formed(command.hours):
        raise Refused("referrals.hours_shape", field="hours")
    given: dict[str, Any] = {
        "agency": command.agency,
        "types": types,
        "for_whom": _codes(command.for_whom, "service_groups", "for_whom"),
        "least_age": least,
        "most_age": most,
        "languages": _languages(command.languages),
        "hours": command.hours,
        "place_code": _text(command.place_code, "place_code", "code").upper(),
        "latitude": latitude,
        "longitude": longitude,
        # The way to a safe house is never on a card, a list or a file, whoever forgot to say so.
        "is_discreet": command.is_discreet or DISCREET in types,
        "is_listed": command.is_listed,
        "is_open": command.is_open,
        "capacity": _capacity(command.capacity),
        "confirmed_on": _day(command.confirmed_on, here),
    }
    given |= _texts(command)
    if command.record is not None:
        given["record"] = command.record
    return given


def _texts(command: DescribeService) -> dict[str, str]:
    name = clean_text(command.name, kind="name", limit=LONGEST_NAME, field="name").stored
    if not name:
        raise Refused("referrals.name_missing", field="name")
    notes = {
        field: _text(getattr(command, field), field, "note")
        for field in ("description", "address", "eligibility", "how_to_come")
    }
    return {
        "name": name,
        "place": _text(command.place, "place", "free"),
        **notes,
        "day_phone": checked_phone(command.day_phone, "day_phone"),
        "night_phone": checked_phone(command.night_phone, "night_phone"),
        "email": checked_email(command.email),
    }


def _ages(command: DescribeService) -> tuple[int | None, int | None]:
    given = [age for age in (command.least_age, command.most_age) if age is not None]
    if any(not 0 <= age <= OLDEST for age in given) or given != sorted(given):
        raise Refused("referrals.age_range", field="least_age", oldest=OLDEST)
    return command.least_age, command.most_age


def _position(command: DescribeService) -> tuple[float | None, float | None]:
    latitude, longitude = command.latitude, command.longitude
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused("referrals.position", field="latitude")
    return latitude, longitude


def _capacity(given: int | None) -> int | None:
    if given is not None and not 0 <= given <= MOST_PLACES:
        raise Refused("referrals.capacity_range", field="capacity", most=MOST_PLACES)
    return given


def _day(given: str, here: Circumstances) -> str:
    try:
        day = date.fromisoformat(given).isoformat() if given else ""
    except ValueError:
        raise Refused("referrals.day_shape", field="confirmed_on") from None
    if day > here.local_day:
        raise Refused("referrals.day_shape", field="confirmed_on")
    return day


def _languages(given: tuple[str, ...]) -> tuple[str, ...]:
    found = [language(code) for code in given]
    if None in found:
        raise Refused("referrals.unknown_code", field="languages")
    return tuple(dict.fromkeys(one.code for one in found if one is not None))


def _codes(given: tuple[str, ...], list_name: str, field: str) -> tuple[str, ...]:
    if any(not is_listed(list_name, code) for code in given):
        raise Refused("referrals.unknown_code", field=field)
    return tuple(sorted(set(given)))


def _text(given: str, field: str, kind: Kind) -> str:
    return clean_text(given, kind=kind, limit=LONGEST_TEXT, field=field).stored
