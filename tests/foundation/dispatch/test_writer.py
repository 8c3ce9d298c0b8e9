"""The single writer: what fails beside an act does not touch it, and nothing that fails stops the writer."""

import logging
import threading
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import OperationalError, connection

from safeconduct.domains.crossings.commands import RecordCrossing
from safeconduct.domains.people.commands import CorrectPerson, RegisterGroup, RegisterPerson, VoidGroup
from safeconduct.foundation.dispatch import in_writer, submit
from safeconduct.foundation.dispatch.failures import as_problem, name_of
from safeconduct.foundation.dispatch.house import furnish, house
from safeconduct.foundation.dispatch.writer import TOGETHER, Waiting, commit_together, start_writer, stop_writer
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.nodes import health
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Problem, Refused
from tests.conftest import furnished_cast


@pytest.fixture
def usual():
    """The house, put back after a test has changed it."""
    before = house()
    yield before
    furnish(before)


@pytest.fixture
def lone_cast(transactional_db):
    """The cast on a database without a surrounding transaction, as a node has it."""
    yield from furnished_cast()


def person(**more):
    return RegisterPerson(person=new_id(), level=2, given_names="Amina", sex="F", **more)


def impossible():
    return CorrectPerson(person=new_id(), changes={"sex": "F"}, reason="no such person")


def batch_of(cast, *commands):
    return [Waiting(cast.act(), (command,)) for command in commands]


def outcome(waiting):
    failure = waiting.answer.exception()
    return failure.code if isinstance(failure, Problem) else type(failure).__name__ if failure else "written"


def changed_door(usual, command, decide):
    """The house in which a command is decided otherwise."""
    furnish(replace(usual, doors={**usual.doors, command: replace(usual.doors[command], decide=decide)}))


def entries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("at", [0, 7, TOGETHER - 1])
def test_an_act_refused_inside_a_batch_leaves_the_others_committed(cast, at):
    commands = [person() for _ in range(TOGETHER)]
    commands[at] = impossible()
    batch = batch_of(cast, *commands)
    commit_together(cast.ledger, batch)
    outcomes = [outcome(waiting) for waiting in batch]
    assert outcomes.pop(at) == "people.unknown_person"
    assert outcomes == ["written"] * (TOGETHER - 1)
    assert verify(cast.ledger).sound


def test_a_programming_error_in_one_act_leaves_the_others_committed(cast, usual):
    def decide(command, state, here):
        if command.sex == "M":
            raise ZeroDivisionError
        return usual.doors[RegisterPerson].decide(command, state, here)

    changed_door(usual, RegisterPerson, decide)
    batch = batch_of(cast, person(), RegisterPerson(person=new_id(), level=2, sex="M"), person())
    commit_together(cast.ledger, batch)
    assert [outcome(waiting) for waiting in batch] == ["written", "ZeroDivisionError", "written"]
    assert verify(cast.ledger).sound


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database or disk is full", "node.disk_full"),
        ('could not extend file "base/1/2": No space left on device', "node.disk_full"),
        ("disk I/O error", "node.disk_fails"),
        ("attempt to write a readonly database", "node.disk_fails"),
        ("server closed the connection unexpectedly", "node.busy"),
    ],
)
def test_a_failing_database_is_a_problem_and_the_next_act_is_written(lone_cast, usual, words, code):
    def failing(command, state, here):
        raise OperationalError(words)

    cast, count = lone_cast, entries()
    changed_door(usual, RegisterPerson, failing)
    batch = batch_of(cast, person(), person())
    commit_together(cast.ledger, batch)
    assert [outcome(waiting) for waiting in batch] == [code, code]
    assert entries() == count
    furnish(usual)
    submit(batch[0].act, *batch[0].commands)
    assert not submit(cast.act(), person()).repeated
    assert verify(cast.ledger).sound


