"""The doors into this room. A form says all of its fields; the rule keeps what is different."""

from typing import Any

from safeconduct.domains.referrals.opening import Opening
from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class DescribeService(Command, frozen=True, kw_only=True):
    """Enter a service into the directory, or describe it anew. No `record` leaves what a partner's file said."""

    service: str
    agency: str
    name: str
    types: tuple[str, ...]
    for_whom: tuple[str, ...] = ()
    least_age: int | None = None
    most_age: int | None = None
    languages: tuple[str, ...] = ()
    hours: tuple[Opening, ...] = ()
    description: str = ""
    place: str = ""
    place_code: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    eligibility: str = ""
    how_to_come: str = ""
    day_phone: str = ""
    night_phone: str = ""
    email: str = ""
    is_discreet: bool = False
    is_listed: bool = True
    is_open: bool = True
    capacity: int | None = None
    confirmed_on: str = ""
    record: dict[str, Any] | None = None


class SetCapacity(Command, frozen=True, kw_only=True):
    """A service takes people now, or does not; and how many more, where somebody knows."""

    service: str
    is_open: bool
    capacity: int | None = None


class ConfirmService(Command, frozen=True, kw_only=True):
    """Somebody asked today, and all of the entry is so."""

    service: str


class RequestChange(DescribeService, frozen=True, kw_only=True):
    """As the agency, ask that the entry be as this form says; `words` explains it."""

    words: str = ""


class AnswerChange(Command, frozen=True, kw_only=True):
    """Take over what an agency asked for, or not; `request` names the entry."""

    service: str
    request: str
    is_accepted: bool
    words: str = ""


def describe_service(act: Act, **what: Any) -> Receipt:
    """Enter a service or describe it anew. Refusals: `referrals.rules.services`."""
    return submit(act, DescribeService(**what))


def set_capacity(act: Act, *, service: str, is_open: bool, capacity: int | None = None) -> Receipt:
    """Say whether a service takes people now. Refusals: `referrals.rules.services`."""
    return submit(act, SetCapacity(service=service, is_open=is_open, capacity=capacity))


def confirm_service(act: Act, *, service: str) -> Receipt:
    """Confirm the entry for today. Refusals: `referrals.rules.services`."""
    return submit(act, ConfirmService(service=service))


def request_change(act: Act, **what: Any) -> Receipt:
    """Ask for a change of one's own entry. Refusals: `referrals.rules.services`."""
    return submit(act, RequestChange(**what))


def answer_change(act: Act, *, service: str, request: str, is_accepted: bool, words: str = "") -> Receipt:
    """Answer a request. Refusals: `referrals.rules.services`."""
    return submit(act, AnswerChange(service=service, request=request, is_accepted=is_accepted, words=words))
