"""The gates see what they guard: on the crossing, on the group, on each member; and a wait is adverse."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.crossings.commands import Decide, RecordCrossing
from safeconduct.domains.people.commands import (
    BirthDateGiven,
    MovePerson,
    RegisterGroup,
    RegisterPerson,
    RestoreGroup,
    VoidGroup,
)
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import Gate, furnish, house
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused

CHILD = BirthDateGiven(kind="age", age=9, as_of="2026-03-04")
ADULT = BirthDateGiven(kind="age", age=34, as_of="2026-03-04")


def family(cast, *births, needs=()):
    """A group at the post: (group, members, crossing)."""
    group, crossing, people = new_id(), new_id(), [new_id() for _ in births]
    submit(
        cast.act(),
        *(
            RegisterPerson(person=person, level=2, group=group, birth=birth, needs=needs)
            for person, birth in zip(people, births, strict=True)
        ),
        RegisterGroup(group=group, level=2, size=max(1, len(births))),
        RecordCrossing(crossing=crossing, post=cast.post, direction="entry", level=2, group=group,
                       persons=tuple(people), number=max(1, len(births))),
    )  # fmt: skip
    return group, people, crossing


def wait(cast, crossing):
    until = cast.clock.now() + timedelta(minutes=30)
    return submit(
        cast.act(),
        Decide(crossing=crossing, decision="wait", place="hall", reason="interpreter_awaited", next_time=until),
    )


def test_a_family_may_be_asked_to_wait(cast):
    wait(cast, family(cast, ADULT, CHILD)[2])


def test_a_members_own_need_for_a_doctor_stops_the_wait(cast):
    with pytest.raises(Refused, match=r"saving_life\.doctor_first"):
        wait(cast, family(cast, ADULT, needs=("doctor_now",))[2])


def test_children_among_themselves_are_not_asked_to_wait(cast):
    with pytest.raises(Refused, match=r"family_unity\.child_waits_alone"):
        wait(cast, family(cast, CHILD, CHILD)[2])


def test_a_separated_child_is_not_asked_to_wait_beside_strangers(cast):
    group, (_mother, child), _ = family(cast, ADULT, CHILD)
    other, _, crossing = family(cast, ADULT)
    cast.clock.pass_time(timedelta(minutes=20))
    submit(
        cast.act(),
        MovePerson(person=child, from_group=group, to_group=other, relation="not_related", reason="own_wish"),
    )
    with pytest.raises(Refused, match=r"family_unity\.child_waits_alone"):
        wait(cast, crossing)


def test_a_gate_that_cannot_decide_stops_a_wait_and_lets_an_admission_pass(cast):
    _, _, crossing = family(cast, ADULT)
    usual = house()

    def broken(command, state, here):
        raise RuntimeError("no table")

    furnish(replace(usual, gates=[Gate("broken", broken)]))
    try:
        with pytest.raises(Refused, match=r"gate\.cannot_decide"):
            wait(cast, crossing)
        submit(cast.act(), Decide(crossing=crossing, decision="admit"))
    finally:
        furnish(usual)


def test_undoing_the_voiding_of_a_group_brings_its_crossing_back(cast):
    group, _, crossing = family(cast, ADULT)
    submit(cast.act(), VoidGroup(group=group, reason="entered twice"))
    assert crossings.crossing(crossing).voided
    submit(cast.act(), RestoreGroup(group=group))
    assert not crossings.crossing(crossing).voided
    assert [one.subject for one in crossings.queue_of(cast.post)] == [crossing]
    assert verify(cast.ledger).sound
