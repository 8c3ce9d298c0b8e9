"""Rows of a screening: once asked is asked, whatever order entries come in; the earliest limit stands."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.screening import facts
from safeconduct.domains.screening.facts import (
    ScreeningAttempted,
    ScreeningEnded,
    ScreeningOpened,
    ScreeningResumed,
    ScreeningWidened,
)
from safeconduct.domains.screening.projection import screening_rows
from safeconduct.domains.screening.tables import PROJECTIONS
from safeconduct.domains.screening.tests.entries import AMINA, BRIDGE, HUB, LAYLA, NOON, POST, YUSUF, entry
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Held

DUE = NOON + timedelta(hours=2)
OPENED = entry(
    ScreeningOpened(
        post=POST, local_day="2026-03-04", crossing="c", level=2, persons=(AMINA, YUSUF), people=3, due_at=DUE
    ),
    1,
)


def task(*held: Held) -> dict[str, Any]:
    return screening_rows(held)["screening_task"][0]


def tried(outcome, seq, persons=(), *, number=0, after=1.0, **more):
    due = None if outcome == "asked" else NOON + timedelta(hours=after + 4)
    fact = ScreeningAttempted(
        persons=persons, number=number, outcome=outcome, way="card", place="second_line", due_at=due
    )
    return entry(fact, seq, after=after, **more)


def test_nobody_is_asked_at_first():
    row = task(OPENED)
    assert (row["people"], row["asked"], row["waiting"], row["is_open"]) == (3, 0, 3, True)
    assert row["due_at"] == DUE


def test_it_is_done_when_everyone_was_asked():
    row = task(OPENED, tried("asked", 2, (AMINA, YUSUF)), tried("asked", 3, number=1))
    assert (row["asked"], row["waiting"], row["is_open"]) == (3, 0, False)


def test_who_joins_later_is_still_to_be_asked():
    widened = entry(ScreeningWidened(persons=(LAYLA,), people=4, level=2), 4)
    row = task(OPENED, tried("asked", 2, (AMINA, YUSUF)), tried("asked", 3, number=1), widened)
    assert (row["people"], row["asked"], row["waiting"]) == (4, 3, 1)
    assert set(row["persons"]) == {AMINA, YUSUF, LAYLA}


def test_not_now_keeps_the_person_open_with_the_new_limit():
    rows = screening_rows([OPENED, tried("not_now", 2, (YUSUF,), after=1.0)])
    by_person = {row["person"]: row for row in rows["screening_person"]}
    assert by_person[YUSUF]["due_at"] == NOON + timedelta(hours=5)
    assert by_person[AMINA]["due_at"] == DUE
    assert rows["screening_task"][0]["due_at"] == DUE  # the earliest of those who are still to be asked


def test_what_was_tried_with_the_group_was_tried_with_everyone():
    rows = screening_rows([OPENED, tried("observed", 2, seen={BRIDGE: 1})])
    assert {row["outcome"] for row in rows["screening_person"]} == {"observed"}
    assert rows["screening_task"][0]["due_at"] == NOON + timedelta(hours=5)


def test_asked_at_one_post_stays_asked_when_another_did_not_know():
    here_asked = tried("asked", 2, (AMINA,), after=1.0)
    there_not = tried("no_privacy", 7, (AMINA,), stream=HUB, after=3.0)
    for order in ([OPENED, here_asked, there_not], [there_not, OPENED, here_asked]):
        row = next(one for one in screening_rows(order)["screening_person"] if one["person"] == AMINA)
        assert row["asked"]
        assert row["due_at"] is None


def test_an_end_closes_it_until_it_is_taken_back():
    end = entry(ScreeningEnded(reason="moved_on"), 2)
    assert not task(OPENED, end)["is_open"]
    assert task(OPENED, end)["ended"] == "moved_on"
    assert task(OPENED, end, entry(ScreeningResumed(ends=(end.ref,)), 3))["is_open"]
    assert not task(OPENED, end, entry(ScreeningResumed(ends=("another:1",)), 3))["is_open"]


def test_without_the_opening_it_is_partial_and_still_there():
    row = task(tried("not_now", 2, (AMINA,)))
    assert row["is_partial"]
    assert row["post"] == POST


STREAMS = (BRIDGE, "bridge.2.register", HUB)
refs = st.builds("{}:{}".format, st.sampled_from(STREAMS), st.integers(1, 9))
needs = st.fixed_dictionaries(
    {},
    optional={
        "need": st.sampled_from(["medicine", "documents"]),
        "service": st.just("health"),
        "priority": st.sampled_from(["immediate", "72h"]),
        "due_at": st.sampled_from(["", "2026-03-04T13:00:00+00:00", "2026-03-05T13:00:00+00:00"]),
        "reasons": st.lists(st.fixed_dictionaries({"row": st.sampled_from(["P01", "P02"])}), max_size=2),
    },
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "persons": st.lists(st.sampled_from([AMINA, YUSUF, LAYLA]), max_size=3).map(tuple),
    "ends": st.lists(refs, max_size=3).map(tuple),
    "due_at": st.none() | st.integers(-9, 9).map(lambda hours: NOON + timedelta(hours=hours)),
    "people": st.integers(0, 9),
    "number": st.integers(-2, 9),
    "level": st.integers(-1, 4),
    "about": st.dictionaries(st.sampled_from(["token", "minor", "x"]), st.sampled_from(["", "a", "b"])),
    "answers": st.dictionaries(st.sampled_from(["papers", "urgent"]), st.sampled_from(["yes", ["bleeding"]])),
    "card": st.lists(st.sampled_from(["talk", "hurt"]), max_size=2).map(tuple),
    "cues": st.lists(st.sampled_from(["watched"]), max_size=1).map(tuple),
    "versions": st.dictionaries(st.sampled_from(["needs"]), st.integers(1, 3)),
    "version": st.integers(0, 3),
    "rows": st.lists(st.sampled_from(["P01", "P02"]), max_size=2).map(tuple),
    "need": st.sampled_from(["", "medicine", "documents"]),
    "needs": st.lists(needs, max_size=3).map(tuple),
    "categories": st.lists(
        st.fixed_dictionaries(
            {}, optional={"category": st.sampled_from(["disability", "tracing"]), "code": st.just("FU-TR")}
        ),
        max_size=3,
    ).map(tuple),
    "outcome": st.sampled_from(["", "asked", "observed", "not_now", "?"]),
}


def facts_of(kind: Any) -> st.SearchStrategy[Any]:
    names = [name for name, hint in kind.__annotations__.items() if "ClassVar" not in str(hint)]
    codes = st.sampled_from(["", POST])
    return st.builds(kind, **{name: VALUES.get(name, codes) for name in names}) | st.just(kind())


def histories(kind: str) -> st.SearchStrategy[list[Held]]:
    around = st.fixed_dictionaries(
        {
            "fact": st.one_of([facts_of(one) for one in facts.FACTS if kind == one.KIND]),
            "seen": st.dictionaries(st.sampled_from([*STREAMS, ""]), st.integers(-1, 99)),
            "after": st.integers(-9, 9).map(float),
        }
    )
    places = st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(1, 9)), min_size=1, max_size=9, unique=True)
    return places.flatmap(
        lambda names: st.tuples(*[around for _ in names]).map(
            lambda many: [entry(seq=seq, stream=stream, **one) for (stream, seq), one in zip(names, many, strict=True)]
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
@settings(max_examples=80)
@given(data=st.data())
def test_rows_are_a_total_function_of_what_is_held(kind, rows_of, models, data):
    held = data.draw(histories(kind))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)
    columns = {model._meta.db_table: set(Table(model).columns) for model in models}
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    for name, rows in rows_of(part).items():
        assert all(row.keys() == columns[name] for row in rows)
        assert len({row.get("id") for row in rows}) == len(rows)


@pytest.mark.slow
@settings(max_examples=80)
@given(data=st.data())
def test_more_entries_never_make_a_person_unasked(data):
    held = data.draw(histories("screening"))
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    was = {row["person"] for row in screening_rows(part).get("screening_person", []) if row["asked"]}
    now = {row["person"] for row in screening_rows(held)["screening_person"] if row["asked"]}
    assert was <= now
