"""People and groups through the one write path, and read back through the queries; `verify` agrees each time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safeconduct.domains.people import commands, queries, rules
from safeconduct.domains.people.commands import (
    BirthDateGiven,
    DocumentGiven,
    MovePerson,
    RegisterGroup,
    RegisterPerson,
    TakePhoto,
)
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.web.sentences import people as sentences
from safeconduct.kernel.acts import Act
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from tests.conftest import Cast

JPEG = b"\xff\xd8\xff\xe0 a face \xff\xd9"
ZONE = "Europe/Chisinau"
TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def rows_agree_with_the_journal(cast: Cast) -> Iterator[None]:
    """Whatever a test did, replaying the journal gives the same rows."""
    queries.set_crossing_port(lambda groups, persons: False)
    yield
    verdict = verify(cast.ledger)
    assert verdict.findings == ()


class Family:
    """Amina, her son and her daughter: one group, registered in one act."""

    def __init__(self, cast: Cast) -> None:
        self.group, self.amina, self.boy, self.girl = (new_id() for _ in range(4))
        self.passport = new_id()
        adult, child = BirthDateGiven(kind="date", year=1990), BirthDateGiven(kind="age", age=7)
        papers = (DocumentGiven(id=self.passport, type="passport", number="P 123-456", issuer="XKD"),)
        submit(
            cast.act(),
            RegisterGroup(group=self.group, level=2, size=3, nationality="XKD", focal_person=self.amina),
            RegisterPerson(person=self.amina, level=2, group=self.group, relation="focal_point", given_names="Amina",
                           family_name="Hassan", name_native="أمينة حسن", sex="F", birth=adult, nationality="XKD",
                           documents=papers, needs=("interpreter",)),
            RegisterPerson(person=self.boy, level=2, group=self.group, relation="son", given_names="Yusuf",
                           family_name="Hassan", sex="M", birth=child, nationality="XKD"),
            RegisterPerson(person=self.girl, level=2, group=self.group, relation="daughter", given_names="Оксана",
                           sex="F", birth=child, nationality="XKD"),
        )  # fmt: skip


@pytest.fixture
def family(cast: Cast) -> Family:
    return Family(cast)


def seeing(cast: Cast, *subjects: str, who: str = "bilal", **more: Any) -> Act:
    """An act by somebody who has these subjects' rows before their eyes."""
    return cast.act(who, seen=queries.seen_of_all(subjects), **more)


def a_second_group(cast: Cast) -> str:
    group = new_id()
    commands.register_group(cast.act(), group=group, level=1, size=1)
    return group


def columns(row: Any) -> dict[str, Any]:
    """A row's values by column."""
    return {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields}


def entries() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry")
        return int(cursor.fetchone()[0])


def test_every_refusal_has_its_sentence() -> None:
    assert sentences.SENTENCES.keys() >= rules.REFUSALS.keys()


def test_a_family_is_read_back_with_its_members(cast: Cast, family: Family) -> None:
    found = queries.group(family.group)
    assert [one.name for one in found.members] == ["Amina Hassan", "Yusuf Hassan", "Оксана"]
    amina = queries.person(family.amina)
    assert (amina.birth_shown, amina.age_band, amina.treated_as_minor) == ("1990", "18-59", False)
    assert queries.person(family.boy).treated_as_minor
    assert [one.number for one in queries.documents_of(family.amina)] == ["P 123-456"]
    assert queries.needs_of([family.amina, family.boy]) == {family.amina: ["interpreter"]}


def test_a_record_entered_twice_is_one_record(cast: Cast, family: Family) -> None:
    with pytest.raises(Conflict, match=r"people\.already_registered"):
        commands.register_person(cast.act(), person=family.amina, level=2)
    with pytest.raises(Conflict, match=r"people\.already_registered"):
        commands.register_group(cast.act(), group=family.group, level=2, size=3)


def test_a_paper_form_is_keyed_in_once_until_it_is_voided(cast: Cast) -> None:
    first, second = new_id(), new_id()
    commands.register_group(cast.act(), group=first, level=1, size=2, form_serial="F-B-000172-V")
    with pytest.raises(Conflict, match=r"people\.form_already_keyed"):
        commands.register_group(cast.act(), group=second, level=1, size=2, form_serial=" F-B-000172-V ")
    commands.void_group(seeing(cast, first), group=first, reason="keyed in wrongly")
    commands.register_group(cast.act(), group=second, level=1, size=2, form_serial="F-B-000172-V")


