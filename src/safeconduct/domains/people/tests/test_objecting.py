"""Objections: what a rule takes down, who may answer, and rows from any order of what was said."""

from typing import Any

import pytest
from django.db import connection

from safeconduct.domains.people import commands, queries, rules
from safeconduct.domains.people import facts as said
from safeconduct.domains.people.commands import AnswerObjection, MakeObjection, RegisterPerson
from safeconduct.domains.people.projection import person_rows
from safeconduct.domains.people.rules.states import Objecting
from safeconduct.domains.people.tests.casting import (
    BRIDGE,
    OFFICER,
    PERSON,
    RAIL,
    SUPERVISOR,
    held,
    here,
    without_bodies,
)
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import NotAllowed, Problem
from tests.conftest import Cast

OPEN = "bridge.1.register:2:objection"
STANDS = Objecting(is_known=True)
OBJECTED = Objecting(is_known=True, open={OPEN: ("birth", "")})
ANSWERED = Objecting(is_known=True, answered=frozenset({OPEN}))
GONE = Objecting(is_known=True, erased=True)
WORDS = "I am nineteen, not sixteen"


def object_to(state: Objecting, **more: Any) -> said.ObjectionMade:
    given = {"about": "birth", "by": "self", "words": WORDS, **more}
    (about,) = rules.decide_make_objection(MakeObjection(person=PERSON, **given), state, here())
    assert isinstance(about.fact, said.ObjectionMade)
    return about.fact


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (Objecting(is_known=False), {}, "people.unknown_person"),
        (GONE, {}, "people.erased"),
        (STANDS, {"about": "the_weather"}, "people.unknown_code"),
        (STANDS, {"by": "a neighbour"}, "people.unknown_code"),
        (STANDS, {"words": "  "}, "people.objection_words"),
        (STANDS, {"entry": "here"}, "people.malformed_id"),
        (OBJECTED, {}, "people.already_objected"),
    ],
)
def test_what_is_not_an_objection_is_refused(state: Objecting, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        object_to(state, **more)
    assert problem.value.code == code
    assert code in rules.REFUSALS


def test_the_words_of_an_objection_are_the_persons_own() -> None:
    fact = object_to(OBJECTED, about="nationality")
    assert (fact.about, fact.words, type(fact).NAMED) == ("nationality", WORDS, frozenset({"words"}))
    assert "reason" in said.ObjectionAnswered.NAMED


@pytest.mark.parametrize(
    ("state", "more", "code"),
    [
        (STANDS, {}, "people.unknown_objection"),
        (ANSWERED, {}, "people.objection_answered"),
        (OBJECTED, {"outcome": "maybe"}, "people.unknown_code"),
        (OBJECTED, {"reason": ""}, "people.reason_missing"),
        (GONE, {}, "people.erased"),
    ],
)
def test_an_answer_names_an_open_objection_and_gives_a_reason(
    state: Objecting, more: dict[str, Any], code: str
) -> None:
    given = {"objection": OPEN, "outcome": "upheld", "reason": "the paper says so", **more}
    with pytest.raises(Problem) as problem:
        rules.decide_answer_objection(AnswerObjection(person=PERSON, **given), state, here("samira"))
    assert problem.value.code == code


MADE = held(said.ObjectionMade(about="birth", by="self", words=WORDS), BRIDGE, 2)


def answer(seq: int, outcome: str, *, stream: str = BRIDGE, roles: frozenset[str] = SUPERVISOR, **more: Any) -> Any:
    fact = said.ObjectionAnswered(objections=(OPEN,), outcome=outcome, reason="looked at the paper")
    return held(fact, stream, seq, roles=roles, actor="samira", **more)


def test_an_objection_is_open_until_a_supervisor_answers_it() -> None:
    (row,) = person_rows([MADE])["people_objection"]
    assert (row["id"], row["open"], row["words"]) == (OPEN, True, WORDS)
    (row,) = person_rows([MADE, answer(3, "upheld", roles=OFFICER)])["people_objection"]
    assert (row["open"], row["outcome"]) == (True, "")
    (row,) = person_rows([answer(3, "upheld"), MADE])["people_objection"]
    assert (row["open"], row["outcome"], row["answered_by"]) == (False, "upheld", "samira")


def test_of_two_answers_given_apart_one_stands_whatever_came_first() -> None:
    apart = [MADE, answer(3, "upheld", clock=3), answer(1, "not_upheld", stream=RAIL, clock=9)]
    (row,), (turned,) = (person_rows(order)["people_objection"] for order in (apart, apart[::-1]))
    assert row == turned
    assert row["outcome"] == "not_upheld"
    later = answer(2, "upheld", stream=RAIL, clock=4, seen={BRIDGE: 3, RAIL: 1})
    assert person_rows([*apart, later])["people_objection"][0]["outcome"] == "upheld"


def test_an_answer_may_arrive_before_its_objection_and_words_go_with_the_key() -> None:
    assert person_rows([answer(3, "upheld")])["people_objection"] == []
    rows = person_rows([without_bodies(MADE), without_bodies(answer(3, "upheld"))])
    assert WORDS not in repr(rows)
    assert rows["people_objection"][0]["about"] == "birth"


@pytest.mark.django_db(transaction=True)
def test_objecting_answering_and_erasing_through_the_doors(cast: Cast) -> None:
    person = new_id()
    submit(cast.act(), RegisterPerson(person=person, level=2, given_names="Amina"))
    commands.make_objection(cast.act(), person=person, about="birth", by="self", words=WORDS)
    (one,) = queries.open_objections(cast.post)
    assert queries.overdue_objections(one.made_at + rules.OBJECTION_LIMIT) == []
    assert len(queries.overdue_objections(one.made_at + rules.OBJECTION_LIMIT * 2)) == 1
    with pytest.raises(NotAllowed):
        commands.answer_objection(cast.act("bilal"), person=person, objection=one.id, outcome="upheld", reason="so")
    commands.answer_objection(cast.act("samira"), person=person, objection=one.id, outcome="upheld", reason="so it is")
    assert queries.open_objections() == []
    assert queries.what_names(person)["objections"] == 1
    commands.erase_person(cast.act("samira"), person=person, reason="person_asked")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, reason, outcome FROM people_objection")
        assert cursor.fetchall() == [("", "", "upheld")]
    assert verify(cast.ledger).sound
