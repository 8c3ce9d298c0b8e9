"""A child's file: opened by a notice, described, cared for, visited, erased; what is to be done, and by when."""

from datetime import timedelta

import pytest

from safeconduct.domains.protection.commands import (
    ArrangeCare,
    AskErasure,
    DescribeChild,
    EraseChild,
    OpenChild,
    OpenOneOf,
    TakeNotice,
    VisitCare,
)
from safeconduct.domains.protection.facts import (
    CareArranged,
    CareVisited,
    ChildDescribed,
    ChildErased,
    ChildNoticed,
    ChildRegisteredApart,
)
from safeconduct.domains.protection.projection import child_rows
from safeconduct.domains.protection.rules import (
    REFUSALS,
    ChildState,
    decide_arrange_care,
    decide_ask_erasure,
    decide_describe_child,
    decide_erase_child,
    decide_open_child,
    decide_open_one_of,
    decide_take_notice,
    decide_visit_care,
    file_of,
)
from safeconduct.domains.protection.states import working_days_after
from safeconduct.domains.protection.tests.entries import CHILD, CROSSING, HERE, NOON, PERSON, entry
from safeconduct.foundation.web.sentences import all_sentences
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

OPEN = ChildState(exists=True)
NOTICE = {"form": "child_notice", "person": PERSON, "crossing": CROSSING, "token": "B-0163-M", "minor": "yes",
          "grounds": ["declared"], "at": NOON.isoformat()}  # fmt: skip
NOTICED = entry(ChildNoticed(noticed_at=NOON, grounds=("declared",), crossing=CROSSING, about={"token": "B-0163-M"}))


def taken(state=ChildState(), **content):
    command = TakeNotice(
        child=CHILD, whole=derived_id("whole"), entry=derived_id("entry"), content={**NOTICE, **content}
    )
    return [one.fact for one in decide_take_notice(command, state, HERE)]


def child(*held):
    return child_rows([NOTICED, *held])["protection_child"][0]


def steps(*held):
    return {row["step"]: row for row in child_rows([NOTICED, *held])["protection_child_step"]}


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    assert REFUSALS.keys() == {code for code in all_sentences() if code.startswith("protection.")} - {
        "protection.language"
    }


def test_a_notice_opens_a_file_with_what_leads_to_the_child_and_no_name():
    (fact,) = taken(companions=[{"relation": "not_related", "minor": "no", "name": "Omar"}], given_names="Yusuf")
    assert fact.about == {"token": "B-0163-M", "person": PERSON, "minor": "yes"}
    assert fact.companions == ({"relation": "not_related", "minor": "no", "sex": "", "age_band": ""},)
    assert (fact.grounds, fact.each, fact.noticed_at) == (("declared",), True, NOON)


@pytest.mark.parametrize(
    "content",
    [{"grounds": 7}, {"companions": "x"}, {"at": "yesterday"}, {"children": "many"}, {"person": {}}, {"crossing": []}],
)
def test_a_notice_of_another_version_is_taken_in_as_far_as_it_is_understood(content):
    assert isinstance(taken(**content)[0], ChildNoticed)


def test_a_clock_that_is_ahead_grants_no_time():
    assert taken(at=(NOON + timedelta(days=3)).isoformat())[0].noticed_at == NOON


def test_an_erased_child_is_not_brought_back_by_what_was_sealed_earlier():
    assert taken(ChildState(exists=True, erased=True)) == []


def test_children_without_a_record_share_the_file_of_their_crossing():
    content = {**NOTICE, "person": "", "children": 3}
    assert file_of(content, "e")[0] == file_of(NOTICE, "e")[1] != file_of(NOTICE, "e")[0]
    assert file_of({}, "e") == (derived_id("child", "e"), "")
    (fact,) = taken(person="", children=3)
    assert (fact.children, fact.each) == (3, False)


def test_one_of_them_registered_later_leaves_one_less_to_be_found():
    assert [type(one) for one in taken(ChildState(whole=True))] == [ChildNoticed, ChildRegisteredApart]


def test_limits_run_from_the_notice():
    assert child()["next_step"] == "care"
    assert {name: row["due_at"] - NOON for name, row in steps().items()} == {
        "care": timedelta(hours=12), "register": timedelta(hours=24), "provisional": timedelta(hours=24),
        "trace": timedelta(days=14), "assess": timedelta(days=14), "guardian": timedelta(days=21),
    }  # fmt: skip


def test_what_is_done_is_marked_and_the_next_step_takes_its_place():
    cared = entry(CareArranged(care="kinship", since="2026-03-04", carer="Aunt Huda"), 2, after=1)
    assert (child(cared)["next_step"], child(cared)["care"], child(cared)["carer"]) == (
        "register",
        "kinship",
        "Aunt Huda",
    )
    described = entry(ChildDescribed(status="separated", says={"given_names": "Yusuf"}), 3, after=2)
    assert (child(cared, described)["next_step"], child(cared, described)["status"]) == ("provisional", "separated")
    assert steps(cared, described)["register"]["done_at"] == NOON + timedelta(hours=2)


def test_care_that_is_none_is_no_care():
    assert child(entry(CareArranged(care="not_arranged", since="2026-03-04"), 2))["next_step"] == "care"


