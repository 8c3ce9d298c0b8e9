"""What an HSDS service record means to us, and our own words written back into it.

`read_fields` takes from a record what we know; `written_fields` puts back only what differs from what it would read,
so that a record nobody changed is given back as it came, and what we do not use is never lost.
"""

from collections.abc import Callable, Mapping
from typing import Any

from safeconduct.foundation.codes import is_listed, language, language_name, service_types_in
from safeconduct.foundation.documents.hsds.parts import (
    Record,
    address_of,
    dicts_of,
    first_location,
    hours_of,
    number_of,
    own_values,
    phones_of,
    put_address,
    put_hours,
    put_own_values,
    put_phones,
    text_of,
)
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.reach import checked_email
from safeconduct.kernel.text import Kind

Fields = dict[str, Any]
TEXTS: Mapping[str, tuple[str, Kind, int]] = {
    "name": ("name", "name", 200),
    "description": ("description", "note", 2_000),
    "eligibility": ("eligibility_description", "note", 2_000),
    "how_to_come": ("application_process", "note", 2_000),
    "confirmed_on": ("assured_date", "code", 10),
}
AGES: Mapping[str, str] = {"least_age": "minimum_age", "most_age": "maximum_age"}
OLDEST = 120
TYPE, GROUP, CAPACITY, DISCREET = "service-type", "service-group", "capacity", "discreet"
_CLOSED, _INACTIVE = "temporarily closed", ("inactive", "defunct")


def read_fields(record: Record) -> Fields:
    """Our fields of a record. What does not fit them (a latitude of 100, a language of no code) is left out."""
    location = first_location(record)
    day, night = phones_of(record)
    latitude, longitude = _position(location)
    own = own_values(record)
    return {
        **{name: text_of(record.get(key), kind, limit) for name, (key, kind, limit) in TEXTS.items()},
        **_ages(record),
        "email": _email(record.get("email")),
        "types": _types(record, own.get(TYPE, ())),
        "for_whom": tuple(code for code in own.get(GROUP, ()) if is_listed("service_groups", code)),
        "languages": _languages(record.get("languages")),
        "hours": hours_of(record),
        "place": text_of(location.get("name"), "free", 300),
        "place_code": _place_code(location),
        "address": address_of(location),
        "latitude": latitude,
        "longitude": longitude,
        "day_phone": day,
        "night_phone": night,
        "is_listed": record.get("status") not in _INACTIVE,
        "is_open": record.get("status") != _CLOSED,
        "capacity": next((int(each) for each in own.get(CAPACITY, ()) if each.isdigit() and len(each) < 6), None),
        "is_discreet": "yes" in own.get(DISCREET, ()),
    }


def written_fields(record: Record, fields: Fields) -> Record:
    """The record with our fields in it; what it says already is left as it is."""
    standing = read_fields(record)
    changed = {name: value for name, value in fields.items() if name in standing and standing[name] != value}
    written = dict(record)
    for names, put in _PUTS:
        if any(name in changed for name in names):
            put(written, {**standing, **fields})
    return written


def without_address(record: Record) -> Record:
    """A record that says nothing of where the service is: for what is discreet."""
    hidden = ("service_at_locations", "service_areas", "schedules", "contacts", "description", "url", "attributes")
    return {name: value for name, value in record.items() if name not in hidden}


def _ages(record: Record) -> Fields:
    least, most = (number_of(record.get(key), 0, OLDEST, int) for key in AGES.values())
    if least is not None and most is not None and least > most:
        return dict.fromkeys(AGES)
    return {"least_age": least, "most_age": most}


def _types(record: Record, own: tuple[str, ...]) -> tuple[str, ...]:
    if listed := tuple(code for code in own if is_listed("service_types", code)):
        return tuple(sorted(set(listed)))
    told = [str(record.get("name") or ""), str(record.get("description") or "")[:300]]
    for one in dicts_of(record.get("attributes")):
        term = one.get("taxonomy_term")
        told.append(str(term.get("name") or "") if isinstance(term, dict) else "")
    found = service_types_in(" ".join(told))
    return (found[0],) if found else ("other",)


