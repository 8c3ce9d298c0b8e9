"""The room on a node: opened by itself for who enters, beside the registration, never in front of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safeconduct.domains.crossings import commands as crossings
from safeconduct.domains.crossings import queries as crossing_queries
from safeconduct.domains.people import commands as people
from safeconduct.domains.people.commands import RegisterGroup, RegisterPerson
from safeconduct.domains.screening import commands, queries
from safeconduct.domains.screening.commands import SealedAnswers
from safeconduct.domains.screening.rules import screening_of
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here, seal_for
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import furnish, house
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import NotAllowed

pytestmark = pytest.mark.django_db
GROUP, CROSSING, AMINA, YUSUF = (derived_id(name) for name in ("group", "crossing", "amina", "yusuf"))
SCREENING = screening_of(CROSSING)


def arrive(cast, *, level=2, direction="entry", act=None):
    persons = (AMINA, YUSUF) if level > 1 else ()
    submit(
        act or cast.act(),
        *(RegisterPerson(person=one, level=level, group=GROUP) for one in persons),
        RegisterGroup(group=GROUP, level=level, size=3),
        crossings.RecordCrossing(crossing=CROSSING, post=cast.post, direction=direction, level=level, group=GROUP,
                                 persons=persons, number=3, language="ar"),
    )  # fmt: skip


@pytest.fixture
def agency(cast):
    """The protection agency holds its compartments; the keys are on this node, so that the tests can look inside."""
    for code in ("protection", "legal"):
        register_compartment(cast.act("adam", place="node"), compartment=code, agency="shelter", public=make_keys(code))


def sealed(**content):
    return tuple(
        SealedAnswers(entry=one.entry, compartment=one.compartment, key=one.key, content=one.content)
        for one in (seal_for(code.code, content) for code in compartments.compartments())
    )


def asked(cast, *persons):
    given = tuple(one for person in persons for one in sealed(person=person))
    return commands.record_attempt(
        cast.act(), screening=SCREENING, outcome="asked", way="card", persons=persons, sealed=given
    )


def test_a_screening_is_open_for_whoever_enters(cast):
    arrive(cast)
    task = queries.task(SCREENING)
    assert (task.people, task.waiting, task.persons) == (3, 3, [AMINA, YUSUF])
    assert task.due_at == cast.clock.now() + timedelta(hours=2)
    assert queries.open_figures(cast.post, cast.clock.now()).by_language == {"ar": 3}


def test_none_is_opened_for_whoever_leaves(cast):
    arrive(cast, direction="exit")
    assert queries.open_tasks(cast.post) == []


def test_at_level_1_the_group_is_to_be_asked_within_a_day(cast):
    arrive(cast, level=1)
    task = queries.task(SCREENING)
    assert (task.people, task.persons) == (3, [])
    assert task.due_at == cast.clock.now() + timedelta(hours=24)


def test_members_registered_later_are_to_be_asked_too(cast):
    arrive(cast, level=1)
    people.register_person(cast.act(), person=AMINA, level=2, group=GROUP)
    crossings.correct_crossing(cast.act(), crossing=CROSSING, changes={"persons": [AMINA], "level": 2}, reason="joined")
    task = queries.task(SCREENING)
    assert (task.persons, task.people, task.level) == ([AMINA], 3, 2)


def test_a_limit_counts_from_the_arrival_also_when_paper_is_keyed_in_later(cast):
    cast.clock.pass_time(timedelta(hours=30))
    arrived = cast.clock.now() - timedelta(hours=28)
    arrive(cast, act=cast.act(happened_at=arrived))
    assert queries.task(SCREENING).due_at == arrived + timedelta(hours=2)
    assert [one.subject for one in queries.tasks_over(cast.clock.now(), level="oversight")] == [SCREENING]


def test_admission_never_waits_for_screening(cast):
    arrive(cast)
    assert queries.task(SCREENING).is_open
    crossings.decide(cast.act(), crossing=CROSSING, decision="admit")
    assert crossing_queries.crossing(CROSSING).decision == "admit"
    assert queries.task(SCREENING).is_open


def test_a_screening_room_that_fails_stops_no_registration(cast):
    usual = house()

    def broken(command, state, here):
        raise RuntimeError("no table")

    door = replace(usual.doors[commands.OpenScreening], decide=broken)
    furnish(replace(usual, doors={**usual.doors, commands.OpenScreening: door}))
    try:
        arrive(cast)
    finally:
        furnish(usual)
    assert crossing_queries.crossing(CROSSING).people == 3
    assert execute("SELECT COUNT(*) FROM journal_passed_over").fetchone()[0] == 1


def test_an_open_screening_is_no_reason_at_any_gate(cast):
    arrive(cast)
    until = cast.clock.now() + timedelta(minutes=30)
    waiting = {"place": "hall", "reason": "interpreter_awaited", "next_time": until}
    for decision, more in (("second_line", {}), ("wait", waiting), ("admit", {})):
        act = cast.act(seen=queries.seen_of_all([CROSSING]))
        crossings.decide(act, crossing=CROSSING, decision=decision, **more)
    assert crossing_queries.crossing(CROSSING).decision == "admit"


def test_asking_everyone_closes_it_and_leaves_sealed_bytes_of_each(cast, agency):
    arrive(cast)
    asked(cast, AMINA)
    asked(cast, YUSUF)
    commands.record_attempt(
        cast.act(), screening=SCREENING, outcome="asked", way="mediator", number=1, sealed=sealed(person="")
    )
    assert not queries.task(SCREENING).is_open
    assert [one.outcome for one in queries.attempts_of(SCREENING)] == ["asked"] * 3
    for code in ("protection", "legal"):
        held = [open_here(one.subject)["person"] for one in compartments.sealed_entries(code)]
        assert sorted(held) == sorted([AMINA, YUSUF, ""])
    assert verify(cast.ledger).sound


def test_the_digest_of_an_act_says_nothing_of_the_answers(cast, agency):
    arrive(cast)
    act = cast.act()
    for said in ("afraid", "nothing"):
        commands.record_attempt(
            act, screening=SCREENING, outcome="asked", way="card", persons=(AMINA,), sealed=sealed(said=said)
        )
    rows = execute("SELECT header FROM journal_entry WHERE command = %s", [act.id]).fetchall()
    assert len(rows) == 3  # the attempt and its bytes for two compartments, written once
    assert len({read_header(bytes(header)).asked for (header,) in rows}) == 1


def test_a_voided_crossing_asks_nobody_and_a_restored_one_does_again(cast):
    arrive(cast)
    crossings.void_crossing(cast.act(), crossing=CROSSING, reason="entered twice")
    assert queries.task(SCREENING).ended == "entered_by_mistake"
    crossings.restore_crossing(cast.act("samira", actor="system"), crossing=CROSSING)
    assert queries.task(SCREENING).is_open


def test_a_crossing_corrected_to_leaving_asks_nobody(cast):
    arrive(cast)
    crossings.correct_crossing(cast.act(), crossing=CROSSING, changes={"direction": "exit"}, reason="wrong way")
    assert not queries.task(SCREENING).is_open


def test_only_a_supervisor_ends_a_screening(cast):
    arrive(cast)
    for who in ("bilal", "dalia"):
        with pytest.raises(NotAllowed):
            commands.end_screening(cast.act(who), screening=SCREENING, reason="moved_on")
    commands.end_screening(cast.act("samira"), screening=SCREENING, reason="moved_on")
    assert queries.task(SCREENING).waiting == 0


def test_dalia_records_nothing(cast):
    arrive(cast)
    with pytest.raises(NotAllowed):
        commands.record_attempt(cast.act("dalia"), screening=SCREENING, outcome="not_now", way="card", place="transit")


def test_people_seen_in_passing_are_a_task_without_a_crossing(cast):
    seen = new_id()
    commands.open_screening(cast.act(), screening=seen, post=cast.post, level=0, people=4)
    assert queries.open_figures(cast.post, cast.clock.now()).people == 4
    assert queries.task(seen).crossing == ""
