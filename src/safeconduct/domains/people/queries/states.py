"""What each rule reads before it decides: one loader a command, few queries each, all by subject."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from safeconduct.domains.people.models import Change, Document, Flag, Group, Hold, Person
from safeconduct.domains.people.projection import GROUP_FIELDS, PERSON_FIELDS
from safeconduct.domains.people.queries.erasing import (
    first_words,
    flags_up,
    going_elsewhere,
    groups_of_alone,
    photos_of,
    shared_groups,
    what_names,
)
from safeconduct.domains.people.rules.states import (
    NO_GROUP,
    Erasing,
    FlagStanding,
    GroupSketch,
    Mover,
    Moving,
    Photographed,
    Proposal,
    Registering,
    Subject,
    Voiding,
)
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.statements import execute, first
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import derived_id

CrossingPort = Callable[[Collection[str], Collection[str]], bool]

_crossing_port: list[CrossingPort] = []
_training = [False]
_PERSON = Lookup(Person, "subject = %s")
_GROUP = Lookup(Group, "subject = %s")


def set_crossing_port(has_crossed: CrossingPort) -> None:
    """Say who knows whether any of these groups (first) or persons (second) has crossed. Chosen in wiring."""
    _crossing_port[:] = [has_crossed]


def set_training(training: bool) -> None:
    """Whether this node holds training records only, in which the specimen State of ICAO Doc 9303 is allowed."""
    _training[0] = training


def _has_crossed(groups: Iterable[str], persons: Iterable[str]) -> bool:
    # Nobody to ask: taken as crossed, so that no move passes as a mere correction.
    return _crossing_port[0](tuple(groups), tuple(persons)) if _crossing_port else True


def state_for_register_person(command: Any, act: Act) -> Registering:
    """Whether the person is known, and the group they join."""
    group = command.group or ""
    known, voided, members = first(
        "SELECT (SELECT COUNT(*) FROM people_person WHERE subject = %s),"
        " (SELECT COUNT(*) FROM people_group WHERE subject = %s AND voided),"
        ' (SELECT COUNT(*) FROM people_person WHERE "group" = %s AND NOT voided)',
        [command.person, group, group or "-"],
    )
    return Registering(is_known=known > 0, group_voided=voided > 0, members=members, training=_training[0])


def states_for_register_persons(commands: Sequence[Any], act: Act) -> list[Registering]:
    """The same for several who are registered one after the other in an act."""
    known = _among("people_person", "subject", {command.person for command in commands})
    groups = {command.group for command in commands if command.group}
    voided = _among("people_group", "subject", groups, "AND voided")
    members = _among("people_person", "group", groups, "AND NOT voided")
    states = []
    for command in commands:
        states.append(
            Registering(
                is_known=known[command.person] > 0,
                group_voided=voided[command.group or ""] > 0,
                members=members[command.group or ""],
                training=_training[0],
            )
        )
        known[command.person] += 1
        members[command.group] += 1 if command.group else 0
    return states


def _among(table: str, column: str, values: Collection[str], condition: str = "") -> "Counter[str]":
    """How many rows have each of these values."""
    marks = ", ".join(["%s"] * len(values))
    sql = f'SELECT "{column}" FROM {table} WHERE "{column}" IN ({marks}) {condition}'
    return Counter(row[0] for row in execute(sql, list(values))) if values else Counter()


def state_for_register_group(command: Any, act: Act) -> Registering:
    """Whether the group is known, or one from the same paper form."""
    keyed = ""
    if command.form_serial.strip():
        same = Group.objects.filter(form_serial=command.form_serial.strip(), voided=False)
        keyed = same.values_list("subject", flat=True).first() or ""
    known = first("SELECT 1 FROM people_group WHERE subject = %s", [command.group])
    return Registering(is_known=known is not None, keyed_from_form=keyed, training=_training[0])


def state_for_correct_person(command: Any, act: Act) -> Subject:
    """The person's plain fields and needs."""
    row = _PERSON.first(command.person)
    if row is None:
        return Subject(is_known=False)
    values = {name: getattr(row, name) for name in PERSON_FIELDS} | {"birth": row.birth_date}
    return _subject(row, values)


def state_for_correct_group(command: Any, act: Act) -> Subject:
    """The group's plain fields and needs."""
    row = _GROUP.first(command.group)
    if row is None:
        return Subject(is_known=False)
    values = {name: getattr(row, name) for name in GROUP_FIELDS} | {"composition": row.composition_numbers}
    return _subject(row, values)


def _subject(row: Person | Group, values: dict[str, Any]) -> Subject:
    needs = execute("SELECT id, code FROM people_need WHERE subject = %s AND NOT withdrawn", [row.subject])
    return Subject(
        is_known=True,
        erased=row.erased,
        voided=row.voided,
        values=values,
        contested=frozenset(row.contested_values),
        needs=dict(needs.fetchall()),
        training=_training[0],
    )


