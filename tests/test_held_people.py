"""People who are held, across the rooms: child protection is told, gates stand before what is asked, words go."""

from datetime import timedelta

import pytest

from safeconduct.domains.liberty import commands, queries
from safeconduct.domains.liberty.bases import lesser_than
from safeconduct.domains.liberty.commands import (
    AssessAlternatives,
    ImposeAlternative,
    MoveDeprivation,
    RecordDeprivation,
    ReviewAlternative,
)
from safeconduct.domains.liberty.states import liberty_of
from safeconduct.domains.people.commands import ErasePerson
from safeconduct.domains.people.rules import ERASURE_REASONS
from safeconduct.entrypoints.wiring import DOORS, GATES
from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import register_compartment
from safeconduct.foundation.compartments.sealing import make_keys, open_here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.acts import Effect
from safeconduct.kernel.ids import derived_id, new_id
from safeconduct.kernel.problems import Refused
from tests.turning_away import ADULT, CHILD, Arrival

pytestmark = pytest.mark.django_db
HELD, LOOK, ASKED = (derived_id(one) for one in ("held", "look", "asked"))


def introduce(cast):
    act = cast.act("adam", place="node")
    register_compartment(act, compartment="child_protection", agency="shelter", public=make_keys("child_protection"))


def told():
    return [open_here(one.subject) for one in reversed(compartments.sealed_entries("child_protection"))]


def by_samira(cast, *submitted, person=""):
    seen = queries.seen_of_all([liberty_of(person)]) if person else {}
    return submit(cast.act("samira", seen=seen), *submitted)


def hold(cast, person, **said):
    command = RecordDeprivation(
        person=person, deprivation=HELD, post=cast.post, since=cast.clock.now() - timedelta(hours=1), **said
    )
    return by_samira(cast, command, person=person)


def test_child_protection_is_told_at_once_sealed_and_by_nobodys_leave(cast):
    introduce(cast)
    child = Arrival(cast, "yusuf", births=(CHILD, ADULT)).person
    before = len(told())
    hold(cast, child, ground="removal", minor="no")
    content = told()[before]
    assert (content["form"], content["grounds"], content["person"]) == ("child_notice", ["held"], child)
    assert "Omar" not in str(content)
    assert len(told()) == before + 1


def test_somebody_who_may_be_a_child_and_nobody_registered_is_told_of_as_one_child(cast):
    introduce(cast)
    hold(cast, new_id(), is_registered=False, seen_at_entry=("may_be_child",), words={"description": "A boy, or a man"})
    (content,) = told()
    assert (content["children"], "person" in content, content["minor"]) == (1, False, "maybe")
    assert "A boy" not in str(content)


def test_a_grown_up_is_told_of_to_nobody(cast):
    introduce(cast)
    hold(cast, Arrival(cast).person, minor="no")
    assert told() == []
    assert [one.kind for one in queries.open_alarms()] == ["no_basis"]


def test_without_an_agency_the_notice_leaves_when_one_is_known(cast):
    child = Arrival(cast, "yusuf", births=(CHILD, ADULT)).person
    hold(cast, child, ground="removal")
    assert [one.kind for one in queries.open_alarms()] == ["child"]
    introduce(cast)
    assert ["held"] in [one["grounds"] for one in told()]
    assert verify(cast.ledger).sound


def test_a_death_alarms_oversight_and_a_release_does_not(cast):
    person = Arrival(cast).person
    hold(cast, person, ground="identity", minor="no")
    move = MoveDeprivation(person=person, deprivation=HELD, move="died", at=cast.clock.now())
    by_samira(cast, move, person=person)
    assert [one.kind for one in queries.open_alarms()] == ["death"]
    assert queries.figures(cast.clock.now()).held == 0


def test_words_go_with_the_person_and_that_they_were_held_stays(cast):
    person = Arrival(cast).person
    hold(cast, person, ground="identity", minor="no", words={"facility_name": "Unmistakable House"})
    assert queries.deprivations_of(person)[0].words == {"facility_name": "Unmistakable House"}
    submit(cast.act("tomas"), ErasePerson(person=person, reason=sorted(ERASURE_REASONS)[0]))
    row = queries.deprivations_of(person)[0]
    assert (row.words, row.ground, row.is_open) == ({}, "identity", True)
    assert queries.record(person).is_erased
    assert verify(cast.ledger).sound