def test_a_group_takes_sixty_members_and_no_more(cast: Cast) -> None:
    group = new_id()
    commands.register_group(cast.act(), group=group, level=2, size=60)
    submit(cast.act(), *(RegisterPerson(person=new_id(), level=2, group=group) for _ in range(60)))
    with pytest.raises(Refused, match=r"people\.group_too_large"):
        commands.register_person(cast.act(), person=new_id(), level=2, group=group)


# Correcting


def test_a_correction_shows_in_the_record_and_its_history(cast: Cast, family: Family) -> None:
    act = seeing(cast, family.amina)
    commands.correct_person(act, person=family.amina, changes={"given_names": "Aminah"}, reason="passport", level=3)
    row = queries.person(family.amina)
    assert (row.given_names, row.level, row.contested_values) == ("Aminah", 3, {})
    lines = queries.history_of(family.amina)
    assert [(one.event, one.field, one.before, one.value) for one in lines] == [
        ("registered", "", "", ""),
        ("corrected", "given_names", "Amina", "Aminah"),
        ("corrected", "level", "2", "3"),
    ]


def test_two_corrections_from_the_same_old_form_are_contested(cast: Cast, family: Family) -> None:
    first, stale = seeing(cast, family.amina), seeing(cast, family.amina)
    commands.correct_person(first, person=family.amina, changes={"given_names": "Aminah"}, reason="passport")
    commands.correct_person(stale, person=family.amina, changes={"given_names": "Emina"}, reason="says so")
    assert queries.person(family.amina).contested_values == {"given_names": ["Emina", "Aminah"]}
    commands.correct_person(
        seeing(cast, family.amina), person=family.amina, changes={"given_names": "Emina"}, reason="asked her"
    )
    assert queries.person(family.amina).contested_values == {}


def test_needs_and_documents_are_withdrawn_and_kept_in_the_history(cast: Cast, family: Family) -> None:
    who = family.amina
    commands.correct_person(seeing(cast, who), person=who, changes={"needs": ["wheelchair"]}, reason="asked")
    commands.withdraw_document(seeing(cast, who), person=who, document=family.passport, reason="her sister's")
    assert queries.needs_of([who]) == {who: ["wheelchair"]}
    assert queries.documents_of(who) == []
    assert [one.withdrawn for one in queries.documents_of(who, withdrawn=True)] == [True]
    assert [one.event for one in queries.history_of(who)] == ["registered", "needs_changed", "document_withdrawn"]


def test_a_group_is_completed_later_without_loss(cast: Cast, family: Family) -> None:
    commands.correct_group(
        seeing(cast, family.group),
        group=family.group,
        changes={
            "origin": "Aleppo, old town",
            "composition": {"F/18-59": 1, "M/5-11": 1, "F/5-11": 1},
            "needs": ["child_care"],
        },
        reason="completed",
        level=3,
    )
    found = queries.group(family.group)
    assert (found.group.level, found.group.origin_shown, found.needs) == (3, "Aleppo, old town", ["child_care"])
    assert found.group.composition_numbers == {"F/18-59": 1, "M/5-11": 1, "F/5-11": 1}


# Voiding and undoing


def test_a_voided_person_is_not_counted_and_comes_back_within_a_minute(cast: Cast, family: Family) -> None:
    assert queries.registered_on(cast.post, TODAY, ZONE).total == 3
    commands.void_person(seeing(cast, family.boy), person=family.boy, reason="entered twice")
    assert queries.registered_on(cast.post, TODAY, ZONE).total == 2
    cast.clock.pass_time(timedelta(seconds=59))
    with pytest.raises(Refused, match=r"people\.undo_not_yours"):
        commands.restore_person(seeing(cast, family.boy, who="zainab"), person=family.boy)
    commands.restore_person(seeing(cast, family.boy), person=family.boy)
    assert queries.registered_on(cast.post, TODAY, ZONE).total == 3


def test_after_a_minute_voiding_stands(cast: Cast, family: Family) -> None:
    commands.void_group(seeing(cast, family.group), group=family.group, reason="entered twice")
    cast.clock.pass_time(timedelta(seconds=61))
    with pytest.raises(Refused, match=r"people\.undo_too_late"):
        commands.restore_group(seeing(cast, family.group), group=family.group)
    assert queries.group(family.group).group.voided
    assert not queries.person(family.amina).voided


