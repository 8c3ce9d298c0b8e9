"""The end of the demonstration: the crisis as it stands now, with a queue at the bridge, and what is still open."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from safeconduct.domains.crossings.commands import CallNumber
from safeconduct.domains.people.commands import MovePerson
from safeconduct.entrypoints.demonstration.accountable import accountable
from safeconduct.entrypoints.demonstration.acts import Acting, Step
from safeconduct.entrypoints.demonstration.items import (
    CHILD_BANDS,
    ArrivingGroup,
    Decision,
    Event,
    LaterDecision,
    Post,
    VerificationDone,
)

QUEUE = 30  # groups that wait at the road bridge
QUEUE_MINUTES = 150  # since the first of them came
WAIT_EVERY = 5  # one in so many was told to wait
CALLED = 2
WAIT_PLACE, WAIT_REASON = "Heated tent", "post_full"


def until(events: Sequence[Event], now: datetime, bridge: Post) -> list[Event]:
    """What has happened by now, but for the groups that will be in the bridge's queue; and those, coming by now."""
    queue = _queue_of(events, now, bridge)
    refs = {group.ref for group in queue}
    kept = [event for event in events if event.at_utc < now and getattr(event, "ref", "").partition("/")[0] not in refs]
    return sorted([*kept, *_lined_up(queue, now)], key=lambda event: event.at_utc)


def _queue_of(events: Sequence[Event], now: datetime, bridge: Post) -> list[ArrivingGroup]:
    """The bridge's groups that come next and those that came last; on a bus or in a car with others, nobody."""
    ours = [
        event
        for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.direction == "entry"
        and event.previous is None and event.vehicle is None and event.kind != "commuter"
    ]  # fmt: skip
    nearest = sorted(ours, key=lambda group: abs(group.at_utc - now))
    return sorted(nearest[:QUEUE], key=lambda group: group.at_utc)


def _lined_up(queue: Sequence[ArrivingGroup], now: datetime) -> list[Event]:
    """The queue's groups, evenly over the last hours, none decided but those who were told to wait."""
    found: list[Event] = []
    for place, group in enumerate(queue):
        came = now - timedelta(seconds=(QUEUE_MINUTES * 60 - 240) * (len(queue) - place) // len(queue) + 120)
        came = came.replace(microsecond=0)
        found.append(msgspec.structs.replace(group, at_utc=came, decision=None, decision_delay_seconds=0))
        told = came + timedelta(minutes=6)
        may_wait = not group.has_child_alone and "doctor_now" not in group.needs
        if place % WAIT_EVERY == 1 and may_wait and told < now:
            decision = Decision(decision="wait", place=WAIT_PLACE, reason=WAIT_REASON,
                                next_time=told + timedelta(minutes=40))  # fmt: skip
            found.append(
                LaterDecision(ref=group.ref, post=group.post, at_utc=told, officer=group.officer, decision=decision)
            )
    return found


def last_steps(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    """A child taken to another group, which raises the flag; what was objected to and complained of; numbers called."""
    said = accountable(acting, events, bridge, now)
    return [*_separation(acting, events, bridge, now), *said, *_calls(acting, events, bridge, now)]


def _separation(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    admitted = {
        event.ref for event in events
        if isinstance(event, LaterDecision) and event.decision.decision in ("admit", "admit_deferred")
    }  # fmt: skip
    families = [
        event
        for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.level > 1
        and event.previous is None and event.ref in admitted and event.direction == "entry"
    ]  # fmt: skip
    latest = list(reversed(families))
    left = next((group for group in latest if _has_child_and_adult(group)), None)
    if left is None:
        return []
    joined = next(group for group in latest if group is not left)
    child = next(member for member in left.members if member.age_band in CHILD_BANDS)
    move = MovePerson(
        person=acting.id_of("person", child.ref), from_group=acting.id_of("group", left.ref),
        to_group=acting.id_of("group", joined.ref), relation="other_relative", reason="care_arranged",
        explanation="The mother went ahead to hospital with the youngest.",
    )  # fmt: skip
    moment = now - timedelta(seconds=100)
    frame = LaterDecision(ref=left.ref, post=bridge.code, at_utc=moment, officer=left.officer,
                          decision=Decision(decision=""))  # fmt: skip
    return [Step(moment, acting.act(frame, [move]), (move,))]


def _has_child_and_adult(group: ArrivingGroup) -> bool:
    children = [member.age_band in CHILD_BANDS for member in group.members]
    return any(children) and not all(children)


def _calls(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    waiting = {event.ref for event in events if isinstance(event, LaterDecision | VerificationDone)}
    queue = [
        event for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.decision is None
        and event.ref not in waiting
    ]  # fmt: skip
    found = []
    for counter, group in enumerate(queue[:CALLED], start=1):
        call = CallNumber(crossing=acting.id_of("crossing", group.ref), counter=str(counter))
        moment = now - timedelta(seconds=60 - counter)
        frame = LaterDecision(ref=f"call {group.ref}", post=bridge.code, at_utc=moment, officer=group.officer,
                              decision=Decision(decision=""))  # fmt: skip
        found.append(Step(moment, acting.act(frame, [call]), (call,)))
    return found