def look(cast, person, **more):
    by_samira(
        cast, AssessAlternatives(person=person, assessment=LOOK, identity="documented", ties=("address",), **more)
    )


def ask(cast, person, kind="reporting", **more):
    command = ImposeAlternative(
        person=person, alternative=ASKED, kind=kind, assessment=LOOK, ground="identity", order="Number 12",
        until=cast.clock.now() + timedelta(days=14), lesser=dict.fromkeys(lesser_than(kind), "not_available_here"),
        **more,
    )  # fmt: skip
    return by_samira(cast, command, person=person)


def test_the_least_that_is_enough_is_asked_of_one_free_person_and_prolonged_after_a_look(cast):
    person = Arrival(cast).person
    look(cast, person)
    ask(cast, person)
    (row,) = queries.alternatives_of(person)
    assert (row.kind, row.is_open, row.words["order"]) == ("reporting", True, "Number 12")
    until = cast.clock.now() + timedelta(days=20)
    by_samira(cast, ReviewAlternative(person=person, alternative=ASKED, until=until, why="No news"), person=person)
    assert queries.alternatives_of(person)[0].until == until


@pytest.mark.parametrize(
    ("arrival", "looked", "asked", "code"),
    [
        ({"births": (CHILD,)}, {}, {}, "best_interests.child_restricted"),
        ({"needs": ("doctor_now",)}, {}, {}, "saving_life.doctor_before_conditions"),
        ({}, {}, {"kind": "guarantor"}, "consent.alternative_needs_it"),
        ({}, {"needs": ("no_means",)}, {"kind": "surety"}, "do_no_harm.surety_beyond_means"),
        ({"births": (ADULT, CHILD)}, {}, {"kind": "directed_residence"}, "family_unity.parted_by_alternative"),
        ({}, {}, {"kind": "open_centre", "family": "parted"}, "family_unity.parted_by_alternative"),
    ],
)
def test_gates_stand_before_what_is_asked_of_people(cast, arrival, looked, asked, code):
    person = Arrival(cast, **arrival).person
    look(cast, person, **looked)
    with pytest.raises(Refused) as problem:
        ask(cast, person, **asked)
    assert problem.value.code == code
    assert queries.alternatives_of(person) == []


@pytest.mark.parametrize(
    ("arrival", "asked"),
    [
        ({"births": (CHILD,)}, {"kind": "case_management", "consent": "given"}),
        ({"needs": ("doctor_now",)}, {"kind": "registration"}),
        ({"births": (ADULT, CHILD)}, {"kind": "open_centre", "family": "family_stays_together"}),
    ],
)
def test_what_is_care_or_keeps_a_family_passes(cast, arrival, asked):
    person = Arrival(cast, **arrival).person
    look(cast, person)
    ask(cast, person, **asked)
    assert queries.alternatives_of(person)[0].is_open


def test_no_door_orders_anybody_to_be_held():
    """What is adverse in this room asks something of free people, or tells their State; all of it meets every gate."""
    doors = [door for door in DOORS if door.command.__module__ == commands.__name__]
    adverse = {door.command.__name__ for door in doors if door.effect is Effect.ADVERSE}
    assert adverse == {"ImposeAlternative", "ReviewAlternative", "GiveConsularNotice"}
    assert {door.effect for door in doors} <= set(Effect)
    everywhere = [door.command.__name__ for door in DOORS]
    ordering = ("Detain", "Arrest", "Deprive", "Imprison", "Confine", "OrderDetention", "Intern")
    assert [name for name in everywhere if name.startswith(ordering)] == []
    assert [gate.name for gate in GATES] == [
        "saving_life", "non_refoulement", "best_interests", "consent", "do_no_harm", "family_unity",
    ]  # fmt: skip