def test_the_connection_lost_in_the_middle_of_a_batch_loses_nothing_acknowledged(lone_cast, usual):
    cast = lone_cast
    first = submit(cast.act(), person())

    def losing(command, state, here):
        connection.connection.close()
        return usual.doors[RegisterPerson].decide(command, state, here)

    changed_door(usual, RegisterPerson, losing)
    batch = batch_of(cast, person())
    commit_together(cast.ledger, batch)
    assert outcome(batch[0]) != "written"
    furnish(usual)
    second = submit(batch[0].act, *batch[0].commands)
    assert not second.repeated
    assert second.entries[0][1] == first.entries[-1][1] + 1
    assert verify(cast.ledger).sound


def test_what_is_no_failure_of_the_database_stays_itself():
    failure = KeyError("x")
    assert as_problem(failure) is failure


def voided_group(cast):
    """A group with a crossing, entered by mistake and voided; returns the crossing."""
    group, crossing, one = new_id(), new_id(), person()
    one = RegisterPerson(person=new_id(), level=2, group=group, given_names="Amina", sex="F")
    submit(
        cast.act(), one, RegisterGroup(group=group, level=2, size=1, focal_person=one.person),
        RecordCrossing(crossing=crossing, post=cast.post, direction="entry", level=2, group=group,
                       persons=(one.person,), number=1),
    )  # fmt: skip
    submit(cast.act(), VoidGroup(group=group, reason="entered twice"))
    return crossing


def is_voided(crossing):
    with connection.cursor() as cursor:
        cursor.execute("SELECT voided FROM crossings_crossing WHERE subject = %s", [crossing])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("failure", [Refused("not.today"), KeyError("a mistake in the program")])
def test_a_reaction_that_cannot_follow_an_entry_passes_over_it_and_goes_on(cast, usual, caplog, failure):
    def stopped(held):
        raise failure

    (voiding,) = [one for one in usual.reactions if one.name == "voided_group_voids_its_crossings"]
    furnish(replace(usual, reactions=[replace(voiding, then=stopped)]))
    with caplog.at_level(logging.ERROR):
        assert not is_voided(voided_group(cast))
    assert "passed over entry" in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT reaction, code FROM journal_passed_over")
        assert cursor.fetchall() == [("voided_group_voids_its_crossings", name_of(failure))]
    shown = health._passed_over()
    assert (shown.state, shown.details["number"]) == (health.LOOK, 1)
    assert shown.details["last"].endswith(name_of(failure))
    assert "a mistake" not in caplog.text
    furnish(usual)
    assert is_voided(voided_group(cast))
    assert verify(cast.ledger).sound


def test_a_reaction_whose_act_is_refused_writes_nothing_and_goes_on(cast, usual):
    def refusing(command, state, here):
        raise Refused("not.today")

    from safeconduct.domains.crossings.commands import VoidCrossing

    changed_door(usual, VoidCrossing, refusing)
    assert not is_voided(voided_group(cast))
    furnish(usual)
    assert is_voided(voided_group(cast))
    assert verify(cast.ledger).sound


def test_reactions_left_undone_when_a_process_ended_are_done_when_the_next_one_starts(lone_cast, monkeypatch):
    from safeconduct.foundation.dispatch import writer

    with monkeypatch.context() as killed:
        killed.setattr(writer, "react", lambda **_: None)
        crossing = voided_group(lone_cast)
    assert not is_voided(crossing)
    assert verify(lone_cast.ledger).sound  # behind, not broken
    start_writer()
    stop_writer()
    assert is_voided(crossing)


def test_reactions_pause_after_each_entry_for_anyone_who_waits_and_lose_nothing(cast, monkeypatch):
    from safeconduct.foundation.dispatch import reacting, writer

    with monkeypatch.context() as busy:
        busy.setattr(writer, "react", lambda **_: None)
        crossings = [voided_group(cast) for _ in range(3)]
    followed = []
    real = reacting._follow
    monkeypatch.setattr(reacting, "_follow", lambda *given: followed.append(given[2].name) or real(*given))
    rounds = []
    while reacting.is_behind(house(), cast.ledger):
        reacting.react_once(house(), cast.ledger, lambda: False)
        cast.ledger.sign_moved_heads()
        rounds.append(len(followed))
    assert all(later - earlier <= 1 for earlier, later in pairwise([0, *rounds]))
    assert followed.count("voided_group_voids_its_crossings") == len(crossings)
    assert all(is_voided(crossing) for crossing in crossings)
    assert verify(cast.ledger).sound


