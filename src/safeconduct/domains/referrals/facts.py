"""What may have happened to a service of the directory and to a referral.

UNSET means that a fact says nothing of a field. Codes, ids, bands and hours are nameless; texts, numbers to call and
what a person may be known by are named.
"""

from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from safeconduct.domains.referrals.opening import Opening
from safeconduct.kernel.facts import Fact


class ServiceDescribed(Fact, frozen=True, kw_only=True):
    """A service was entered into the directory, or fields of it were set anew.

    `confirmed_on` is the day (ISO) on which somebody last said that all of it is so. `is_discreet`: its address is
    given away by nobody but the coordinator. `record` is what a partner's file said of it beyond these fields.
    """

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"
    NAMED: ClassVar[frozenset[str]] = frozenset(
        {
            "name", "description", "place", "address", "eligibility", "how_to_come", "day_phone", "night_phone",
            "email", "record",
        }
    )  # fmt: skip

    agency: str | UnsetType = UNSET
    types: tuple[str, ...] | UnsetType = UNSET
    for_whom: tuple[str, ...] | UnsetType = UNSET
    least_age: int | UnsetType | None = UNSET
    most_age: int | UnsetType | None = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    hours: tuple[Opening, ...] | UnsetType = UNSET
    place_code: str | UnsetType = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET
    is_discreet: bool | UnsetType = UNSET
    is_listed: bool | UnsetType = UNSET
    is_open: bool | UnsetType = UNSET
    capacity: int | UnsetType | None = UNSET
    confirmed_on: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    place: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    eligibility: str | UnsetType = UNSET
    how_to_come: str | UnsetType = UNSET
    day_phone: str | UnsetType = UNSET
    night_phone: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    record: dict[str, Any] | UnsetType = UNSET


class CapacitySet(Fact, frozen=True, kw_only=True):
    """A service takes people now, or does not; and how many more."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"

    is_open: bool = False
    capacity: int | None = None


class ServiceConfirmed(Fact, frozen=True, kw_only=True):
    """Somebody asked, and all of the entry is so on this day (ISO)."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"

    confirmed_on: str = ""


class ChangeRequested(Fact, frozen=True, kw_only=True):
    """An agency asks that its entry be changed: `changes` holds fields of `ServiceDescribed` and their new values."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"
    NAMED: ClassVar[frozenset[str]] = frozenset({"changes", "words"})

    agency: str = ""
    changes: dict[str, Any] = {}
    words: str = ""


class ChangeAnswered(Fact, frozen=True, kw_only=True):
    """A coordinator took over what was asked, or did not; `request` names the entry."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    request: str = ""
    is_accepted: bool = False
    words: str = ""


FACTS = (ServiceDescribed, CapacitySet, ServiceConfirmed, ChangeRequested, ChangeAnswered)
