"""Who is parted from whom when people change groups, and how a flag comes down."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from safeconduct.domains.people import facts as said
from safeconduct.domains.people import rules
from safeconduct.domains.people.commands import (
    ConfirmSeparationRelease,
    MovePerson,
    ProposeSeparationRelease,
)
from safeconduct.domains.people.rules.states import (
    NO_GROUP,
    FlagStanding,
    GroupSketch,
    Mover,
    Moving,
    Proposal,
)
from safeconduct.domains.people.tests.casting import GROUP, NOON, SECOND_GROUP, SUPERVISOR, here
from safeconduct.kernel.facts import About
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Problem, Refused

MOTHER, BOY, GIRL, UNCLE = ("a" * 32, "b" * 32, "c" * 32, "d" * 32)
AGES = {MOTHER: "no", BOY: "yes", GIRL: "yes", UNCLE: "no"}
FLAG = "bridge.1.register:2:separation"


def move(*going: str, **more: Any) -> list[About]:
    """Those people leave the first group for the second, and with whom they were is said by `members`."""
    members = more.pop("members", (MOTHER, BOY, GIRL))
    ages = {**AGES, **more.pop("ages", {})}
    at: datetime = more.pop("at", NOON)
    sketch = GroupSketch(
        is_known=True,
        size=more.pop("size", len(members)),
        composition=more.pop("composition", {}),
        members={person: ages[person] for person in members},
    )
    mover: dict[str, Any] = {"groups": frozenset({GROUP}), "group_set_by": "bilal", "group_set_at": NOON}
    state = Moving(
        movers={person: Mover(True, **{"minor": ages[person], **mover, **more.pop("mover", {})}) for person in going},
        from_group=sketch,
        to_group=more.pop("to", GroupSketch(is_known=True)),
        has_crossed=more.pop("has_crossed", False),
    )
    command = MovePerson(
        **{
            "person": going[0],
            "from_group": GROUP,
            "to_group": SECOND_GROUP,
            "relation": "",
            "reason": "own_wish",
            "companions": going[1:],
            **more,
        }
    )
    return rules.decide_move_person(command, state, here(now=at))


def flagged(abouts: list[About]) -> set[str]:
    """Whom the move flags."""
    return {about.subject for about in abouts if about.fact.raises}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("going", "more", "parted"),
    [
        ((BOY,), {}, {BOY}),
        ((BOY,), {"to_group": "", "to": NO_GROUP}, {BOY}),
        ((BOY, GIRL), {}, {BOY, GIRL}),
        ((MOTHER,), {}, {BOY, GIRL}),
        ((MOTHER, BOY), {}, {GIRL}),
        ((MOTHER, BOY, GIRL), {}, set()),
        ((MOTHER,), {"members": (MOTHER, UNCLE, BOY)}, set()),
        ((MOTHER, BOY), {"members": (MOTHER, UNCLE, BOY)}, {BOY}),
        ((MOTHER,), {"members": (MOTHER, UNCLE)}, set()),
        ((BOY,), {"members": (BOY, GIRL)}, set()),
        ((BOY,), {"members": (BOY,)}, set()),
        # Doubt about an age counts for the child on both sides.
        ((BOY,), {"ages": {BOY: "maybe"}}, {BOY}),
        ((BOY,), {"members": (BOY, GIRL), "ages": {GIRL: "maybe"}}, {BOY}),
        # Level 1: the group has more people than were registered one by one.
        ((BOY,), {"members": (BOY,), "size": 4}, {BOY}),
        ((BOY,), {"members": (BOY,), "size": 4, "composition": {"F/18-59": 1, "M/5-11": 3}}, {BOY}),
        ((BOY,), {"members": (BOY,), "size": 4, "composition": {"F/0-4": 2, "M/5-11": 2}}, set()),
    ],
)
def test_children_parted_from_adults_are_flagged(
    going: tuple[str, ...], more: dict[str, Any], parted: set[str]
) -> None:
    assert flagged(move(*going, **more)) == parted


def test_a_child_left_behind_has_a_fact_of_its_own() -> None:
    facts = {about.subject: about.fact for about in move(MOTHER)}
    assert facts[BOY] == said.ChildLeftBehind(group=GROUP)


@pytest.mark.parametrize(
    ("more", "is_correction"),
    [
        ({}, True),
        ({"at": NOON + timedelta(minutes=15)}, True),
        ({"at": NOON + timedelta(minutes=15, seconds=1)}, False),
        ({"at": NOON - timedelta(seconds=1)}, False),
        ({"mover": {"group_set_by": "zainab"}}, False),
        ({"mover": {"group_set_at": None}}, False),
        ({"has_crossed": True}, False),
    ],
)
def test_entered_in_the_wrong_group_is_believed_of_the_same_officer_for_minutes_and_before_any_crossing(
    more: dict[str, Any], is_correction: bool
) -> None:
    (about,) = move(BOY, reason="entered_in_wrong_group", **more)
    assert about.fact.correction is is_correction  # type: ignore[attr-defined]
    assert flagged([about]) == (set() if is_correction else {BOY})


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to_group": GROUP}, "people.same_group"),
        ({"from_group": SECOND_GROUP, "to_group": GROUP}, "people.not_in_group"),
        ({"to": GroupSketch(is_known=False)}, "people.unknown_group"),
        ({"to": GroupSketch(is_known=True, voided=True)}, "people.group_voided"),
        ({"to": GroupSketch(is_known=True, members={str(at): "no" for at in range(60)})}, "people.group_too_large"),
        ({"reason": "Because I say so"}, "people.unknown_code"),
        ({"relation": "boss"}, "people.unknown_code"),
        ({"explanation": "x" * 301}, "text.too_long"),
        ({"mover": {"erased": True}}, "people.erased"),
        ({"mover": {"voided": True}}, "people.voided"),
    ],
)
def test_moves_that_are_refused(more: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        move(BOY, **more)
    assert problem.value.code == code


def test_who_is_not_held_here_is_not_moved() -> None:
    state = Moving({BOY: Mover(is_known=False)}, NO_GROUP, NO_GROUP)
    command = MovePerson(person=BOY, from_group=GROUP, to_group="", relation="", reason="own_wish")
    with pytest.raises(NotFound, match=r"people\.unknown_person"):
        rules.decide_move_person(command, state, here())


STANDING = FlagStanding(person_known=True, flag_known=True, is_open=True)
PROPOSED = FlagStanding(True, flag_known=True, is_open=True, proposals=(Proposal("samira", "bridge:3"),))


def propose(state: FlagStanding, who: str = "samira", **more: Any) -> list[About]:
    command = ProposeSeparationRelease(person=BOY, flag=FLAG, reason=more.pop("reason", "aunt came"))
    return rules.decide_propose_separation_release(command, state, here(who, **{"roles": SUPERVISOR, **more}))


def confirm(state: FlagStanding, who: str = "tomas", **more: Any) -> list[About]:
    command = ConfirmSeparationRelease(person=BOY, flag=FLAG, reason=more.pop("reason", "saw both"))
    return rules.decide_confirm_separation_release(command, state, here(who, **{"roles": SUPERVISOR, **more}))


def test_two_supervisors_take_a_flag_down() -> None:
    (proposed,) = propose(STANDING)
    assert proposed.fact == said.SeparationReleaseProposed(flag=FLAG, reason="aunt came")
    (released,) = confirm(PROPOSED)
    assert released.fact == said.SeparationReleased(
        flags=(FLAG,), first="samira", proposal="bridge:3", reason="saw both"
    )


def test_one_supervisor_alone_takes_no_flag_down() -> None:
    with pytest.raises(Refused, match=r"people\.same_supervisor"):
        confirm(PROPOSED, "samira")
    with pytest.raises(Conflict, match=r"people\.not_proposed"):
        confirm(STANDING)


def test_an_officer_neither_proposes_nor_confirms() -> None:
    for ask, state in ((propose, STANDING), (confirm, PROPOSED)):
        with pytest.raises(NotAllowed, match=r"people\.supervisors_only"):
            ask(state, roles=frozenset({"border_officer"}))


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (FlagStanding(person_known=False), {}, "people.unknown_person"),
        (FlagStanding(person_known=True), {}, "people.unknown_flag"),
        (FlagStanding(True, flag_known=True, is_open=False), {}, "people.flag_is_down"),
        (PROPOSED, {}, "people.already_proposed"),
        (STANDING, {"reason": " "}, "people.reason_missing"),
    ],
)
def test_proposals_that_are_refused(state: FlagStanding, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        propose(state, **more)
    assert problem.value.code == code


def test_a_flag_of_an_erased_person_comes_down_without_keeping_words() -> None:
    erased = FlagStanding(True, erased=True, flag_known=True, is_open=True, proposals=PROPOSED.proposals)
    (about,) = confirm(erased)
    assert about.fact.reason == ""  # type: ignore[attr-defined]
