"""What may have happened to an agency, to a person to call there, and to an agreement with it.

UNSET means that a fact says nothing of a field. Names of agencies are public and stand in the nameless body; who is
called there, under which number, and every text are named.
"""

from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from safeconduct.kernel.facts import Fact


class AgencyDescribed(Fact, frozen=True, kw_only=True):
    """An agency was entered, or fields of it were set anew.

    `state` is the State whose authority it is; `code` names it on its own node and in the streams it reads; `record`
    is what a partner's file said of it beyond these fields.
    """

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "agency"
    NAMED: ClassVar[frozenset[str]] = frozenset({"phone", "email", "website", "record"})

    name: str | UnsetType = UNSET
    short_name: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    code: str | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    website: str | UnsetType = UNSET
    record: dict[str, Any] | UnsetType = UNSET


class ContactDescribed(Fact, frozen=True, kw_only=True):
    """A focal point or a deputy of an agency was named, or fields of them were set anew. The subject is the person."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "contact"
    NAMED: ClassVar[frozenset[str]] = frozenset({"name", "function", "phone", "night_phone", "email"})

    agency: str | UnsetType = UNSET
    part: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    valid_until: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    function: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    night_phone: str | UnsetType = UNSET
    email: str | UnsetType = UNSET


class ContactEnded(Fact, frozen=True, kw_only=True):
    """Someone is no longer to be called there; their name and numbers go with it."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "contact"
    ERASES: ClassVar[bool] = True


class AgreementDescribed(Fact, frozen=True, kw_only=True):
    """An agreement was entered, or fields of it were set anew. Days are ISO; the last day of validity is included."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "agreement"
    NAMED: ClassVar[frozenset[str]] = frozenset({"title", "reference"})

    agency: str | UnsetType = UNSET
    purposes: tuple[str, ...] | UnsetType = UNSET
    fields: tuple[str, ...] | UnsetType = UNSET
    signed_on: str | UnsetType = UNSET
    valid_from: str | UnsetType = UNSET
    valid_until: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    reference: str | UnsetType = UNSET


class AgreementMoved(Fact, frozen=True, kw_only=True):
    """An agreement came into force, was suspended or ended; a body that cannot be opened ends it."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "agreement"
    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    state: str = "ended"
    reason: str = ""


FACTS = (AgencyDescribed, ContactDescribed, ContactEnded, AgreementDescribed, AgreementMoved)
