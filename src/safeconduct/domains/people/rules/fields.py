"""What each field takes: checks, cleaning, and what follows from a value (age band, code or words)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import msgspec

from safeconduct.domains.people.commands import BirthDateGiven, DocumentGiven
from safeconduct.domains.people.facts import DocumentCodes, DocumentDetails
from safeconduct.foundation.codes import is_listed, is_nationality, language
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Refused
from safeconduct.kernel.text import Kind, clean_text
from safeconduct.science.calendars import (
    CALENDARS,
    AgeUnit,
    BirthDate,
    CalendarName,
    age_band,
    check_birth_date,
    is_minor,
)

LEVELS = range(1, 4)
SMALLEST_GROUP, LARGEST_GROUP = 1, 60
MOST_DOCUMENTS = 10
LONGEST_NUMBER = 60  # assumption: no document number is longer
UNKNOWN = "unknown"

# A birth is never in the future of a machine that believes it is 1970: no post worked with this before that day.
_NOT_BEFORE = date(2026, 1, 1)
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PLACE_CODE = re.compile(r"[A-Z]{2,3}|(?=[A-Z0-9]*[0-9])[A-Z]{2,3}[A-Z0-9]{1,17}")
# ISO 3166-1, user-assigned alpha-3 codes: a State may use them for what the standard lacks (XKX), exercises too.
_USER_ASSIGNED = re.compile(r"AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")
_EXPIRY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass
class Filling:
    """A form being read: the day it speaks of, and the plain values and originals found so far."""

    day: date
    training: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)

    def take_text(self, name: str, value: Any, kind: Kind) -> str:
        """A cleaned text; what was typed is kept beside it where it differs. Refused: text.*, people.value_unusable."""
        if not isinstance(value, str):
            raise Refused("people.value_unusable", field=name)
        cleaned = clean_text(value, kind=kind, field=name)
        if cleaned.original != cleaned.stored:
            self.originals[name] = cleaned.original
        return cleaned.stored


Reader = Callable[[Filling, str, Any], None]


def filling(here: Circumstances, *, training: bool = False) -> Filling:
    """An empty form of the post's local day."""
    return Filling(day_of_reading(date.fromisoformat(here.local_day)), training)


def day_of_reading(day: date) -> date:
    """The day against which birth dates are read, on a machine whose clock says `day`."""
    return max(day, _NOT_BEFORE)


def read_fields(form: Filling, given: Mapping[str, Any], readers: Mapping[str, Reader]) -> None:
    """Read what was given into the form. Refused: people.not_correctable, and what each field refuses."""
    for name, value in given.items():
        reader = readers.get(name)
        if reader is None:
            raise Refused("people.not_correctable", field=name)
        reader(form, name, value)


def _text(kind: Kind) -> Reader:
    def read(form: Filling, name: str, value: Any) -> None:
        form.values[name] = form.take_text(name, value, kind)

    return read


def _listed(list_name: str, empty: str = "") -> Reader:
    def read(form: Filling, name: str, value: Any) -> None:
        if value not in ("", empty) and not (isinstance(value, str) and is_listed(list_name, value)):
            raise Refused("people.unknown_code", field=name)
        form.values[name] = value or empty

    return read


