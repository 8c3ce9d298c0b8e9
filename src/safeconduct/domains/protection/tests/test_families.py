"""Looking for families, matches that a person judges, and going back: consent of all, and free to be taken back."""

import msgspec
import pytest

from safeconduct.domains.protection.commands import (
    ActOnTracing,
    AllowReunification,
    EraseChild,
    FollowUp,
    JudgeMatch,
    LookAtDestination,
    OpenReunification,
    OpenTracing,
    PlanTravel,
    RecordArrival,
    SayReunificationConsent,
)
from safeconduct.domains.protection.facts import (
    CareArranged,
    ChildArrived,
    ChildErased,
    DestinationLookedAt,
    FollowedUp,
    RelationshipClaimed,
    ReunificationAllowed,
    ReunificationConsent,
    ReunificationErased,
    ReunificationOpened,
    SharingSaid,
    TracingBegun,
    TracingErased,
    TracingJudged,
    TracingOpened,
    TravelPlanned,
)
from safeconduct.domains.protection.projection import reunification_rows, tracing_rows
from safeconduct.domains.protection.rules import (
    ChildState,
    Described,
    ReunitingState,
    TracingState,
    decide_act_on_tracing,
    decide_allow,
    decide_erase_child,
    decide_follow_up,
    decide_judge_match,
    decide_look_at_destination,
    decide_open_reunification,
    decide_open_tracing,
    decide_plan_travel,
    decide_record_arrival,
    decide_say_consent,
    exact_matches,
)
from safeconduct.domains.protection.states import CONDITIONS, DESTINATION_LOOKED, FEAR, SAFE
from safeconduct.domains.protection.tests.entries import CHILD, HERE, entry
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

REQUEST, REUNION, CLAIM = (derived_id(one) for one in ("request", "reunion", "claim"))
YUSUF = Described(
    id="yusuf", names=("Yusuf Haddad", "يوسف حداد"), mother="Amina Haddad", born_from="2015-01-01", born_to="2015-12-31"
)


@pytest.mark.parametrize(
    ("sought", "reasons"),
    [
        ({"names": ("Haddad  YUSUF",)}, ("name",)),
        ({"names": ("Yúsuf Haddad",)}, ("name",)),
        ({"names": ("يوسف حداد",)}, ("name",)),
        ({"names": ("Yusuf Haddad",), "born_from": "2015-06-01", "born_to": "2015-06-30"}, ("name", "birth")),
        ({"names": ("Yusuf Haddad",), "mother": "haddad amina"}, ("name", "mother")),
    ],
)
def test_the_same_full_name_and_a_date_that_may_be_is_a_match_with_its_reasons(sought, reasons):
    (match,) = exact_matches(Described(**sought), [YUSUF])
    assert (match.id, match.reasons) == ("yusuf", reasons)


@pytest.mark.parametrize(
    "sought",
    [
        {"names": ("Yusuf",)},
        {"names": ("Yusuf Hadad",)},
        {"names": ("",)},
        {"names": ("Yusuf Haddad",), "born_from": "2016-01-01", "born_to": "2016-12-31"},
        {"names": ("Omar Said",), "mother": "Amina Haddad"},
    ],
)
def test_anything_else_is_none(sought):
    assert exact_matches(Described(**sought), [YUSUF]) == []


def test_at_most_ten_matches_those_with_more_reasons_first():
    many = [msgspec.structs.replace(YUSUF, id=f"{n:02}", mother="" if n else "Amina Haddad") for n in range(12)]
    found = exact_matches(Described(names=("Yusuf Haddad",), mother="Amina Haddad"), list(reversed(many)))
    assert (len(found), found[0].id) == (10, "00")


def ask(state=TracingState(), **more):
    says = {
        "request": REQUEST,
        "relation": "mother",
        "says": {"seeker": "Amina Haddad", "sought": "Yusuf Haddad"},
        **more,
    }
    return decide_open_tracing(OpenTracing(**says), state, HERE)


def test_a_request_says_who_looks_for_whom():
    (about,) = ask(birth="2015")
    assert (about.fact.born_from, about.fact.born_to) == ("2015-01-01", "2015-12-31")
    assert about.fact.says["birth"] == "2015"


def test_a_childs_own_search_is_marked_in_its_file():
    found = ask(TracingState(child=ChildState(exists=True)), child=CHILD, says={"sought": "Amina Haddad"})
    assert [type(one.fact) for one in found] == [TracingOpened, TracingBegun]
    with pytest.raises(NotFound, match="no_such_child"):
        ask(child=CHILD)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"says": {"seeker": "Amina"}}, "sought_nameless"),
        ({"says": {"sought": "Yusuf Haddad"}}, "seeker_nameless"),
        ({"relation": "friend of a friend"}, "unknown_code"),
        ({"birth": "next spring"}, "birth_unreadable"),
    ],
)
def test_what_a_request_refuses(more, code):
    with pytest.raises(Refused, match=code):
        ask(**more)


