"""What people at the bridge said of their own record and of the post: an objection, and a complaint of a delay."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from safeconduct.domains.accountability.commands import MakePostComplaint, NameFocalPoint
from safeconduct.domains.accountability.states import CODE_SIGNS
from safeconduct.domains.people.commands import MakeObjection
from safeconduct.entrypoints.demonstration.acts import Acting, Step
from safeconduct.entrypoints.demonstration.items import ArrivingGroup, Decision, Event, LaterDecision, Post
from safeconduct.kernel.acts import Command

FOCAL_POINT = NameFocalPoint(
    name="Iris (River Aid, fictional)", phone="+373 555 0142", hours="day and night, all four languages"
)


def accountable(acting: Acting, events: Sequence[Event], bridge: Post, now: datetime) -> list[Step]:
    """One person objects to the birth date that was written down; somebody without a name complains of the wait."""
    named = [
        event for event in events
        if isinstance(event, ArrivingGroup) and event.post == bridge.code and event.level > 1 and event.members
        and event.previous is None
    ]  # fmt: skip
    if not named:
        return []
    group = named[0]
    objection = MakeObjection(
        person=acting.id_of("person", group.members[0].ref), about="birth", by="self",
        words="I am three years older. They read my paper wrongly; I want it put right.",
    )  # fmt: skip
    complaint = MakePostComplaint(
        complaint=acting.id_of("post complaint", group.ref), about="delay", by="anonymous", code=CODE_SIGNS[:10],
        words="We stood from the early morning, and nobody said how long it would take.",
    )  # fmt: skip
    return [
        _step(acting, group, objection, now - timedelta(seconds=95)),
        _step(acting, group, complaint, now - timedelta(seconds=90)),
    ]


def _step(acting: Acting, group: ArrivingGroup, command: Command, moment: datetime) -> Step:
    frame = LaterDecision(ref=f"{type(command).__name__} {group.ref}", post=group.post, at_utc=moment,
                          officer=group.officer, decision=Decision(decision=""))  # fmt: skip
    return Step(moment, acting.act(frame, [command]), (command,))