def test_a_record_can_be_voided_again_after_it_was_restored(cast: Cast, family: Family) -> None:
    for _ in range(2):
        commands.void_person(seeing(cast, family.boy), person=family.boy, reason="entered twice")
        commands.restore_person(seeing(cast, family.boy), person=family.boy)
    commands.void_person(seeing(cast, family.boy), person=family.boy, reason="entered twice")
    assert queries.person(family.boy).voided


# Moving, and the flag


def test_a_child_who_leaves_its_mother_is_flagged_until_two_supervisors_agree(cast: Cast, family: Family) -> None:
    boy, group = family.boy, a_second_group(cast)
    commands.move_person(
        seeing(cast, boy),
        person=boy,
        from_group=family.group,
        to_group=group,
        relation="not_related",
        reason="own_wish",
    )
    (flag,) = queries.open_flags(cast.post)
    assert (flag.subject, flag.from_group, flag.to_group) == (boy, family.group, group)
    with pytest.raises(NotAllowed):
        commands.propose_separation_release(seeing(cast, boy), person=boy, flag=flag.id, reason="fine")
    commands.propose_separation_release(seeing(cast, boy, who="samira"), person=boy, flag=flag.id, reason="aunt came")
    with pytest.raises(Refused, match=r"people\.same_supervisor"):
        commands.confirm_separation_release(seeing(cast, boy, who="samira"), person=boy, flag=flag.id, reason="sure")
    assert queries.count_open_flags() == 1
    commands.confirm_separation_release(seeing(cast, boy, who="tomas"), person=boy, flag=flag.id, reason="saw both")
    assert queries.count_open_flags() == 0
    (released,) = queries.flags_of(boy)
    assert (released.proposed_by, released.released_by) == (cast.ids["samira"], cast.ids["tomas"])


def test_a_wrong_group_corrected_at_once_is_counted_and_raises_nothing(cast: Cast, family: Family) -> None:
    group = a_second_group(cast)
    move = MovePerson(
        person=family.boy, from_group=family.group, to_group=group, relation="son", reason="entered_in_wrong_group"
    )
    submit(seeing(cast, family.boy), move)
    assert queries.count_open_flags() == 0
    begins = cast.clock.now() - timedelta(hours=1)
    assert queries.count_group_corrections(begins, begins + timedelta(hours=2), cast.post) == 1
    assert queries.group_corrections_by_actor(begins, begins + timedelta(hours=2)) == {cast.ids["bilal"]: 1}


def test_after_a_crossing_the_same_move_raises_the_flag(cast: Cast, family: Family) -> None:
    asked: list[tuple[Any, Any]] = []
    queries.set_crossing_port(lambda groups, persons: asked.append((groups, persons)) or True)  # type: ignore[func-returns-value]
    move = MovePerson(
        person=family.boy, from_group=family.group, to_group="", relation="", reason="entered_in_wrong_group"
    )
    submit(seeing(cast, family.boy), move)
    assert asked == [((family.group,), (family.boy,))]
    assert queries.count_open_flags() == 1


def test_a_mother_who_goes_alone_flags_the_children_she_leaves(cast: Cast, family: Family) -> None:
    submit(
        seeing(cast, family.amina),
        MovePerson(person=family.amina, from_group=family.group, to_group="", relation="", reason="own_wish"),
    )
    assert {flag.subject for flag in queries.open_flags()} == {family.boy, family.girl}


def test_a_family_that_goes_together_is_not_flagged(cast: Cast, family: Family) -> None:
    group = a_second_group(cast)
    submit(
        seeing(cast, family.amina, family.boy, family.girl),
        MovePerson(person=family.amina, from_group=family.group, to_group=group, relation="focal_point",
                   reason="family_divides", companions=(family.boy, family.girl)),
    )  # fmt: skip
    assert queries.open_flags() == []
    assert len(queries.group(group).members) == 3