@pytest.mark.parametrize("way", ["lists", "photo", "partner", "red_cross"])
def test_nobody_else_is_told_without_consent(way):
    command = ActOnTracing(request=REQUEST, way=way, outcome="pending")
    with pytest.raises(Refused, match="sharing_withheld"):
        decide_act_on_tracing(command, TracingState(exists=True), HERE)
    assert decide_act_on_tracing(command, TracingState(exists=True, shares=True), HERE)
    quiet = msgspec.structs.replace(command, way="telephone")
    assert decide_act_on_tracing(quiet, TracingState(exists=True), HERE)
    with pytest.raises(Conflict, match="request_closed"):
        decide_act_on_tracing(quiet, TracingState(exists=True, closed=True), HERE)


def test_the_same_child_makes_a_claim_to_be_looked_at_and_no_more():
    state = TracingState(exists=True, seeker="Amina Haddad", relation="mother", child=ChildState(exists=True))
    judged, claim = decide_judge_match(JudgeMatch(request=REQUEST, child=CHILD, verdict="same"), state, HERE)
    assert isinstance(judged.fact, TracingJudged)
    assert (claim.subject, type(claim.fact), claim.fact.claimant) == (CHILD, RelationshipClaimed, "Amina Haddad")
    assert len(decide_judge_match(JudgeMatch(request=REQUEST, child=CHILD, verdict="not_same"), state, HERE)) == 1


def test_consent_to_share_taken_back_by_one_is_taken_back():
    opened = entry(TracingOpened(shares=True, says={"sought": "Yusuf Haddad"}), 1)
    yes, no = entry(SharingSaid(shares=True), 2), entry(SharingSaid(shares=False), 3, seen={})
    assert tracing_rows([opened, yes, no])["protection_tracing"][0]["shares"] is False
    assert tracing_rows([opened])["protection_tracing"][0]["shares"] is True


def test_people_who_differ_on_a_match_leave_it_another_child():
    one, other = (
        entry(TracingJudged(child=CHILD, verdict=word), n, seen={}) for n, word in ((2, "same"), (3, "not_same"))
    )
    assert tracing_rows([one, other])["protection_match"][0]["verdict"] == "not_same"


def test_with_a_child_goes_what_it_was_looked_for_by_and_its_way_back():
    state = ChildState(exists=True, requests=(REQUEST,), reunifications=(REUNION,))
    found = decide_erase_child(EraseChild(child=CHILD, reason="ordered"), state, HERE)
    assert [(one.subject, type(one.fact)) for one in found] == [
        (CHILD, ChildErased), (REQUEST, TracingErased), (REUNION, ReunificationErased),
    ]  # fmt: skip


READY = ReunitingState(
    exists=True, child_id=CHILD, child=ChildState(exists=True), with_whom="Amina Haddad", relation="mother",
    consents={"child": True, "guardian": True, "receiver": True}, is_allowed=True, is_determined=True,
    destination={"esther": SAFE, "grace": SAFE},
    mandate_until="2026-09-04", confirmed={CLAIM: ("Amina Haddad", "mother")},
)  # fmt: skip


def state(**more):
    return msgspec.structs.replace(READY, **more)


def travel(given=READY, **more):
    says = {"reunification": REUNION, "on": "2026-03-10", "way": "bus", "escort": "Grace Obi", "conditions": CONDITIONS}
    return decide_plan_travel(PlanTravel(**{**says, **more}), given, HERE)[0].fact


def test_a_reunification_begins_with_a_confirmed_relative_and_once():
    command = OpenReunification(reunification=REUNION, child=CHILD, claim=CLAIM)
    assert decide_open_reunification(command, state(exists=False), HERE)[0].fact.with_whom == "Amina Haddad"
    with pytest.raises(Refused, match="claim_unconfirmed"):
        decide_open_reunification(command, state(exists=False, confirmed={}), HERE)
    with pytest.raises(Conflict, match="reunification_known"):
        decide_open_reunification(command, state(exists=False, others_open=True), HERE)


@pytest.mark.parametrize(
    ("given", "more", "code"),
    [
        ({"is_determined": False}, {}, "determination_needed"),
        ({"mandate_until": ""}, {}, "mandate_needed"),
        ({"mandate_until": "2026-03-03"}, {}, "mandate_expired"),
        ({"consents": {"child": True, "guardian": True}}, {}, "consent_of_all"),
        ({"consents": {"child": False, "guardian": True, "receiver": True}}, {}, "consent_withdrawn"),
        ({"is_allowed": None}, {}, "not_allowed_yet"),
        ({"is_allowed": False}, {}, "not_allowed_yet"),
        ({"destination": {}}, {}, "destination_unlooked"),
        ({"destination": {"esther": SAFE}}, {}, "destination_unlooked"),
        ({"destination": {"esther": SAFE, "grace": SAFE, "ruth": FEAR}}, {}, "fear_at_destination"),
        ({}, {"on": "2026-03-03"}, "travel_past"),
        ({}, {"escort": ""}, "escort_missing"),
        ({}, {"conditions": CONDITIONS[1:]}, "condition_missing"),
    ],
)
def test_what_a_journey_waits_for(given, more, code):
    assert travel().on == "2026-03-10"
    with pytest.raises(Refused, match=code):
        travel(state(**given), **more)


