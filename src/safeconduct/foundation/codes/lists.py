"""The small code lists of a post: which codes there are, in the order pages show them."""

from functools import cache
from typing import Any, NamedTuple

from safeconduct.foundation.codes.finding import folded
from safeconduct.foundation.codes.tables import table

CODE_LISTS = (
    "sex",
    "age_bands",
    "age_bands_fmr",
    "relations",
    "document_types",
    "document_conditions",
    "transport_modes",
    "purposes",
    "functional_needs",
    "agency_types",
    "sharing_purposes",
    "shared_fields",
    "service_types",
    "service_groups",
)


class AgeBandCode(NamedTuple):
    """Completed years from `from_age` to `to_age`, both included; None has no upper end."""

    code: str
    from_age: int
    to_age: int | None


@cache
def code_list(name: str) -> tuple[str, ...]:
    """The codes of one of `CODE_LISTS`, in display order. Raises KeyError for another name."""
    return tuple(row["code"] for row in _rows(name))


def is_listed(name: str, code: str) -> bool:
    """Whether a code belongs to one of `CODE_LISTS`."""
    return code in code_list(name)


@cache
def age_bands(name: str = "age_bands") -> tuple[AgeBandCode, ...]:
    """The bands of the register, or of the Flow Monitoring Registry (`age_bands_fmr`)."""
    return tuple(AgeBandCode(row["code"], row["from"], row.get("to")) for row in _rows(name))


def is_relative(relation: str) -> bool | None:
    """Whether a relation to the focal point is family; None where it says nothing (focal point, unknown)."""
    return next((row.get("kin") for row in _rows("relations") if row["code"] == relation), None)


def shown_document_type(code: str, *, second_line: bool) -> str:
    """The document type to display, or the sentinel for travel documents that tell a protection status."""
    shown_as: dict[str, str] = {row["code"]: row.get("shown_as", row["code"]) for row in _rows("document_types")}
    return code if second_line else shown_as.get(code, code)


@cache
def sensitive_services() -> frozenset[str]:
    """Service types whose name alone says something of the person who is sent there."""
    return frozenset(row["code"] for row in _rows("service_types") if row.get("sensitive"))


@cache
def sector_of(service_type: str) -> str:
    """The IASC cluster or area of responsibility under which a 3W lists a service type."""
    return next((str(row["sector"]) for row in _rows("service_types") if row["code"] == service_type), "Multi-sector")


def service_types_in(text: str) -> tuple[str, ...]:
    """The service types that a text in one of the four languages speaks of, those named first in front."""
    words = f" {folded(text)}"
    found = [
        (min(places), code)
        for code, stems in _stems()
        if (places := [place for stem in stems if (place := words.find(f" {stem}")) >= 0])
    ]
    return tuple(code for _, code in sorted(found))


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row["code"], tuple(folded(word) for word in row.get("words", ()))) for row in _rows("service_types"))


def _rows(name: str) -> Any:
    return table("lists")["lists"][name]["codes"]
