"""Events of the scenario as acts at the ordinary doors: ids made from the seed, tokens counted as the post counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from safeconduct.desks.border_post.screening_seals import about, seal_answers
from safeconduct.domains.crossings.commands import (
    CallNumber,
    CompleteVerification,
    CountMovements,
    Decide,
    HandOverShift,
    ObserveHour,
    OpenShift,
    RecordCrossing,
    RecordVehicle,
)
from safeconduct.domains.crossings.rules import routing_for
from safeconduct.domains.people.commands import (
    BirthDateGiven,
    DocumentGiven,
    MovePerson,
    RegisterGroup,
    RegisterPerson,
)
from safeconduct.domains.referrals.commands import MoveReferral
from safeconduct.domains.screening.commands import EndScreening, RecordAttempt, SealedAnswers
from safeconduct.domains.screening.rules import screening_of
from safeconduct.entrypoints.demonstration.items import (
    CHILD_BANDS,
    ArrivingGroup,
    AskedElsewhere,
    Asking,
    CountedHour,
    Decision,
    Event,
    LaterDecision,
    Member,
    ObservedHour,
    Post,
    ShiftChange,
    VehicleArrival,
    VerificationDone,
)
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.tokens import make_token

OpenAt = Callable[[str], tuple[int, int, int]]  # post -> queue, verifications, flags that are open there now


class Step(msgspec.Struct, frozen=True):
    """One act of one officer, and when it happens."""

    at: datetime
    act: Act
    commands: tuple[Command, ...]
    after: frozenset[str] = frozenset()  # subjects of which something must have followed before

    @property
    def subjects(self) -> frozenset[str]:
        """What it is about, of referrals, crossings, persons and shifts."""
        return frozenset(_subject(command) for command in self.commands) - {""}

    @property
    def known(self) -> frozenset[str]:
        """Those of its subjects that stood before the officer's eyes when they acted."""
        return frozenset(_subject(command) for command in self.commands if isinstance(command, _ON_WHAT_STANDS))


_ON_WHAT_STANDS = (Decide, CompleteVerification, CallNumber, HandOverShift, MovePerson, MoveReferral)


def _subject(command: Any) -> str:
    names = ("referral", "crossing", "person", "shift")
    return next((getattr(command, name) for name in names if hasattr(command, name)), "")


