"""The form of a service: what stands in it, and what it says when it is sent. Files say the same fields."""

from typing import Any

from django.http import HttpRequest

from safeconduct.desks.protection.forms_on_pages import Values, codes_from, texts_from
from safeconduct.desks.protection.hours_text import hours_text, read_hours
from safeconduct.desks.protection.words import language_codes, language_names
from safeconduct.domains.referrals import queries
from safeconduct.foundation.codes import code_list
from safeconduct.foundation.web.labels import choices
from safeconduct.kernel.problems import Refused

TEXTS = (
    "agency", "name", "description", "place", "place_code", "address", "eligibility", "how_to_come", "day_phone",
    "night_phone", "email", "confirmed_on",
)  # fmt: skip
TYPED = ("languages", "hours", "least_age", "most_age", "latitude", "longitude", "capacity")
LISTS = ("types", "for_whom")
BOXES = ("is_discreet", "is_listed", "is_open")


def values_of(row: Any) -> Values:
    """What stands in the form of a service; of none, what a new one begins with."""
    if row is None:
        return dict.fromkeys((*TEXTS, *TYPED), "") | {"types": [], "for_whom": [], "is_listed": True, "is_open": True}
    values: Values = {name: getattr(row, name) for name in (*TEXTS, *LISTS, *BOXES)}
    values["languages"] = language_names(row.languages)
    values["hours"] = hours_text(queries.hours_of(row))
    return values | {
        name: "" if (value := getattr(row, name)) is None else f"{value:g}" if isinstance(value, float) else str(value)
        for name in ("least_age", "most_age", "latitude", "longitude", "capacity")
    }


def values_from(request: HttpRequest) -> Values:
    """What was typed, as it was typed."""
    boxes = {name: request.POST.get(name) == "on" for name in BOXES}
    return texts_from(request, *TEXTS, *TYPED) | codes_from(request, *LISTS) | boxes


def said_by(values: Values) -> Values:
    """The fields of `DescribeService` that the typed values mean. Refused: protection.language,
    referrals.hours_shape, web.not_a_number."""
    said = {name: values[name] for name in (*TEXTS, *LISTS, *BOXES) if name in values}
    said["languages"] = language_codes(values["languages"])
    said["hours"] = read_hours(values["hours"])
    for name in ("least_age", "most_age", "capacity"):
        said[name] = whole_number(values[name], name)
    for name in ("latitude", "longitude"):
        said[name] = degrees(values[name], name)
    return said


def whole_number(text: str, field: str) -> int | None:
    """A whole number, or nothing. Refused: web.not_a_number."""
    try:
        return int(text) if text else None
    except ValueError:
        raise Refused("web.not_a_number", field=field) from None


def degrees(text: str, field: str) -> float | None:
    """Degrees with a point or a comma, or nothing. Refused: referrals.position."""
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        raise Refused("referrals.position", field=field) from None


def lists() -> dict[str, Any]:
    """What may be chosen in the form."""
    return {
        "types": choices("service_type", code_list("service_types")),
        "groups": choices("service_group", code_list("service_groups")),
    }