def _languages(given: Any) -> tuple[str, ...]:
    codes = [language(str(one.get("code") or "")) for one in dicts_of(given)]
    return tuple(dict.fromkeys(one.code for one in codes if one is not None))


def _email(given: Any) -> str:
    try:
        return checked_email(str(given or ""))
    except Refused:
        return ""


def _position(location: Record) -> tuple[float | None, float | None]:
    latitude = number_of(location.get("latitude"), -90, 90, float)
    longitude = number_of(location.get("longitude"), -180, 180, float)
    return (None, None) if latitude is None or longitude is None else (latitude, longitude)


def _place_code(location: Record) -> str:
    is_pcode = str(location.get("external_identifier_type") or "").casefold().replace("-", "") == "pcode"
    return text_of(location.get("external_identifier"), "code", 20).upper() if is_pcode else ""


def _put_texts(record: Record, fields: Fields) -> None:
    for name, (key, kind, limit) in TEXTS.items():
        if text_of(record.get(key), kind, limit) != fields[name]:
            record[key] = fields[name]
    for name, key in AGES.items():
        if number_of(record.get(key), 0, OLDEST, int) != fields[name]:
            record[key] = fields[name]
    if _email(record.get("email")) != fields["email"]:
        record["email"] = fields["email"]


def _put_status(record: Record, fields: Fields) -> None:
    record["status"] = "inactive" if not fields["is_listed"] else "active" if fields["is_open"] else _CLOSED


def _put_languages(record: Record, fields: Fields) -> None:
    known = {code: one for one in dicts_of(record.get("languages")) for code in _languages([one])}
    own = str(record.get("id"))
    record["languages"] = [
        known.get(code)
        or {"id": derived_id("hsds language", own, code), "name": language_name(code, "en"), "code": code}
        for code in fields["languages"]
    ]


def _put_location(record: Record, fields: Fields) -> None:
    own = str(record.get("id"))
    location = dict(first_location(record)) or {"id": derived_id("hsds location", own), "location_type": "physical"}
    if text_of(location.get("name"), "free", 300) != fields["place"]:
        location["name"] = fields["place"]
    if _position(location) != (fields["latitude"], fields["longitude"]):
        location |= {"latitude": fields["latitude"], "longitude": fields["longitude"]}
    if _place_code(location) != fields["place_code"]:
        location |= {"external_identifier": fields["place_code"], "external_identifier_type": "P-code"}
    put_address(location, fields["address"])
    at = [dict(one) for one in dicts_of(record.get("service_at_locations"))]
    at = at or [{"id": derived_id("hsds service at location", own)}]
    at[0]["location"] = location
    record["service_at_locations"] = at


def _put_own(record: Record, fields: Fields) -> None:
    capacity = fields["capacity"]
    put_own_values(
        record,
        {
            TYPE: fields["types"],
            GROUP: fields["for_whom"],
            CAPACITY: () if capacity is None else (str(capacity),),
            DISCREET: ("yes",) if fields["is_discreet"] else (),
        },
    )


_PUTS: tuple[tuple[tuple[str, ...], Callable[[Record, Fields], None]], ...] = (
    ((*TEXTS, *AGES, "email"), _put_texts),
    (("is_listed", "is_open"), _put_status),
    (("languages",), _put_languages),
    (("hours",), lambda record, fields: put_hours(record, fields["hours"])),
    (("place", "place_code", "address", "latitude", "longitude"), _put_location),
    (
        ("day_phone", "night_phone"),
        lambda record, fields: put_phones(record, fields["day_phone"], fields["night_phone"]),
    ),
    (("types", "for_whom", "capacity", "is_discreet"), _put_own),
)
FIELDS = tuple(name for names, _put in _PUTS for name in names)
"""The fields that a record holds for us."""
