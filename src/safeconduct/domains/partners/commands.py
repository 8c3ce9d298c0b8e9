"""The doors into the room of partners. A form says all of its fields; the rule keeps what is different."""

from typing import Any

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class DescribeAgency(Command, frozen=True, kw_only=True):
    """Enter an agency, or describe it anew. `record` is what a partner's file said of it; none leaves it as it is."""

    agency: str
    name: str
    short_name: str = ""
    type: str = "other"
    state: str = ""
    code: str = ""
    is_active: bool = True
    phone: str = ""
    email: str = ""
    website: str = ""
    record: dict[str, Any] | None = None


class DescribeContact(Command, frozen=True, kw_only=True):
    """Name a focal point or a deputy of an agency, or correct what is known of them."""

    contact: str
    agency: str
    part: str
    name: str
    function: str = ""
    phone: str = ""
    night_phone: str = ""
    email: str = ""
    languages: tuple[str, ...] = ()
    valid_until: str = ""


class EndContact(Command, frozen=True, kw_only=True):
    """Someone is no longer to be called; their name and numbers are erased."""

    contact: str


class DescribeAgreement(Command, frozen=True, kw_only=True):
    """Enter an agreement as a draft, or describe it anew."""

    agreement: str
    agency: str
    title: str
    purposes: tuple[str, ...]
    fields: tuple[str, ...]
    valid_from: str
    valid_until: str
    signed_on: str = ""
    reference: str = ""


class MoveAgreement(Command, frozen=True, kw_only=True):
    """Bring an agreement into force, suspend or end it."""

    agreement: str
    state: str
    reason: str = ""


def describe_agency(act: Act, **what: Any) -> Receipt:
    """Enter an agency or describe it anew. Refusals: `partners.rules`."""
    return submit(act, DescribeAgency(**what))


def describe_contact(act: Act, **what: Any) -> Receipt:
    """Name a focal point or deputy. Refusals: `partners.rules`."""
    return submit(act, DescribeContact(**what))


def end_contact(act: Act, *, contact: str) -> Receipt:
    """End a contact and erase their name. Refusals: `partners.rules`."""
    return submit(act, EndContact(contact=contact))


def describe_agreement(act: Act, **what: Any) -> Receipt:
    """Enter an agreement or describe it anew. Refusals: `partners.rules`."""
    return submit(act, DescribeAgreement(**what))


def move_agreement(act: Act, *, agreement: str, state: str, reason: str = "") -> Receipt:
    """Bring into force, suspend, end. Refusals: `partners.rules`."""
    return submit(act, MoveAgreement(agreement=agreement, state=state, reason=reason))