class Acting:
    """Makes the acts, in the order of the events. `open_at` is asked when a shift is handed over."""

    def __init__(self, seed: int, posts: Sequence[Post], open_at: OpenAt) -> None:
        self._seed = seed
        self._posts = {post.code: post for post in posts}
        self._open_at = open_at
        self._tokens: dict[str, str] = {}
        self._given: dict[tuple[str, str], int] = {}

    def id_of(self, kind: str, *name: str | int) -> str:
        """The same id for the same thing of the same demonstration."""
        return derived_id("demonstration", self._seed, kind, *name)

    def supervisor_of(self, post: str) -> str:
        """The login of the supervisor of a post."""
        return self._posts[post].supervisor.login

    def steps(self, events: Sequence[Event]) -> Iterator[Step]:
        """One act an event; what one officer counted in an hour is keyed in as one act."""
        for event in _in_one(events):
            commands = _MAKERS[type(event[0])](self, event)
            yield Step(event[0].at_utc, self.act(event[0], commands), tuple(commands), self._after(event[0]))

    def _after(self, event: Event) -> frozenset[str]:
        refs = event.groups if isinstance(event, AskedElsewhere) else ()
        if isinstance(event, Asking):
            refs = (event.group.ref,)
        return frozenset(self.id_of("crossing", ref) for ref in refs)

    def act(self, event: Event, commands: Sequence[Command]) -> Act:
        """The frame: who, where, and an id of its own."""
        login = event.supervisor if isinstance(event, ShiftChange | AskedElsewhere) else event.officer
        name = [type(event).__name__, getattr(event, "ref", ""), event.at_utc.isoformat()]
        return Act(
            id=self.id_of("act", event.post, login, *name),
            actor=self.id_of("user", login),
            purpose="border_control",
            place=self.id_of("post", event.post),
        )

    def _counted(self, events: Sequence[Any]) -> list[Command]:
        found: list[Command] = []
        for event in events:
            post, hour = self.id_of("post", event.post), event.start
            if isinstance(event, ObservedHour):
                found.append(ObserveHour(post=post, hour=hour, minutes=event.minutes, remark=event.remark))
                continue
            method = "estimated" if event.estimated else "counted"
            found += [
                CountMovements(post=post, hour=hour, direction=event.direction, sex=sex, age_band=band, number=number,
                               nationality_group=event.nationality_group, transport=event.transport, method=method)
                for (sex, band), number in event.cells.items()
            ]  # fmt: skip
        return found

    def _arrived(self, events: Sequence[Any]) -> list[Command]:
        group: ArrivingGroup = events[0]
        known = group.previous or group.ref
        people = [one for one in group.members if self._is_registered(group, one)]
        registering = [] if group.previous else self._registering(group, people)
        post = self._posts[group.post]
        crossing = RecordCrossing(
            crossing=self.id_of("crossing", group.ref), post=self.id_of("post", group.post), direction=group.direction,
            level=0 if group.previous and group.direction == "exit" else group.level,
            group=self.id_of("group", known), persons=tuple(self.id_of("person", one.ref) for one in people),
            number=group.size, transport=group.transport,
            vehicle=self.id_of("vehicle", group.vehicle) if group.vehicle else None, needs=group.needs,
            has_child_alone=group.has_child_alone, language=group.language,
            known_token=self._tokens.get(known, "") if group.previous else "",
            routing=routing_for(group.members[0].nationality, post.home_state),
        )  # fmt: skip
        self._tokens[known] = self._next_token(post, group.at_utc)
        return [*registering, crossing]

    def _is_registered(self, group: ArrivingGroup, member: Member) -> bool:
        # Level 1 knows numbers and, where it was given, the focal point's name.
        return group.level > 1 or (group.focal_name_given and member is group.members[0])

    def _registering(self, group: ArrivingGroup, people: Sequence[Member]) -> list[Command]:
        found: list[Command] = [self._person(group, one) for one in people]
        first = group.members[0]
        found.append(
            RegisterGroup(
                group=self.id_of("group", group.ref), level=group.level, size=group.size,
                composition=group.composition if group.level == 1 else {}, nationality=first.nationality,
                origin=group.from_place, destination=group.to_place, transport=group.transport,
                language=group.language, needs=group.needs if group.level == 1 else (),
                focal_person=self.id_of("person", first.ref) if people else None,
            )
        )  # fmt: skip
        return found

    def _person(self, group: ArrivingGroup, one: Member) -> RegisterPerson:
        document = one.document
        return RegisterPerson(
            person=self.id_of("person", one.ref), level=group.level, group=self.id_of("group", group.ref),
            relation=one.relation, given_names=one.given, family_name=one.family, name_native=one.native,
            sex=one.sex, birth=BirthDateGiven(**msgspec.structs.asdict(one.birth)), nationality=one.nationality,
            documents=(
                (DocumentGiven(id=self.id_of("document", one.ref), **msgspec.structs.asdict(document)),)
                if document
                else ()
            ),
            needs=one.needs if group.level > 1 else (), language=group.language,
            interpreter_needed=group.interpreter_needed, origin=group.from_place, destination=group.to_place,
            purpose=group.purpose if group.level == 3 else "", no_document=one.no_document,
        )  # fmt: skip

    def _next_token(self, post: Post, moment: datetime) -> str:
        # As the rule gives them: one after another within the post's local day.
        day = places.local_time(self.id_of("post", post.code), moment).date().isoformat()
        number = self._given[post.code, day] = self._given.get((post.code, day), 0) + 1
        return make_token(post.letter, number)

    def decide(self, ref: str, decision: Decision) -> Decide:
        """The command of a decision on a group's crossing."""
        return Decide(crossing=self.id_of("crossing", ref), **msgspec.structs.asdict(decision))

    def _decided(self, events: Sequence[Any]) -> list[Command]:
        return [self.decide(event.ref, event.decision) for event in events]

    def _verified(self, events: Sequence[Any]) -> list[Command]:
        return [
            CompleteVerification(crossing=self.id_of("crossing", event.ref), outcome=event.outcome) for event in events
        ]

    def _vehicle(self, events: Sequence[Any]) -> list[Command]:
        event: VehicleArrival = events[0]
        return [
            RecordVehicle(
                vehicle=self.id_of("vehicle", event.ref), post=self.id_of("post", event.post), kind=event.kind,
                plate=event.plate, driver_name=event.driver_name, seats=event.seats, aboard=event.aboard,
                children_with_non_relatives=event.children_with_non_relatives, destination=event.destination,
            )
        ]  # fmt: skip

    def _shift(self, events: Sequence[Any]) -> list[Command]:
        event: ShiftChange = events[0]
        post = self.id_of("post", event.post)
        officers = tuple(self.id_of("user", login) for login in event.officers)
        found: list[Command] = []
        if event.ends:
            queue, verifications, flags = self._open_at(post)
            found.append(
                HandOverShift(shift=self.id_of("shift", event.ends), to=self.id_of("user", event.supervisor),
                              remarks=event.remarks, open_queue=queue, open_verifications=verifications,
                              open_flags=flags)
            )  # fmt: skip
        return [
            *found,
            OpenShift(shift=self.id_of("shift", event.ref), post=post, officers=officers, lanes=event.lanes),
        ]

    def _asked(self, events: Sequence[Any]) -> list[Command]:
        event: Asking = events[0]
        group, screening = event.group, screening_of(self.id_of("crossing", event.group.ref))
        by_name = [one for one in group.members if self._is_registered(group, one)] if group.level > 1 else []
        sealed = [
            one for member, items in zip(group.members, event.pointed, strict=False)
            for one in self._sealed(event, member, items)
        ]  # fmt: skip
        return [
            RecordAttempt(
                screening=screening, outcome=event.outcome, way="card", language=group.language, sealed=tuple(sealed),
                persons=tuple(self.id_of("person", one.ref) for one in by_name),
                number=group.size - len(by_name) if event.pointed else 0,
                place="" if event.pointed else "waiting_area",
            )
        ]  # fmt: skip

    def _sealed(self, event: Asking, member: Member, items: tuple[str, ...]) -> tuple[SealedAnswers, ...]:
        group, post, minor = event.group, self._posts[event.post], member.age_band in CHILD_BANDS
        known = group.previous or group.ref
        content = about(
            screening=screening_of(self.id_of("crossing", group.ref)), post=self.id_of("post", event.post),
            post_name=post.name, day=group.at_utc.astimezone(ZoneInfo(post.zone)).date().isoformat(),
            token=self._tokens.get(known, ""), group=self.id_of("group", known),
            person=self.id_of("person", member.ref) if self._is_registered(group, member) and group.level > 1 else "",
            minor="yes" if minor else "no", age_band=member.age_band, sex=member.sex, relation=member.relation,
            people=group.size, at=event.at_utc,
        )  # fmt: skip
        return seal_answers({**content, "items": list(items), "language": group.language}, child=minor)

    def _asked_elsewhere(self, events: Sequence[Any]) -> list[Command]:
        screenings = [screening_of(self.id_of("crossing", ref)) for ref in events[0].groups]
        return [EndScreening(screening=one, reason="screened_elsewhere") for one in screenings]


