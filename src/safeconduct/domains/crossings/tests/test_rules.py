"""Rules of crossings, decisions, the queue, shifts and vehicles, by tables."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from safeconduct.domains.crossings import commands as ask
from safeconduct.domains.crossings import rules, states
from safeconduct.domains.crossings.rules.crossing import CrossingState, Deferral, Move, RecordState
from safeconduct.domains.crossings.rules.shift import ShiftState
from safeconduct.domains.crossings.rules.vehicle import VehicleState
from safeconduct.domains.crossings.tests.entries import AMINA, BILAL, CHILD, CROSSING, GROUP, NOON, POST, ZAINAB, here
from safeconduct.kernel.facts import split_bodies
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Problem
from safeconduct.kernel.tokens import make_token

LETTER = RecordState(letter="B", next_numbers={"2026-03-03": 9, "2026-03-04": 172})
STANDS = CrossingState(exists=True, post=POST, direction="entry")


def record(**what: Any) -> ask.RecordCrossing:
    return ask.RecordCrossing(**{"crossing": CROSSING, "post": POST, "direction": "entry", "level": 1, **what})


@pytest.mark.parametrize(("is_owner", "by"), [(True, "owner"), (False, "other")])
def test_a_move_says_where_it_is_made_whether_the_owner_makes_it(is_owner: bool, by: str) -> None:
    mine = Move("bridge.1.register:2", "wait", BILAL, NOON, by_owner=is_owner)
    state = msgspec.structs.replace(STANDS, is_owner=is_owner, moves=(mine,))
    for decide, command in [
        (rules.decide_decision, ask.Decide(crossing=CROSSING, decision="admit")),
        (rules.decide_reach_step, ask.ReachStep(crossing=CROSSING, step="medical")),
        (rules.decide_undo_decision, ask.UndoDecision(crossing=CROSSING)),
    ]:
        (about,) = decide(command, state, here())
        named, nameless = split_bodies(about.fact)
        assert (about.fact.by, nameless.get("by", "other"), "by" in named) == (by, by, False)


def test_what_the_owner_decided_is_not_taken_back_elsewhere() -> None:
    owners = Move("bridge.1.register:2", "wait", BILAL, NOON, by_owner=True)
    state = msgspec.structs.replace(STANDS, moves=(owners,))
    command = ask.UndoDecision(crossing=CROSSING)
    assert refused_code(rules.decide_undo_decision, command, state) == "crossings.nothing_to_undo"


def refused_code(decide: Any, command: Any, state: Any, **around: Any) -> str:
    with pytest.raises(Problem) as problem:
        decide(command, state, here(**around))
    assert problem.value.code in rules.REFUSALS or problem.value.code.split(".")[0] in {"text", "token"}
    return problem.value.code


def test_a_crossing_gets_the_next_token_of_the_posts_day() -> None:
    (about,) = rules.decide_record_crossing(record(), LETTER, here())
    fact = about.fact
    assert (fact.local_day, fact.token_number, fact.token) == ("2026-03-04", 172, make_token("B", 172))
    assert fact.arrived_at == NOON


def test_a_crossing_touches_its_people_group_and_vehicle() -> None:
    bus = derived_id("bus")
    command = record(
        group=GROUP, persons=(AMINA, CHILD, AMINA), number=1, vehicle=bus, needs=("step_free", "doctor_now")
    )
    (about,) = rules.decide_record_crossing(command, LETTER, here())
    assert about.touches == (AMINA, CHILD, GROUP, bus)
    assert about.fact.people == 2  # registering one by one found more than were counted
    assert about.fact.needs == ("doctor_now", "step_free")


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"direction": "sideways"}, "crossings.unknown_code"),
        ({"level": 4}, "crossings.out_of_range"),
        ({"number": 0}, "crossings.out_of_range"),
        ({"number": 301}, "crossings.out_of_range"),
        ({"transport": "rocket"}, "crossings.unknown_code"),
        ({"needs": ("pregnant",)}, "crossings.unknown_code"),
        ({"routing": "asylum"}, "crossings.unknown_code"),
        ({"language": "klingon"}, "crossings.unknown_code"),
        ({"language": "x" * 301}, "text.too_long"),
        ({"crossing": "one"}, "crossings.malformed_id"),
        ({"group": "../etc"}, "crossings.malformed_id"),
        ({"persons": ("Amina",)}, "crossings.malformed_id"),
        ({"vehicle": "bus"}, "crossings.malformed_id"),
        ({"known_token": "B-0172-X"}, "token.wrong_check"),
        ({"known_token": "a goat"}, "token.unreadable"),
        ({"arrived_at": NOON + timedelta(minutes=6)}, "crossings.arrival_in_future"),
        ({"arrived_at": NOON - timedelta(days=31)}, "crossings.arrival_too_old"),
        ({"arrived_at": NOON.replace(tzinfo=None)}, "crossings.time_without_zone"),
        ({"post": derived_id("other")}, "crossings.not_at_this_post"),
    ],
)
def test_a_crossing_that_does_not_fit_is_refused(what: dict[str, Any], code: str) -> None:
    assert refused_code(rules.decide_record_crossing, record(**what), LETTER) == code


@pytest.mark.parametrize("number", [1, 60, 300])
def test_groups_of_one_and_of_sixty_cross(number: int) -> None:
    assert rules.decide_record_crossing(record(number=number), LETTER, here())[0].fact.people == number


def test_the_same_crossing_is_not_recorded_twice() -> None:
    state = msgspec.structs.replace(LETTER, exists=True)
    assert refused_code(rules.decide_record_crossing, record(), state) == "crossings.already_recorded"


DECIDED = {
    "admit": {},
    "admit_deferred": {"place": "Reception centre", "deadline": NOON + timedelta(days=2)},
    "second_line": {},
    "wait": {"place": "Hall 2", "reason": "interpreter_awaited", "next_time": NOON + timedelta(hours=2)},
}


def decision(name: str, **more: Any) -> ask.Decide:
    return ask.Decide(**{"crossing": CROSSING, "decision": name, **DECIDED.get(name, {}), **more})


ALLOWED = {
    ("", False): set(states.DECISIONS),
    ("wait", False): set(states.DECISIONS),
    ("second_line", False): set(states.DECISIONS),
    ("admit", False): set(),
    ("admit_deferred", False): set(),
    ("admit", True): set(states.DECISIONS),
}


@pytest.mark.parametrize("name", states.DECISIONS)
@pytest.mark.parametrize(("before", "contested"), sorted(ALLOWED))
def test_only_the_moves_of_the_table_are_made(before: str, contested: bool, name: str) -> None:
    state = msgspec.structs.replace(STANDS, decision=before, is_contested=contested)
    if name in ALLOWED[before, contested]:
        (about,) = rules.decide_decision(decision(name), state, here())
        assert about.fact.decision == name
    else:
        with pytest.raises(Conflict, match=r"crossings\.decision_not_from_here"):
            rules.decide_decision(decision(name), state, here())


@pytest.mark.parametrize("name", ["refuse", "return", "detain", ""])
def test_refusal_return_and_detention_do_not_exist(name: str) -> None:
    assert refused_code(rules.decide_decision, decision(name), STANDS) == "crossings.unknown_code"


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("admit_deferred", {"place": " "}, "crossings.decision_needs"),
        ("admit_deferred", {"deadline": None}, "crossings.decision_needs"),
        ("admit_deferred", {"deadline": NOON}, "crossings.deadline_passed"),
        ("admit_deferred", {"deadline": NOON + timedelta(days=91)}, "crossings.deadline_too_far"),
        ("wait", {"place": ""}, "crossings.decision_needs"),
        ("wait", {"reason": ""}, "crossings.decision_needs"),
        ("wait", {"next_time": None}, "crossings.decision_needs"),
        ("wait", {"reason": "they look tired"}, "crossings.unknown_code"),
        ("wait", {"next_time": NOON}, "crossings.next_time_passed"),
        ("wait", {"next_time": NOON + timedelta(hours=2, seconds=1)}, "crossings.wait_too_long"),
        ("wait", {"next_time": NOON.replace(tzinfo=None)}, "crossings.time_without_zone"),
        ("wait", {"place": "x" * 301}, "text.too_long"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(name: str, more: dict[str, Any], code: str) -> None:
    assert refused_code(rules.decide_decision, decision(name, **more), STANDS) == code


def test_a_decision_keeps_only_what_belongs_to_it() -> None:
    more = {"reason": "post_full", "deadline": NOON + timedelta(days=1), "place": "Tent"}
    fact = rules.decide_decision(decision("admit", **more), STANDS, here())[0].fact
    assert (fact.place, fact.reason, fact.deadline) == ("", "", None)


@pytest.mark.parametrize(
    ("decide", "command"),
    [
        (rules.decide_decision, decision("admit")),
        (rules.decide_undo_decision, ask.UndoDecision(crossing=CROSSING)),
        (rules.decide_complete_verification, ask.CompleteVerification(crossing=CROSSING, outcome="verified")),
        (rules.decide_call_number, ask.CallNumber(crossing=CROSSING, counter="3")),
        (rules.decide_reach_step, ask.ReachStep(crossing=CROSSING, step="medical")),
        (rules.decide_correct_crossing, ask.CorrectCrossing(crossing=CROSSING, changes={"level": 2}, reason="later")),
        (rules.decide_void_crossing, ask.VoidCrossing(crossing=CROSSING, reason="twice")),
    ],
)
def test_nothing_is_done_to_a_crossing_that_is_unknown_elsewhere_or_void(decide: Any, command: Any) -> None:
    with pytest.raises(NotFound, match=r"crossings\.no_such_crossing"):
        decide(command, CrossingState(), here())
    with pytest.raises(NotAllowed, match=r"crossings\.not_at_this_post"):
        decide(command, msgspec.structs.replace(STANDS, post="other"), here())
    with pytest.raises(Conflict, match=r"crossings\.voided"):
        decide(command, msgspec.structs.replace(STANDS, voided=True), here())


def test_what_follows_of_itself_may_void_at_every_post() -> None:
    state = msgspec.structs.replace(STANDS, post="other")
    command = ask.VoidCrossing(crossing=CROSSING, reason="group_voided")
    assert rules.decide_void_crossing(command, state, here(roles=frozenset({"system"})))


@pytest.mark.parametrize(
    ("moves", "seconds", "result"),
    [
        ([("e:1", BILAL, 0)], 60, "e:1"),
        ([("e:1", BILAL, 0)], 61, "crossings.undo_too_late"),
        ([("e:1", ZAINAB, 0)], 5, "crossings.nothing_to_undo"),
        ([], 5, "crossings.nothing_to_undo"),
        ([("e:1", BILAL, 0), ("e:2", BILAL, 10), ("e:3", ZAINAB, 20)], 30, "e:2"),
    ],
)
def test_an_officer_takes_back_their_own_latest_decision(
    moves: list[tuple[str, str, int]], seconds: int, result: str
) -> None:
    standing = tuple(Move(name, "admit", actor, NOON + timedelta(seconds=at)) for name, actor, at in moves)
    state = msgspec.structs.replace(STANDS, moves=standing)
    command, now = ask.UndoDecision(crossing=CROSSING), NOON + timedelta(seconds=seconds)
    if result.startswith("e:"):
        assert rules.decide_undo_decision(command, state, here(now=now))[0].fact.entry == result
    else:
        assert refused_code(rules.decide_undo_decision, command, state, now=now) == result


def test_a_verification_is_worked_off_only_while_it_is_open() -> None:
    command = ask.CompleteVerification(crossing=CROSSING, outcome="verified", remark="consulate, by phone")
    assert refused_code(rules.decide_complete_verification, command, STANDS) == "crossings.no_open_verification"
    state = msgspec.structs.replace(STANDS, deferrals=(Deferral("b:9"), Deferral("a:2")))
    fact = rules.decide_complete_verification(command, state, here())[0].fact
    assert (fact.entries, fact.outcome, fact.remark) == (("a:2", "b:9"), "verified", "consulate, by phone")
    wrong = ask.CompleteVerification(crossing=CROSSING, outcome="deported")
    assert refused_code(rules.decide_complete_verification, wrong, state) == "crossings.unknown_code"


@pytest.mark.parametrize(
    ("counter", "called"), [("3", "3"), (" b2 ", "B2"), ("", None), ("Amina", None), ("<b>", None)]
)
def test_a_counter_is_a_number_or_a_few_letters(counter: str, called: str | None) -> None:
    command = ask.CallNumber(crossing=CROSSING, counter=counter)
    if called is None:
        assert refused_code(rules.decide_call_number, command, STANDS) == "crossings.counter_shape"
    else:
        assert rules.decide_call_number(command, STANDS, here())[0].fact.counter == called


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({"level": 2}, " ", "crossings.reason_missing"),
        ({}, "wrong", "crossings.nothing_changed"),
        ({"direction": "entry"}, "wrong", "crossings.nothing_changed"),
        ({"token": "B-0001-A"}, "wrong", "crossings.not_correctable"),
        ({"group": GROUP}, "wrong", "crossings.not_correctable"),
        ({"level": "2"}, "wrong", "crossings.wrong_shape"),
        ({"number": None}, "wrong", "crossings.wrong_shape"),
        ({"number": 1}, "wrong", "crossings.fewer_than_registered"),
        ({"number": 0}, "wrong", "crossings.out_of_range"),
        ({"transport": "rocket"}, "wrong", "crossings.unknown_code"),
        ({"level": 2}, "x" * 301, "text.too_long"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(changes: dict[str, Any], reason: str, code: str) -> None:
    state = msgspec.structs.replace(STANDS, persons=(AMINA, CHILD), values={"direction": "entry", "people": 2})
    command = ask.CorrectCrossing(crossing=CROSSING, changes=changes, reason=reason)
    assert refused_code(rules.decide_correct_crossing, command, state) == code


def test_a_correction_carries_only_what_is_different() -> None:
    state = msgspec.structs.replace(STANDS, values={"direction": "entry", "people": 5, "level": 1})
    command = ask.CorrectCrossing(
        crossing=CROSSING,
        changes={"direction": "exit", "number": 4, "level": 1, "persons": [AMINA]},
        reason="miscounted",
    )
    (about,) = rules.decide_correct_crossing(command, state, here())
    assert about.fact.fields == ("direction", "people", "persons")
    assert (about.fact.direction, about.fact.people, about.touches) == ("exit", 4, (AMINA,))


@pytest.mark.parametrize(
    ("nationality", "routing"),
    [("XKD", "national_returning"), ("SYR", "third_country_national"), ("XXA", "stateless"),
     ("XXB", "third_country_national"), ("XXX", ""), ("", "")],
)  # fmt: skip
def test_routing_is_suggested_only_where_the_nationality_is_known(nationality: str, routing: str) -> None:
    assert rules.routing_for(nationality, "XKD") == routing


def test_on_exit_the_smallest_level_is_offered_first() -> None:
    assert (rules.default_level("exit"), rules.default_level("entry")) == (0, 1)


@pytest.mark.parametrize(
    ("needs", "alone", "priority"),
    [(("doctor_now",), False, 0), (("doctor_now", "wheelchair"), True, 0), (("wheelchair",), False, 1),
     (("child_care",), False, 1), (("step_free",), False, 1), ((), True, 1), (("interpreter",), False, 2),
     ((), False, 2)],
)  # fmt: skip
def test_priority_follows_what_people_need_now(needs: tuple[str, ...], alone: bool, priority: int) -> None:
    assert states.priority_of(needs, alone) == priority


@pytest.mark.parametrize(
    ("minutes", "level"), [(-1, None), (0, None), (1, "supervisor"), (60, "supervisor"), (61, "oversight")]
)
def test_a_wait_that_ran_out_rises_to_the_supervisor_then_to_oversight(minutes: int, level: str | None) -> None:
    assert states.wait_level(NOON, NOON + timedelta(minutes=minutes)) == level


def test_a_post_has_one_open_shift() -> None:
    shift = derived_id("shift")
    command = ask.OpenShift(shift=shift, post=POST, lanes=3)
    (about,) = rules.decide_open_shift(command, ShiftState(), here())
    assert about.fact.officers == (BILAL,)
    assert refused_code(rules.decide_open_shift, command, ShiftState(open_here="x")) == "crossings.shift_open"
    many = ask.OpenShift(shift=shift, post=POST, lanes=0)
    assert refused_code(rules.decide_open_shift, many, ShiftState()) == "crossings.out_of_range"


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (ShiftState(), {}, "crossings.no_such_shift"),
        (ShiftState(exists=True, post=POST, is_closed=True), {}, "crossings.shift_closed"),
        (ShiftState(exists=True, post=POST), {"open_queue": -1}, "crossings.out_of_range"),
        (ShiftState(exists=True, post=POST), {"to": "Zainab"}, "crossings.malformed_id"),
        (ShiftState(exists=True, post=POST), {"remarks": "\u202e"}, "text.direction"),
    ],
)
def test_a_hand_over_that_does_not_fit_is_refused(state: ShiftState, more: dict[str, Any], code: str) -> None:
    base = {"shift": derived_id("shift"), "to": ZAINAB, "remarks": "", "open_queue": 2, "open_verifications": 1,
            "open_flags": 0}  # fmt: skip
    assert refused_code(rules.decide_hand_over_shift, ask.HandOverShift(**{**base, **more}), state) == code


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "foot"}, "crossings.unknown_code"),
        ({"seats": 201}, "crossings.out_of_range"),
        ({"seats": -1}, "crossings.out_of_range"),
        ({"aboard": 4, "children_with_non_relatives": 5}, "crossings.more_children_than_aboard"),
        ({"driver_name": "x" * 301}, "text.too_long"),
        ({"driver_name": "Ivan 🚌"}, "text.emoji"),
        ({"vehicle": "bus"}, "crossings.malformed_id"),
    ],
)
def test_a_vehicle_that_does_not_fit_is_refused(more: dict[str, Any], code: str) -> None:
    command = ask.RecordVehicle(**{"vehicle": derived_id("bus"), "post": POST, "kind": "bus", **more})
    assert refused_code(rules.decide_record_vehicle, command, VehicleState()) == code


def test_a_vehicle_may_be_overloaded_and_is_recorded_so() -> None:
    command = ask.RecordVehicle(vehicle=derived_id("bus"), post=POST, kind="bus", seats=50, aboard=93, plate=" KX 901 ")
    fact = rules.decide_record_vehicle(command, VehicleState(), here())[0].fact
    assert (fact.seats, fact.aboard, fact.plate, fact.local_day) == (50, 93, "KX 901", "2026-03-04")


def test_a_corrected_vehicle_is_checked_as_a_whole() -> None:
    state = VehicleState(exists=True, post=POST, values={"aboard": 3, "children_with_non_relatives": 0})
    command = ask.CorrectVehicle(
        vehicle=derived_id("bus"), changes={"children_with_non_relatives": 4}, reason="counted"
    )
    assert refused_code(rules.decide_correct_vehicle, command, state) == "crossings.more_children_than_aboard"
    assert refused_code(rules.decide_correct_vehicle, command, VehicleState()) == "crossings.no_such_vehicle"


def test_every_refusal_has_a_sentence() -> None:
    from safeconduct.foundation.web.sentences.crossings import SENTENCES

    assert SENTENCES.keys() == rules.REFUSALS.keys()


def test_the_page_on_decisions_shows_the_table_in_force() -> None:
    page = Path(__file__).resolve().parents[5] / "docs" / "crossing-decisions.md"
    assert states.decision_diagram() in page.read_text(encoding="utf-8")
    assert states.DECISION_TRANSITIONS.keys() >= {to for tos in states.DECISION_TRANSITIONS.values() for to in tos}
    assert states.PROTECTIVENESS.keys() == set(states.DECISIONS) == states.STEP_OF_DECISION.keys()
