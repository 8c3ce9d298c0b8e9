"""Those who help in the demonstration: agencies with agreements and services, and people of today who are referred.

River Aid answers at its own node; what the others answer is heard by telephone and entered at the post.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

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
from safeconduct.entrypoints.demonstration.acts import Acting, Step
from safeconduct.entrypoints.demonstration.items import CHILD_BANDS, ArrivingGroup, Decision, Event, LaterDecision, Post
from safeconduct.entrypoints.demonstration.material import DAYS as LASTS
from safeconduct.kernel.acts import Command

AGREED_BEFORE, AGREED_FOR = timedelta(days=90), timedelta(days=365)
CONFIRMED_BEFORE = {"legal": timedelta(days=45)}  # an entry that nobody has confirmed for long, to show how it looks
REFERRED_WITHIN = timedelta(hours=14)

# service, urgency, minutes after they came, what is told, and what came of it: minutes later, state, reason
REFERRED: tuple[tuple[str, str, int, tuple[str, ...], tuple[tuple[int, str, str], ...]], ...] = (
    ("shelter", "emergency", 40, ("name", "age", "language"), ()),
    ("emergency", "immediate", 15, ("name", "age", "language", "needs"),
     ((4, "accepted", ""), (35, "arrived", ""), (95, "given", ""), (150, "closed", "helped"))),
    ("claims", "urgent", 50, ("name", "language"), ()),
    ("mind", "urgent", 60, ("name", "language"), ((25, "refused", "full"),)),
    ("links", "urgent", 45, ("name", "language"), ()),
    ("meals", "normal", 20, (), ((10, "arrived", ""), (30, "given", ""), (31, "closed", "helped"))),
    ("legal", "normal", 70, ("name", "language"), ()),
    ("emergency", "emergency", 20, ("name", "age", "language"), ((9, "accepted", ""),)),
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
        and timedelta(hours=3) < now - event.at_utc < REFERRED_WITHIN and event.members[0].age_band not in CHILD_BANDS
    ]  # fmt: skip
    found = [
        step for number, (group, case) in enumerate(zip(reversed(came), REFERRED, strict=False))
        for step in _referral(acting, group, case, number)
    ]  # fmt: skip
    return sorted((step for step in found if step.at < now), key=lambda step: step.at)


def _referral(acting: Acting, group: ArrivingGroup, case: Any, number: int) -> Iterator[Step]:
    service, urgency, after, told, moves = case
    referral, member = acting.id_of("referral", number), group.members[0]
    codes: dict[str, Any] = new_codes()
    opening = OpenReferral(
        referral=referral, urgency=urgency, service=acting.id_of("service", service), type=_type_of(service),
        person=acting.id_of("person", member.ref), group=acting.id_of("group", group.ref), **codes,
    )  # fmt: skip
    known = {"name": f"{member.given} {member.family}".strip(), "age": member.age_band, "language": group.language,
             "needs": ", ".join(member.needs)}  # fmt: skip
    disclosed = {name: known[name] for name in told if known[name]}
    commands: list[Command] = [opening]
    if disclosed:
        commands.append(SayConsent(referral=referral, answer="given", fields=tuple(disclosed)))
    commands.append(SendReferral(referral=referral, fields=tuple(disclosed), disclosed=disclosed))
    sent = group.at_utc + timedelta(minutes=after)
    yield _step(acting, group, sent, f"referral {number}", commands)
    for minutes, state, reason in moves:
        move = MoveReferral(referral=referral, state=state, channel="phone", reason=reason)
        yield _step(acting, group, sent + timedelta(minutes=minutes), f"referral {number} {state}", [move])


def _type_of(service: str) -> str:
    types = (one["types"] for agency in _agencies() for one in agency["services"] if one["code"] == service)
    return str(next(types)[0])


def _step(acting: Acting, group: ArrivingGroup, at: datetime, ref: str, commands: list[Command]) -> Step:
    frame = LaterDecision(ref=ref, post=group.post, at_utc=at, officer=group.officer, decision=Decision(decision=""))
    known = frozenset({acting.id_of("crossing", group.ref)})
    return Step(at, acting.act(frame, commands), tuple(commands), known)