def _yes_or_no(form: Filling, name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise Refused("people.value_unusable", field=name)
    form.values[name] = value


def _nationality(form: Filling, name: str, value: Any) -> None:
    code = value.strip().upper() if isinstance(value, str) else "?"
    if code and not _USER_ASSIGNED.fullmatch(code) and not is_nationality(code, training=form.training):
        raise Refused("people.unknown_nationality", field=name)
    form.values[name] = code


def _language(form: Filling, name: str, value: Any) -> None:
    if not isinstance(value, str) or (value and language(value) is None):
        raise Refused("people.unknown_language", field=name)
    form.values[name] = value


def _place(form: Filling, name: str, value: Any) -> None:
    words = form.take_text(name, value, "free")
    is_code = bool(_PLACE_CODE.fullmatch(words))
    form.values[name] = words if is_code else ""
    form.values[f"{name}_text"] = "" if is_code else words


def _birth(form: Filling, name: str, value: Any) -> None:
    try:
        given = value if isinstance(value, BirthDateGiven) else msgspec.convert(value, BirthDateGiven)
    except msgspec.ValidationError:
        raise Refused("people.value_unusable", field=name) from None
    birth = birth_of(form, given)
    minor = None if birth.is_unknown else is_minor(birth, form.day)
    form.values["birth"] = birth
    form.values["age_band"] = age_band(birth, form.day) or UNKNOWN
    form.values["minor"] = {True: "yes", False: "no", None: "maybe"}[minor]


def birth_of(form: Filling, given: BirthDateGiven) -> BirthDate:
    """The birth date as calendars know it.

    Refused: people.birth_incomplete, people.unknown_code, and BIRTH_DATE_PROBLEMS of science.calendars.
    """
    original = form.take_text("birth", given.original, "free")
    if given.kind == UNKNOWN:
        return BirthDate(text=original)
    if (
        given.kind not in ("date", "age")
        or given.calendar not in CALENDARS
        or given.age_unit not in ("y", "m", "w", "d")
    ):
        raise Refused("people.unknown_code", field="birth")
    if (given.year if given.kind == "date" else given.age) is None:
        raise Refused("people.birth_incomplete", field="birth")
    birth = _dated(given, form.day, original) if given.kind == "date" else _aged(given, form.day, original)
    check_birth_date(birth, today=form.day)
    return birth


def _dated(given: BirthDateGiven, day: date, original: str) -> BirthDate:
    return BirthDate(
        calendar=cast(CalendarName, given.calendar),
        year=given.year,
        month=given.month,
        day=given.day,
        estimated=given.estimated,
        as_of=_as_of(given, day) if given.estimated else None,
        text=original,
    )


def _aged(given: BirthDateGiven, day: date, original: str) -> BirthDate:
    return BirthDate(
        estimated=given.estimated,
        age=given.age,
        age_unit=cast(AgeUnit, given.age_unit),
        as_of=_as_of(given, day),
        text=original,
    )


def _as_of(given: BirthDateGiven, day: date) -> date:
    try:
        stated = date.fromisoformat(given.as_of) if given.as_of else day
    except ValueError:
        raise Refused("birth_date_unreadable", field="birth") from None
    if stated > day:
        raise Refused("birth_date_future", field="birth", calendar="gregorian", calendars=[])
    return stated


def _size(form: Filling, name: str, value: Any) -> None:
    if not _is_number(value) or value < SMALLEST_GROUP:
        raise Refused("people.group_too_small", field=name)
    if value > LARGEST_GROUP:
        raise Refused("people.group_too_large", field=name, count=value, limit=LARGEST_GROUP)
    form.values[name] = value


def _composition(form: Filling, name: str, value: Any) -> None:
    if not isinstance(value, Mapping):
        raise Refused("people.composition_unreadable", field=name)
    for line, number in value.items():
        sex, _, band = str(line).partition("/")
        if not is_listed("sex", sex) or not (band == UNKNOWN or is_listed("age_bands", band)):
            raise Refused("people.composition_unreadable", field=name)
        if not _is_number(number) or not 0 <= number <= LARGEST_GROUP:
            raise Refused("people.composition_unreadable", field=name)
    form.values[name] = {line: number for line, number in value.items() if number}


def _person_id(form: Filling, name: str, value: Any) -> None:
    if value:
        check_id(value, name)
    form.values[name] = value or ""


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


PERSON_READERS: dict[str, Reader] = {
    "relation": _listed("relations"),
    "given_names": _text("name"),
    "family_name": _text("name"),
    "name_native": _text("name"),
    "sex": _listed("sex", UNKNOWN),
    "birth": _birth,
    "nationality": _nationality,
    "language": _language,
    "interpreter_needed": _yes_or_no,
    "origin": _place,
    "destination": _place,
    "purpose": _listed("purposes"),
    "onward_contact": _text("free"),
    "no_document": _yes_or_no,
}
GROUP_READERS: dict[str, Reader] = {
    "size": _size,
    "composition": _composition,
    "nationality": _nationality,
    "origin": _place,
    "destination": _place,
    "transport": _listed("transport_modes"),
    "language": _language,
    "focal_person": _person_id,
    "form_serial": _text("code"),
    "note": _text("note"),
}


def check_id(value: Any, name: str) -> None:
    """Refused: people.malformed_id."""
    if not isinstance(value, str) or not is_id(value):
        raise Refused("people.malformed_id", field=name)


def check_level(level: Any) -> int:
    """The level. Refused: people.level_out_of_range."""
    if not _is_number(level) or level not in LEVELS:
        raise Refused("people.level_out_of_range", level=level if _is_number(level) else "?")
    return int(level)


def checked_needs(needs: Any) -> tuple[str, ...]:
    """Functional needs, each once. Refused: people.unknown_code, people.value_unusable."""
    if isinstance(needs, str) or not isinstance(needs, Iterable):
        raise Refused("people.value_unusable", field="needs")
    found = tuple(dict.fromkeys(needs))
    if not all(isinstance(code, str) and is_listed("functional_needs", code) for code in found):
        raise Refused("people.unknown_code", field="needs")
    return found


def checked_reason(reason: str) -> str:
    """A reason in words. Refused: people.reason_missing, text.*."""
    cleaned = clean_text(reason, kind="note", field="reason").stored
    if not cleaned:
        raise Refused("people.reason_missing", field="reason")
    return cleaned


def check_code(code: str, name: str) -> None:
    """A code of any list: small letters, digits, underscores. Refused: people.unknown_code."""
    if not _CODE.fullmatch(code):
        raise Refused("people.unknown_code", field=name)


def read_document(given: DocumentGiven) -> tuple[DocumentCodes, DocumentDetails]:
    """The two halves of a document. Refused: people.malformed_id, unknown_code, expiry_unreadable; text.*."""
    check_id(given.id, "documents")
    in_lists = is_listed("document_types", given.type) and is_listed("document_conditions", given.condition)
    if not in_lists or given.read_by not in ("typed", "mrz"):
        raise Refused("people.unknown_code", field="documents")
    number = clean_text(given.number, kind="code", limit=LONGEST_NUMBER, field="number").stored
    issuer = clean_text(given.issuer, kind="code", limit=LONGEST_NUMBER, field="issuer").stored
    return (
        DocumentCodes(
            id=given.id, type=given.type, condition=given.condition, read_by=given.read_by, repaired=given.repaired
        ),
        DocumentDetails(number=number, issuer=issuer, expiry=_checked_expiry(given.expiry.strip())),
    )


def _checked_expiry(expiry: str) -> str:
    """A year, a month or a day of the Gregorian calendar, as ISO 8601 writes it; or nothing."""
    match = _EXPIRY.fullmatch(expiry)
    if not expiry:
        return ""
    try:
        year, month, day = (int(part) if part else 1 for part in match.groups()) if match else (0, 0, 0)
        date(year, month, day)
    except ValueError:
        raise Refused("people.expiry_unreadable", field="expiry") from None
    return expiry
