"""Erasing a person: the hold it waits for, the second supervisor, and what is said of it afterwards."""

from typing import Any

import pytest
from django.db import connection

from safeconduct.domains.people import commands, queries, rules
from safeconduct.domains.people import facts as said
from safeconduct.domains.people.commands import (
    ErasePerson,
    LiftLegalHold,
    MovePerson,
    PlaceLegalHold,
    ProposeErasure,
    RegisterPerson,
)
from safeconduct.domains.people.projection import legal_holds, person_rows
from safeconduct.domains.people.rules.states import Erasing, Proposal
from safeconduct.domains.people.tests.casting import BRIDGE, OFFICER, PERSON, RAIL, SUPERVISOR, held, here
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, Problem, Refused
from tests.conftest import Cast

STANDS = Erasing(is_known=True)
HELD = Erasing(is_known=True, holds=("bridge:2:legal_hold",))
FLAGGED = Erasing(is_known=True, flags=1)
PROPOSED = Erasing(is_known=True, flags=1, proposals=(Proposal("samira", "bridge:3"),))
GONE = Erasing(is_known=True, erased=True)
NOBODY = Erasing(is_known=False)


def place(state: Erasing = STANDS, **more: Any) -> said.LegalHoldPlaced:
    given = {"basis": "court_order", "reason": "Case 41 of Amina", "review_on": "2026-06-01", **more}
    (about,) = rules.decide_place_legal_hold(PlaceLegalHold(person=PERSON, **given), state, here("samira"))
    assert isinstance(about.fact, said.LegalHoldPlaced)
    return about.fact


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (NOBODY, {}, "people.unknown_person"),
        (GONE, {}, "people.erased"),
        (STANDS, {"basis": "because"}, "people.unknown_code"),
        (STANDS, {"reason": " "}, "people.reason_missing"),
        (STANDS, {"review_on": "soon"}, "people.review_unreadable"),
        (STANDS, {"review_on": ""}, "people.review_unreadable"),
        (STANDS, {"review_on": "2026-03-04"}, "people.review_too_late"),
        (STANDS, {"review_on": "2027-03-06"}, "people.review_too_late"),
    ],
)
def test_a_hold_that_does_not_say_why_and_until_when_is_refused(
    state: Erasing, more: dict[str, Any], code: str
) -> None:
    with pytest.raises(Problem) as problem:
        place(state, **more)
    assert problem.value.code == code
    assert code in rules.REFUSALS


def test_a_hold_says_its_basis_as_a_code_and_its_reason_by_name_only() -> None:
    fact = place()
    assert (fact.basis, fact.review_on, "reason" in type(fact).NAMED) == ("court_order", "2026-06-01", True)
    assert place(review_on="2027-03-05").review_on == "2027-03-05"


