"""The doors of this room, on the agency's node alone. Each function builds one command and hands it to dispatch."""

from typing import Any, ClassVar

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class TakeNotice(Command, frozen=True, kw_only=True):
    """A sealed notice was opened on the agency's node; `content` is what was in it. `whole` is the crossing's file."""

    UNASKED: ClassVar[frozenset[str]] = frozenset({"content"})

    child: str
    whole: str
    entry: str
    content: dict[str, Any]


class OpenChild(Command, frozen=True, kw_only=True):
    """A child came to the agency, or was brought, without a notice."""

    child: str
    about: dict[str, str]


class OpenOneOf(Command, frozen=True, kw_only=True):
    """One of the children of whom a crossing's file knows the number alone was found."""

    child: str
    whole: str
    about: dict[str, str]


class DescribeChild(Command, frozen=True, kw_only=True):
    """What is known of the child and what it says. `birth` is text of any precision in a calendar."""

    child: str
    status: str
    says: dict[str, str]
    birth: str = ""
    calendar: str = "gregorian"


class ArrangeCare(Command, frozen=True, kw_only=True):
    """Somebody cares for the child from a day on."""

    child: str
    care: str
    since: str
    carer: str = ""
    organisation: str = ""
    place: str = ""
    district: str = ""
    is_checked: bool = False
    with_siblings: str = ""
    remark: str = ""


class VisitCare(Command, frozen=True, kw_only=True):
    """Somebody saw the child where it stays."""

    child: str
    on: str
    finding: str
    spoke_alone: bool = False
    remark: str = ""


class BeginMandate(Command, frozen=True, kw_only=True):
    """A guardian stands for the child from a day to a day. `mandate` is a new id."""

    child: str
    mandate: str
    guardian: str
    appointer: str
    scope: str
    starts: str
    ends: str
    authority: str = ""
    basis: str = ""
    checked: tuple[str, ...] = ()
    replaces: str = ""


class EndMandate(Command, frozen=True, kw_only=True):
    """A mandate ends before its day."""

    child: str
    mandate: str
    reason: str
    on: str
    remark: str = ""


class DescribeGuardian(Command, frozen=True, kw_only=True):
    """Who a guardian is, and for how many children."""

    guardian: str
    sort: str
    name: str
    capacity: int
    organisation: str = ""
    district: str = ""
    phone: str = ""
    languages: str = ""
    ties: tuple[str, ...] = ()
    vetted_on: str = ""
    note: str = ""


class RetireGuardian(Command, frozen=True, kw_only=True):
    """No new child is given to this guardian."""

    guardian: str
    reason: str


class EraseGuardian(Command, frozen=True, kw_only=True):
    """Remove what names a guardian."""

    guardian: str
    reason: str


class ClaimRelationship(Command, frozen=True, kw_only=True):
    """Somebody says that the child is theirs."""

    child: str
    claim: str
    claimant: str
    relation: str
    contact: str = ""
    remark: str = ""


class CheckRelationship(Command, frozen=True, kw_only=True):
    """What was found about a claim."""

    child: str
    claim: str
    conclusion: str
    evidence: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    child_heard: bool = False
    remark: str = ""


class AssessInterests(Command, frozen=True, kw_only=True):
    """A best-interests assessment."""

    child: str
    conclusion: str
    weighed: tuple[str, ...] = ()
    child_heard: bool = False
    remark: str = ""
    plan: str = ""


class DetermineInterests(Command, frozen=True, kw_only=True):
    """A best-interests determination by a panel."""

    child: str
    decision: str
    outcome: str
    members: int
    panel: str
    remark: str
    child_heard: bool = False
    guardian_heard: bool = False


class DetermineAge(Command, frozen=True, kw_only=True):
    """An age determination; whether the person is treated as a child follows from the numbers."""

    child: str
    decision: str
    doubt: str
    methods: tuple[str, ...]
    child_consents: str
    estimate: int
    margin: int
    guardian_consents: bool = False
    remark: str = ""


class ConfirmDecision(Command, frozen=True, kw_only=True):
    """A second person stands by a decision."""

    child: str
    decision: str


class CloseChild(Command, frozen=True, kw_only=True):
    """Close the case; only with a guardian, a caregiver or a hand-over."""

    child: str
    outcome: str
    to: str = ""
    received_by: str = ""
    remark: str = ""