def test_who_must_move_has_to_move_at_once_and_the_new_place_is_visited_again():
    cared = entry(CareArranged(care="kinship", since="2026-03-04"), 2)
    bad = entry(CareVisited(on="2026-03-06", finding="must_move"), 3, after=40)
    assert steps(cared, bad)["move"]["due_at"] == NOON + timedelta(hours=40)
    moved = entry(CareArranged(care="foster", since="2026-03-07"), 4, after=70)
    assert "move" not in steps(cared, bad, moved)
    assert "visit" in steps(cared, bad, moved)


def test_a_crossings_file_is_done_when_each_child_has_one():
    whole = entry(ChildNoticed(noticed_at=NOON, children=2, each=False))
    apart = [entry(ChildRegisteredApart(child=one), 2 + number) for number, one in enumerate("ab")]
    first, both = (child_rows([whole, *some])["protection_child"][0] for some in (apart[:1], apart))
    assert (first["is_open"], first["next_step"], first["apart"]) == (True, "each", 1)
    assert (both["is_open"], both["next_step"]) == (False, "")


def test_a_file_that_was_erased_stays_as_a_number():
    row = child(entry(ChildErased(reason="person_asked"), 2))
    assert (row["erased"], row["is_open"]) == (True, True)


def described(**more):
    given_ = {"child": CHILD, "status": "unaccompanied", "says": {"given_names": " Yusuf "}, "birth": "~12", **more}
    return decide_describe_child(DescribeChild(**given_), OPEN, HERE)[0].fact


def test_a_birth_date_keeps_its_words_and_says_which_days_it_allows():
    fact = described()
    assert (fact.says["birth"], fact.says["given_names"]) == ("~12", "Yusuf")
    assert fact.born_from < "2014-03-04" < fact.born_to


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"status": "illegal"}, "protection.unknown_code"),
        ({"birth": "next spring"}, "protection.birth_unreadable"),
        ({"says": {}, "birth": ""}, "protection.nothing_said"),
    ],
)
def test_what_a_description_refuses(more, code):
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        described(**more)


def care(state=OPEN, **more):
    given_ = {"child": CHILD, "care": "kinship", "since": "2026-03-04", "carer": "Aunt Huda", **more}
    return decide_arrange_care(ArrangeCare(**given_), state, HERE)[0].fact


@pytest.mark.parametrize("kind", ["foster", "small_home", "reception_centre"])
def test_no_child_goes_to_strangers_whom_nobody_looked_at(kind):
    with pytest.raises(Refused, match="carer_not_checked"):
        care(care=kind)
    assert care(care=kind, is_checked=True).care == kind


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"care": "detention"}, "unknown_code"),
        ({"carer": ""}, "carer_missing"),
        ({"since": "tomorrow"}, "not_a_day"),
        ({"since": "2026-03-05"}, "day_ahead"),
        ({"with_siblings": "perhaps"}, "unknown_code"),
    ],
)
def test_what_an_arrangement_refuses(more, code):
    with pytest.raises(Refused, match=code):
        care(**more)


def test_a_visit_says_what_was_found():
    fact = decide_visit_care(VisitCare(child=CHILD, on="2026-03-04", finding="well"), OPEN, HERE)[0].fact
    assert (fact.on, fact.finding) == ("2026-03-04", "well")
    with pytest.raises(Refused, match="unknown_code"):
        decide_visit_care(VisitCare(child=CHILD, on="2026-03-04", finding="ugly"), OPEN, HERE)


def test_a_file_is_opened_once_and_nothing_is_done_to_one_that_is_not_there_or_erased():
    assert decide_open_child(OpenChild(child=CHILD, about={"note": "red cap"}), ChildState(), HERE)[0].fact.grounds == (
        "came_here",
    )
    with pytest.raises(Conflict, match="child_known"):
        decide_open_child(OpenChild(child=CHILD, about={}), OPEN, HERE)
    with pytest.raises(NotFound, match="no_such_child"):
        care(ChildState())
    with pytest.raises(Conflict, match="child_erased"):
        decide_erase_child(EraseChild(child=CHILD, reason="ordered"), ChildState(exists=True, erased=True), HERE)


def test_a_found_child_takes_over_what_was_known_of_the_group():
    state = ChildState(exists=True, each=False, left=1, noticed_at=NOON, grounds=("declared",), about={"token": "B-1"})
    first, second = decide_open_one_of(OpenOneOf(child=CHILD, whole=PERSON, about={"note": "red cap"}), state, HERE)
    assert (first.fact.about, first.fact.noticed_at) == ({"token": "B-1", "note": "red cap"}, NOON)
    assert (second.subject, second.fact.child) == (PERSON, CHILD)
    for done in (OPEN, ChildState(exists=True, each=False)):
        with pytest.raises(Conflict, match="nobody_left"):
            decide_open_one_of(OpenOneOf(child=CHILD, whole=PERSON, about={}), done, HERE)


def test_a_crossings_file_is_not_described_as_one_child():
    with pytest.raises(Refused, match="each_first"):
        decide_describe_child(
            DescribeChild(child=CHILD, status="unclear", says={"given_names": "x"}),
            ChildState(exists=True, each=False),
            HERE,
        )


def test_that_the_post_erased_somebody_unknown_leaves_nothing():
    assert decide_ask_erasure(AskErasure(child=CHILD, entry="e"), ChildState(), HERE) == []
    assert len(decide_ask_erasure(AskErasure(child=CHILD, entry="e"), OPEN, HERE)) == 1


def test_fifteen_working_days_leave_out_the_weekends():
    assert working_days_after(NOON, 3) == NOON + timedelta(days=5)  # Wednesday to Monday
    assert working_days_after(NOON, 15) == NOON + timedelta(days=21)
