"""Reading one person or group with what belongs to them, the groups of a day, and a subject's history."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from safeconduct.domains.people.models import Change, Document, Flag, Group, Need, Person, Photo
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.kernel.problems import NotFound

Row = TypeVar("Row", Person, Group)

_PERSON = Lookup(Person, "subject = %s")
_PERSONS = Lookup(Person, "subject IN {many}")
_MEMBERS = Lookup(Person, '"group" = %s')
_MEMBERS_OF = Lookup(Person, '"group" IN {many} AND NOT voided', order="registered_at, subject")
_GROUP = Lookup(Group, "subject = %s")
_GROUPS = Lookup(Group, "subject IN {many}")
_DOCUMENTS = Lookup(Document, "subject = %s", order="added_at, id")
_DOCUMENTS_OF = Lookup(Document, "subject IN {many} AND NOT withdrawn", order="added_at, id")
_NEEDS = Lookup(Need, "subject IN {many} AND NOT withdrawn", order="added_at, id")
_FLAGS = Lookup(Flag, "subject = %s", order="open DESC, raised_at, id")
_OPEN_FLAGS = Lookup(Flag, "subject IN {many} AND open", order="raised_at, id")
_CHANGES = Lookup(Change, "subject = %s", order="clock, ref, field")


class GroupAndMembers(NamedTuple):
    """A group, its standing members (voided ones last), and its needs as a whole."""

    group: Group
    members: list[Person]
    needs: list[str]


class HistoryLine(NamedTuple):
    """One line of a subject's past. `field`, `before` and `value` are empty where no field was set."""

    event: str
    field: str
    before: str
    value: str
    reason: str
    happened_at: datetime
    recorded_at: datetime
    by: str
    place: str
    ref: str
    has_effect: bool


def person(person_id: str) -> Person:
    """One person. Raises NotFound people.unknown_person."""
    found = _PERSON.first(person_id)
    if found is None:
        raise NotFound("people.unknown_person")
    return found


def persons(person_ids: Iterable[str]) -> dict[str, Person]:
    """Several persons by id; those not held here are missing."""
    return {row.subject: row for row in _PERSONS.among(list(person_ids))}


def minor_of(person_id: str) -> str:
    """Whether somebody may be a child by the register: yes, maybe, no; empty where nobody gave an age."""
    row = _PERSON.first(person_id)
    return row.minor if row is not None and (row.birth_shown or row.age_band) else ""


def group(group_id: str) -> GroupAndMembers:
    """One group with its members. Raises NotFound people.unknown_group."""
    found = _GROUP.first(group_id)
    if found is None:
        raise NotFound("people.unknown_group")
    return GroupAndMembers(found, members(group_id), needs_of([group_id]).get(group_id, []))


def group_of_form(serial: str) -> Group | None:
    """The standing group that was keyed in from the paper form with this serial, or None."""
    return Group.objects.filter(form_serial=serial, voided=False).first() if serial else None


def groups(group_ids: Iterable[str]) -> dict[str, Group]:
    """Several groups by id; those not held here are missing."""
    return {row.subject: row for row in _GROUPS.among(list(group_ids))}


def members(group_id: str) -> list[Person]:
    """The members of a group, the focal point first, then in the order they were registered; voided ones last."""
    rows = _MEMBERS.all(group_id) if group_id else []
    return sorted(rows, key=lambda row: (row.voided, row.relation != "focal_point", row.registered_at is None, row.ref))


def members_of(group_ids: Iterable[str]) -> dict[str, list[Person]]:
    """The members of several groups in one query; voided ones are left out."""
    found: dict[str, list[Person]] = {}
    for row in _MEMBERS_OF.among(list(group_ids)):
        found.setdefault(row.group, []).append(row)
    return found


def groups_of_day(place: str, day: date, zone: str) -> list[Group]:
    """The groups registered at a place on its local day, in the order of registration; voided ones too."""
    return list(_of_day(Group.objects.all(), place, day, zone).order_by("registered_at", "subject"))


def persons_of_day(place: str, day: date, zone: str) -> list[Person]:
    """The persons registered at a place on its local day; voided ones too. For pages whose reader may see names."""
    return list(_of_day(Person.objects.all(), place, day, zone).order_by("registered_at", "subject"))


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """When a local day begins and ends, as moments (a day may have 23 or 25 hours)."""
    following = day + timedelta(days=1)
    begins = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    return begins, datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(zone))


def _of_day(rows: QuerySet[Row], place: str, day: date, zone: str) -> QuerySet[Row]:
    begins, ends = day_bounds(day, zone)
    return rows.filter(place=place, registered_at__gte=begins, registered_at__lt=ends)


def documents_of(person_id: str, *, withdrawn: bool = False) -> list[Document]:
    """A person's documents in the order they were added; with `withdrawn` also those entered by mistake."""
    return [row for row in _DOCUMENTS.all(person_id) if withdrawn or not row.withdrawn]


def documents_of_all(person_ids: Iterable[str]) -> dict[str, list[Document]]:
    """The standing documents of several persons in one query, in the order they were added."""
    found: dict[str, list[Document]] = {}
    for row in _DOCUMENTS_OF.among(list(person_ids)):
        found.setdefault(row.subject, []).append(row)
    return found


def needs_of(subjects: Iterable[str]) -> dict[str, list[str]]:
    """The standing functional needs of persons or groups, each code once."""
    found: dict[str, list[str]] = {}
    for row in _NEEDS.among(list(subjects)):
        codes = found.setdefault(row.subject, [])
        if row.code not in codes:
            codes.append(row.code)
    return found


def flags_of(person_id: str) -> list[Flag]:
    """All flags of a person, open ones first."""
    return _FLAGS.all(person_id)


def open_flags_of_all(person_ids: Iterable[str]) -> dict[str, list[Flag]]:
    """The flags that are up, of several persons in one query."""
    found: dict[str, list[Flag]] = {}
    for row in _OPEN_FLAGS.among(list(person_ids)):
        found.setdefault(row.subject, []).append(row)
    return found


def photo_of(person_id: str) -> bytes:
    """The JPEG bytes of the person's standing photo; empty if there is none."""
    shown = Person.objects.filter(subject=person_id).values_list("photo", flat=True).first()
    jpeg = Photo.objects.filter(subject=shown).values_list("jpeg", flat=True).first() if shown else None
    return bytes(jpeg or b"")


def history_of(subject: str) -> list[HistoryLine]:
    """What happened to a person's or a group's record, oldest first, beginning with the registration."""
    lines = [
        HistoryLine(
            "registered",
            "",
            "",
            "",
            "",
            row.registered_at,
            row.recorded_at,
            row.registered_by,
            row.place,
            row.ref,
            True,
        )
        for row in (*_PERSON.all(subject), *_GROUP.all(subject))
        if row.registered_at is not None and row.recorded_at is not None
    ]
    changes = _CHANGES.all(subject)
    return lines + [HistoryLine(*(getattr(row, name) for name in HistoryLine._fields)) for row in changes]
