"""Writes to ordinary tables wait in line with the acts: one commit, one lock, nobody waits by luck."""

import threading

import pytest
from django.db import OperationalError, connection

from safeconduct.domains.people.commands import CorrectPerson, RegisterPerson
from safeconduct.foundation.access import drafts
from safeconduct.foundation.access.models import Draft, NodeSetting
from safeconduct.foundation.dispatch import in_turn, submit
from safeconduct.foundation.dispatch.writer import Errand, Waiting, commit_together, start_writer, stop_writer
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused
from tests.conftest import furnished_cast


@pytest.fixture
def lone_cast(transactional_db):
    """The cast on a database without a surrounding transaction, as a node has it, with its writer."""
    for cast in furnished_cast():
        start_writer()
        yield cast
        stop_writer()


def person(**more):
    return RegisterPerson(person=new_id(), level=2, given_names="Amina", sex="F", **more)


def impossible():
    return CorrectPerson(person=new_id(), changes={"sex": "F"}, reason="no such person")


def setting(area):
    return lambda: NodeSetting.objects.create(area=area, activation_state="ordinary")


def areas():
    return set(NodeSetting.objects.values_list("area", flat=True))


def test_it_is_written_when_it_returns_and_gives_what_it_made(lone_cast):
    assert in_turn(setting("north")).area == "north"
    assert areas() == {"north"}
    assert in_turn(threading.current_thread).name == "writer"


def test_what_stops_it_is_raised_and_leaves_nothing(lone_cast):
    def half_done():
        setting("south")()
        raise Refused("not.today")

    with pytest.raises(Refused, match=r"not\.today"):
        in_turn(half_done)
    assert areas() == set()
    in_turn(setting("north"))
    assert not submit(lone_cast.act(), person()).repeated


def test_it_may_ask_for_another_one(lone_cast):
    in_turn(lambda: [setting("north")(), in_turn(setting("south"))])
    assert areas() == {"north", "south"}


def test_beside_acts_each_stands_or_falls_alone(cast):
    def broken():
        setting("broken")()
        raise ZeroDivisionError

    batch = [
        Waiting(cast.act(), (person(),)), Errand(setting("north")), Waiting(cast.act(), (impossible(),)),
        Errand(broken), Errand(setting("north")), Waiting(cast.act(), (person(),)),
    ]  # fmt: skip
    commit_together(cast.ledger, batch)
    failures = [type(one.answer.exception()).__name__ for one in batch]
    assert failures == ["NoneType", "NoneType", "NotFound", "ZeroDivisionError", "IntegrityError", "NoneType"]
    assert areas() == {"north"}
    assert verify(cast.ledger).sound


def test_a_failing_database_fails_all_of_the_commit_and_the_next_one_is_written(lone_cast):
    def failing():
        raise OperationalError("database or disk is full")

    with pytest.raises(Conflict, match=r"node\.disk_full"):
        in_turn(failing)
    assert not submit(lone_cast.act(), person()).repeated
    assert verify(lone_cast.ledger).sound


def test_many_desks_write_drafts_and_acts_at_once(lone_cast):
    def desk(number):
        for place in range(5):
            drafts.save(f"desk{number}", f"form{place}", '{"size": ["3"]}')
            submit(lone_cast.act(), person(), along=drafts.discarding(f"desk{number}", f"form{place}"))
        connection.close()

    before = len(drafts.names_of("desk0"))
    desks = [threading.Thread(target=desk, args=(number,)) for number in range(8)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert before == Draft.objects.count() == 0
    assert verify(lone_cast.ledger).sound


@pytest.mark.parametrize(("command", "kept"), [(person, False), (impossible, True)])
def test_a_draft_goes_with_the_act_that_is_accepted_and_stays_with_one_that_is_not(cast, command, kept):
    drafts.save("bilal", "member", '{"sex": ["F"]}')
    drafts.save("bilal", "member", '{"sex": ["M"]}')
    drafts.save("zainab", "member", '{"sex": ["X"]}')
    act = cast.act()
    try:
        submit(act, command(), along=drafts.discarding("bilal", "member"))
    except NotFound:
        assert kept
    assert drafts.read("bilal", "member") == ({"sex": ["M"]} if kept else None)
    assert drafts.read("zainab", "member") == {"sex": ["X"]}


def test_what_goes_along_and_fails_does_not_undo_the_act(cast, caplog):
    def broken():
        setting("north")()
        raise ZeroDivisionError("with words of a person")

    assert not submit(cast.act(), person(), along=broken).repeated
    assert areas() == set()
    assert "ZeroDivisionError" in caplog.text
    assert "words of a person" not in caplog.text
    assert verify(cast.ledger).sound