def test_nobody_says_that_nothing_is_feared_without_having_looked():
    look = LookAtDestination(reunification=REUNION, found=SAFE, looked=DESTINATION_LOOKED)
    said_so = DestinationLookedAt(found=SAFE, looked=DESTINATION_LOOKED)
    assert decide_look_at_destination(look, READY, HERE)[0].fact == said_so
    for left_out in DESTINATION_LOOKED:
        some = tuple(one for one in DESTINATION_LOOKED if one != left_out)
        with pytest.raises(Refused, match="destination_not_looked"):
            decide_look_at_destination(msgspec.structs.replace(look, looked=some), READY, HERE)
    fear = msgspec.structs.replace(look, found=FEAR, looked=())
    assert decide_look_at_destination(fear, READY, HERE)[0].fact.found == FEAR
    with pytest.raises(Conflict, match="has_arrived"):
        decide_look_at_destination(look, state(arrived_on="2026-03-04"), HERE)


def test_fear_stands_until_who_said_it_takes_it_back():
    def looked(who, found, seq, **more):
        return entry(DestinationLookedAt(found=found), seq, actor=who, **more)

    fear = looked("ruth", FEAR, 6)
    others = [looked("esther", SAFE, 7), looked("grace", SAFE, 8)]
    assert row(fear, *others)["step"] != "travel"
    assert row(fear, *others)["destination"] == {"esther": SAFE, "grace": SAFE, "ruth": FEAR}
    assert row(fear, *others, looked("ruth", SAFE, 9))["destination"]["ruth"] == SAFE


def test_consent_taken_back_midway_holds_even_the_arrival_and_loses_nothing():
    command = RecordArrival(reunification=REUNION, on="2026-03-04", received_by="Amina Haddad")
    planned = state(planned_on="2026-03-04")
    with pytest.raises(Refused, match="consent_withdrawn"):
        decide_record_arrival(
            command, msgspec.structs.replace(planned, consents={**READY.consents, "child": False}), HERE
        )
    arrived, care = decide_record_arrival(command, planned, HERE)
    assert isinstance(arrived.fact, ChildArrived)
    assert (type(care.fact), care.fact.care, care.fact.carer) == (CareArranged, "parents", "Amina Haddad")
    with pytest.raises(Refused, match="travel_first"):
        decide_record_arrival(command, READY, HERE)


def test_after_the_arrival_nothing_of_the_way_changes_and_the_child_is_seen():
    there = state(arrived_on="2026-03-04")
    for attempt in (
        lambda: decide_say_consent(
            SayReunificationConsent(reunification=REUNION, who="child", is_given=False), there, HERE
        ),
        lambda: decide_allow(AllowReunification(reunification=REUNION, authority="x", is_allowed=False), there, HERE),
        lambda: travel(there),
    ):
        with pytest.raises(Conflict, match="has_arrived"):
            attempt()
    command = FollowUp(reunification=REUNION, on="2026-03-04", finding="well")
    assert decide_follow_up(command, there, HERE)
    with pytest.raises(Refused, match="not_arrived"):
        decide_follow_up(command, READY, HERE)


def row(*held):
    opened = entry(ReunificationOpened(child=CHILD, claim=CLAIM, with_whom="Amina Haddad"), 1)
    return reunification_rows([opened, *held])["protection_reunification"][0]


def said(who, given, seq, **more):
    return entry(ReunificationConsent(who=who, is_given=given), seq, **more)


def test_the_next_step_follows_from_what_was_agreed():
    all_three = [said(who, True, 2 + n) for n, who in enumerate(("child", "guardian", "receiver"))]
    looked = [entry(DestinationLookedAt(found=SAFE), 20 + n, actor=who) for n, who in enumerate(("esther", "grace"))]
    allowed, planned = entry(ReunificationAllowed(is_allowed=True), 6), entry(TravelPlanned(on="2026-03-10"), 7)
    arrived = entry(ChildArrived(on="2026-03-10"), 8)
    seen = [entry(FollowedUp(on="2026-03-17"), 9 + n) for n in range(3)]
    steps = [row(*held)["step"] for held in (
        [], all_three, [*all_three, allowed], [*all_three, allowed, *looked], [*all_three, allowed, *looked, planned],
        [*all_three, allowed, *looked, planned, arrived], [*all_three, allowed, *looked, planned, arrived, *seen],
    )]  # fmt: skip
    assert steps == ["consent", "authority", "destination", "travel", "arrival", "follow_up", "done"]
    assert row(*all_three, arrived)["due_at"].date().isoformat() == "2026-03-17"


def test_consent_taken_back_holds_and_given_again_goes_on():
    yes, no, again = said("child", True, 2), said("child", False, 3), said("child", True, 4)
    assert [row(*held)["is_held"] for held in ([yes], [yes, no], [yes, no, again])] == [False, True, False]
    assert row(yes, said("child", False, 3, seen={}))["is_held"]
