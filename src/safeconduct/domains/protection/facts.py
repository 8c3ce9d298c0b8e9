"""What may have happened to a child's file. Only the agency's own stream holds any of it; it leaves for nobody.

Names, birth dates, places in words and every remark are `named`; codes, days, ids and decisions nameless. Every field
has a default, so that a body without its key stays a fact.
"""

from datetime import datetime
from typing import Any, ClassVar

from safeconduct.kernel.facts import Fact

CONFIDENTIAL = "confidential"  # as in screening: no table of the exchange names this stream


class ChildFact(Fact, frozen=True, kw_only=True):
    """Something about a child, or about children of one crossing who are not registered one by one yet."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "child"


class ChildNoticed(ChildFact, frozen=True, kw_only=True):
    """A post told of a child, or somebody brought it. `grounds` are codes; `about` is how to find it, never a name.

    `children` is more than one, or `each` False, where a crossing was told of and nobody was registered by name.
    """

    NAMED: ClassVar[frozenset[str]] = frozenset({"about", "companions"})

    notice: str = ""  # the sealed entry; none where the child came to the agency
    noticed_at: datetime | None = None
    grounds: tuple[str, ...] = ()
    crossing: str = ""
    children: int = 1
    each: bool = True
    about: dict[str, str] = {}
    companions: tuple[dict[str, str], ...] = ()


class ChildRegisteredApart(ChildFact, frozen=True, kw_only=True):
    """One of the children of a crossing has a file of its own now."""

    child: str = ""


class ChildDescribed(ChildFact, frozen=True, kw_only=True):
    """What is known of the child and what it says. `fields` lists what this entry sets."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"says", "born_from", "born_to"})

    status: str = ""
    says: dict[str, str] = {}
    born_from: str = ""  # the days (ISO) that the birth date allows
    born_to: str = ""


class CareArranged(ChildFact, frozen=True, kw_only=True):
    """Who cares for the child from a day on, until the next arrangement. `is_checked`: the carer was looked at."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"carer", "organisation", "place", "district", "remark"})

    care: str = ""
    since: str = ""
    is_checked: bool = False
    with_siblings: str = ""
    carer: str = ""
    organisation: str = ""
    place: str = ""
    district: str = ""
    remark: str = ""


class CareVisited(ChildFact, frozen=True, kw_only=True):
    """Somebody went to see the child where it stays."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    on: str = ""
    finding: str = ""
    spoke_alone: bool = False
    remark: str = ""


class MandateBegun(ChildFact, frozen=True, kw_only=True):
    """A guardian stands for the child: who appointed them, for what, from which day to which (ISO).

    `checked` are the conflicts of interest that somebody looked for. `replaces` is the mandate that this one follows.
    """

    NAMED: ClassVar[frozenset[str]] = frozenset({"authority", "basis"})

    mandate: str = ""
    guardian: str = ""
    appointer: str = ""
    scope: str = ""
    starts: str = ""
    ends: str = ""
    checked: tuple[str, ...] = ()
    replaces: str = ""
    authority: str = ""
    basis: str = ""


class MandateEnded(ChildFact, frozen=True, kw_only=True):
    """A mandate ended before its day, or was followed by another."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    mandate: str = ""
    reason: str = ""
    on: str = ""
    remark: str = ""


class RelationshipClaimed(ChildFact, frozen=True, kw_only=True):
    """Somebody says that the child is theirs, or a relative's."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"claimant", "contact", "remark"})

    claim: str = ""
    relation: str = ""
    claimant: str = ""
    contact: str = ""
    remark: str = ""


class RelationshipChecked(ChildFact, frozen=True, kw_only=True):
    """The claim was looked at: what speaks for it, what against, and what follows. No number stands for any of it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    claim: str = ""
    evidence: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    child_heard: bool = False
    conclusion: str = ""
    remark: str = ""


class InterestsAssessed(ChildFact, frozen=True, kw_only=True):
    """A best-interests assessment: what was weighed, whether the child was heard, what follows, and the plan."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark", "plan"})

    weighed: tuple[str, ...] = ()
    child_heard: bool = False
    conclusion: str = ""
    remark: str = ""
    plan: str = ""


class InterestsDetermined(ChildFact, frozen=True, kw_only=True):
    """A best-interests determination by a panel; in force once a second person confirmed it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"panel", "remark"})

    decision: str = ""
    outcome: str = ""
    members: int = 0
    child_heard: bool = False
    guardian_heard: bool = False
    panel: str = ""
    remark: str = ""


class AgeDetermined(ChildFact, frozen=True, kw_only=True):
    """An age was determined: why it was doubted, how, with whose consent, and within which margin.

    `result` follows from the numbers: grown up only where the youngest age within the margin is.
    """

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    decision: str = ""
    doubt: str = ""
    methods: tuple[str, ...] = ()
    child_consents: str = ""
    guardian_consents: bool = False
    estimate: int = 0
    margin: int = 0
    result: str = ""
    remark: str = ""


class DecisionConfirmed(ChildFact, frozen=True, kw_only=True):
    """A second person stands by a decision. Whether they are a second one, the projection judges."""

    decision: str = ""


class ChildClosed(ChildFact, frozen=True, kw_only=True):
    """The case is closed: with a guardian, a caregiver, a hand-over, or because the person is no child."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"to", "received_by", "remark"})

    outcome: str = ""
    to: str = ""
    received_by: str = ""
    remark: str = ""


class ChildReopened(ChildFact, frozen=True, kw_only=True):
    """The case is open again; `closings` names the entries taken back."""

    closings: tuple[str, ...] = ()


