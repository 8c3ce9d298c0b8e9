"""What may have happened to a service of the directory and to a referral.

UNSET means that a fact says nothing of a field. Codes, ids, bands and hours are nameless; texts, numbers to call and
what a person may be known by are named.
"""

from datetime import datetime
from typing import Any, ClassVar

from msgspec import UNSET, UnsetType

from safeconduct.domains.referrals.opening import Opening
from safeconduct.kernel.facts import Fact, OwnedMove


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
    """An agency asks that its entry be changed: `changes` holds fields of `ServiceDescribed` and their new values.

    It is said at the agency's node, and travels the way its answers to referrals do: `readers` is the agency's code.
    Of services alone, never of persons: that node has no key of the service, and none of what it says would be read.
    """

    AUDIENCE: ClassVar[str] = "referral"
    KIND: ClassVar[str] = "service"

    readers: str = ""
    changes: dict[str, Any] = {}
    words: str = ""

    @property
    def audience(self) -> str:
        """The stream of the agency."""
        return f"{self.AUDIENCE}.{self.readers}"


class ChangeAnswered(Fact, frozen=True, kw_only=True):
    """A coordinator took over what was asked, or did not; `request` names the entry."""

    AUDIENCE: ClassVar[str] = "operations"
    KIND: ClassVar[str] = "service"
    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    request: str = ""
    is_accepted: bool = False
    words: str = ""


class OfReferral(Fact, frozen=True, kw_only=True):
    """A fact of one referral. `readers` names the agency whose stream it stands in: whoever refers, and that agency."""

    AUDIENCE: ClassVar[str] = "referral"
    KIND: ClassVar[str] = "referral"

    readers: str = ""

    @property
    def audience(self) -> str:
        """The stream of the agency."""
        return f"{self.AUDIENCE}.{self.readers}"


class ReferralOpened(OfReferral, frozen=True, kw_only=True):
    """Somebody shall be helped by a service. Without a service it waits for the coordinator to choose one.

    `person` is empty for a group of which nobody is registered one by one, or for people without a record;
    `together` is shared by those who were referred in one act, and by what takes a referral up. No field names
    another referral: it may be another agency's. `reference` stands on the card that the person carries,
    `arrival_code` and `passphrase` belong to the sealed page. The names of service and post, and where to call back,
    are for the agency's node, which knows neither the directory nor the posts.
    """

    NAMED: ClassVar[frozenset[str]] = frozenset(
        {"reason", "who", "reference", "arrival_code", "passphrase", "service_name", "post_name", "call_back"}
    )

    agency: str = ""
    service: str = ""
    type: str = ""
    urgency: str = ""
    needs: tuple[str, ...] = ()
    person: str = ""
    group: str = ""
    people: int = 1
    together: str = ""
    post: str = ""
    local_day: str = ""
    channel: str = ""
    reason: str = ""
    who: str = ""
    reference: str = ""
    arrival_code: str = ""
    passphrase: str = ""
    service_name: str = ""
    post_name: str = ""
    call_back: str = ""


class ReferralCorrected(OfReferral, frozen=True, kw_only=True):
    """Urgency, number of people or the reason were set anew."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"reason"})

    urgency: str | UnsetType = UNSET
    people: int | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class ConsentSaid(OfReferral, frozen=True, kw_only=True):
    """The person, or who cares for them, agreed that these fields be told; or did not; or takes it back."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    answer: str = "withdrawn"
    by: str = ""
    how: str = ""
    fields: tuple[str, ...] = ()
    words: str = ""


class OfMove(OwnedMove, frozen=True, kw_only=True):
    """A move of the state: in one class with `OfReferral`, as a fact has one line of parents."""

    AUDIENCE: ClassVar[str] = "referral"
    KIND: ClassVar[str] = "referral"

    readers: str = ""
    channel: str = ""

    @property
    def audience(self) -> str:
        """The stream of the agency."""
        return f"{self.AUDIENCE}.{self.readers}"


class ReferralSent(OfMove, frozen=True, kw_only=True):
    """It was sent. `fields` are what was told of the person, `disclosed` the words; `basis` is why it might be."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"disclosed", "words"})

    basis: str = ""
    agreements: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    disclosed: dict[str, str] = {}
    words: str = ""


class ReferralMoved(OfMove, frozen=True, kw_only=True):
    """It moved on. `reason` is a code: of a refusal, a withdrawal, or what the person says who was helped."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words", "place"})

    state: str = ""
    reason: str = ""
    appointment: datetime | None = None
    words: str = ""
    place: str = ""


class ReferralHandedOver(OfReferral, frozen=True, kw_only=True):
    """Another post follows it up from now on."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    holder: str = ""
    words: str = ""


class MessageLogged(OfReferral, frozen=True, kw_only=True):
    """Somebody called, wrote or went there about it: by phone, SMS or visit, and what came of it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    channel: str = ""
    direction: str = ""
    outcome: str = ""
    words: str = ""


class ExceptionReviewed(OfReferral, frozen=True, kw_only=True):
    """A second person looked at a sending without consent; `entry` names it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    entry: str = ""
    is_upheld: bool = False
    words: str = ""


class ReferralErased(OfReferral, frozen=True, kw_only=True):
    """What names the person was removed, because the person was erased."""

    ERASES: ClassVar[bool] = True


class OfComplaint(Fact, frozen=True, kw_only=True):
    """A fact of one complaint. It stands in the register: no agency is ever given that stream."""

    AUDIENCE: ClassVar[str] = "register"
    KIND: ClassVar[str] = "complaint"


class ComplaintMade(OfComplaint, frozen=True, kw_only=True):
    """Somebody complains of an agency. `referral` may be empty; `reach` is how to tell them what came of it."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words", "reach"})

    agency: str = ""
    referral: str = ""
    about: str = ""
    by: str = ""
    post: str = ""
    words: str = ""
    reach: str = ""


class ComplaintAnswered(OfComplaint, frozen=True, kw_only=True):
    """What was found and done; it stays open as long as the outcome says so."""

    NAMED: ClassVar[frozenset[str]] = frozenset({"words"})

    outcome: str = ""
    words: str = ""


class ComplaintErased(OfComplaint, frozen=True, kw_only=True):
    """What was said was removed, because the person whose referral it was about was erased."""

    ERASES: ClassVar[bool] = True


FACTS = (
    ServiceDescribed, CapacitySet, ServiceConfirmed, ChangeRequested, ChangeAnswered,
    ReferralOpened, ReferralCorrected, ConsentSaid, ReferralSent, ReferralMoved, ReferralHandedOver, MessageLogged,
    ExceptionReviewed, ReferralErased, ComplaintMade, ComplaintAnswered, ComplaintErased,
)  # fmt: skip