class ReopenChild(Command, frozen=True, kw_only=True):
    """Open a closed case again."""

    child: str


class OpenTracing(Command, frozen=True, kw_only=True):
    """A relative looks for a child, or a child of ours (`child`) for its family."""

    request: str
    relation: str
    says: dict[str, str]
    child: str = ""
    shares: bool = False
    birth: str = ""
    calendar: str = "gregorian"


class ActOnTracing(Command, frozen=True, kw_only=True):
    """Something was done to find them."""

    request: str
    way: str
    outcome: str
    remark: str = ""


class JudgeMatch(Command, frozen=True, kw_only=True):
    """A person says whether a possible match is the same child."""

    request: str
    child: str
    verdict: str


class SaySharing(Command, frozen=True, kw_only=True):
    """Whether other organisations may be told."""

    request: str
    shares: bool


class CloseTracing(Command, frozen=True, kw_only=True):
    """Nobody looks any more."""

    request: str
    outcome: str


class EraseTracing(Command, frozen=True, kw_only=True):
    """Remove what names anybody in a request."""

    request: str
    reason: str


class OpenReunification(Command, frozen=True, kw_only=True):
    """A child is to be with a confirmed relative again."""

    reunification: str
    child: str
    claim: str
    where: str = ""


class SayReunificationConsent(Command, frozen=True, kw_only=True):
    """One of those who must agree says yes or no."""

    reunification: str
    who: str
    is_given: bool
    remark: str = ""


class AllowReunification(Command, frozen=True, kw_only=True):
    """The authority that may, agreed or refused."""

    reunification: str
    authority: str
    is_allowed: bool
    basis: str = ""


class LookAtDestination(Command, frozen=True, kw_only=True):
    """Whether anybody fears harm where the child goes; two people look, each for themselves."""

    reunification: str
    found: str
    looked: tuple[str, ...] = ()
    remark: str = ""


class PlanTravel(Command, frozen=True, kw_only=True):
    """How, when and with whom the child travels."""

    reunification: str
    on: str
    way: str
    escort: str
    conditions: tuple[str, ...] = ()


class RecordArrival(Command, frozen=True, kw_only=True):
    """The child was received."""

    reunification: str
    on: str
    received_by: str


class FollowUp(Command, frozen=True, kw_only=True):
    """Somebody saw the child after it was back."""

    reunification: str
    on: str
    finding: str
    remark: str = ""


class EraseChild(Command, frozen=True, kw_only=True):
    """Remove what names the child; `reason` is a code."""

    child: str
    reason: str


class AskErasure(Command, frozen=True, kw_only=True):
    """A post told, sealed, that it erased the person this file is about."""

    child: str
    entry: str


def take_notice(act: Act, *, child: str, whole: str, entry: str, content: dict[str, Any]) -> Receipt:
    """Take in an opened notice."""
    return submit(act, TakeNotice(child=child, whole=whole, entry=entry, content=content))


def ask_erasure(act: Act, *, child: str, entry: str) -> Receipt:
    """Take in that the post erased the person."""
    return submit(act, AskErasure(child=child, entry=entry))


def open_child(act: Act, *, child: str, about: dict[str, str]) -> Receipt:
    """Open a child's file."""
    return submit(act, OpenChild(child=child, about=about))


def describe_child(act: Act, **what: Any) -> Receipt:
    """Register what is known of a child."""
    return submit(act, DescribeChild(**what))


def arrange_care(act: Act, **what: Any) -> Receipt:
    """Arrange care."""
    return submit(act, ArrangeCare(**what))


def visit_care(act: Act, **what: Any) -> Receipt:
    """Record a visit."""
    return submit(act, VisitCare(**what))


def describe_guardian(act: Act, **what: Any) -> Receipt:
    """Describe a guardian."""
    return submit(act, DescribeGuardian(**what))


def begin_mandate(act: Act, **what: Any) -> Receipt:
    """Begin a mandate."""
    return submit(act, BeginMandate(**what))


def end_mandate(act: Act, **what: Any) -> Receipt:
    """End a mandate."""
    return submit(act, EndMandate(**what))


def erase_child(act: Act, *, child: str, reason: str) -> Receipt:
    """Erase what names a child."""
    return submit(act, EraseChild(child=child, reason=reason))
