"""Parts of an HSDS record: texts and numbers that fit us, hours, phones, the first location, our own taxonomy."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.reach import checked_phone
from safeconduct.kernel.text import Kind, clean_text

Record = dict[str, Any]
Hours = tuple[tuple[tuple[str, ...], str, str], ...]  # days, opens, closes
Number = TypeVar("Number", int, float)

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OWN_TAXONOMY = "Safeconduct"
NIGHT = "night"
_NIGHT_WORDS = ("night", "nuit", "noche", "ليل", "24")
_ADDRESS = ("attention", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country")


def text_of(given: Any, kind: Kind, limit: int) -> str:
    """A text as it is stored with us, cut where it is too long; empty for what cannot stand in such a field."""
    if not isinstance(given, str):
        return ""
    plain = given if kind == "note" else " ".join(given.split())
    try:
        return clean_text(plain[: limit + 1].strip()[:limit], kind=kind, limit=limit).stored
    except Refused:
        return ""


def number_of(given: Any, least: float, most: float, kind: type[Number]) -> Number | None:
    """A number within limits, or nothing."""
    try:
        found = kind(given)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if least <= found <= most else None


def hours_of(record: Record) -> Hours:
    """The weekly hours. Schedules of other frequencies (months, days of a year) are kept, but not read."""
    found = []
    for one in dicts_of(record.get("schedules")):
        if str(one.get("freq") or "WEEKLY").upper() == "WEEKLY":
            days = tuple(day for day in DAYS if day in str(one.get("byday") or "").upper().replace(" ", "").split(","))
            opens, closes = _time(one.get("opens_at")), _time(one.get("closes_at"))
            if days and opens and closes:
                found.append((days, opens, closes))
    return tuple(found)


def _time(given: Any) -> str:
    text = str(given or "")[:5]
    hours, colon, minutes = text.partition(":")
    is_time = colon and len(text) == 5 and hours.isdigit() and minutes.isdigit() and text.isascii()
    if not is_time or int(minutes) > 59 or int(hours) * 60 + int(minutes) > 24 * 60:
        return ""
    return text


def put_hours(record: Record, hours: Hours) -> None:
    """Write weekly hours in place of those that are read; other schedules stay."""
    kept = [one for one in list_of(record.get("schedules")) if not hours_of({"schedules": [one]})]
    record["schedules"] = kept + [
        {
            "id": derived_id("hsds schedule", str(record.get("id")), *days, opens, closes),
            "freq": "WEEKLY",
            "interval": 1,
            "byday": ",".join(days),
            "opens_at": opens,
            "closes_at": closes,
        }
        for days, opens, closes in hours
    ]


def phones_of(record: Record) -> tuple[str, str]:
    """The number by day and the one by night: the one that speaks of the night, and the first of the others."""
    day = night = ""
    for one in dicts_of(record.get("phones")):
        number, told = _number(one), f"{one.get('description') or ''} {one.get('type') or ''}".casefold()
        if str(one.get("type") or "").casefold() in ("fax", "textphone") or not number:
            continue
        if _speaks_of_night(told):
            night = night or number
        else:
            day = day or number
    return day, night


def _speaks_of_night(told: str) -> bool:
    words = told.replace("/", " ").split()
    return any(word.startswith(_NIGHT_WORDS[:4]) or word in ("24", "24h", "24/7") for word in words)


def _number(phone: Record) -> str:
    try:
        return checked_phone(str(phone.get("number") or "").strip("\"' "), "phone")
    except Refused:
        return ""


def put_phones(record: Record, day: str, night: str) -> None:
    """Write the two numbers in place of those that are read; fax and further numbers stay."""
    old = phones_of(record)
    phones = list(list_of(record.get("phones")))
    for wanted, standing, description in ((day, old[0], "day"), (night, old[1], NIGHT)):
        if wanted == standing:
            continue
        kept = [one for one in phones if not (isinstance(one, dict) and _number(one) == standing and standing)]
        added = {"id": derived_id("hsds phone", str(record.get("id")), description), "number": wanted, "type": "voice",
                 "description": description}  # fmt: skip
        phones = [added, *kept] if wanted else kept
    record["phones"] = phones


def first_location(record: Record) -> Record:
    """The location at which the service is given first; empty where it names none."""
    for one in dicts_of(record.get("service_at_locations")):
        if isinstance(one.get("location"), dict):
            return dict(one["location"])
    return {}


def address_of(location: Record) -> str:
    """The first address in lines."""
    first = next(iter(dicts_of(location.get("addresses"))), {})
    lines = [text_of(first.get(part), "free", 300) for part in _ADDRESS]
    return "\n".join(filter(None, lines))


def put_address(location: Record, address: str) -> None:
    """Write an address in place of the one that is read; further ones stay."""
    if address_of(location) == address:
        return
    others = list_of(location.get("addresses"))[1:]
    lines = address.splitlines()
    first = {"id": derived_id("hsds address", str(location.get("id"))), "address_type": "physical"}
    first |= {f"address_{number}": line for number, line in enumerate([*lines[:1], ", ".join(lines[1:])], 1) if line}
    location["addresses"] = ([first] if lines else []) + others


def own_values(record: Record) -> Mapping[str, tuple[str, ...]]:
    """What attributes in our own taxonomy say, by the code of their term."""
    found: dict[str, tuple[str, ...]] = {}
    for one in dicts_of(record.get("attributes")):
        term = one.get("taxonomy_term")
        if isinstance(term, dict) and term.get("taxonomy") == OWN_TAXONOMY:
            name = str(term.get("code") or "")
            found[name] = (*found.get(name, ()), str(one.get("value") or ""))
    return found


def put_own_values(record: Record, values: Mapping[str, Iterable[str]]) -> None:
    """Write attributes in our own taxonomy; those of others stay."""
    kept = [one for one in list_of(record.get("attributes")) if not own_values({"attributes": [one]})]
    owner = str(record.get("id"))
    record["attributes"] = kept + [
        {
            "id": derived_id("hsds attribute", owner, term, value),
            "link_entity": "service",
            "value": value,
            "taxonomy_term": {
                "id": derived_id("hsds term", term),
                "code": term,
                "name": term,
                "description": term,
                "taxonomy": OWN_TAXONOMY,
            },
        }
        for term, said in values.items()
        for value in said
    ]


def dicts_of(given: Any) -> list[Record]:
    """The records of a list; none of what is no list."""
    return [one for one in list_of(given) if isinstance(one, dict)]


def list_of(given: Any) -> list[Any]:
    """A list as it is; none of what is no list."""
    return given if isinstance(given, list) else []
