"""Who was held at the bridge of the demonstration, by others, and what its supervisor wrote down: fictional, and few.

One is overdue for a look, one was freed, one is free under an alternative, and a boy whom nobody registered alarms.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from safeconduct.domains.liberty.bases import lesser_than
from safeconduct.domains.liberty.commands import (
    AssessAlternatives,
    ImposeAlternative,
    MoveDeprivation,
    RecordDeprivation,
    ReviewDeprivation,
)
from safeconduct.entrypoints.demonstration.acts import Acting, Step
from safeconduct.entrypoints.demonstration.items import CHILD_BANDS, ArrivingGroup, Decision, Event, LaterDecision, Post
from safeconduct.kernel.acts import Command

WRITTEN_AFTER = timedelta(minutes=40)
# How long before the end of the demonstration each was written down.
OVERDUE, FREED, ASKED = timedelta(hours=60), timedelta(hours=30), timedelta(hours=10)
BOY = timedelta(hours=2)


def held(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    """The steps of those who were held, in the order of time, up to now."""
    came = [
        event for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.direction == "entry"
        and event.level > 1 and event.previous is None and event.members[0].age_band not in CHILD_BANDS
    ]  # fmt: skip
    found: list[Step] = [_boy(acting, bridge, now)]
    for ago, steps in ((OVERDUE, _overdue), (FREED, _freed), (ASKED, _asked)):
        group = next((one for one in reversed(came) if now - one.at_utc > ago + WRITTEN_AFTER), None)
        if group is not None:
            found += steps(acting, group, now - ago)
    return sorted((step for step in found if step.at < now), key=lambda step: step.at)


def _overdue(acting: Acting, group: ArrivingGroup, at: datetime) -> Iterator[Step]:
    record = _record(acting, group, at, "identity", authority="border_guard", facility="post_room",
                     words={"facility_name": "Room behind counter 4", "told": "To establish who they are"})  # fmt: skip
    yield _step(acting, group, at, "held overdue", record)


def _freed(acting: Acting, group: ArrivingGroup, at: datetime) -> Iterator[Step]:
    record = _record(acting, group, at, "refused_entry", authority="immigration", facility="transit_zone",
                     lawyer="had", words={"lawyer_name": "Legal clinic of the town"})  # fmt: skip
    yield _step(acting, group, at, "held freed", record)
    looked = at + timedelta(hours=20)
    review = ReviewDeprivation(
        person=record.person, deprivation=record.deprivation, review=acting.id_of("review of liberty", group.ref),
        at=looked - timedelta(minutes=10), by="court", outcome="release", why="Nothing was prepared, so it ended",
    )  # fmt: skip
    yield _step(acting, group, looked, "held reviewed", review)
    freed = looked + timedelta(hours=1)
    move = MoveDeprivation(person=record.person, deprivation=record.deprivation, move="released",
                           at=freed - timedelta(minutes=5))  # fmt: skip
    yield _step(acting, group, freed, "held released", move)


def _asked(acting: Acting, group: ArrivingGroup, at: datetime) -> Iterator[Step]:
    person = acting.id_of("person", group.members[0].ref)
    look = AssessAlternatives(
        person=person, assessment=acting.id_of("assessment", group.ref), identity="said_and_believed",
        ties=("family_here", "address"), needs=("language", "legal_advice"), risks=("none_known",),
        suited=("registration",),
    )  # fmt: skip
    yield _step(acting, group, at, "looked at", look)
    ask = ImposeAlternative(
        person=person, alternative=acting.id_of("alternative", group.ref), kind="registration",
        assessment=look.assessment, ground="identity", until=at + timedelta(days=14),
        lesser=dict.fromkeys(lesser_than("registration"), "not_available_here"), conditions=("tell_new_address",),
        order="Immigration office, number 118; told how to appeal",
    )  # fmt: skip
    yield _step(acting, group, at + timedelta(minutes=30), "asked instead", ask)


def _boy(acting: Acting, bridge: Post, now: datetime) -> Step:
    at = now - BOY
    record = RecordDeprivation(
        person=acting.id_of("held", "boy"), deprivation=acting.id_of("deprivation", "boy"), is_registered=False,
        post=acting.id_of("post", bridge.code), ground="none_given", authority="police", facility="vehicle",
        since=at - timedelta(hours=1), seen_at_entry=("may_be_child",), minor="maybe",
        words={"description": "Boy or young man, red cap, in the grey van by the gate"},
    )  # fmt: skip
    return Step(at, acting.act(_frame(acting, bridge.code, at, "held boy"), [record]), (record,))


def _record(acting: Acting, group: ArrivingGroup, at: datetime, ground: str, **said: Any) -> RecordDeprivation:
    return RecordDeprivation(
        person=acting.id_of("person", group.members[0].ref), deprivation=acting.id_of("deprivation", group.ref),
        post=acting.id_of("post", group.post), crossing=acting.id_of("crossing", group.ref), ground=ground,
        since=at - timedelta(minutes=25), language=group.language, told_reasons="yes", told_rights="yes",
        interpreter="by_phone", vulnerability="yes", minor="no", **said,
    )  # fmt: skip


def _step(acting: Acting, group: ArrivingGroup, at: datetime, what: str, command: Command) -> Step:
    # What follows is written by who saw what was committed before.
    after = frozenset({acting.id_of("crossing", group.ref), acting.id_of("person", group.members[0].ref)})
    return Step(at, acting.act(_frame(acting, group.post, at, f"{what} {group.ref}"), [command]), (command,), after)


def _frame(acting: Acting, post: str, at: datetime, ref: str) -> LaterDecision:
    return LaterDecision(
        ref=ref, post=post, at_utc=at, officer=acting.supervisor_of(post), decision=Decision(decision="")
    )
