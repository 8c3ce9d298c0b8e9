"""Those who help in the demonstration: agencies with agreements and services, and people of today who are referred.

River Aid answers at its own node; what the others answer is heard by telephone and entered at the post.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from safeconduct.desks.referrals.printed_codes import new_codes
from safeconduct.domains.partners.commands import DescribeAgency, DescribeAgreement, DescribeContact, MoveAgreement
from safeconduct.domains.referrals.commands import (
    DescribeService,
    MoveReferral,
    OpenReferral,
    SayConsent,
    SendReferral,
)
from safeconduct.domains.referrals.opening import ALWAYS, DAYS, Opening
from safeconduct.domains.referrals.rules.code_lists import CHILD_INTERESTS, CONSENT
from safeconduct.entrypoints.demonstration.acts import Acting, Step
from safeconduct.entrypoints.demonstration.assessing import Signing
from safeconduct.entrypoints.demonstration.items import (
    CHILD_BANDS,
    ArrivingGroup,
    Decision,
    Event,
    LaterDecision,
    Member,
    Post,
)
from safeconduct.entrypoints.demonstration.material import DAYS as LASTS
from safeconduct.kernel.acts import Command

AGREED_BEFORE, AGREED_FOR = timedelta(days=90), timedelta(days=365)
CONFIRMED_BEFORE = {"legal": timedelta(days=45)}  # an entry that nobody has confirmed for long, to show how it looks
REFERRED_WITHIN = timedelta(hours=14)
MINUTES_LAST = timedelta(minutes=100)  # what the longest way of a child takes


class Way(NamedTuple):
    """How a referral goes: of one person or of everyone who came together; `moves`: minutes after it was sent, state,
    reason."""

    service: str
    urgency: str
    after: int  # minutes after they came
    told: tuple[str, ...]
    moves: tuple[tuple[int, str, str], ...] = ()
    together: bool = False
    basis: str = CONSENT


REFERRED = (
    Way("shelter", "emergency", 40, ("name", "age", "language")),
    Way("emergency", "immediate", 15, ("name", "age", "language", "needs"),
        ((4, "accepted", ""), (35, "arrived", ""), (95, "given", ""), (150, "closed", "helped"))),
    Way("claims", "urgent", 50, ("name", "language")),
    Way("mind", "urgent", 60, ("name", "language"), ((25, "refused", "full"),)),
    Way("links", "urgent", 45, ("name", "language")),
    Way("meals", "normal", 20, (), ((10, "arrived", ""), (30, "given", ""), (31, "closed", "helped"))),
    Way("legal", "normal", 70, ("name", "language")),
    Way("emergency", "emergency", 20, ("name", "age", "language"), ((9, "accepted", ""),)),
)  # fmt: skip
# From the line to the end: three families, each in one act, and one child who came alone.
FAMILIES = (
    Way("emergency", "immediate", 12, ("name", "age", "language", "needs"),
        ((5, "accepted", ""), (30, "arrived", ""), (80, "given", ""), (110, "closed", "helped")), together=True),
    Way("claims", "urgent", 35, ("name", "language"),
        ((15, "accepted", ""), (45, "arrived", ""), (100, "given", ""), (130, "closed", "helped")), together=True),
    Way("clothes", "normal", 25, (),
        ((20, "arrived", ""), (40, "given", ""), (45, "closed", "helped_partly")), together=True),
)  # fmt: skip
CHILD_ALONE = Way(
    "children", "immediate", 6, ("name", "age", "language"),
    ((4, "accepted", ""), (20, "arrived", ""), (60, "given", ""), (90, "closed", "helped")), basis=CHILD_INTERESTS,
)  # fmt: skip


@cache
def _agencies() -> list[dict[str, Any]]:
    text = (files("safeconduct.entrypoints.demonstration") / "data" / "agencies.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["agencies"]
    return found


def directory(acting: Acting, today: date) -> list[Command]:
    """Agencies, whom to call there, agreements as drafts, and services."""
    found: list[Command] = []
    for one in _agencies():
        agency = acting.id_of("agency", one["code"])
        names = ("name", "short_name", "type", "state", "phone")
        code = one["code"] if one["code"] == "river_aid" else ""
        found.append(DescribeAgency(agency=agency, code=code, **{name: one[name] for name in names if name in one}))
        contact = acting.id_of("contact", one["code"])
        found.append(DescribeContact(contact=contact, agency=agency, part="focal_point", **one["contact"]))
        if one["shares"]:
            found.append(
                DescribeAgreement(
                    agreement=acting.id_of("agreement", one["code"]), agency=agency, title="Referral from posts",
                    purposes=("referral",), fields=tuple(one["shares"]), signed_on=str(today - AGREED_BEFORE),
                    valid_from=str(today - AGREED_BEFORE), valid_until=str(today + AGREED_FOR),
                )
            )  # fmt: skip
        found += [_service(acting, agency, service, today) for service in one["services"]]
    return found


def assessing(acting: Acting, signing: Signing) -> None:
    """What is shared with each agency was assessed before; and the list of registered people, which a file holds."""
    for one in _agencies():
        if one["shares"]:
            signing.agency(acting.id_of("agency", one["code"]), one["name"], tuple(one["shares"]))
    signing.use("registered", "Everyone registered on a day")


def agreeing(acting: Acting) -> list[Command]:
    """The agreements come into force."""
    return [
        MoveAgreement(agreement=acting.id_of("agreement", one["code"]), state="in_force")
        for one in _agencies()
        if one["shares"]
    ]


def _service(acting: Acting, agency: str, said: dict[str, Any], today: date) -> DescribeService:
    lists: dict[str, Any] = {name: tuple(said[name]) for name in ("types", "for_whom", "languages")}
    rest: dict[str, Any] = {name: value for name, value in said.items() if name not in (*lists, "code", "hours")}
    hours = tuple(_hours(text) for text in said["hours"]) if "hours" in said else ALWAYS
    confirmed = today - timedelta(days=LASTS) - CONFIRMED_BEFORE.get(said["code"], timedelta())
    return DescribeService(service=acting.id_of("service", said["code"]), agency=agency, hours=hours,
                           confirmed_on=str(confirmed), **lists, **rest)  # fmt: skip


def _hours(text: str) -> Opening:
    days, opens, closes = text.split()
    first, last = (DAYS.index(day) for day in days.split("-"))
    return Opening(DAYS[first : last + 1], opens, closes)


def referrals(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    """The steps of today's referrals at the bridge, in the order of time, up to now."""
    came = [
        event for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.direction == "entry"
        and event.level > 1 and event.previous is None and event.decision is not None
    ]  # fmt: skip
    today = [one for one in came if timedelta(hours=3) < now - one.at_utc < REFERRED_WITHIN and _has_adult(one)]
    earlier = [one for one in came if now - one.at_utc >= REFERRED_WITHIN and _has_adult(one)]
    families = [one for one in earlier if len(one.members) > 2][-len(FAMILIES) :]
    alone = [one for one in came if len(one.members) == 1 and not _has_adult(one) and now - one.at_utc > MINUTES_LAST]
    going = [*zip(reversed(today), REFERRED, strict=False), *zip(families, FAMILIES, strict=False),
             *zip(alone[-1:], [CHILD_ALONE], strict=False)]  # fmt: skip
    found = [step for number, (group, way) in enumerate(going) for step in _referral(acting, group, way, number)]
    return sorted((step for step in found if step.at < now), key=lambda step: step.at)


