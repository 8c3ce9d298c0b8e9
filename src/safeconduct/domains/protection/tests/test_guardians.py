"""Guardianship: dated, free of conflict, within what a guardian can bear; renewed, replaced, ended; many in one act."""

import msgspec
import pytest

from safeconduct.domains.protection.commands import (
    BeginMandate,
    DescribeGuardian,
    EndMandate,
    EraseGuardian,
    RetireGuardian,
)
from safeconduct.domains.protection.facts import (
    ChildNoticed,
    GuardianDescribed,
    GuardianErased,
    GuardianRetired,
    MandateBegun,
    MandateEnded,
)
from safeconduct.domains.protection.projection import child_rows, guardian_rows
from safeconduct.domains.protection.rules import (
    ChildState,
    Free,
    GuardianState,
    MandateState,
    Waiting,
    decide_begin_mandate,
    decide_describe_guardian,
    decide_end_mandate,
    decide_erase_guardian,
    decide_retire_guardian,
    plan,
)
from safeconduct.domains.protection.tests.entries import CHILD, HERE, NOON, entry
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

MANDATE, OLD, RUTH, OTHER = (derived_id(one) for one in ("mandate", "old mandate", "ruth", "other"))
CHECKED = ("not_border", "not_carer", "not_claimant")
FREE = GuardianState(exists=True, name="Ruth Amadi", is_vetted=True, capacity=20, load=3)
STATE = MandateState(child=ChildState(exists=True), guardian=FREE)


def begin(state=STATE, **more):
    given = {"child": CHILD, "mandate": MANDATE, "guardian": RUTH, "appointer": "court", "scope": "full",
             "starts": "2026-03-04", "ends": "2026-09-04", "checked": CHECKED, **more}  # fmt: skip
    return decide_begin_mandate(BeginMandate(**given), state, HERE)


def with_guardian(**more):
    return msgspec.structs.replace(STATE, guardian=msgspec.structs.replace(FREE, **more))


def test_a_mandate_says_who_appointed_whom_for_what_and_from_when_to_when():
    (about,) = begin(authority="District court of Sarn", basis="12/2026")
    assert (about.subject, about.touches) == (CHILD, (RUTH,))
    fact = about.fact
    assert (fact.guardian, fact.appointer, fact.scope, fact.starts, fact.ends) == (
        RUTH, "court", "full", "2026-03-04", "2026-09-04",
    )  # fmt: skip
    assert fact.checked == CHECKED


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ends": ""}, "not_a_day"),
        ({"starts": "2024-03-04"}, "mandate_start"),
        ({"starts": "2026-09-04", "ends": "2026-12-01"}, "mandate_start"),
        ({"ends": "2026-03-04"}, "mandate_order"),
        ({"starts": "2025-06-01", "ends": "2026-03-03"}, "mandate_over"),
        ({"scope": "provisional", "ends": "2026-09-04"}, "mandate_too_long"),
        ({"scope": "custody"}, "unknown_code"),
        ({"appointer": "border_agency"}, "unknown_code"),
        ({"checked": ("not_border",)}, "conflict_unchecked"),
        ({"mandate": "x"}, "malformed_id"),
    ],
)
def test_what_a_mandate_refuses(more, code):
    with pytest.raises(Refused, match=code):
        begin(**more)


@pytest.mark.parametrize(
    ("guardian", "kind", "code"),
    [
        ({"exists": False}, NotFound, "no_such_guardian"),
        ({"erased": True}, NotFound, "no_such_guardian"),
        ({"retired": True}, Conflict, "guardian_retired"),
        ({"load": 20}, Conflict, "guardian_full"),
        ({"is_vetted": False}, Refused, "guardian_not_vetted"),
        ({"ties": frozenset({"border_agency"})}, Refused, "guardian_of_the_border"),
        ({"ties": frozenset({"police", "none_known"})}, Refused, "guardian_of_the_border"),
    ],
)
def test_who_cannot_stand_for_a_child(guardian, kind, code):
    with pytest.raises(kind, match=code):
        begin(with_guardian(**guardian))


def test_somebody_not_vetted_may_stand_for_a_child_for_the_first_days():
    state = with_guardian(is_vetted=False)
    assert begin(state, scope="provisional", ends="2026-04-04")[0].fact.scope == "provisional"


