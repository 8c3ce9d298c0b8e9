"""Opening and correcting a referral, what the person agrees to, who follows it up, and what is said about it.

Nobody is blocked: a referral may be opened without a name, without a record, without a service, and after the fact.
"""

from datetime import datetime, timedelta

import msgspec

from safeconduct.domains.referrals.commands import (
    CorrectReferral,
    EraseReferral,
    HandOverReferral,
    LogMessage,
    OpenReferral,
    ReviewException,
    SayConsent,
)
from safeconduct.domains.referrals.facts import (
    ConsentSaid,
    ExceptionReviewed,
    MessageLogged,
    ReferralCorrected,
    ReferralErased,
    ReferralHandedOver,
    ReferralOpened,
)
from safeconduct.domains.referrals.referral_states import PROPOSED, REFERRER, URGENCIES
from safeconduct.domains.referrals.rules import code_lists as lists
from safeconduct.foundation.codes import is_listed
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from safeconduct.kernel.reach import checked_phone
from safeconduct.kernel.text import clean_text

MOST_PEOPLE = 300  # assumption: as in one crossing
KEYED_IN_WITHIN = timedelta(days=30)  # assumption: a referral made by phone is entered within a month
OWN_READERS = "coordinator"  # nobody subscribes to it: what waits here for the coordinator leaves no node
COORDINATOR = "coordinator"  # the type of what the coordinator still has to find a service for
LONGEST_WORDS = 2_000


