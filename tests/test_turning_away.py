"""Turning somebody away: only with protection's clearance for this one person, and never where anything stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from safeconduct.domains.health.commands import CallAmbulance
from safeconduct.domains.people.commands import MovePerson
from safeconduct.domains.reviews import queries as reviews
from safeconduct.domains.reviews.commands import (
    GiveClearance,
    ReadmitPerson,
    RefuseEntry,
    RequestRefusal,
    ReturnPerson,
    TransferPerson,
)
from safeconduct.domains.reviews.facts import HoldExplained
from safeconduct.entrypoints import wiring
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.dispatch.house import Gate, furnish, house
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.acts import Effect
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, NotFound, Refused
from safeconduct.principles import best_interests, family_unity, non_refoulement
from safeconduct.principles.turning_away import GUARDED, TURNS_AWAY, Clearing, Known, known_about, stopping
from tests.turning_away import ADULT, CHILD, Arrival, prepare

SENT = r"reviews\.sent_for_review"


@pytest.fixture
def omar(cast):
    prepare(cast)
    return Arrival(cast).asked()


def cleared(one):
    one.request()
    one.second_line()
    return one.clear()


def test_what_was_looked_at_by_two_and_cleared_may_be_refused(omar, cast):
    omar.refuse(cleared(omar))
    assert omar.state() == ("refused", False)
    omar.carry_out()
    assert omar.state() == ("carried_out", False)
    assert not reviews.review(omar.person).is_open
    assert verify(cast.ledger).sound


def test_without_a_clearance_nobody_is_refused_though_no_flag_is_known(omar):
    omar.request()
    omar.second_line()
    for name in ("", new_id()):
        with pytest.raises(Refused, match=SENT):
            omar.refuse(name)
    assert omar.state() == ("", False)


def test_a_clearance_is_for_one_person_alone(omar, cast):
    other = Arrival(cast, "hassan").asked()
    other.request()
    other.second_line()
    with pytest.raises(Refused, match=SENT):
        other.refuse(cleared(omar))


def test_a_clearance_is_used_once(omar):
    name = cleared(omar)
    omar.refuse(name)
    with pytest.raises(Refused, match=SENT):
        omar.refuse(name)
    omar.withdraw()
    omar.request()
    omar.second_line()
    with pytest.raises(Refused, match=SENT):
        omar.refuse(name)


def test_a_clearance_ends_after_a_day_also_for_carrying_out(omar, cast):
    name = cleared(omar)
    cast.clock.pass_time(timedelta(hours=24, minutes=1))
    with pytest.raises(Refused, match=SENT):
        omar.refuse(name)
    omar.refuse(omar.clear())
    cast.clock.pass_time(timedelta(hours=24, minutes=1))
    with pytest.raises(Refused, match=SENT):
        omar.carry_out()


def test_a_hold_stops_clearance_and_refusal_and_what_it_found_afterwards(omar):
    name = cleared(omar)
    hold = omar.hold("bilal")
    with pytest.raises(Refused, match=SENT):
        omar.refuse(name)
    with pytest.raises(Refused, match=SENT):
        omar.clear()
    omar.release(hold)
    with pytest.raises(Refused, match=SENT):
        omar.refuse(name)  # it had not seen the hold
    omar.refuse(omar.clear())
    assert omar.state() == ("refused", False)


def test_a_hold_after_the_decision_contests_it_and_stops_its_execution(omar):
    omar.refuse(cleared(omar))
    hold = omar.hold("bilal")
    assert omar.state() == ("held", True)
    with pytest.raises(Refused, match=SENT):
        omar.carry_out()
    omar.release(hold)
    with pytest.raises(Refused, match=SENT):
        omar.carry_out()  # released, but the decision had not seen it: it has to be decided anew
    assert [one.person for one in reviews.contested_reviews()] == [omar.person]
    omar.refuse(omar.clear())
    assert omar.state() == ("refused", False)


def test_only_protection_releases_and_clears(omar):
    omar.request()
    hold = omar.hold()
    for who in ("bilal", "samira", "olga", "adam", "dalia", "nadia"):
        with pytest.raises(NotAllowed):
            omar.release(hold, who)
        with pytest.raises(NotAllowed):
            omar.clear(who)


def test_second_line_and_protection_are_two_persons(omar, cast):
    from safeconduct.foundation.access.commands import CreateUser
    from safeconduct.kernel.acts import Act

    both = new_id()
    setting_up = Act(id=new_id(), actor="system", purpose="administration", place="node")
    roles = ("post_supervisor", "protection_coordinator")
    submit(setting_up, CreateUser(user=both, login="both", display_name="Both", roles=roles))
    omar.request()
    omar.second_line()
    name = new_id()
    submit(omar.act("petra", actor=both),
           GiveClearance(person=omar.person, clearance=name, saw=("interview", "understood", "card", "documents",
                                                                    "destination")))  # fmt: skip
    with pytest.raises(Refused, match=r"reviews\.same_person"):
        submit(omar.act("samira", actor=both), RefuseEntry(person=omar.person, clearance=name))


def test_a_clearance_says_all_that_it_saw(omar):
    omar.request()
    with pytest.raises(Refused, match=r"reviews\.not_all_seen"):
        submit(omar.act("petra"), GiveClearance(person=omar.person, clearance=new_id(), saw=("interview",)))


def test_who_was_not_screened_is_not_cleared(cast):
    prepare(cast)
    one = Arrival(cast)
    one.request()
    with pytest.raises(Refused, match=SENT):
        one.clear()


def test_a_child_is_never_cleared_or_refused(cast):
    prepare(cast)
    for name, births in (("alone", (CHILD,)), ("with", (CHILD, ADULT))):
        child = Arrival(cast, name, births).asked()
        child.request()
        with pytest.raises(Refused, match=SENT):
            child.clear(splits="protection_reason")


def test_nobody_is_refused_out_of_a_group_but_by_consent_or_protection(cast):
    prepare(cast)
    one = Arrival(cast, births=(ADULT, ADULT)).asked()
    one.request()
    one.second_line()
    with pytest.raises(Refused, match=SENT):
        one.refuse(one.clear())
    one.refuse(one.clear(splits="own_consent"))
    assert one.state() == ("refused", False)


@pytest.mark.parametrize("way", ["need", "ambulance"])
def test_whoever_needs_a_doctor_is_not_cleared(cast, way):
    prepare(cast)
    one = Arrival(cast, needs=("doctor_now",) if way == "need" else ()).asked()
    if way == "ambulance":
        submit(cast.act("nadia"), CallAmbulance(ambulance=new_id(), post=cast.post, person=one.person))
    one.request()
    with pytest.raises(Refused, match=SENT):
        one.clear()


def test_a_medical_emergency_is_acted_on_whatever_a_review_says(omar, cast):
    omar.refuse(cleared(omar))
    submit(cast.act("nadia"), CallAmbulance(ambulance=new_id(), post=cast.post, person=omar.person))
    with pytest.raises(Refused, match=SENT):
        omar.carry_out()


def test_a_separation_flag_stops_it(cast):
    prepare(cast)
    family = Arrival(cast, births=(ADULT, CHILD)).asked()
    family.person = family.people[1]
    move = MovePerson(
        person=family.person, from_group=family.group, to_group="", relation="not_related", reason="own_wish"
    )
    submit(cast.act(), move)
    family.request()
    with pytest.raises(Refused, match=SENT):
        family.clear(splits="protection_reason")
    command = GiveClearance(person=family.person, clearance=new_id(), saw=())
    rows = stopping(non_refoulement.TABLE, command, known_about(command), cast.clock.now())
    assert "flag_up" in {row.code for row in rows}


def test_a_gate_that_cannot_decide_stops_everything_adverse_here_and_lets_holds_pass(omar):
    usual, name = house(), cleared(omar)

    def broken(command, state, here):
        raise RuntimeError("no table")

    furnish(replace(usual, gates=[Gate("broken", broken)]))
    try:
        with pytest.raises(Refused, match=r"gate\.cannot_decide"):
            omar.refuse(name)
        with pytest.raises(Refused, match=r"gate\.cannot_decide"):
            omar.clear()
        omar.hold("bilal")
        omar.request()
    finally:
        furnish(usual)


def test_return_transfer_and_readmission_are_answered_before_anything_is_read(omar):
    held = Arrival(omar.cast, "held").asked()
    held.hold()
    for person in (omar.person, held.person, new_id()):
        for command in (ReturnPerson(person=person), TransferPerson(person=person, state="SYR"),
                        ReadmitPerson(person=person, state="SYR")):  # fmt: skip
            with pytest.raises(Refused, match=r"reviews\.not_available"):
                submit(omar.cast.act("samira"), command)


def test_were_they_there_the_gate_would_stand_before_them(omar):
    cleared(omar)
    here = type("Here", (), {"now": omar.cast.clock.now()})()
    for command in (ReturnPerson(person=omar.person), TransferPerson(person=omar.person, state="SYR"),
                    ReadmitPerson(person=omar.person, state="SYR")):  # fmt: skip
        with pytest.raises(Refused, match=SENT):
            non_refoulement.check(command, None, here)


# What is adverse and yet leaves the person where they are; all else that is adverse turns somebody away.
STAYS = {
    "EndScreening", "BeginIsolation", "ReviewIsolation", "ReleaseHold", "EndMandate", "DetermineInterests",
    "DetermineAge", "ConfirmDecision", "CloseChild", "CloseTracing", "ProposeClosing", "WithdrawStep",
    "GiveConsularNotice", "ImposeAlternative", "ReviewAlternative",
}  # fmt: skip


def test_every_adverse_command_passes_every_gate_and_is_guarded_or_leaves_the_person_here():
    adverse = {door.command for door in wiring.DOORS if door.effect is Effect.ADVERSE}
    assert {one.__name__ for one in adverse if one not in GUARDED} == STAYS
    assert set(TURNS_AWAY) <= adverse
    names = [gate.name for gate in wiring.GATES]
    assert names == ["saving_life", "non_refoulement", "best_interests", "consent", "do_no_harm", "family_unity"]
    assert not any(hasattr(door, "gates") for door in wiring.DOORS)


def test_no_adverse_command_names_more_than_one_person():
    for kind in TURNS_AWAY:
        assert kind.__struct_fields__.count("person") == 1
        assert not {"persons", "group", "crossing", "nationality"} & set(kind.__struct_fields__)


def test_a_request_is_answered_without_reading_anything_about_the_person(omar, cast, django_assert_num_queries):
    """The rule is given the same state for everyone: with which agency reviews are shared, and nothing else."""
    door = house().doors[RequestRefusal]
    held, unknown = Arrival(cast, "held").asked(), new_id()
    held.hold()
    states = []
    for person in (omar.person, held.person, unknown):
        command = RequestRefusal(person=person, post=cast.post, crossing=omar.crossing, ground="entry_conditions")
        with django_assert_num_queries(1):
            states.append(door.state(command, cast.act()))
        submit(cast.act(), command)
    assert states[0] == states[1] == states[2]
    assert set(type(states[0]).__struct_fields__) == {"agency"}


def test_a_request_passes_the_gates_without_a_question(omar, cast, django_assert_num_queries):
    command = RequestRefusal(person=omar.person, post=cast.post, crossing=omar.crossing, ground="entry_conditions")
    with django_assert_num_queries(0):
        for gate in wiring.GATES:
            gate.check(command, None, None)


def test_the_cause_of_a_hold_is_not_kept_at_a_post(omar):
    omar.hold("petra", cause="fear_of_return")
    assert [one.cause for one in reviews.holds_of(omar.person)] == [""]
    assert HoldExplained.AUDIENCE == "confidential"


def test_nothing_is_open_about_who_was_not_asked_about(omar):
    with pytest.raises(NotFound, match=r"reviews\.nothing_asked"):
        omar.second_line()


NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TABLES = (*non_refoulement.TABLE, *best_interests.TABLE, *family_unity.TABLE)
WHOLE = Clearing(
    counts=True, is_stale=False, used=False, valid_until=NOW + timedelta(hours=1),
    saw=("interview", "understood", "card", "documents", "destination"),
)  # fmt: skip
AT_POST = Known(is_registered=True, minor="no", screened=True, clearance=WHOLE)
AT_AGENCY = Known(reads_files=True, minor="no", has_file=True, interviews=1, clearance=WHOLE)


def doubt(**clearance):
    return {"clearance": msgspec.structs.replace(WHOLE, **clearance)}


# One fact at a time against somebody of whom all is known and nothing stands: which rows it makes stand.
ONE_FACT = [
    (AT_POST, {"is_registered": False}, ["not_known"]),
    (AT_POST, {"is_whole": False}, ["not_known"]),
    (AT_AGENCY, {"has_file": False}, ["no_file"]),
    (AT_AGENCY, {"interviews": 0}, ["no_file"]),
    (AT_AGENCY, {"said_fear": True}, ["fear_said"]),
    (AT_AGENCY, {"open_needs": 1}, ["needs_open"]),
    (AT_AGENCY, {"open_holds": 1}, ["held"]),
    (AT_AGENCY, {"minor": "maybe"}, ["child"]),
    (AT_POST, {"open_holds": 1}, ["held"]),
    (AT_POST, {"open_flags": 1}, ["flag_up"]),
    (AT_POST, {"said_alone": True}, ["child_alone"]),
    (AT_POST, {"minor": "yes"}, ["child_alone", "child"]),
    (AT_POST, {"minor": "maybe", "has_adult": True}, ["child"]),
    (AT_POST, {"doctor": True}, ["medical"]),
    (AT_POST, {"in_care": True}, ["medical"]),
    (AT_POST, {"screened": False}, ["not_screened"]),
    (AT_POST, {"clearance": None}, ["no_clearance"]),
    (AT_POST, doubt(counts=False), ["no_clearance"]),
    (AT_POST, doubt(saw=("interview",)), ["clearance_blind"]),
    (AT_POST, doubt(used=True), ["clearance_used"]),
    (AT_POST, doubt(valid_until=NOW - timedelta(seconds=1)), ["clearance_over"]),
    (AT_POST, doubt(is_stale=True), ["clearance_stale"]),
    (AT_POST, doubt(flagged_since=True), ["clearance_stale"]),
    (AT_POST, {"is_contested": True}, ["contested"]),
    (AT_POST, {"unseen_flags": True}, ["contested"]),
    (AT_POST, {"others_in_group": 1}, ["parts_group"]),
]


@pytest.mark.parametrize(("known", "fact", "codes"), ONE_FACT)
def test_each_fact_makes_its_row_stand(known, fact, codes):
    command = RefuseEntry(person=new_id(), clearance=new_id())
    assert stopping(TABLES, command, known, NOW) == []
    found = stopping(TABLES, command, msgspec.structs.replace(known, **fact), NOW)
    assert [row.code for row in found] == codes


def test_every_row_is_tried_and_has_a_source_and_a_reason():
    assert {code for _, _, codes in ONE_FACT for code in codes} == {row.code for row in TABLES}
    assert all(row.source and str(row.why) for row in TABLES)
    assert len({row.code for row in TABLES}) == len(TABLES)


def test_the_page_about_the_gates_shows_the_tables_that_decide():
    from tools.gates_page import PAGE, written

    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page
    assert all(str(row.why) in page for row in TABLES)