def test_a_child_voided_or_erased_stays_on_the_list_of_flags(cast: Cast, family: Family) -> None:
    move = MovePerson(person=family.boy, from_group=family.group, to_group="", relation="", reason="own_wish")
    submit(seeing(cast, family.boy), move)
    commands.void_person(seeing(cast, family.boy), person=family.boy, reason="entered twice")
    commands.propose_erasure(seeing(cast, family.boy, who="samira"), person=family.boy, grounds="person_asked")
    commands.erase_person(seeing(cast, family.boy, who="tomas"), person=family.boy, reason="person_asked")
    (flag,) = queries.open_flags()
    assert flag.subject == family.boy
    for who, ask in (("samira", commands.propose_separation_release), ("tomas", commands.confirm_separation_release)):
        ask(seeing(cast, family.boy, who=who), person=family.boy, flag=flag.id, reason="with his aunt")
    assert queries.open_flags() == []


# Photos and erasure


def test_a_photo_is_kept_replaced_and_refused(cast: Cast, family: Family) -> None:
    commands.take_photo(seeing(cast, family.amina), person=family.amina, jpeg=JPEG)
    assert queries.photo_of(family.amina) == JPEG
    second = JPEG[:-2] + b"again\xff\xd9"
    commands.take_photo(seeing(cast, family.amina), person=family.amina, jpeg=second)
    assert queries.photo_of(family.amina) == second
    commands.take_photo(seeing(cast, family.amina), person=family.amina, refused=True)
    assert queries.photo_of(family.amina) == b""
    assert queries.person(family.amina).photo_refused


def test_erasing_leaves_a_number_and_nothing_that_names(cast: Cast, family: Family) -> None:
    commands.take_photo(seeing(cast, family.amina), person=family.amina, jpeg=JPEG)
    photos = queries.subjects_to_erase_with(family.amina)
    assert len(photos) == 1
    commands.erase_person(seeing(cast, family.amina, who="samira"), person=family.amina, reason="person_asked")
    row = queries.person(family.amina)
    assert (row.name, row.name_native, row.birth, row.erased, row.nationality) == ("", "", "", True, "XKD")
    assert queries.find_people("Amina") == queries.find_people("P123456") == []
    assert queries.photo_of(family.amina) == b""
    assert queries.registered_on(cast.post, TODAY, ZONE).total == 3
    with pytest.raises(Conflict, match=r"people\.erased"):
        commands.correct_person(cast.act(), person=family.amina, changes={"sex": "M"}, reason="x")
    with pytest.raises(Conflict, match=r"people\.already_erased"):
        commands.erase_person(cast.act("samira"), person=family.amina, reason="person_asked")


def test_the_words_about_a_group_of_one_go_with_its_person(cast: Cast) -> None:
    group, who = new_id(), new_id()
    submit(
        cast.act(),
        RegisterGroup(group=group, level=2, size=1, note="tall man with a dog", form_serial="F-B-000173-X"),
        RegisterPerson(person=who, level=2, group=group),
    )
    assert queries.subjects_to_erase_with(who) == [group]
    commands.erase_person(seeing(cast, who, who="samira"), person=who, reason="ordered")
    found = queries.group(group).group
    assert (found.note, found.form_serial, found.size, found.erased) == ("", "", 1, True)


def test_rebuilding_gives_the_same_rows(cast: Cast, family: Family) -> None:
    commands.take_photo(seeing(cast, family.amina), person=family.amina, jpeg=JPEG)
    commands.void_group(seeing(cast, family.group), group=family.group, reason="entered twice")
    before = [columns(queries.person(who)) for who in (family.amina, family.boy)]
    rebuild(cast.ledger)
    assert [columns(queries.person(who)) for who in (family.amina, family.boy)] == before
    assert queries.photo_of(family.amina) == JPEG


# Finding


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Amina Hassan", "name"),
        ("hassan AMINA", "name"),
        ("ami hass", "name_begins"),
        ("أمينه", "name"),
        ("امين", "name_begins"),
        ("p123456", "document_number"),
        ("P 123-456", "document_number"),
        ("P123", "document_number_begins"),
    ],
)
def test_a_person_is_found_by_any_of_their_words_and_numbers(
    cast: Cast, family: Family, text: str, reason: str
) -> None:
    (found,) = [one for one in queries.find_people(text) if one.person.subject == family.amina]
    assert reason in found.reasons


