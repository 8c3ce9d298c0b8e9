"""How a stored value and a line of history read on a page: words for codes, names for ids, nothing left bare."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safeconduct.desks.border_post.code_fields import place_name
from safeconduct.desks.border_post.forms import MemberForm
from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation import codes
from safeconduct.foundation.access import queries as access
from safeconduct.foundation.web.labels import label, register_labels

register_labels(
    "crossing_event",
    {
        "recorded": _("Recorded"),
        "corrected": _("Corrected"),
        "voided": _("Voided"),
        "decided": _("Decided"),
        "decision_undone": _("Decision taken back"),
        "verification_completed": _("Verification done"),
        "called": _("Called to a counter"),
        "step_reached": _("Step reached"),
        "erased": _("Erased"),
    },
)
register_labels(
    "field",
    {
        **{name: field.label for name, field in MemberForm.base_fields.items() if field.label},
        "birth": _("Born"),
        "level": _("Level"),
        "group": _("Group"),
        "age_band": _("Age band"),
        "minor": _("Child or adult"),
        "size": _("People"),
        "people": _("People"),
        "composition": _("Ages and sex"),
        "transport": _("Transport"),
        "direction": _("Direction"),
        "decision": _("Decision"),
        "counter": _("Counter"),
        "step": _("Step"),
        "outcome": _("Outcome"),
        "arrived_at": _("Arrived"),
        "focal_person": _("Focal point"),
        "note": _("Remark"),
        "documents": _("Documents"),
        "flag": _("Flag"),
        "photo": _("Photo"),
        "origin_text": _("From"),
        "destination_text": _("To"),
        "form_serial": _("Form number"),
        "no_document": _("No document"),
        "kind": _("Kind"),
        "plate": _("Plate"),
        "driver_name": _("Driver"),
        "driver_contact": _("Driver's contact"),
        "seats": _("Seats"),
        "aboard": _("Aboard"),
        "children_with_non_relatives": _("Children with non-relatives"),
        "persons": _("Persons"),
        "routing": _("Routing"),
        "vehicle": _("Vehicle"),
        "has_child_alone": _("Child alone"),
        "hold": _("Legal hold"),
        "removed": _("Removed"),
        "objection": _("Objects to"),
        "objection_outcome": _("Answer"),
    },
)
register_labels(
    "objection_about",
    {
        "identity": pgettext_lazy("objection about", "Name, sex, relation or another statement about me"),
        "birth": pgettext_lazy("objection about", "Birth date or age"),
        "nationality": pgettext_lazy("objection about", "Nationality"),
        "documents": pgettext_lazy("objection about", "A document"),
        "photo": pgettext_lazy("objection about", "The photo"),
        "family": pgettext_lazy("objection about", "With whom I was registered"),
        "needs": pgettext_lazy("objection about", "What is said of my needs"),
        "crossing": pgettext_lazy("objection about", "A crossing"),
        "decision": pgettext_lazy("objection about", "A decision"),
        "referral": pgettext_lazy("objection about", "That it was told to an agency"),
        "keeping": pgettext_lazy("objection about", "That it is kept"),
        "other_use": pgettext_lazy("objection about", "Another use of it"),
    },
)
register_labels(
    "objection_outcome",
    {
        "upheld": pgettext_lazy("objection outcome", "They are right: it was changed or stopped"),
        "partly_upheld": pgettext_lazy("objection outcome", "They are right in part"),
        "not_upheld": pgettext_lazy("objection outcome", "It stays as it is"),
        "taken_back": pgettext_lazy("objection outcome", "They took the objection back"),
    },
)
CODE_LISTS = {
    "sex": "sex_word", "relation": "relation", "purpose": "purpose", "minor": "minor", "transport": "transport",
    "direction": "direction", "decision": "decision_made", "step": "step", "age_band": "age_band", "level": "level",
    "outcome": "verification_outcome", "kind": "transport", "routing": "routing", "hold": "hold_basis",
    "objection": "objection_about", "objection_outcome": "objection_outcome",
}  # fmt: skip
# Events whose reason is a code, not words.
REASONS = {"moved": "move_reason", "erasure_proposed": "erasure_reason", "erased": "erasure_reason"}
# What follows from another field of the same correction, and would only repeat it.
FOLLOWS = frozenset({"age_band", "minor"})


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def shown_value(field: str, value: Any) -> str:
    """A value of a field in words; empty where nothing is known."""
    if value in (None, "", [], (), "[]", "null"):
        return ""
    if isinstance(value, bool) or value in ("true", "false"):
        return str(_("yes") if value in (True, "true") else _("no"))
    if field == "needs":
        return ", ".join(str(label("need", code)) for code in _listed(value))
    if field == "nationality":
        return codes.state_name(str(value), _language())
    if field == "language":
        return codes.language_name(str(value), _language())
    if field in ("origin", "destination"):
        return place_shown(str(value))
    if field == "birth" and isinstance(value, dict):
        return str(value.get("text") or value.get("year") or value.get("age") or "?")
    if field == "removed":
        return " · ".join(f"{label('removed', what)}: {number}" for what, number in json.loads(value).items())
    if field == "composition":
        return _composition(value)
    if field in CODE_LISTS:
        return str(label(CODE_LISTS[field], value))
    if field == "group":
        return token_of_group(str(value))
    return str(value)


def place_shown(value: str) -> str:
    """A place as a person reads it: its name with the code behind it, or the words that were given."""
    name = place_name(value)
    return value if name == value else f"{name} ({value})"


def _listed(value: Any) -> Iterable[str]:
    return value.split(", ") if isinstance(value, str) else value


def _composition(value: Any) -> str:
    numbers = json.loads(value) if isinstance(value, str) else value
    return " · ".join(f"{line.replace('/', ' ')}: {number}" for line, number in numbers.items())


def token_of_group(group: str) -> str:
    """The token under which a group is known to people; a dash for a group that never crossed."""
    found = crossings.crossings_of_group(group)
    return found[0].token if found and found[0].token else "–"


def history_lines(lines: Iterable[Any], documents: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """The history of a person or a group for the page, the latest first."""
    kept = [line for line in lines if line.field not in FOLLOWS]
    names = access.names_of({line.by for line in kept})
    return [_told(line, names, documents or {}) for line in reversed(kept)]


def _told(line: Any, names: Mapping[str, str], documents: Mapping[str, Any]) -> dict[str, Any]:
    before, value = line.before, line.value
    if line.event == "document_withdrawn" and before in documents:
        one = documents[before]
        before = f"{label('document_type', one.type)} {one.number}"
    elif line.event == "document_added":
        kind, _space, number = value.partition(" ")
        value = f"{label('document_type', kind)} {number}"
    elif line.field in ("flag", "photo", "focal_person") or line.event == "hold_lifted":
        before = value = ""
    else:
        before, value = shown_value(line.field, before), shown_value(line.field, value)
    return {
        "event": label("history_event", line.event),
        "field": label("field", line.field) if line.field else "",
        "before": before,
        "value": value,
        "reason": label(REASONS[line.event], line.reason) if line.event in REASONS else line.reason,
        "at": line.happened_at,
        "by": names.get(line.by, line.by),
        "has_effect": line.has_effect,
    }


def crossing_lines(lines: Iterable[Any]) -> list[dict[str, Any]]:
    """The history of a crossing or a vehicle for the page, the latest first."""
    kept = list(lines)
    names = access.names_of({line.actor for line in kept})
    return [
        {
            "event": label("crossing_event", line.what),
            "field": label("field", line.field) if line.what == "corrected" else "",
            "before": "",
            "value": shown_value(line.field, line.value),
            "reason": line.reason,
            "at": line.happened_at,
            "by": names.get(line.actor, line.actor),
            "has_effect": line.is_in_effect,
        }
        for line in reversed(kept)
    ]