@pytest.mark.parametrize(
    ("state", "guardian", "code"),
    [
        ({"carer": "ruth  AMADI"}, {}, "guardian_is_carer"),
        ({"carer_organisation": "Hope House"}, {"organisation": "hope house"}, "guardian_is_carer"),
        ({"carer_organisation": "Hope House"}, {"ties": frozenset({"carer_staff"})}, "guardian_is_carer"),
        ({"claimants": frozenset({"Ruth Amadi"})}, {}, "guardian_is_claimant"),
    ],
)
def test_nobody_stands_for_a_child_against_their_own_interest(state, guardian, code):
    whole = msgspec.structs.replace(with_guardian(**guardian), **state)
    with pytest.raises(Refused, match=code):
        begin(whole)


def test_empty_names_are_no_conflict():
    assert begin(msgspec.structs.replace(with_guardian(name="", organisation=""), carer="", claimants=frozenset({""})))


def test_a_second_mandate_follows_the_first_or_is_refused():
    state = msgspec.structs.replace(STATE, standing={OLD: OTHER}, known=frozenset({OLD}))
    with pytest.raises(Conflict, match="mandate_stands"):
        begin(state)
    ended, begun = begin(state, replaces=OLD)
    assert (ended.fact.mandate, ended.fact.reason, ended.fact.on) == (OLD, "replaced", "2026-03-04")
    assert begun.fact.replaces == OLD
    with pytest.raises(Conflict, match="mandate_known"):
        begin(state, mandate=OLD, replaces=OLD)


def test_a_full_guardian_may_renew_the_mandate_of_a_child_that_is_theirs():
    state = msgspec.structs.replace(with_guardian(load=20), standing={OLD: RUTH})
    assert len(begin(state, replaces=OLD)) == 2
    with pytest.raises(Conflict, match="guardian_full"):
        begin(msgspec.structs.replace(state, standing={OLD: OTHER}), replaces=OLD)


def test_nobody_is_appointed_for_children_of_whom_a_number_is_known_or_for_an_erased_one():
    with pytest.raises(Refused, match="each_first"):
        begin(msgspec.structs.replace(STATE, child=ChildState(exists=True, each=False)))
    with pytest.raises(Conflict, match="child_erased"):
        begin(msgspec.structs.replace(STATE, child=ChildState(exists=True, erased=True)))


def test_a_mandate_is_ended_with_a_reason_also_of_an_erased_child():
    state = MandateState(child=ChildState(exists=True, erased=True), standing={OLD: RUTH})
    command = EndMandate(child=CHILD, mandate=OLD, reason="resigned", on="2026-03-04", remark="ill")
    assert decide_end_mandate(command, state, HERE)[0].fact.reason == "resigned"
    for change, code in (({"mandate": MANDATE}, "no_such_mandate"), ({"reason": "replaced"}, "unknown_code")):
        with pytest.raises((NotFound, Refused), match=code):
            decide_end_mandate(msgspec.structs.replace(command, **change), state, HERE)


def rows(*held):
    return child_rows([entry(ChildNoticed(noticed_at=NOON)), *held])


def mandate(seq, name=MANDATE, *, after=1.0, **more):
    says = {"mandate": name, "guardian": RUTH, "scope": "full", "starts": "2026-03-04", "ends": "2026-09-04", **more}
    return entry(MandateBegun(**says), seq, after=after)


def steps(*held):
    return {row["step"]: row for row in rows(*held)["protection_child_step"]}


def test_a_guardian_is_needed_from_the_notice_on_and_again_from_the_end():
    assert rows()["protection_child"][0]["guardian_needed_since"] == NOON
    held = mandate(2)
    child = rows(held)["protection_child"][0]
    assert (child["guardian"], child["guardian_until"], child["guardian_needed_since"]) == (RUTH, "2026-09-04", None)
    ended = entry(MandateEnded(mandate=MANDATE, reason="resigned", on="2026-03-05"), 3, after=24)
    child = rows(held, ended)["protection_child"][0]
    assert (child["guardian"], child["guardian_needed_since"]) == ("", ended.happened_at)
    assert (steps(held, ended)["guardian"]["due_at"] - ended.happened_at).days == 1