class TracingBegun(ChildFact, frozen=True, kw_only=True):
    """The child's family is being looked for; `request` is the tracing request."""

    request: str = ""


class ChildErased(ChildFact, frozen=True, kw_only=True):
    """What names the child was removed. A case that was open stays on the list, as a number."""

    ERASES: ClassVar[bool] = True

    reason: str = ""


class ErasureAsked(ChildFact, frozen=True, kw_only=True):
    """The record at the post was erased, and the post told so; whether the file goes too is decided here."""

    notice: str = ""


class GuardianFact(Fact, frozen=True, kw_only=True):
    """Something about somebody who stands for children."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "guardian"


class GuardianDescribed(GuardianFact, frozen=True, kw_only=True):
    """Who they are, where they work, for how many children at most. `ties` are codes of what may bind them."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"name", "organisation", "district", "phone", "languages", "note"})

    sort: str = ""
    capacity: int = 0
    ties: tuple[str, ...] = ()
    vetted_on: str = ""
    name: str = ""
    organisation: str = ""
    district: str = ""
    phone: str = ""
    languages: str = ""
    note: str = ""


class GuardianRetired(GuardianFact, frozen=True, kw_only=True):
    """No new child is given to them."""

    reason: str = ""


class GuardianErased(GuardianFact, frozen=True, kw_only=True):
    """What names the guardian was removed; their mandates stay as days and codes."""

    ERASES: ClassVar[bool] = True

    reason: str = ""


class TracingFact(Fact, frozen=True, kw_only=True):
    """Something about a tracing request: a relative looks for a child, or a child for its family."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "tracing_request"


class TracingOpened(TracingFact, frozen=True, kw_only=True):
    """Who is looked for and by whom. `child` is set where it is a child here who looks for its family."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"says", "born_from", "born_to"})

    child: str = ""
    relation: str = ""
    shares: bool = False  # whether whoever asks agrees that other organisations are told
    says: dict[str, str] = {}
    born_from: str = ""
    born_to: str = ""


class TracingActed(TracingFact, frozen=True, kw_only=True):
    """Something was done to find them."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    way: str = ""
    outcome: str = ""
    remark: str = ""


class TracingJudged(TracingFact, frozen=True, kw_only=True):
    """A person looked at a possible match and said whether it is the same child."""

    child: str = ""
    verdict: str = ""


class SharingSaid(TracingFact, frozen=True, kw_only=True):
    """Whether other organisations may be told; taken back at any time."""

    shares: bool = False


class TracingClosed(TracingFact, frozen=True, kw_only=True):
    """Nobody looks any more; `outcome` is a code."""

    outcome: str = ""


class TracingErased(TracingFact, frozen=True, kw_only=True):
    """What names anybody in the request was removed."""

    ERASES: ClassVar[bool] = True

    reason: str = ""


class ReunificationFact(Fact, frozen=True, kw_only=True):
    """Something on the way of a child back to its family."""

    AUDIENCE: ClassVar[str] = CONFIDENTIAL
    KIND: ClassVar[str] = "reunification"


class ReunificationOpened(ReunificationFact, frozen=True, kw_only=True):
    """A child is to be with a confirmed relative again."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"with_whom", "where"})

    child: str = ""
    claim: str = ""
    relation: str = ""
    with_whom: str = ""
    where: str = ""


class ReunificationConsent(ReunificationFact, frozen=True, kw_only=True):
    """One of those whose consent is needed said yes or no; the latest word of each counts."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    who: str = ""
    is_given: bool = False
    remark: str = ""


class ReunificationAllowed(ReunificationFact, frozen=True, kw_only=True):
    """The authority that may, agreed or refused."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"authority", "basis"})

    is_allowed: bool = False
    authority: str = ""
    basis: str = ""


class DestinationLookedAt(ReunificationFact, frozen=True, kw_only=True):
    """Somebody looked whether the child, or who goes with it, is safe from persecution and harm where it goes."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    found: str = ""
    looked: tuple[str, ...] = ()
    remark: str = ""


class TravelPlanned(ReunificationFact, frozen=True, kw_only=True):
    """How and when the child travels, with whom, and which conditions were looked at."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"way", "escort"})

    on: str = ""
    conditions: tuple[str, ...] = ()
    way: str = ""
    escort: str = ""


class ChildArrived(ReunificationFact, frozen=True, kw_only=True):
    """The child was received."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"received_by"})

    on: str = ""
    received_by: str = ""


class FollowedUp(ReunificationFact, frozen=True, kw_only=True):
    """Somebody saw the child after it was back."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"remark"})

    on: str = ""
    finding: str = ""
    remark: str = ""


class ReunificationErased(ReunificationFact, frozen=True, kw_only=True):
    """What names anybody was removed, with the child or by itself."""

    ERASES: ClassVar[bool] = True

    reason: str = ""


FACTS: tuple[Any, ...] = (
    ChildNoticed, ChildRegisteredApart, ChildDescribed, CareArranged, CareVisited, MandateBegun, MandateEnded,
    RelationshipClaimed, RelationshipChecked, InterestsAssessed, InterestsDetermined, AgeDetermined, DecisionConfirmed,
    ChildClosed, ChildReopened, TracingBegun, ChildErased, ErasureAsked,
    GuardianDescribed, GuardianRetired, GuardianErased,
    TracingOpened, TracingActed, TracingJudged, SharingSaid, TracingClosed, TracingErased,
    ReunificationOpened, ReunificationConsent, ReunificationAllowed, DestinationLookedAt, TravelPlanned, ChildArrived,
    FollowedUp,
    ReunificationErased,
)  # fmt: skip