_MAKERS: Mapping[type, Callable[[Acting, Sequence[Any]], list[Command]]] = {
    ObservedHour: Acting._counted,
    CountedHour: Acting._counted,
    ArrivingGroup: Acting._arrived,
    LaterDecision: Acting._decided,
    VerificationDone: Acting._verified,
    VehicleArrival: Acting._vehicle,
    ShiftChange: Acting._shift,
    Asking: Acting._asked,
    AskedElsewhere: Acting._asked_elsewhere,
}


def with_decisions(events: Sequence[Event]) -> list[Event]:
    """The events with each first decision as one of its own, at its time."""
    found: list[Event] = list(events)
    for event in events:
        if isinstance(event, ArrivingGroup) and event.decision is not None:
            moment = event.at_utc + timedelta(seconds=event.decision_delay_seconds)
            found.append(
                LaterDecision(ref=event.ref, post=event.post, at_utc=moment, officer=event.officer,
                              decision=event.decision)
            )  # fmt: skip
    return sorted(found, key=lambda event: event.at_utc)


def _in_one(events: Sequence[Event]) -> Iterator[list[Event]]:
    hour: list[Event] = []
    for event in events:
        is_count = isinstance(event, ObservedHour | CountedHour)
        if hour and not (is_count and _hour_of(event) == _hour_of(hour[0])):
            yield hour
            hour = []
        if is_count:
            hour.append(event)
        else:
            yield [event]
    if hour:
        yield hour


def _hour_of(event: Any) -> tuple[str, datetime, str]:
    return event.post, event.at_utc, event.officer