def test_somebody_is_needed_at_once_and_a_lasting_mandate_within_its_days():
    assert (steps()["provisional"]["due_at"] - NOON).days == 1
    assert (steps()["guardian"]["due_at"] - NOON).days == 21
    only_provisional = mandate(2, scope="provisional", ends="2026-04-04")
    assert steps(only_provisional)["provisional"]["done_at"]
    assert steps(only_provisional)["guardian"]["done_at"] is None
    assert steps(only_provisional)["renew"]["due_at"].date().isoformat() == "2026-04-04"
    assert steps(mandate(2))["guardian"]["done_at"]


def test_an_expired_mandate_rises_on_the_list_by_its_last_day():
    early = mandate(2, ends="2026-03-05")
    assert rows(early)["protection_child"][0]["due_at"].date().isoformat() <= "2026-03-05"
    assert steps(early)["renew"]["due_at"].date().isoformat() == "2026-03-05"


def test_a_mandate_followed_by_another_is_ended_and_the_last_one_counts():
    ended = entry(MandateEnded(mandate=MANDATE, reason="replaced", on="2026-05-01"), 3, after=2)
    second = mandate(4, OLD, after=2, guardian=OTHER, starts="2026-05-01", ends="2027-05-01")
    held = rows(mandate(2), ended, second)
    assert held["protection_child"][0]["guardian"] == OTHER
    assert {row["id"]: row["ended"] for row in held["protection_mandate"]} == {MANDATE: "replaced", OLD: ""}


def described(state=GuardianState(), **more):
    given = {"guardian": RUTH, "sort": "person", "name": "Ruth Amadi", "capacity": 20, **more}
    return decide_describe_guardian(DescribeGuardian(**given), state, HERE)[0].fact


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " "}, "guardian_nameless"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 101}, "capacity"),
        ({"ties": ("friend",)}, "unknown_code"),
        ({"vetted_on": "2026-03-05"}, "day_ahead"),
    ],
)
def test_what_a_description_of_a_guardian_refuses(more, code):
    with pytest.raises(Refused, match=code):
        described(**more)


def test_a_guardian_who_stands_for_children_is_not_erased():
    command = EraseGuardian(guardian=RUTH, reason="person_asked")
    with pytest.raises(Conflict, match="guardian_has_children"):
        decide_erase_guardian(command, FREE, HERE)
    assert decide_erase_guardian(command, msgspec.structs.replace(FREE, load=0), HERE)
    with pytest.raises(Conflict, match="guardian_erased"):
        described(GuardianState(exists=True, erased=True))


def test_who_retired_is_back_once_described_anew():
    said = entry(GuardianDescribed(name="Ruth Amadi", capacity=20), 1)
    retired = entry(
        decide_retire_guardian(RetireGuardian(guardian=RUTH, reason="moved"), FREE, HERE)[0].fact, 2, after=1
    )
    again = entry(GuardianDescribed(name="Ruth Amadi", capacity=5), 3, after=2)
    assert isinstance(retired.fact, GuardianRetired)
    found = [
        guardian_rows(held)["protection_guardian"][0] for held in ([said], [said, retired], [said, retired, again])
    ]
    assert [row["retired"] for row in found] == ["", "moved", ""]
    erased = guardian_rows([said, entry(GuardianErased(reason="ordered"), 4)])["protection_guardian"][0]
    assert erased["erased"]


def test_siblings_have_one_guardian_and_a_childs_own_district_comes_first():
    children = [
        Waiting(child="a", group="g", district="Sarn"),
        Waiting(child="b", group="g"),
        Waiting(child="c", district="Lom"),
    ]
    free = [Free(guardian="lom", district="lom ", places=9), Free(guardian="sarn", district="Sarn", places=2)]
    assert plan(children, free).given == {"a": "sarn", "b": "sarn", "c": "lom"}
    assert [one.places for one in free] == [9, 2]


def test_nobody_is_given_more_than_their_places_nor_a_child_with_a_conflict():
    children = [Waiting(child=str(n), barred=frozenset({"two"} if n == 0 else ())) for n in range(4)]
    found = plan(children, [Free(guardian="one", places=1), Free(guardian="two", places=2)])
    assert found.given == {"0": "one", "1": "two", "2": "two"}
    assert found.left == ("3",)
