"""The doors into this room. A form says all of its fields; the rule keeps what is different."""

from datetime import datetime
from typing import Any, ClassVar

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


class RequestChange(Command, frozen=True, kw_only=True):
    """At the agency's node, ask that fields of its entry be as `changes` says; `words` explains it."""

    service: str
    changes: dict[str, Any] = {}
    words: str = ""


class AnswerChange(Command, frozen=True, kw_only=True):
    """Take over what an agency asked for, or not; `request` names the entry."""

    service: str
    request: str
    is_accepted: bool
    words: str = ""


class OpenReferral(Command, frozen=True, kw_only=True):
    """Refer a person or a group to a service; without a service, ask the coordinator to choose one.

    `together` is the same for all who are referred in one act, and for what takes a referral up.
    """

    UNASKED: ClassVar[frozenset[str]] = frozenset({"reference", "arrival_code", "passphrase"})  # drawn anew each time

    referral: str
    urgency: str
    service: str = ""
    type: str = ""
    needs: tuple[str, ...] = ()
    person: str = ""
    group: str = ""
    people: int = 1
    who: str = ""
    reason: str = ""
    channel: str = "desk"
    together: str = ""
    call_back: str = ""
    reference: str
    arrival_code: str
    passphrase: str


class CorrectReferral(Command, frozen=True, kw_only=True):
    """Set urgency, number of people and reason anew."""

    referral: str
    urgency: str
    people: int
    reason: str = ""


class SayConsent(Command, frozen=True, kw_only=True):
    """What the person, or who cares for them, answered when asked which fields may be told; or takes back."""

    referral: str
    answer: str
    by: str = "self"
    how: str = "spoken"
    fields: tuple[str, ...] = ()
    words: str = ""


class SendReferral(Command, frozen=True, kw_only=True):
    """Send a referral. `fields` are told of the person as `disclosed` says; none: a number alone."""

    referral: str
    fields: tuple[str, ...] = ()
    disclosed: dict[str, str] = {}
    basis: str = "consent"
    channel: str = "desk"
    words: str = ""


class MoveReferral(Command, frozen=True, kw_only=True):
    """Move a referral on. `reason` is a code where the state asks for one."""

    referral: str
    state: str
    channel: str = "desk"
    reason: str = ""
    words: str = ""
    appointment: datetime | None = None
    place: str = ""


class HandOverReferral(Command, frozen=True, kw_only=True):
    """Give a referral to another post, which follows it up from now on."""

    referral: str
    holder: str
    words: str = ""


class LogMessage(Command, frozen=True, kw_only=True):
    """A call, an SMS or a visit about a referral, and what came of it."""

    referral: str
    channel: str
    direction: str
    outcome: str
    words: str = ""


class ReviewException(Command, frozen=True, kw_only=True):
    """As a second person, look at a sending without consent; `entry` names it."""

    referral: str
    entry: str
    is_upheld: bool
    words: str


class EraseReferral(Command, frozen=True, kw_only=True):
    """Remove what names the person, who was erased."""

    referral: str


class MakeComplaint(Command, frozen=True, kw_only=True):
    """Complain of an agency, about a referral or of the agency as such."""

    complaint: str
    agency: str
    about: str
    words: str
    referral: str = ""
    by: str = "person"
    reach: str = ""


class AnswerComplaint(Command, frozen=True, kw_only=True):
    """Say what was found and done."""

    complaint: str
    outcome: str
    words: str


class EraseComplaint(Command, frozen=True, kw_only=True):
    """Remove what was said, since the person was erased."""

    complaint: str


def describe_service(act: Act, **what: Any) -> Receipt:
    """Enter a service or describe it anew. Refusals: `referrals.rules.directory`."""
    return submit(act, DescribeService(**what))


def set_capacity(act: Act, *, service: str, is_open: bool, capacity: int | None = None) -> Receipt:
    """Say whether a service takes people now. Refusals: `referrals.rules.directory`."""
    return submit(act, SetCapacity(service=service, is_open=is_open, capacity=capacity))


def confirm_service(act: Act, *, service: str) -> Receipt:
    """Confirm the entry for today. Refusals: `referrals.rules.directory`."""
    return submit(act, ConfirmService(service=service))


def request_change(act: Act, *, service: str, changes: dict[str, Any], words: str = "") -> Receipt:
    """Ask for a change of one's own entry. Refusals: `referrals.rules.directory`."""
    return submit(act, RequestChange(service=service, changes=changes, words=words))


def answer_change(act: Act, *, service: str, request: str, is_accepted: bool, words: str = "") -> Receipt:
    """Answer a request. Refusals: `referrals.rules.directory`."""
    return submit(act, AnswerChange(service=service, request=request, is_accepted=is_accepted, words=words))


def open_referral(act: Act, **what: Any) -> Receipt:
    """Open a referral. Refusals: `referrals.rules.referrals`."""
    return submit(act, OpenReferral(**what))


def move_referral(act: Act, **what: Any) -> Receipt:
    """Move a referral on. Refusals: `referrals.rules.moves`."""
    return submit(act, MoveReferral(**what))


def correct_referral(act: Act, *, referral: str, urgency: str, people: int, reason: str = "") -> Receipt:
    """Correct a referral. Refusals: `referrals.rules.referrals`."""
    return submit(act, CorrectReferral(referral=referral, urgency=urgency, people=people, reason=reason))


def say_consent(act: Act, **what: Any) -> Receipt:
    """Record what was answered. Refusals: `referrals.rules.referrals`."""
    return submit(act, SayConsent(**what))


def send_referral(act: Act, **what: Any) -> Receipt:
    """Send a referral. Refusals: `referrals.rules.moves`, and the gates of consent and do no harm."""
    return submit(act, SendReferral(**what))


def hand_over_referral(act: Act, *, referral: str, holder: str, words: str = "") -> Receipt:
    """Hand a referral over. Refusals: `referrals.rules.referrals`."""
    return submit(act, HandOverReferral(referral=referral, holder=holder, words=words))


def log_message(act: Act, **what: Any) -> Receipt:
    """Log a message. Refusals: `referrals.rules.referrals`."""
    return submit(act, LogMessage(**what))


def review_exception(act: Act, *, referral: str, entry: str, is_upheld: bool, words: str) -> Receipt:
    """Review a sending without consent. Refusals: `referrals.rules.referrals`."""
    return submit(act, ReviewException(referral=referral, entry=entry, is_upheld=is_upheld, words=words))


def make_complaint(act: Act, **what: Any) -> Receipt:
    """Complain of an agency. Refusals: `referrals.rules.complaints`."""
    return submit(act, MakeComplaint(**what))


def answer_complaint(act: Act, *, complaint: str, outcome: str, words: str) -> Receipt:
    """Answer a complaint. Refusals: `referrals.rules.complaints`."""
    return submit(act, AnswerComplaint(complaint=complaint, outcome=outcome, words=words))