def _has_adult(group: ArrivingGroup) -> bool:
    return group.members[0].age_band not in CHILD_BANDS


def _referral(acting: Acting, group: ArrivingGroup, way: Way, number: int) -> Iterator[Step]:
    members = group.members if way.together else group.members[:1]
    sent = group.at_utc + timedelta(minutes=way.after)
    commands = [
        command
        for place, member in enumerate(members)
        for command in _sending(acting, group, way, member, acting.id_of("referral", number, place))
    ]
    yield _step(acting, group, sent, f"referral {number}", commands)
    for minutes, state, reason in way.moves:
        moves: list[Command] = [
            MoveReferral(referral=acting.id_of("referral", number, place), state=state, channel="phone", reason=reason)
            for place, _member in enumerate(members)
        ]
        yield _step(acting, group, sent + timedelta(minutes=minutes), f"referral {number} {state}", moves)


def _sending(acting: Acting, group: ArrivingGroup, way: Way, member: Member, referral: str) -> Iterator[Command]:
    """Opened, with what was agreed to; children of a family with the agreement of who cares for them."""
    codes: dict[str, Any] = new_codes()
    yield OpenReferral(
        referral=referral, urgency=way.urgency, service=acting.id_of("service", way.service),
        type=_type_of(way.service), person=acting.id_of("person", member.ref), group=acting.id_of("group", group.ref),
        together=acting.id_of("together", group.ref) if way.together else "", **codes,
    )  # fmt: skip
    known = {"name": f"{member.given} {member.family}".strip(), "age": member.age_band, "language": group.language,
             "needs": ", ".join(member.needs)}  # fmt: skip
    disclosed = {name: known[name] for name in way.told if known[name]}
    if disclosed and way.basis == CONSENT:
        by = "caregiver" if member.age_band in CHILD_BANDS else "self"
        yield SayConsent(referral=referral, answer="given", by=by, fields=tuple(disclosed))
    words = "The child is alone and small" if way.basis == CHILD_INTERESTS else ""
    yield SendReferral(referral=referral, fields=tuple(disclosed), disclosed=disclosed, basis=way.basis, words=words)


def _type_of(service: str) -> str:
    types = (one["types"] for agency in _agencies() for one in agency["services"] if one["code"] == service)
    return str(next(types)[0])


def _step(acting: Acting, group: ArrivingGroup, at: datetime, ref: str, commands: list[Command]) -> Step:
    frame = LaterDecision(ref=ref, post=group.post, at_utc=at, officer=group.officer, decision=Decision(decision=""))
    known = frozenset({acting.id_of("crossing", group.ref)})
    return Step(at, acting.act(frame, commands), tuple(commands), known)
