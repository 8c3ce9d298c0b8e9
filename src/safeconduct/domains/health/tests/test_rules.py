"""Rules of the health desk: the same for everyone, care and not custody, numbers and never names."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from safeconduct.domains.health import states
from safeconduct.domains.health.commands import (
    BeginIsolation,
    CallAmbulance,
    CheckHealth,
    DeclareEvent,
    EndEvent,
    EndIsolation,
    MoveAmbulance,
    ProlongEvent,
    ReviewIsolation,
    TellAuthority,
)
from safeconduct.domains.health.facts import (
    AmbulanceCalled,
    AmbulanceMoved,
    AuthorityTold,
    EventDeclared,
    EventEnded,
    EventProlonged,
    HealthChecked,
    IsolationBegun,
    IsolationEnded,
    IsolationReviewed,
)
from safeconduct.domains.health.projection import ambulance_rows, check_rows, event_rows, isolation_rows, notice_rows
from safeconduct.domains.health.rules import (
    REFUSALS,
    AmbulanceState,
    EventState,
    IsolationState,
    decide_begin_isolation,
    decide_call_ambulance,
    decide_check_health,
    decide_declare_event,
    decide_end_event,
    decide_end_isolation,
    decide_move_ambulance,
    decide_prolong_event,
    decide_review_isolation,
    decide_tell_authority,
)
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Refused

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
POST, NADIA = derived_id("post"), derived_id("nadia")
EVENT, CHECK, CROSSING, AMINA, YUSUF = (derived_id(one) for one in ("event", "check", "crossing", "amina", "yusuf"))
HERE = Circumstances(
    actor=NADIA, roles=frozenset({"health_officer"}), place=POST, zone="UTC", now=NOON, happened_at=NOON
)
WEEK = NOON + timedelta(days=7)


def declare(**more):
    given = {"event": EVENT, "post": POST, "disease": "cholera", "name": "River delta", "basis": "Ministry 12/2026",
             "signs": ("watery_stool",), "exposures": ("water",), "until": WEEK, **more}  # fmt: skip
    return decide_declare_event(DeclareEvent(**given), EventState(), HERE)[0].fact


STANDS = EventState(exists=True, until=WEEK, signs=("watery_stool", "bleeding"), exposures=("water", "was_there"))


def check(state=STANDS, **more):
    given = {"check": CHECK, "event": EVENT, "post": POST, "crossing": CROSSING, "person": AMINA, **more}
    return decide_check_health(CheckHealth(**given), state, HERE)[0].fact


def test_an_event_says_what_is_asked_on_whose_word_and_until_when():
    fact = declare(signs=("watery_stool", "fever", "none"))
    assert (fact.signs, fact.exposures, fact.until) == (("fever", "watery_stool"), ("water",), WEEK)
    assert fact.basis == "Ministry 12/2026"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"disease": "sadness"}, "health.unknown_code"),
        ({"rule": "by_nationality"}, "health.unknown_code"),
        ({"signs": ("poor",)}, "health.unknown_code"),
        ({"exposures": ("passport",)}, "health.unknown_code"),
        ({"signs": ("none",), "exposures": ()}, "health.no_question"),
        ({"exposures": ()}, "health.no_exposure"),
        ({"basis": " "}, "health.no_basis"),
        ({"days": 0}, "health.days"),
        ({"days": 61}, "health.days"),
        ({"until": None}, "health.until"),
        ({"until": NOON}, "health.until"),
        ({"until": NOON + timedelta(days=31)}, "health.until"),
        ({"event": "x"}, "health.malformed_id"),
    ],
)
def test_an_event_that_cannot_be_declared(more, code):
    with pytest.raises(Refused) as refused:
        declare(**more)
    assert refused.value.code == code


def test_a_sign_alone_may_be_enough():
    assert declare(rule="any_sign", exposures=()).exposures == ()


def test_events_belong_to_the_post_and_are_declared_once():
    with pytest.raises(NotAllowed):
        declare(post=derived_id("other"))
    with pytest.raises(Conflict):
        decide_declare_event(
            DeclareEvent(event=EVENT, post=POST, disease="mpox", name="", basis="x", signs=("rash",)), STANDS, HERE
        )


SAID = [
    # rule, signs, exposures -> a suspicion?
    ("sign_and_exposure", ("watery_stool",), ("water",), "suspected"),
    ("sign_and_exposure", ("watery_stool",), ("none",), "nothing"),
    ("sign_and_exposure", ("none",), ("water",), "nothing"),
    ("any_sign", ("watery_stool",), ("none",), "suspected"),
    ("any_sign", ("none",), ("water",), "nothing"),
    ("any_exposure", ("none",), ("was_there",), "suspected"),
    ("any_exposure", ("watery_stool",), ("none",), "nothing"),
]


@pytest.mark.parametrize(("rule", "signs", "exposures", "result"), SAID)
def test_what_was_said_decides_by_the_events_own_rule(rule, signs, exposures, result):
    fact = check(msgspec.structs.replace(STANDS, rule=rule), signs=signs, exposures=exposures)
    assert fact.result == result


def test_nothing_of_what_was_said_is_kept():
    fact = check(signs=("bleeding",), exposures=("water",))
    assert fact.is_danger
    assert set(fact.__struct_fields__) == {
        "event", "post", "local_day", "crossing", "person", "result", "is_danger",
    }  # fmt: skip


def test_a_danger_is_a_danger_whatever_the_event():
    assert check(signs=("bleeding",), exposures=("none",)).is_danger
    assert not check(signs=("watery_stool",), exposures=("none",)).is_danger


def test_who_would_rather_not_say_loses_nothing():
    fact = check(declined=True)
    assert (fact.result, fact.is_danger) == ("declined", False)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"signs": (), "exposures": ("none",)}, "health.nothing_said"),
        ({"signs": ("none",), "exposures": ()}, "health.nothing_said"),
        ({"signs": ("rash",), "exposures": ("none",)}, "health.unknown_code"),
        ({"signs": ("none",), "exposures": ("funeral",)}, "health.unknown_code"),
        ({"crossing": "", "person": ""}, "health.nobody"),
        ({"person": "amina"}, "health.malformed_id"),
    ],
)
def test_a_check_that_says_nothing_of_the_event(more, code):
    with pytest.raises(Refused) as refused:
        check(**more)
    assert refused.value.code == code


def test_nobody_is_asked_about_what_is_over():
    for over in ({"ended": True}, {"until": NOON - timedelta(hours=1)}):
        with pytest.raises(Conflict):
            check(msgspec.structs.replace(STANDS, **over), declined=True)
    with pytest.raises(NotFound):
        check(EventState(), declined=True)


def test_an_event_goes_on_on_somebodys_word_or_ends():
    (about,) = decide_prolong_event(ProlongEvent(event=EVENT, until=WEEK, basis="Ministry 14/2026"), STANDS, HERE)
    assert about.fact == EventProlonged(until=WEEK, basis="Ministry 14/2026")
    with pytest.raises(Refused):
        decide_prolong_event(ProlongEvent(event=EVENT, until=WEEK), STANDS, HERE)
    assert decide_end_event(EndEvent(event=EVENT, reason="over"), STANDS, HERE)[0].fact == EventEnded(reason="over")
    with pytest.raises(Refused):
        decide_end_event(EndEvent(event=EVENT, reason="tired"), STANDS, HERE)


# Isolation


def isolate(state=None, **more):
    given = {"isolation": CHECK, "post": POST, "at": "room", "basis": "agreed", "hours": 4, "crossing": CROSSING,
             "person": AMINA, **more}  # fmt: skip
    return decide_begin_isolation(BeginIsolation(**given), state or IsolationState(), HERE)[0]


def test_an_isolation_ends_by_itself_within_a_day():
    about = isolate()
    assert about.fact.until == NOON + timedelta(hours=4)
    assert about.touches == (CROSSING, AMINA)
    for hours in (0, -1, 25, 10**12):
        with pytest.raises(Refused):
            isolate(hours=hours)


def test_a_child_is_never_apart_alone():
    with pytest.raises(Refused) as refused:
        isolate(person=YUSUF, is_child=True)
    assert refused.value.code == "health.child_alone"
    assert isolate(person=YUSUF, is_child=True, companion=AMINA).fact.companion == AMINA


def test_what_is_ordered_names_the_order():
    with pytest.raises(Refused):
        isolate(basis="ordered")
    assert isolate(basis="ordered", order="Health officer, 7/2026; told how to object").fact.order


def test_an_isolation_goes_on_with_a_reason_and_ends_with_one():
    goes_on = IsolationState(exists=True)
    (about,) = decide_review_isolation(ReviewIsolation(isolation=CHECK, hours=8, why="still ill"), goes_on, HERE)
    assert about.fact == IsolationReviewed(until=NOON + timedelta(hours=8), why="still ill")
    with pytest.raises(Refused):
        decide_review_isolation(ReviewIsolation(isolation=CHECK, hours=8), goes_on, HERE)
    with pytest.raises(Refused):
        decide_end_isolation(EndIsolation(isolation=CHECK, reason="x"), goes_on, HERE)
    assert decide_end_isolation(EndIsolation(isolation=CHECK, reason="well"), goes_on, HERE)
    with pytest.raises(Conflict):
        decide_end_isolation(
            EndIsolation(isolation=CHECK, reason="well"), IsolationState(exists=True, ended=True), HERE
        )
    with pytest.raises(NotFound):
        decide_end_isolation(EndIsolation(isolation=CHECK, reason="well"), IsolationState(), HERE)
    with pytest.raises(Conflict):
        isolate(goes_on)


# Ambulance


def move(step, state):
    return decide_move_ambulance(MoveAmbulance(ambulance=CHECK, step=step, where="General"), state, HERE)


def test_a_call_asks_for_nothing_and_is_recorded_once():
    (about,) = decide_call_ambulance(CallAmbulance(ambulance=CHECK, post=POST), AmbulanceState(), HERE)
    assert about.fact == AmbulanceCalled(post=POST, local_day="2026-03-04")
    assert decide_call_ambulance(CallAmbulance(ambulance=CHECK, post=POST), AmbulanceState(exists=True), HERE) == []


@pytest.mark.parametrize("step", states.STEPS)
@pytest.mark.parametrize("after", states.STEPS)
def test_an_ambulance_goes_step_by_step(step, after):
    state = AmbulanceState(exists=True, step=step)
    if after in states.MOVES[step]:
        assert move(after, state)[0].fact == AmbulanceMoved(step=after, where="General")
    else:
        with pytest.raises(Conflict):
            move(after, state)


def test_an_ambulance_that_nobody_called():
    with pytest.raises(NotFound):
        move("arrived", AmbulanceState())
    with pytest.raises(Refused):
        move("flew", AmbulanceState(exists=True, step="called"))


# Notification


def test_the_authority_is_told_what_the_node_counted_and_nobody_types_a_number():
    state = msgspec.structs.replace(STANDS, checked=40, suspected=3, since=NOON)
    command = TellAuthority(notice=CHECK, event=EVENT, post=POST, whom="Dr. Haddad, district", way="phone")
    (about,) = decide_tell_authority(command, state, HERE)
    assert (about.fact.checked, about.fact.suspected) == (40, 3)
    with pytest.raises(Refused):
        decide_tell_authority(command, STANDS, HERE)
    for wrong in ({"whom": " "}, {"way": "drum"}):
        with pytest.raises(Refused):
            decide_tell_authority(msgspec.structs.replace(command, **wrong), state, HERE)
    with pytest.raises(NotFound):
        decide_tell_authority(command, EventState(), HERE)


def test_every_refusal_of_the_room_has_a_sentence():
    assert set(REFUSALS) <= set(all_sentences())


# Rows


def entry(fact, seq, after=0.0, stream="bridge.1.health"):
    at = NOON + timedelta(hours=after)
    return Held(
        fact=fact, subject=CHECK, stream=stream, seq=seq, seen={}, clock=int(after * 1000) + 1_000_000 + seq,
        happened_at=at, recorded_at=at, actor=NADIA, roles=frozenset({"health_officer"}), place=POST, rules=1,
    )  # fmt: skip


def test_rows_of_an_event_that_went_on_and_ended():
    declared = entry(declare(), 1)
    later = entry(EventProlonged(until=WEEK + timedelta(days=7), basis="again"), 2, 24)
    (row,) = event_rows([declared, msgspec.structs.replace(later, seen={"bridge.1.health": 1})])["health_event"]
    assert (row["until"], row["basis"], row["ended"]) == (WEEK + timedelta(days=7), "again", "")
    ended = entry(EventEnded(reason="over"), 3, 48)
    assert event_rows([declared, ended])["health_event"][0]["ended"] == "over"


def test_rows_of_an_isolation_that_anybody_ended():
    begun = entry(isolate().fact, 1)
    (row,) = isolation_rows([begun])["health_isolation"]
    assert (row["is_open"], row["until"]) == (True, NOON + timedelta(hours=4))
    ended = entry(IsolationEnded(reason="well"), 1, 3, "hub.1.health")
    (row,) = isolation_rows([begun, ended])["health_isolation"]
    assert (row["is_open"], row["ended"]) == (False, "well")


def test_rows_of_an_ambulance():
    called, came = entry(AmbulanceCalled(post=POST), 1), entry(AmbulanceMoved(step="arrived"), 2, 0.5)
    left = entry(AmbulanceMoved(step="left", where="General"), 3, 1)
    (row,) = ambulance_rows([called, came])["health_ambulance"]
    assert (row["step"], row["is_open"], row["arrived_at"]) == ("arrived", True, NOON + timedelta(minutes=30))
    (row,) = ambulance_rows([called, came, left])["health_ambulance"]
    assert (row["step"], row["is_open"], row["where"]) == ("left", False, "General")


def test_rows_of_a_check_and_of_a_notice():
    (row,) = check_rows([entry(HealthChecked(result="suspected", person=AMINA), 1)])["health_check"]
    assert (row["result"], row["person"], row["post"]) == ("suspected", AMINA, POST)
    (row,) = notice_rows([entry(AuthorityTold(suspected=3, checked=40, whom="x"), 1)])["health_notice"]
    assert (row["suspected"], row["checked"], row["whom"]) == (3, 40, "x")


@pytest.mark.parametrize("rows", [event_rows, check_rows, isolation_rows, ambulance_rows, notice_rows])
def test_without_its_beginning_there_is_no_row(rows):
    assert rows([]) == {}


def test_facts_without_their_names_stay_rows():
    """After an erasure what names somebody is gone, and the rest still stands."""
    assert isolation_rows([entry(IsolationBegun(), 1)])["health_isolation"][0]["order"] == ""
    assert event_rows([entry(EventDeclared(), 1)])["health_event"][0]["name"] == ""