@pytest.mark.parametrize(
    ("state", "hold", "reason", "code"),
    [
        (NOBODY, "bridge:2:legal_hold", "closed", "people.unknown_person"),
        (HELD, "bridge:9:legal_hold", "closed", "people.unknown_hold"),
        (STANDS, "bridge:2:legal_hold", "closed", "people.unknown_hold"),
        (HELD, "bridge:2:legal_hold", "", "people.reason_missing"),
    ],
)
def test_a_lifting_names_a_hold_that_stands_and_its_reason(state: Erasing, hold: str, reason: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        rules.decide_lift_legal_hold(LiftLegalHold(person=PERSON, hold=hold, reason=reason), state, here("tomas"))
    assert problem.value.code == code


@pytest.mark.parametrize(
    ("state", "who", "reason", "code"),
    [
        (NOBODY, "tomas", "person_asked", "people.unknown_person"),
        (GONE, "tomas", "person_asked", "people.already_erased"),
        (STANDS, "tomas", "Amina asked for it", "people.unknown_code"),
        (HELD, "tomas", "person_asked", "people.on_hold"),
        (HELD, "tomas", "unlawful", "people.on_hold"),
        (FLAGGED, "tomas", "person_asked", "people.second_needed"),
        (PROPOSED, "samira", "person_asked", "people.second_is_first"),
        (STANDS, "tomas", "person_asked", ""),
        (PROPOSED, "tomas", "ordered", ""),
    ],
)
def test_what_stops_an_erasure(state: Erasing, who: str, reason: str, code: str) -> None:
    command = ErasePerson(person=PERSON, reason=reason)
    if not code:
        (about,) = rules.decide_erase_person(command, state, here(who))
        assert isinstance(about.fact, said.PersonErased)
        assert (about.fact.reason, about.fact.first) == (reason, "samira" if state is PROPOSED else "")
        return
    with pytest.raises(Problem) as problem:
        rules.decide_erase_person(command, state, here(who))
    assert problem.value.code == code
    assert code in rules.REFUSALS


@pytest.mark.parametrize(
    ("state", "grounds", "code"),
    [
        (STANDS, "person_asked", "people.no_second_needed"),
        (PROPOSED, "person_asked", "people.erasure_proposed"),
        (FLAGGED, "a wish", "people.unknown_code"),
        (Erasing(is_known=True, flags=1, holds=("x",)), "person_asked", "people.on_hold"),
    ],
)
def test_proposals_to_erase_that_are_refused(state: Erasing, grounds: str, code: str) -> None:
    with pytest.raises(Problem) as problem:
        rules.decide_propose_erasure(ProposeErasure(person=PERSON, grounds=grounds), state, here("samira"))
    assert problem.value.code == code


# Holds are merged like flags: rule 4 of the journal


def hold(stream: str = BRIDGE, seq: int = 2, roles: frozenset[str] = SUPERVISOR) -> Held:
    return held(said.LegalHoldPlaced(basis="claim", review_on="2026-06-01"), stream, seq, roles=roles)


def lifting(*names: str, stream: str = RAIL, seq: int = 1, roles: frozenset[str] = SUPERVISOR) -> Held:
    return held(said.LegalHoldLifted(holds=names), stream, seq, roles=roles)


def open_of(*facts: Held) -> list[bool]:
    return [row["open"] for row in person_rows(list(facts))["people_hold"]]


def test_a_hold_stands_until_a_lifting_that_names_it_whichever_comes_first() -> None:
    placed = hold()
    name = legal_holds([placed])[0].id
    assert open_of(placed) == [True]
    assert open_of(lifting(name), placed) == open_of(placed, lifting(name)) == [False]
    assert open_of(placed, lifting("bridge.1.register:9:legal_hold")) == [True]


def test_a_lifting_by_one_who_may_not_is_without_effect_and_a_hold_by_one_who_may_not_holds_nothing() -> None:
    placed = hold()
    name = legal_holds([placed])[0].id
    assert open_of(placed, lifting(name, roles=OFFICER)) == [True]
    assert open_of(hold(roles=OFFICER)) == []
    changes = person_rows([placed, lifting(name, roles=OFFICER)])["people_change"]
    assert [(row["event"], row["has_effect"]) for row in changes] == [("hold_lifted", False), ("hold_placed", True)]


def test_two_who_did_not_know_of_each_other_leave_two_holds_and_each_is_lifted_by_itself() -> None:
    one, other = hold(), hold(RAIL, 5)
    first = legal_holds([one, other])[0].id
    assert sorted(open_of(one, other, lifting(first, seq=6))) == [False, True]


# On a journal


def register(cast: Cast, **more: Any) -> str:
    person = new_id()
    submit(cast.act(), RegisterPerson(person=person, level=2, given_names="Amina", family_name="Hassan", **more))
    return person


def test_an_erasure_waits_for_a_hold_and_goes_on_when_it_is_lifted(cast: Cast) -> None:
    person = register(cast)
    commands.place_legal_hold(
        cast.act("samira"), person=person, basis="complaint", reason="of her brother", review_on="2026-06-01"
    )
    for reason in rules.ERASURE_REASONS:
        with pytest.raises(Refused, match=r"people\.on_hold"):
            commands.erase_person(cast.act("tomas"), person=person, reason=reason)
    (standing,) = queries.holds_of(person)
    assert (standing.open, standing.basis, standing.reason) == (True, "complaint", "of her brother")
    assert [one.subject for one in queries.open_holds(cast.post)] == [person]
    commands.lift_legal_hold(cast.act("tomas"), person=person, hold=standing.id, reason="settled")
    commands.erase_person(cast.act("tomas"), person=person, reason="person_asked")
    (lifted,) = queries.holds_of(person)
    assert (lifted.open, lifted.reason, lifted.lifted_reason) == (False, "", "")
    assert queries.open_holds(cast.post) == []
    assert verify(cast.ledger).sound


def test_a_flagged_child_is_erased_by_two_supervisors(cast: Cast) -> None:
    group = new_id()
    child = register(cast, group=group, birth=commands.BirthDateGiven(kind="age", age=9, as_of="2026-03-04"))
    register(cast, group=group, birth=commands.BirthDateGiven(kind="age", age=34, as_of="2026-03-04"))
    submit(cast.act(), MovePerson(person=child, from_group=group, to_group="", relation="", reason="own_wish"))
    with pytest.raises(Refused, match=r"people\.second_needed"):
        commands.erase_person(cast.act("samira"), person=child, reason="person_asked")
    commands.propose_erasure(cast.act("samira"), person=child, grounds="person_asked")
    assert [(one.by, one.grounds) for one in queries.first_words(place=cast.post)] == [
        (cast.ids["samira"], "person_asked")
    ]
    with pytest.raises(Refused, match=r"people\.second_is_first"):
        commands.erase_person(cast.act("samira"), person=child, reason="person_asked")
    commands.erase_person(cast.act("tomas"), person=child, reason="person_asked")
    assert [flag.subject for flag in queries.open_flags()] == [child]
    assert queries.first_words(place=cast.post) == []
    with pytest.raises(Conflict, match=r"people\.already_erased"):
        commands.propose_erasure(cast.act("samira"), person=child, grounds="person_asked")


def test_the_erasure_says_how_much_went_and_no_word_of_it(cast: Cast) -> None:
    person = register(cast, onward_contact="+373 555", name_native="أمينة")
    commands.correct_person(cast.act(), person=person, changes={"given_names": "Emina"}, reason="she spells it so")
    counted = queries.what_names(person)
    assert counted == {"names": 3, "contacts": 1, "reasons": 1}
    commands.erase_person(cast.act("samira"), person=person, reason="unlawful")
    (line,) = queries.erasures(cast.post)
    assert (line.reason, line.by, line.value) == (
        "unlawful",
        cast.ids["samira"],
        '{"contacts": 1, "names": 3, "reasons": 1}',
    )
    assert queries.what_names(person) == {}


@pytest.mark.parametrize("who", ["bilal", "dalia", "adam", "olga", "hana"])
def test_nobody_but_a_supervisor_holds_lifts_proposes_or_erases(cast: Cast, who: str) -> None:
    person = register(cast)
    for command in (
        PlaceLegalHold(person=person, basis="claim", reason="x", review_on="2026-06-01"),
        LiftLegalHold(person=person, hold="x", reason="x"),
        ProposeErasure(person=person, grounds="ordered"),
        ErasePerson(person=person, reason="ordered"),
    ):
        with pytest.raises(NotAllowed):
            submit(cast.act(who), command)
    assert not queries.person(person).erased


def test_looking_for_holds_goes_by_an_index(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the query plan is read from SQLite")
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN SELECT 1 FROM people_hold WHERE place = 'x' AND open")
        assert "people_hold_open" in cursor.fetchall()[0][-1]