class ServiceSketch(msgspec.Struct, frozen=True):
    """The service that people are referred to, as far as a rule needs to know it."""

    agency: str
    readers: str
    types: tuple[str, ...]
    is_listed: bool
    name: str = ""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """Before a referral is opened. `sides` are those for which this node acts."""

    is_known: bool = False
    service: ServiceSketch | None = None
    sides: frozenset[str] = frozenset({REFERRER})
    post_name: str = ""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A referral as it stands. `agreed` are the fields that agreements in force let be told to its agency."""

    is_known: bool = False
    readers: str = ""
    agency: str = ""
    state: str = PROPOSED
    is_contested: bool = False
    owner: str = REFERRER
    sides: frozenset[str] = frozenset({REFERRER})
    agency_has_node: bool = False
    urgency: str = ""
    people: int = 1
    person: str = ""
    group: str = ""
    reason: str = ""
    holder: str = ""
    posts: frozenset[str] = frozenset()
    consent: str = ""
    consent_by: str = ""
    consent_fields: frozenset[str] = frozenset()
    agreed: frozenset[str] | None = None
    agreements: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, str], ...] = ()  # entry and who made it
    opened_at: datetime | None = None
    expires_at: datetime | None = None
    is_erased: bool = False


def decide_open_referral(command: OpenReferral, state: Opening, here: Circumstances) -> list[About]:
    """The referral. Conflict: already_open. NotFound: unknown_service. NotAllowed: not_your_side. Refused: broken_id,
    unknown_code, not_its_service, people_range, nobody, too_long_ago, codes_missing (all `referrals.`), reach.phone."""
    if state.is_known:
        raise Conflict("referrals.already_open")
    if REFERRER not in state.sides:
        raise NotAllowed("referrals.not_your_side")
    _check_ids(command)
    check_recent(here)
    _check_listed(command.urgency, URGENCIES, "urgency")
    _check_listed(command.channel, lists.CHANNELS, "channel")
    if any(not is_listed("functional_needs", need) for need in command.needs):
        raise Refused("referrals.unknown_code", field="needs")
    check_people(command.people)
    who = words_of(command.who, "who")
    if not (command.person or command.group or who):
        raise Refused("referrals.nobody", field="who")
    if not (command.reference and command.arrival_code and command.passphrase):
        raise Refused("referrals.codes_missing")
    agency, readers, kind = _service(command, state.service)
    fact = ReferralOpened(
        readers=readers, agency=agency, service=command.service, type=kind, urgency=command.urgency,
        needs=tuple(sorted(set(command.needs))), person=command.person, group=command.group,
        people=1 if command.person else command.people, together=command.together, post=here.place,
        local_day=here.local_day, channel=command.channel, reason=words_of(command.reason, "reason"), who=who,
        reference=command.reference, arrival_code=command.arrival_code, passphrase=command.passphrase,
        service_name=state.service.name if state.service is not None else "", post_name=state.post_name,
        call_back=checked_phone(command.call_back, "call_back"),
    )  # fmt: skip
    touches = tuple(filter(None, (command.person, command.group, agency)))
    return [About(command.referral, fact, touches)]


def _service(command: OpenReferral, service: ServiceSketch | None) -> tuple[str, str, str]:
    """Agency, readers and type of what is asked for."""
    if not command.service:
        return "", OWN_READERS, COORDINATOR
    if service is None or not service.is_listed:
        raise NotFound("referrals.unknown_service")
    if command.type not in service.types:
        raise Refused("referrals.not_its_service", field="type")
    return service.agency, service.readers, command.type


def decide_correct_referral(command: CorrectReferral, state: Standing, here: Circumstances) -> list[About]:
    """What is different. NotFound: unknown_referral. NotAllowed: not_your_side. Refused: unknown_code, people_range,
    nothing_changed (all `referrals.`)."""
    check_referrer(state)
    _check_listed(command.urgency, URGENCIES, "urgency")
    check_people(command.people)
    given = {"urgency": command.urgency, "people": command.people, "reason": words_of(command.reason, "reason")}
    changed = {name: value for name, value in given.items() if getattr(state, name) != value}
    if not changed:
        raise Refused("referrals.nothing_changed")
    return [About(command.referral, msgspec.convert({**changed, "readers": state.readers}, ReferralCorrected))]


def decide_say_consent(command: SayConsent, state: Standing, here: Circumstances) -> list[About]:
    """The answer. NotFound: unknown_referral. NotAllowed: not_your_side. Refused: unknown_code, consent_fields (all
    `referrals.`). Taking back needs no field and is always possible, at the agency too."""
    check_known(state)
    if command.answer != "withdrawn":
        check_referrer(state)
    _check_listed(command.answer, lists.CONSENT_ANSWERS, "answer")
    _check_listed(command.by, lists.CONSENT_BY, "by")
    _check_listed(command.how, lists.CONSENT_HOW, "how")
    if any(not is_listed("shared_fields", name) for name in command.fields):
        raise Refused("referrals.unknown_code", field="fields")
    if command.answer == "given" and not command.fields:
        raise Refused("referrals.consent_fields", field="fields")
    fields = tuple(sorted(set(command.fields))) if command.answer == "given" else ()
    fact = ConsentSaid(
        readers=state.readers, answer=command.answer, by=command.by, how=command.how, fields=fields,
        words=words_of(command.words, "words"),
    )  # fmt: skip
    return [About(command.referral, fact)]


def decide_hand_over_referral(command: HandOverReferral, state: Standing, here: Circumstances) -> list[About]:
    """The new holder. NotFound: unknown_referral. NotAllowed: not_your_side. Refused: unknown_post, same_holder (all
    `referrals.`)."""
    check_referrer(state)
    if command.holder not in state.posts:
        raise Refused("referrals.unknown_post", field="holder")
    if command.holder == state.holder:
        raise Refused("referrals.same_holder", field="holder")
    fact = ReferralHandedOver(readers=state.readers, holder=command.holder, words=words_of(command.words, "words"))
    return [About(command.referral, fact)]


def decide_log_message(command: LogMessage, state: Standing, here: Circumstances) -> list[About]:
    """The message. NotFound: unknown_referral. Refused: unknown_code, too_long_ago (all `referrals.`)."""
    check_known(state)
    check_recent(here)
    _check_listed(command.channel, lists.MESSAGE_CHANNELS, "channel")
    _check_listed(command.direction, lists.DIRECTIONS, "direction")
    _check_listed(command.outcome, lists.OUTCOMES, "outcome")
    fact = MessageLogged(
        readers=state.readers, channel=command.channel, direction=command.direction, outcome=command.outcome,
        words=words_of(command.words, "words"),
    )  # fmt: skip
    return [About(command.referral, fact)]


def decide_review_exception(command: ReviewException, state: Standing, here: Circumstances) -> list[About]:
    """The review, by another person than the one who sent. NotFound: unknown_referral, no_exception. NotAllowed:
    own_exception. Refused: words_missing (all `referrals.`)."""
    check_known(state)
    made_by = dict(state.exceptions).get(command.entry)
    if made_by is None:
        raise NotFound("referrals.no_exception")
    if made_by == here.actor:
        raise NotAllowed("referrals.own_exception")
    words = words_of(command.words, "words")
    if not words:
        raise Refused("referrals.words_missing", field="words")
    fact = ExceptionReviewed(readers=state.readers, entry=command.entry, is_upheld=command.is_upheld, words=words)
    return [About(command.referral, fact)]


def decide_erase_referral(command: EraseReferral, state: Standing, here: Circumstances) -> list[About]:
    """What names the person goes; codes, states and times stay. NotFound: referrals.unknown_referral."""
    if not state.is_known:
        raise NotFound("referrals.unknown_referral")
    return [] if state.is_erased else [About(command.referral, ReferralErased(readers=state.readers))]


def check_known(state: Standing) -> None:
    """NotFound: referrals.unknown_referral. Conflict: referrals.erased."""
    if not state.is_known:
        raise NotFound("referrals.unknown_referral")
    if state.is_erased:
        raise Conflict("referrals.erased")


def check_referrer(state: Standing) -> None:
    """As `check_known`; NotAllowed: referrals.not_your_side, at the node of the agency."""
    check_known(state)
    if REFERRER not in state.sides:
        raise NotAllowed("referrals.not_your_side")


def check_recent(here: Circumstances) -> None:
    """Refused: referrals.too_long_ago, for what happened over a month before it is entered."""
    if here.now - here.happened_at > KEYED_IN_WITHIN:
        raise Refused("referrals.too_long_ago", days=KEYED_IN_WITHIN.days)


def check_people(people: int) -> None:
    """Refused: referrals.people_range."""
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused("referrals.people_range", field="people", most=MOST_PEOPLE)


def words_of(given: str, field: str) -> str:
    """Words as they are kept."""
    return clean_text(given, kind="note", limit=LONGEST_WORDS, field=field).stored


def _check_ids(command: OpenReferral) -> None:
    given = (command.referral, *filter(None, (command.person, command.group, command.together)))
    if not all(is_id(one) for one in given) or (command.service and not is_id(command.service)):
        raise Refused("referrals.broken_id")


def _check_listed(code: str, allowed: tuple[str, ...], field: str) -> None:
    if code not in allowed:
        raise Refused("referrals.unknown_code", field=field)
