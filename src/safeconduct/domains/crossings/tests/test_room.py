"""Through the doors and out of the queries, on a real journal: what an officer, a supervisor and a report see."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from safeconduct.domains.crossings import commands, queries
from safeconduct.domains.crossings.models import Crossing, CrossingPerson, Shift, Vehicle, Verification
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.rebuild import project_subject, rebuild
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused
from safeconduct.kernel.tokens import make_token, token_code
from tests.conftest import START, Cast

DAY = "2026-03-04"


def cross(cast: Cast, **what: Any) -> str:
    """People come to the post; a minute passes."""
    crossing = new_id()
    base = {"crossing": crossing, "post": cast.post, "direction": "entry", "level": 1}
    commands.record_crossing(cast.act(), **{**base, **what})
    cast.clock.pass_time(timedelta(minutes=1))
    return crossing


def decide(cast: Cast, crossing: str, decision: str, who: str = "bilal", **more: Any) -> None:
    """Decide on a page that was drawn just now."""
    act = cast.act(who, seen={crossing: queries.seen_of(crossing)})
    commands.decide(act, crossing=crossing, decision=decision, **more)


def wait(cast: Cast, crossing: str, minutes: int = 60) -> None:
    next_time = cast.clock.now() + timedelta(minutes=minutes)
    decide(cast, crossing, "wait", place="Hall 2", reason="interpreter_awaited", next_time=next_time)


def test_an_hour_is_counted_taken_back_and_summed(cast: Cast) -> None:
    for sex in ("F", "F", "M"):
        receipt = commands.count_movements(cast.act(), post=cast.post, hour=START, direction="entry", sex=sex)
    commands.count_movements(
        cast.act("zainab"), post=cast.post, hour=START, direction="exit", number=7, flags=("uasc",), method="estimated"
    )
    stream, seq, _, _ = receipt.entries[0]
    cast.clock.pass_time(timedelta(seconds=59))
    undo = {"post": cast.post, "hour": START, "entry": f"{stream}:{seq}"}
    with pytest.raises(NotFound):
        commands.undo_count(cast.act("zainab"), **undo)
    commands.undo_count(cast.act(), **undo)
    with pytest.raises(Refused, match="already_undone"):
        commands.undo_count(cast.act(), **undo)
    bilals = queries.headcount_of_hour(cast.post, START, cast.ids["bilal"])
    assert [(cell["sex"], cell["number"]) for cell in bilals] == [("F", 2)]
    assert [(cell["direction"], cell["number"]) for cell in queries.headcount_of_day(cast.post, DAY)] == [
        ("entry", 2),
        ("exit", 7),
    ]
    assert [(hour["hour"], hour["direction"], hour["number"]) for hour in queries.hourly_totals(cast.post, DAY)] == [
        (START, "entry", 2),
        (START, "exit", 7),
    ]
    assert queries.headcount_flags_of_day(cast.post, DAY) == [{"direction": "exit", "flag": "uasc", "number": 7}]
    assert queries.counters(cast.post, DAY).net_counted == -5


def test_an_observed_hour_is_told_in_minutes(cast: Cast) -> None:
    commands.observe_hour(cast.act(), post=cast.post, hour=START, minutes=40, remark="weather")
    (hour,) = queries.observed_hours(cast.post, DAY)
    assert (hour.hour, hour.minutes, hour.remark, hour.is_contested) == (START, 40, "weather", False)


def test_tokens_follow_each_other_by_post_and_day_and_voided_ones_are_not_given_again(cast: Cast) -> None:
    first, second = cross(cast), cross(cast)
    commands.void_crossing(cast.act(), crossing=second, reason="twice")
    third = cross(cast)
    commands.record_crossing(
        cast.act(place=cast.other_post), crossing=new_id(), post=cast.other_post, direction="entry", level=1
    )
    cast.clock.pass_time(timedelta(hours=12))
    next_day = cross(cast)
    numbers = [
        (queries.crossing(one).local_day, queries.crossing(one).token) for one in (first, second, third, next_day)
    ]
    assert numbers == [
        (DAY, make_token("B", 1)),
        (DAY, make_token("B", 2)),
        (DAY, make_token("B", 3)),
        ("2026-03-05", make_token("B", 1)),
    ]


def test_a_number_whose_crossing_was_erased_is_not_given_again(cast: Cast) -> None:
    cross(cast)
    highest = cross(cast)
    execute("UPDATE journal_entry SET named = NULL WHERE subject = %s", [highest])
    project_subject(cast.ledger, highest)
    assert (queries.crossing(highest).token_number, queries.crossing(highest).token) == (0, "")
    assert queries.crossing_by_token(make_token("B", 2)) is None
    assert queries.crossing(cross(cast)).token == make_token("B", 3)


def test_a_form_keyed_in_later_gets_a_token_of_its_own_day(cast: Cast) -> None:
    cross(cast)
    yesterday = START - timedelta(days=1)
    crossing = new_id()
    commands.record_crossing(
        cast.act(happened_at=yesterday), crossing=crossing, post=cast.post, direction="entry", level=1
    )
    found = queries.crossing(crossing)
    assert (found.local_day, found.token_number, found.arrived_at) == ("2026-03-03", 1, yesterday)


def test_two_crossings_in_one_act_get_two_tokens(cast: Cast) -> None:
    from safeconduct.foundation.dispatch import submit

    ids = [new_id(), new_id()]
    submit(
        cast.act(),
        *(commands.RecordCrossing(crossing=one, post=cast.post, direction="entry", level=1) for one in ids),
    )
    assert [queries.crossing(one).token_number for one in ids] == [1, 2]


def test_a_crossing_is_found_by_what_is_typed_and_by_what_is_scanned(cast: Cast) -> None:
    first = cross(cast)
    token = queries.crossing(first).token
    cast.clock.pass_time(timedelta(days=1))
    later = cross(cast)
    assert queries.crossing(later).token == token
    for text, day, found in [
        (token.lower().replace("-", " "), None, later),
        (token, DAY, first),
        (token_code("KADAR", START.date(), token), None, first),
    ]:
        crossing = queries.crossing_by_token(text, day)
        assert crossing is not None
        assert crossing.subject == found
    assert queries.crossing_by_token(make_token("B", 99)) is None
    with pytest.raises(Refused):
        queries.crossing_by_token("nonsense")


def test_the_group_and_person_who_cross_again_are_known(cast: Cast) -> None:
    group, amina, child = new_id(), new_id(), new_id()
    entered = cross(cast, group=group, persons=(amina, child), level=2)
    left = cross(cast, persons=(amina,), direction="exit", known_token=queries.crossing(entered).token)
    assert [one.subject for one in queries.crossings_of_persons([amina])] == [left, entered]
    assert [one.subject for one in queries.crossings_of_group(group)] == [entered]
    assert not queries.has_crossed([group], [child]), "who stands at the post has not crossed"
    commands.decide(cast.act(), crossing=entered, decision="admit")
    assert queries.has_crossed([group], [])
    assert queries.has_crossed([], [child])
    assert not queries.has_crossed([new_id()], [new_id()])
    assert not queries.has_crossed([], [])
    commands.void_crossing(cast.act(), crossing=entered, reason="wrong group")
    assert not queries.has_crossed([group], [child])


def test_crossings_unique_persons_and_net_stock_are_kept_apart(cast: Cast) -> None:
    amina, child = new_id(), new_id()
    cross(cast, persons=(amina, child), number=2)
    cross(cast, persons=(amina,), direction="exit")
    cross(cast, number=5, needs=("wheelchair", "interpreter"))
    mistake = cross(cast, persons=(new_id(),), number=9, needs=("wheelchair",))
    commands.void_crossing(cast.act(), crossing=mistake, reason="twice")
    commands.count_movements(cast.act(), post=cast.post, hour=START, direction="entry", number=30)
    found = queries.counters(cast.post, DAY)
    assert (found.crossings_entry, found.crossings_exit, found.people_entry, found.people_exit) == (2, 1, 7, 1)
    assert (found.unique_persons, found.net_registered, found.net_counted) == (2, 1, 30)
    assert queries.counters(cast.post) == found
    assert queries.counters(cast.other_post, DAY).unique_persons == 0
    assert queries.needs_of_day(cast.post, DAY) == {"wheelchair": 1, "interpreter": 1}
    assert queries.registered_today(cast.post, START.date()) == 3


def test_the_queue_is_ordered_by_need_and_the_public_sees_number_and_counter_only(cast: Cast) -> None:
    plain = cross(cast)
    child = cross(cast, has_child_alone=True)
    chair = cross(cast, needs=("wheelchair",))
    doctor = cross(cast, needs=("doctor_now",))
    assert [one.subject for one in queries.queue_of(cast.post)] == [doctor, child, chair, plain]
    for crossing, counter in ((doctor, "1"), (plain, "2")):
        commands.call_number(cast.act(seen={crossing: queries.seen_of(crossing)}), crossing=crossing, counter=counter)
        cast.clock.pass_time(timedelta(seconds=5))
    board = queries.public_board(cast.post)
    assert [line.counter for line in board] == ["2", "1"]
    assert set(board[0].__struct_fields__) == {"token", "counter"}
    act = cast.act(seen={doctor: queries.seen_of(doctor)})
    commands.reach_step(act, crossing=doctor, step="medical")
    assert [line.counter for line in queries.public_board(cast.post)] == ["2"]
    assert [one.subject for one in queries.queue_of(cast.post, step="medical")] == [doctor]
    figures = queries.waiting_figures(cast.post, START + timedelta(minutes=10))
    assert (figures.crossings, figures.by_step) == (4, {"registration": 3, "medical": 1})
    assert (figures.median_minutes, figures.longest_minutes) == (8.5, 10.0)
    assert queries.waiting_figures(cast.other_post, START).median_minutes is None


def test_a_wait_that_ran_out_rises_and_an_admission_ends_it(cast: Cast) -> None:
    crossing = cross(cast)
    wait(cast, crossing, minutes=30)
    over = cast.clock.now() + timedelta(minutes=30)
    assert queries.waits_over(over) == []
    assert [one.level for one in queries.waits_over(over + timedelta(minutes=1))] == ["supervisor"]
    late = over + timedelta(minutes=61)
    assert [one.level for one in queries.waits_over(late, post=cast.post)] == ["oversight"]
    assert queries.waits_over(late, level="supervisor") == []
    assert [one.crossing.subject for one in queries.waits_over(late, level="oversight")] == [crossing]
    assert queries.waits_over(late, post=cast.other_post) == []
    decide(cast, crossing, "admit", who="zainab")
    assert queries.waits_over(late) == []
    assert queries.queue_of(cast.post) == []
    assert queries.decisions_of_day(cast.post, DAY) == {"admit": 1}
    with pytest.raises(Conflict, match="decision_not_from_here"):
        wait(cast, crossing)


def test_a_decision_from_a_stale_page_is_contested_until_somebody_has_seen_both(cast: Cast) -> None:
    crossing = cross(cast)
    drawn = queries.seen_of(crossing)
    decide(cast, crossing, "second_line")
    stale = cast.act("zainab", seen={crossing: drawn})
    commands.decide(stale, crossing=crossing, decision="admit")
    row = queries.crossing(crossing)
    assert (row.decision, row.is_contested, row.in_queue) == ("admit", True, True)
    decide(cast, crossing, "second_line", who="samira")
    row = queries.crossing(crossing)
    assert (row.decision, row.is_contested) == ("second_line", False)


def test_the_node_that_recorded_a_crossing_signs_its_moves_as_the_owner(cast: Cast) -> None:
    crossing = cross(cast)
    decide(cast, crossing, "second_line")
    decide(cast, crossing, "admit", "zainab")
    row = queries.crossing(crossing)
    assert row.owner == ledger().node
    assert [(move["decision"], move["by_owner"]) for move in row.live_decisions] == [("admit", True)]


def test_a_decision_is_taken_back_within_a_minute(cast: Cast) -> None:
    crossing = cross(cast)
    wait(cast, crossing)
    cast.clock.pass_time(timedelta(seconds=10))
    decide(cast, crossing, "admit")
    cast.clock.pass_time(timedelta(seconds=49))
    with pytest.raises(NotFound, match="nothing_to_undo"):
        commands.undo_decision(cast.act("zainab"), crossing=crossing)
    commands.undo_decision(cast.act(), crossing=crossing)
    assert queries.crossing(crossing).decision == "wait"
    cast.clock.pass_time(timedelta(seconds=30))
    with pytest.raises(Refused, match="undo_too_late"):
        commands.undo_decision(cast.act(), crossing=crossing)


def test_deferred_verifications_are_a_list_by_deadline(cast: Cast) -> None:
    later, sooner = cross(cast), cross(cast)
    for crossing, days in ((later, 3), (sooner, 1)):
        deadline = cast.clock.now() + timedelta(days=days)
        decide(cast, crossing, "admit_deferred", place="Reception centre", deadline=deadline)
    assert [one.crossing.subject for one in queries.open_verifications(cast.post)] == [sooner, later]
    done = {"crossing": sooner, "outcome": "verified", "remark": "by the consulate"}
    commands.complete_verification(cast.act("samira"), **done)
    assert [one.crossing.subject for one in queries.open_verifications(cast.post)] == [later]
    (verification,) = queries.verifications_of(sooner)
    assert (verification.outcome, verification.remark) == ("verified", "by the consulate")
    with pytest.raises(Conflict, match="no_open_verification"):
        commands.complete_verification(cast.act(), **done)


def test_a_correction_keeps_its_history_and_a_void_is_shown_and_not_counted(cast: Cast) -> None:
    crossing = cross(cast, number=4)
    act = cast.act(seen={crossing: queries.seen_of(crossing)})
    commands.correct_crossing(act, crossing=crossing, changes={"number": 5, "direction": "exit"}, reason="miscounted")
    row = queries.crossing(crossing)
    assert (row.people, row.direction, row.contested_values) == (5, "exit", {})
    commands.void_crossing(cast.act(), crossing=crossing, reason="twice")
    lines = [(line.what, line.field, line.value, line.reason) for line in queries.history_of(crossing)]
    assert lines == [
        ("recorded", "", "entry", ""),
        ("corrected", "direction", "exit", "miscounted"),
        ("corrected", "people", "5", "miscounted"),
        ("voided", "", "", "twice"),
    ]
    assert queries.crossings_of_day(cast.post, DAY).total == 1
    assert queries.crossings_of_day(cast.post, DAY, with_voided=False).rows == []
    with pytest.raises(Conflict, match="voided"):
        decide(cast, crossing, "admit")


def test_a_field_that_two_pages_changed_differently_is_settled_by_saying_it_again(cast: Cast) -> None:
    crossing = cross(cast)
    drawn = {crossing: queries.seen_of(crossing)}
    commands.correct_crossing(cast.act(seen=drawn), crossing=crossing, changes={"number": 3}, reason="counted")
    commands.correct_crossing(
        cast.act("zainab", seen=drawn), crossing=crossing, changes={"number": 4}, reason="counted"
    )
    row = queries.crossing(crossing)
    assert (row.people, row.contested_values) == (4, {"people": [4, 3]})
    seen = {crossing: queries.seen_of(crossing)}
    commands.correct_crossing(cast.act(seen=seen), crossing=crossing, changes={"number": 4}, reason="counted again")
    assert queries.crossing(crossing).contested_values == {}


def test_the_list_of_a_day_comes_in_pages_with_the_latest_token_first(cast: Cast) -> None:
    made = [cross(cast) for _ in range(5)]
    page = queries.crossings_of_day(cast.post, DAY, page=2, size=2)
    assert [one.subject for one in page.rows] == [made[2], made[1]]
    assert (page.total, page.pages) == (5, 3)
    assert queries.crossings_of_day(cast.post, DAY, page=99, size=2).page == 3
    assert queries.crossings_of_day(cast.other_post, DAY).pages == 1
    assert queries.days_with_crossings(cast.post, "2026-03-01") == [DAY]


def test_a_shift_is_opened_once_and_handed_over_with_what_is_open(cast: Cast) -> None:
    shift = new_id()
    commands.open_shift(cast.act("samira"), shift=shift, post=cast.post, officers=(cast.ids["bilal"],), lanes=2)
    with pytest.raises(Conflict, match="shift_open"):
        commands.open_shift(cast.act("samira"), shift=new_id(), post=cast.post)
    standing = queries.open_shift(cast.post)
    assert standing is not None
    assert (standing.subject, standing.officers, standing.lanes) == (shift, [cast.ids["bilal"]], 2)
    over = {"shift": shift, "to": cast.ids["tomas"], "remarks": "Lane 2 is slow.", "open_queue": 3,
            "open_verifications": 1, "open_flags": 0}  # fmt: skip
    commands.hand_over_shift(cast.act("samira"), **over)
    with pytest.raises(Conflict, match="shift_closed"):
        commands.hand_over_shift(cast.act("samira"), **over)
    assert queries.open_shift(cast.post) is None
    cast.clock.pass_time(timedelta(minutes=1))
    commands.open_shift(cast.act("tomas"), shift=new_id(), post=cast.post)
    closed = queries.shift(shift)
    assert (closed.handed_to, closed.open_queue, closed.remarks) == (cast.ids["tomas"], 3, "Lane 2 is slow.")
    assert [one.is_closed for one in queries.shift_history(cast.post)] == [False, True]


def test_a_vehicle_is_recorded_and_corrected(cast: Cast) -> None:
    bus = new_id()
    base = {"vehicle": bus, "post": cast.post, "kind": "bus", "plate": "KX 901", "driver_name": "Marek", "seats": 50}
    commands.record_vehicle(cast.act(), **base)
    act = cast.act(seen={bus: queries.seen_of(bus)})
    commands.correct_vehicle(act, vehicle=bus, changes={"aboard": 93, "plate": "KX 910"}, reason="misread")
    (found,) = queries.vehicles_of_day(cast.post, DAY)
    assert (found.plate, found.aboard, found.driver_name) == ("KX 910", 93, "Marek")
    assert queries.vehicle(bus).contested_values == {}
    assert [line.value for line in queries.history_of(bus)] == ["bus", "93", "KX 910"]
    with pytest.raises(Refused, match="nothing_changed"):
        commands.correct_vehicle(act=cast.act(), vehicle=bus, changes={"aboard": 93}, reason="again")


@pytest.mark.parametrize("who", ["dalia", "hana", "adam", "olga"])
def test_only_the_desk_at_the_post_crosses_and_counts(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        commands.count_movements(cast.act(who), post=cast.post, hour=START, direction="entry")
    with pytest.raises(NotAllowed):
        commands.record_crossing(cast.act(who), crossing=new_id(), post=cast.post, direction="entry", level=1)


def test_a_command_sent_twice_is_done_once(cast: Cast) -> None:
    act, crossing = cast.act(), new_id()
    for _ in range(2):
        receipt = commands.record_crossing(act, crossing=crossing, post=cast.post, direction="entry", level=1)
    assert receipt.repeated
    assert queries.crossings_of_day(cast.post, DAY).total == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is read as SQLite tells it")
def test_what_gates_and_rules_read_goes_by_an_index(cast: Cast) -> None:
    ids = [new_id()]
    reads = [
        Crossing.objects.filter(subject=ids[0]),
        Verification.objects.filter(subject=ids[0], is_open=True),
        Crossing.objects.filter(group__in=ids, voided=False),
        CrossingPerson.objects.filter(person__in=ids, voided=False),
        Crossing.objects.filter(post=ids[0], local_day__in=[DAY]),
        Crossing.objects.filter(post=ids[0], in_queue=True),
        Crossing.objects.filter(token="B-0172-K"),
        Shift.objects.filter(post=ids[0], is_closed=False),
        Vehicle.objects.filter(subject=ids[0]),
    ]
    plans = [read.explain() for read in reads]
    assert all("USING " in plan and "SEARCH" in plan for plan in plans), plans
    assert not any("SCAN" in plan for plan in plans), plans


def test_tables_replayed_from_the_journal_are_the_same(cast: Cast) -> None:
    commands.count_movements(cast.act(), post=cast.post, hour=START, direction="entry", flags=("pregnant",))
    commands.observe_hour(cast.act(), post=cast.post, hour=START, minutes=40)
    crossing = cross(cast, persons=(new_id(),), needs=("doctor_now",), group=new_id())
    commands.correct_crossing(cast.act(), crossing=crossing, changes={"level": 2}, reason="asked more")
    decide(cast, crossing, "admit_deferred", place="Centre", deadline=cast.clock.now() + timedelta(days=1))
    commands.open_shift(cast.act("samira"), shift=new_id(), post=cast.post)
    commands.record_vehicle(cast.act(), vehicle=new_id(), post=cast.post, kind="car")
    assert verify(cast.ledger).findings == ()
    rebuild(cast.ledger)
    assert verify(cast.ledger).findings == ()
    assert queries.crossing(crossing).decision == "admit_deferred"


def test_no_word_of_a_person_stands_in_what_reporting_reads(cast: Cast) -> None:
    from safeconduct.domains.crossings.facts import FACTS
    from safeconduct.kernel.facts import split_bodies

    secret = "Amina’s brother"
    words = {"token", "known_token", "place", "remark", "remarks", "reason", "plate", "driver_name", "driver_contact",
             "destination"}  # fmt: skip
    for kind in FACTS:
        typed = {name: secret for name in kind.__struct_fields__ if name in words and name in kind.NAMED}
        assert secret not in str(split_bodies(kind(**typed))[1])
    named = {name for kind in FACTS for name in kind.NAMED}
    assert named == words | {"token_number"}
