"""What a gate stopped is noted for oversight, whichever door it came through, and only what a gate stopped."""

from dataclasses import replace

import msgspec
import pytest

from safeconduct.domains.crossings.commands import CallNumber
from safeconduct.domains.reviews import queries as reviews
from safeconduct.domains.reviews.commands import (
    CarryOutRefusal,
    GiveClearance,
    NoteAttempt,
    RefuseEntry,
    ReviewAtSecondLine,
)
from safeconduct.domains.reviews.states import NOT_MET, WHAT_IT_SAW
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import Gate, furnish, house
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, Problem, Refused
from tests.turning_away import Arrival, prepare

SENT = r"reviews\.sent_for_review"


@pytest.fixture
def omar(cast):
    prepare(cast)
    yield Arrival(cast).asked()
    assert verify(cast.ledger).sound


def noted():
    return [(one.what, one.principle, tuple(one.rows)) for one, _person in reviews.attempts()]


def test_a_command_that_another_program_sends_is_noted_with_the_rows_that_stood(omar):
    with pytest.raises(Refused, match=SENT):
        submit(omar.act("samira"), RefuseEntry(person=omar.person, clearance=""))
    assert noted() == [("RefuseEntry", "non_refoulement", ("no_clearance",))]
    ((attempt, person),) = reviews.attempts()
    assert person == omar.person
    assert attempt.actor == omar.cast.ids["samira"]


def test_what_protection_tries_is_noted_too(omar):
    omar.hold()
    with pytest.raises(Refused, match=SENT):
        submit(omar.act("petra"), GiveClearance(person=omar.person, clearance=new_id(), saw=WHAT_IT_SAW))
    assert noted() == [("GiveClearance", "non_refoulement", ("held",))]


def test_in_a_bundle_the_one_that_was_stopped_is_noted_and_nothing_of_the_bundle_happens(omar):
    omar.request()
    commands = (ReviewAtSecondLine(person=omar.person, answer=NOT_MET), RefuseEntry(person=omar.person, clearance=""))
    with pytest.raises(Refused, match=SENT):
        submit(omar.act("samira"), *commands)
    assert noted() == [("RefuseEntry", "non_refoulement", ("no_clearance",))]
    assert reviews.review(omar.person).answer == ""


def test_sent_again_it_is_noted_once_and_tried_again_twice(omar):
    act = omar.act("samira")
    for one in (act, act, msgspec.structs.replace(act, id=new_id())):
        with pytest.raises(Refused, match=SENT):
            submit(one, RefuseEntry(person=omar.person, clearance=""))
    assert len(noted()) == 2


def test_two_who_are_tried_in_one_act_are_both_noted(omar, cast):
    other = Arrival(cast, "other").asked()
    with pytest.raises(Refused, match=SENT):
        submit(omar.act("samira"), *(CarryOutRefusal(person=one.person) for one in (omar, other)))
    assert {person for _attempt, person in reviews.attempts()} == {omar.person, other.person}


def test_a_gate_that_cannot_decide_stops_it_and_is_noted_by_its_name(omar):
    def broken(command, state, here):
        raise RuntimeError("the table is missing")

    usual = house()
    furnish(replace(usual, gates=[Gate("best_interests", broken)]))
    with pytest.raises(Refused, match=r"gate\.cannot_decide"):
        submit(omar.act("samira"), RefuseEntry(person=omar.person, clearance=""))
    furnish(usual)
    assert noted() == [("RefuseEntry", "best_interests", ())]


def test_what_access_or_a_rule_stops_is_no_attempt_of_this_kind(omar):
    with pytest.raises(NotAllowed):
        submit(omar.act("bilal"), RefuseEntry(person=omar.person, clearance=""))
    with pytest.raises(Problem):
        submit(omar.act("samira"), CallNumber(crossing=new_id(), counter="3"))
    assert noted() == []


def test_an_act_whose_note_cannot_be_written_is_stopped_all_the_same(omar, monkeypatch):
    def failing(act, commands, stopped, now):
        raise RuntimeError("no words")

    usual = house()
    furnish(replace(usual, noted=failing))
    with pytest.raises(Refused, match=SENT):
        submit(omar.act("samira"), RefuseEntry(person=omar.person, clearance=""))
    furnish(usual)
    assert noted() == []


def test_a_note_is_no_act_that_could_take_the_place_of_another(omar):
    act = omar.act("samira")
    with pytest.raises(Refused, match=SENT):
        submit(act, RefuseEntry(person=omar.person, clearance=""))
    note = NoteAttempt(person=omar.person, what="RefuseEntry", principle="non_refoulement", rows=())
    submit(act, note)  # the id of what was stopped is free still
    with pytest.raises(Conflict, match=r"act\.id_used"):
        submit(act, RefuseEntry(person=omar.person, clearance=""))
