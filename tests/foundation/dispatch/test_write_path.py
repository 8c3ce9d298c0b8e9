"""The write path: all or none, the same act once, gates that cannot decide, reactions that happen once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from safeconduct.domains.people.commands import CorrectPerson, RegisterPerson
from safeconduct.entrypoints import wiring
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import Gate, furnish, house
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.acts import Effect
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, Problem, Refused


def person():
    return RegisterPerson(person=new_id(), level=2, given_names="Amina", sex="F")


def entries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM journal_entry")
        return cursor.fetchone()[0]


def test_the_same_act_twice_returns_the_first_receipt_and_writes_once(cast):
    act, command = cast.act(), person()
    first = submit(act, command)
    count = entries()
    again = submit(act, command)
    assert again.repeated
    assert again.entries == first.entries
    assert entries() == count


def test_an_act_is_all_or_nothing(cast):
    count = entries()
    with pytest.raises(Problem):
        submit(cast.act(), person(), CorrectPerson(person=new_id(), changes={"sex": "F"}, reason="no such person"))
    assert entries() == count
    submit(cast.act(), person())
    assert verify(cast.ledger).sound


@pytest.mark.parametrize("who", ["dalia", "hana", "adam", "olga"])
def test_those_without_the_role_are_refused(cast, who):
    with pytest.raises(NotAllowed, match="access"):
        submit(cast.act(who), person())


def test_nobody_acts_under_an_unknown_name(cast):
    with pytest.raises(NotAllowed, match=r"access\.not_a_user"):
        submit(cast.act(actor=new_id()), person())


def test_what_is_said_to_have_happened_tomorrow_is_refused(cast):
    with pytest.raises(Refused, match=r"act\.in_the_future"):
        submit(cast.act(happened_at=cast.clock.now() + timedelta(days=1)), person())


def test_a_machine_that_believes_it_is_1970_takes_a_true_time_and_flags_it(cast):
    from datetime import UTC, datetime

    from safeconduct.domains.crossings.commands import RecordCrossing
    from safeconduct.foundation.journal.entry import read_header

    told = cast.clock.now()
    cast.clock.move_to(datetime(1970, 1, 2, tzinfo=UTC))
    crossing = RecordCrossing(crossing=new_id(), post=cast.post, direction="entry", level=1)
    receipt = submit(cast.act(happened_at=told), crossing)
    stream, seq, _, _ = receipt.entries[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT header FROM journal_entry WHERE stream = %s AND seq = %s", [stream, seq])
        assert read_header(bytes(cursor.fetchone()[0])).flags == ("clock_lost",)


def broken(command, state, here):
    raise RuntimeError("the table of this gate is missing")


def test_a_gate_that_cannot_decide_lets_protection_pass_flagged_and_stops_what_is_adverse(cast):
    usual = house()
    furnish(replace(usual, gates=[Gate("broken", broken)]))
    try:
        receipt = submit(cast.act(), person())
        stream, seq, _, _ = receipt.entries[0]
        from safeconduct.foundation.journal.entry import read_header

        with connection.cursor() as cursor:
            cursor.execute("SELECT header FROM journal_entry WHERE stream = %s AND seq = %s", [stream, seq])
            assert read_header(bytes(cursor.fetchone()[0])).flags == ("broken",)
        adverse = replace(usual.doors[RegisterPerson], effect=Effect.ADVERSE)
        furnish(replace(usual, gates=[Gate("broken", broken)], doors={RegisterPerson: adverse}))
        with pytest.raises(Refused, match=r"gate\.cannot_decide"):
            submit(cast.act(), person())
    finally:
        furnish(usual)


def test_every_door_is_bound_to_every_gate_by_construction():
    # Gates stand in the house, not at doors: no door can be written that leaves one out.
    assert not any(hasattr(door, "gates") for door in wiring.DOORS)
    gates = ["saving_life", "non_refoulement", "best_interests", "consent", "do_no_harm", "family_unity"]
    assert [gate.name for gate in wiring.GATES] == gates


def test_every_command_of_every_room_has_exactly_one_door():
    import inspect
    import pkgutil
    from importlib import import_module

    import safeconduct
    from safeconduct.kernel.acts import Command

    names = [one.name for one in pkgutil.walk_packages(safeconduct.__path__, "safeconduct.")]
    rooms = [import_module(name) for name in names if ".commands" in name]
    commands = {
        found for room in rooms for _, found in inspect.getmembers(room, inspect.isclass)
        if issubclass(found, Command) and found is not Command
        and found.__module__ == room.__name__ and not found.__name__.endswith("Given")
    }  # fmt: skip
    assert len(rooms) > 5
    doors = [door.command for door in wiring.DOORS]
    assert commands == set(doors)
    assert len(doors) == len(set(doors))
