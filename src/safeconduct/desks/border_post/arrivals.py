"""One arrival from paper or a file as the commands of one act: its people, their group, the crossing, the decision."""

from dataclasses import dataclass, field
from datetime import date, datetime

from safeconduct.desks.border_post.forms import given
from safeconduct.domains.crossings.commands import Decide, RecordCrossing
from safeconduct.domains.crossings.rules import routing_for
from safeconduct.domains.people.commands import DocumentGiven, RegisterGroup, RegisterPerson
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Command
from safeconduct.kernel.ids import derived_id
from safeconduct.science.calendars import BirthDate, is_minor


@dataclass(frozen=True)
class Member:
    """One line of a form or file. Nothing is required."""

    given_names: str = ""
    family_name: str = ""
    name_native: str = ""
    sex: str = "unknown"
    birth: BirthDate = field(default_factory=BirthDate)
    nationality: str = ""
    relation: str = ""
    document_type: str = ""
    document_number: str = ""
    needs: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Arrival:
    """A group as written down somewhere else. `size` may be more than the members who are named."""

    size: int
    direction: str = "entry"
    members: tuple[Member, ...] = ()
    form_serial: str = ""
    known_token: str = ""
    origin: str = ""
    destination: str = ""
    transport: str = ""
    language: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""
    is_admitted: bool = False


def group_of(act_id: str) -> str:
    """The id of the group that this act registers: the same act makes the same group."""
    return derived_id("group", act_id)


def arrival_commands(arrival: Arrival, *, act_id: str, post: str, day: date) -> list[Command]:
    """The commands of one act, in the order in which they must be carried out. `day` is the local day of arrival."""
    group, crossing = group_of(act_id), derived_id("crossing", act_id)
    persons = [derived_id("person", act_id, place) for place in range(len(arrival.members))]
    lead = next((i for i, one in enumerate(arrival.members) if one.relation == "focal_point"), 0)
    nationality = arrival.members[lead].nationality if arrival.members else ""
    needs = tuple(dict.fromkeys([*arrival.needs, *(need for one in arrival.members for need in one.needs)]))
    size = max(arrival.size, len(persons), 1)
    commands: list[Command] = [
        _person(member, person, group, arrival, relation="focal_point" if place == lead else member.relation)
        for place, (member, person) in enumerate(zip(arrival.members, persons, strict=True))
    ]
    commands.append(
        RegisterGroup(
            group=group,
            level=2 if persons else 1,
            size=size,
            nationality=nationality,
            origin=arrival.origin,
            destination=arrival.destination,
            transport=arrival.transport,
            language=arrival.language,
            needs=arrival.needs,
            focal_person=persons[lead] if persons else None,
            form_serial=arrival.form_serial,
            note=arrival.note,
        )
    )
    commands.append(
        RecordCrossing(
            crossing=crossing,
            post=post,
            direction=arrival.direction,
            level=2 if persons else 1,
            group=group,
            persons=tuple(persons),
            number=size,
            transport=arrival.transport,
            needs=needs,
            has_child_alone=_is_child_alone(arrival, size, day),
            language=arrival.language,
            known_token=arrival.known_token,
            routing=routing_for(nationality, places.post(post).home_state),
        )
    )
    if arrival.is_admitted:
        commands.append(Decide(crossing=crossing, decision="admit"))
    return commands


def local_moment(post: str, day: date, hour: int, minute: int) -> datetime:
    """What a clock at the post showed on a day, as a moment."""
    begins, _ends = places.local_day_bounds(post, day)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=begins.tzinfo)


def _person(member: Member, person: str, group: str, arrival: Arrival, *, relation: str) -> RegisterPerson:
    documents: tuple[DocumentGiven, ...] = ()
    if member.document_number or member.document_type not in ("", "none"):
        shown = DocumentGiven(id=derived_id("document", person), type=member.document_type or "other",
                              number=member.document_number)  # fmt: skip
        documents = (shown,)
    return RegisterPerson(
        person=person,
        level=2,
        group=group,
        relation=relation,
        given_names=member.given_names,
        family_name=member.family_name,
        name_native=member.name_native,
        sex=member.sex,
        birth=given(member.birth),
        nationality=member.nationality,
        documents=documents,
        needs=member.needs,
        language=member.language or arrival.language,
        origin=arrival.origin,
        destination=arrival.destination,
        no_document=member.document_type == "none" and not documents,
    )


def _is_child_alone(arrival: Arrival, size: int, day: date) -> bool:
    everyone = len(arrival.members) == size
    return everyone and all(not one.birth.is_unknown and is_minor(one.birth, day) is True for one in arrival.members)