def test_the_end_waits_a_while_for_reactions_and_leaves_the_rest_to_the_next_start(lone_cast, monkeypatch):
    from safeconduct.foundation.dispatch import writer

    with monkeypatch.context() as killed:
        killed.setattr(writer, "react", lambda **_: None)
        crossings = [voided_group(lone_cast) for _ in range(4)]
    monkeypatch.setattr(writer, "LAST_SECONDS", -1.0)  # the end is due as soon as it is asked for
    hurried = writer.Writer()
    hurried._end_by = -1.0
    hurried.start()
    hurried.stop()
    assert not hurried.is_alive()
    assert not all(is_voided(crossing) for crossing in crossings)
    monkeypatch.undo()
    start_writer()
    stop_writer()
    assert all(is_voided(crossing) for crossing in crossings)
    assert verify(lone_cast.ledger).sound


def test_what_reactions_write_is_passed_by_in_the_same_commit_by_those_it_is_not_for(cast, usual):
    from safeconduct.foundation.dispatch import reacting

    voided_group(cast)
    assert not reacting.is_behind(house(), cast.ledger)
    read = {one.name: reacting.place_of(cast.ledger, one).read for one in house().reactions}
    assert set(read.values()) == {cast.ledger.position}


def test_many_desks_at_once_each_get_their_own_receipt(lone_cast):
    cast, receipts = lone_cast, {}
    acts = [cast.act() for _ in range(40)]
    start_writer()
    try:

        def desk(those):
            for act in those:
                receipts[act.id] = submit(act, person())

        desks = [threading.Thread(target=desk, args=(acts[at::4],)) for at in range(4)]
        for one in desks:
            one.start()
        for one in desks:
            one.join()
    finally:
        stop_writer()
    assert {act.id: act.id for act in acts} == {act: receipt.act for act, receipt in receipts.items()}
    assert verify(cast.ledger).sound


def test_other_work_waits_its_turn_among_acts_and_is_one_transaction(lone_cast):
    start_writer()
    try:
        threads = [threading.Thread(target=submit, args=(lone_cast.act(), person())) for _ in range(2 * TOGETHER)]
        for thread in threads:
            thread.start()
        before = entries()
        seen = [in_writer(lambda ledger: ledger.position) for _ in range(3)]
        for thread in threads:
            thread.join()
        assert in_writer(lambda ledger: ledger.position) == entries() >= before
        assert seen == sorted(seen)
    finally:
        stop_writer()
    assert verify(lone_cast.ledger).sound


def test_other_work_that_fails_leaves_nothing_and_acts_go_on(lone_cast):
    def half_done(ledger):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO journal_dirty (subject) VALUES (%s)", [new_id()])
        ledger.position += 7
        raise Refused("journal.head_not_signed")

    start_writer()
    try:
        with pytest.raises(Refused, match=r"journal\.head_not_signed"):
            in_writer(half_done)
        submit(lone_cast.act(), person())
    finally:
        stop_writer()
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_dirty")
        assert cursor.fetchone()[0] == 0
    assert verify(lone_cast.ledger).sound


def test_what_waits_behind_other_work_is_done_before_the_writer_stops(lone_cast):
    writer = start_writer()
    done = []
    late = threading.Thread(target=lambda: done.append(submit(lone_cast.act(), person())))
    held = threading.Event()
    first = threading.Thread(target=lambda: in_writer(lambda ledger: held.wait(5)))
    first.start()
    late.start()
    while writer._queue.empty():
        time.sleep(0.01)
    held.set()
    for thread in (first, late):
        thread.join()
    stop_writer()
    assert len(done) == 1
    assert verify(lone_cast.ledger).sound
