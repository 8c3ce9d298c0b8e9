"""The form of an assessment: how it is read, what stands in an empty one, and in one that is written anew."""

from typing import Any

from django.http import HttpRequest

from safeconduct.desks.protection.forms_on_pages import codes_from, texts_from
from safeconduct.domains.assessments.risks import RISKS, Answered
from safeconduct.domains.assessments.states import FIELDS

TEXTS = ("about_name", "necessity", "proportionality", "measures", "heard", "valid_until")
LISTS = ("purposes", "fields", "people")


def blank(kind: str, about: str, name: str) -> dict[str, Any]:
    """Nothing is ticked and nothing answered beforehand."""
    return {**FIELDS, "kind": kind, "about": about, "about_name": name[:200]}


def values_of(row: Any) -> dict[str, Any]:
    """What stands in an assessment, as the form shows it."""
    return {name: getattr(row, name) for name in FIELDS}


def given_by(request: HttpRequest) -> dict[str, Any]:
    """What was typed and ticked."""
    return texts_from(request, *TEXTS) | codes_from(request, *LISTS) | {"risks": _risks(request)}


def _risks(request: HttpRequest) -> tuple[Answered, ...]:
    return tuple(
        Answered(
            code=risk.code,
            likelihood=request.POST.get(f"likelihood-{risk.code}", ""),
            severity=request.POST.get(f"severity-{risk.code}", ""),
            measures=tuple(request.POST.getlist(f"measures-{risk.code}")),
        )
        for risk in RISKS
    )


def kept_name(values: dict[str, Any]) -> str:
    """Under which name the draft of this form is kept."""
    return f"assessment-{values['kind']}-{values['about']}"
