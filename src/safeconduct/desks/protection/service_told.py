"""How the fields of a service read on a page, so that what an agency asks for can be compared with what stands."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from safeconduct.desks.protection.hours_text import hours_text
from safeconduct.desks.protection.words import language_names
from safeconduct.domains.referrals.opening import Opening
from safeconduct.foundation.web.labels import label, register_labels

register_labels(
    "service_field",
    {
        "agency": pgettext_lazy("service field", "Agency"),
        "name": pgettext_lazy("service field", "Name"),
        "types": pgettext_lazy("service field", "What it does"),
        "for_whom": pgettext_lazy("service field", "For whom"),
        "least_age": pgettext_lazy("service field", "From age"),
        "most_age": pgettext_lazy("service field", "Up to age"),
        "languages": pgettext_lazy("service field", "Languages"),
        "hours": pgettext_lazy("service field", "Hours"),
        "place": pgettext_lazy("service field", "Place"),
        "place_code": pgettext_lazy("service field", "P-code"),
        "address": pgettext_lazy("service field", "Address"),
        "latitude": pgettext_lazy("service field", "Latitude"),
        "longitude": pgettext_lazy("service field", "Longitude"),
        "description": pgettext_lazy("service field", "Description"),
        "eligibility": pgettext_lazy("service field", "Who may come"),
        "how_to_come": pgettext_lazy("service field", "How to come"),
        "day_phone": pgettext_lazy("service field", "Phone by day"),
        "night_phone": pgettext_lazy("service field", "Phone by night"),
        "email": pgettext_lazy("service field", "Mail"),
        "is_discreet": pgettext_lazy("service field", "Place is not given away"),
        "is_listed": pgettext_lazy("service field", "Listed"),
        "is_open": pgettext_lazy("service field", "Takes people now"),
        "capacity": pgettext_lazy("service field", "Places free"),
        "confirmed_on": pgettext_lazy("service field", "Confirmed on"),
    },
)
_LISTS = {"types": "service_type", "for_whom": "service_group"}


def told(field: str, value: Any) -> str:
    """A value of a field in words; a dash for nothing."""
    if value in (None, "", [], ()):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field in _LISTS:
        return ", ".join(str(label(_LISTS[field], code)) for code in value)
    if field == "languages":
        return language_names(value)
    if field == "hours":
        return hours_text(Opening(tuple(one["days"]), one["opens"], one["closes"]) for one in value)
    return str(value)


def told_changes(service: Any, changes: Mapping[str, Any]) -> list[dict[str, str]]:
    """Field by field, what stands and what is wanted."""
    return [
        {
            "field": str(label("service_field", field)),
            "stands": told(field, getattr(service, field, None)),
            "wanted": told(field, value),
        }
        for field, value in sorted(changes.items())
    ]