def state_for_add_document(command: Any, act: Act) -> Subject:
    """The person's documents."""
    row = Person.objects.filter(subject=command.person).only("erased", "voided").first()
    if row is None:
        return Subject(is_known=False)
    found = dict(Document.objects.filter(subject=command.person).values_list("id", "withdrawn"))
    return Subject(
        is_known=True,
        erased=row.erased,
        voided=row.voided,
        documents=frozenset(name for name, withdrawn in found.items() if not withdrawn),
        all_documents=frozenset(found),
    )


state_for_withdraw_document = state_for_add_document


def state_for_take_photo(command: Any, act: Act) -> Photographed:
    """The person, and the subject of this act's photo of them."""
    row = Person.objects.filter(subject=command.person).only("erased", "voided").first()
    subject = Subject(is_known=False) if row is None else Subject(True, erased=row.erased, voided=row.voided)
    return Photographed(subject, derived_id("photo", command.person, act.id))


def state_for_void_person(command: Any, act: Act) -> Subject:
    """Whether the record is voided, and by whom."""
    return _voidable(Person.objects.filter(subject=command.person).first(), command.person)


def state_for_void_group(command: Any, act: Act) -> Subject:
    """Whether the record is voided, and by whom."""
    return _voidable(Group.objects.filter(subject=command.group).first(), command.group)


state_for_restore_person = state_for_void_person
state_for_restore_group = state_for_void_group


def _voidable(row: Person | Group | None, subject: str) -> Subject:
    if row is None:
        return Subject(is_known=False)
    changes = Change.objects.filter(subject=subject, event__in=("voided", "restored"))
    restored = {ref for change in changes if change.event == "restored" for ref in change.value.split(", ")}
    voidings = tuple(
        Voiding(change.ref, change.by, change.recorded_at)
        for change in changes
        if change.event == "voided" and change.ref not in restored
    )
    return Subject(is_known=True, erased=row.erased, voided=row.voided, voidings=voidings)


def state_for_move_person(command: Any, act: Act) -> Moving:
    """Those who go, both groups with the ages of their members, and whether anybody has crossed."""
    going = list(dict.fromkeys((command.person, *command.companions)))
    rows = {row.subject: row for row in Person.objects.filter(subject__in=going)}
    from_groups = [command.from_group] if command.from_group else []
    return Moving(
        movers={person: _mover(rows.get(person)) for person in going},
        from_group=_sketch(command.from_group),
        to_group=_sketch(command.to_group),
        has_crossed=_has_crossed(from_groups, going),
    )


def _mover(row: Person | None) -> Mover:
    if row is None:
        return Mover(is_known=False)
    return Mover(
        is_known=True,
        erased=row.erased,
        voided=row.voided,
        groups=frozenset(row.contested_values.get("group", [row.group])),
        minor=row.minor,
        group_set_by=row.group_set_by,
        group_set_at=row.group_set_at,
    )


def _sketch(group: str) -> GroupSketch:
    if not group:
        return NO_GROUP
    row = Group.objects.filter(subject=group).first()
    members = dict(Person.objects.filter(group=group, voided=False).values_list("subject", "minor"))
    if row is None:
        return GroupSketch(is_known=bool(members), members=members)
    return GroupSketch(True, row.voided, row.size, row.composition_numbers, members)


def state_for_propose_separation_release(command: Any, act: Act) -> FlagStanding:
    """The flag, and the proposals to release it that count."""
    row = Person.objects.filter(subject=command.person).only("erased").first()
    if row is None:
        return FlagStanding(person_known=False)
    flag = Flag.objects.filter(subject=command.person, id=command.flag).first()
    proposals = Change.objects.filter(
        subject=command.person, event="release_proposed", value=command.flag, has_effect=True
    ).order_by("clock", "ref")
    return FlagStanding(
        person_known=True,
        erased=row.erased,
        flag_known=flag is not None,
        is_open=flag is not None and flag.open,
        proposals=tuple(Proposal(change.by, change.ref) for change in proposals),
    )


state_for_confirm_separation_release = state_for_propose_separation_release


def state_for_erase_person(command: Any, act: Act) -> Erasing:
    """The person, and what goes with them."""
    row = Person.objects.filter(subject=command.person).only("erased", "group").first()
    if row is None:
        return Erasing(is_known=False)
    person = command.person
    return Erasing(
        is_known=True,
        erased=row.erased,
        holds=tuple(Hold.objects.filter(subject=person, open=True).order_by("id").values_list("id", flat=True)),
        flags=flags_up(person),
        proposals=tuple(Proposal(one.by, one.ref) for one in first_words(person=person)),
        photos=tuple(photos_of(person)),
        groups=tuple(groups_of_alone(person)),
        shared=tuple(shared_groups(person)),
        elsewhere=tuple(going_elsewhere(person)),
        removed=what_names(person),
    )


state_for_place_legal_hold = state_for_erase_person
state_for_lift_legal_hold = state_for_erase_person
state_for_propose_erasure = state_for_erase_person