def test_a_name_is_found_across_scripts_and_said_so(cast: Cast, family: Family) -> None:
    assert [one.person.subject for one in queries.find_people("Oksana")] == [family.girl]
    (found,) = queries.find_people("Юсуф")
    assert (found.person.subject, found.reasons) == (family.boy, ("name_in_latin",))


@pytest.mark.parametrize("text", ["", " ", "a", "%", "_", "Amina Yusuf", "XKD", "F", "18-59", "n'existe pas"])
def test_what_does_not_name_anybody_finds_nobody(cast: Cast, family: Family, text: str) -> None:
    assert queries.find_people(text) == []


def test_find_keeps_to_the_day_and_the_place_asked_for(cast: Cast, family: Family) -> None:
    assert len(queries.find_people("Hassan", day=TODAY, zone=ZONE, place=cast.post)) == 2
    assert queries.find_people("Hassan", day=TODAY - timedelta(days=1), zone=ZONE) == []
    assert queries.find_people("Hassan", place=cast.other_post) == []
    assert len(queries.find_people("Hassan", limit=1)) == 1


def test_voided_records_come_last(cast: Cast, family: Family) -> None:
    commands.void_person(seeing(cast, family.amina), person=family.amina, reason="entered twice")
    assert [one.person.subject for one in queries.find_people("Hassan")] == [family.boy, family.amina]


def test_a_known_document_number_warns_and_does_not_refuse(cast: Cast, family: Family) -> None:
    (known,) = queries.documents_like("p123 456")
    assert known.person.subject == family.amina
    assert queries.documents_like("P123456", besides=family.amina) == []
    assert queries.documents_like("P123456", issuer="UKR") == []
    again = DocumentGiven(id=new_id(), type="passport", number="P123456")
    commands.register_person(cast.act(), person=new_id(), level=2, documents=(again,))
    assert len(queries.documents_like("P123456", type="passport", issuer="XKD")) == 2


def test_finding_uses_its_indexes(cast: Cast, family: Family) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the query plan is read from SQLite")
    with CaptureQueriesContext(connection) as asked:
        queries.find_people("Amina Hassan")
        queries.find_people("P123456")
        queries.documents_like("P123456")
        queries.members(family.group)
        queries.groups_of_day(cast.post, TODAY, ZONE)
        queries.open_flags(cast.post)
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
            assert not [row[-1] for row in cursor.fetchall() if row[-1].startswith("SCAN")], query["sql"]


# Days, seen, counts


def test_the_day_is_the_local_day_of_the_post(cast: Cast) -> None:
    cast.clock.move_to(cast.clock.now().replace(hour=22, minute=30))  # half past midnight in Chisinau
    group = a_second_group(cast)
    commands.register_person(cast.act(), person=new_id(), level=2, group=group)
    assert queries.groups_of_day(cast.post, TODAY, ZONE) == []
    assert [one.subject for one in queries.groups_of_day(cast.post, date(2026, 3, 5), ZONE)] == [group]
    assert len(queries.persons_of_day(cast.post, date(2026, 3, 5), ZONE)) == 1


def test_counts_are_of_unique_persons_by_what_is_nameless(cast: Cast, family: Family) -> None:
    counts = queries.registered_on(cast.post, TODAY, ZONE)
    assert counts.by("sex") == {"F": 2, "M": 1}
    assert counts.by("age_band") == {"18-59": 1, "5-11": 2}
    assert (counts.by("nationality"), counts.needs) == ({"XKD": 3}, {"interpreter": 1})


def test_seen_is_the_last_entry_of_each_stream(cast: Cast, family: Family) -> None:
    ((stream, first),) = queries.seen_of(family.amina).items()
    commands.correct_person(seeing(cast, family.amina), person=family.amina, changes={"sex": "X"}, reason="asked")
    assert queries.seen_of(family.amina)[stream] > first
    assert queries.seen_of(new_id()) == {}


def test_who_is_not_held_here_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound, match=r"people\.unknown_person"):
        queries.person(new_id())
    with pytest.raises(NotFound, match=r"people\.unknown_group"):
        queries.group(new_id())


def test_the_partner_without_access_writes_nothing(cast: Cast, family: Family) -> None:
    count = entries()
    for command in (RegisterPerson(person=new_id(), level=2), TakePhoto(person=family.amina, jpeg=JPEG)):
        with pytest.raises(NotAllowed):
            submit(cast.act("dalia"), command)
    assert entries() == count
