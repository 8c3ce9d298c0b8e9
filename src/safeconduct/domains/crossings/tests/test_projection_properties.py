"""Every projection of this room is a total function of what is held: any order, any part, any false claim."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.crossings import facts
from safeconduct.domains.crossings.tables import PROJECTIONS
from safeconduct.domains.crossings.tests.entries import AMINA, BILAL, CHILD, NOON, POST, ZAINAB, entry
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import OTHER, OWNER, Fact, Held, OwnedMove, join_bodies, register_facts, split_bodies

STREAMS = ("bridge.1.register", "bridge.2.register", "hub.1.register")
refs = st.builds("{}:{}".format, st.sampled_from(STREAMS), st.integers(1, 9))
codes = st.sampled_from(
    ["", "entry", "exit", "admit", "wait", "second_line", "admit_deferred", "onward", "medical", "?"]
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "entry": refs,
    "entries": st.lists(refs, max_size=3).map(tuple),
    "voids": st.lists(refs, max_size=3).map(tuple),
    "fields": st.lists(st.sampled_from(["level", "needs", "persons", "arrived_at", "seats", "plate", "x"])).map(tuple),
    "persons": st.lists(st.sampled_from([AMINA, CHILD]), max_size=3).map(tuple),
    "officers": st.lists(st.sampled_from([BILAL, ZAINAB]), max_size=2).map(tuple),
    "needs": st.lists(st.sampled_from(["doctor_now", "wheelchair"]), max_size=2).map(tuple),
    "flags": st.lists(st.sampled_from(["uasc", "pregnant"]), max_size=2).map(tuple),
    "post": st.sampled_from(["", POST]),
    "by": st.sampled_from([OWNER, OTHER, "", "?"]),
    "local_day": st.sampled_from(["", "2026-03-04"]),
}
BY_TYPE: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 9),
    bool: st.booleans(),
    str: codes,
}
moments = st.none() | st.integers(-9, 9).map(lambda hours: NOON + timedelta(hours=hours))


def facts_of(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Facts of a type with any values, some as they are left without their nameless or their named body."""
    hints = {name: hint for name, hint in kind.__annotations__.items() if "ClassVar" not in str(hint)}
    fields = {
        name: VALUES.get(name, BY_TYPE.get(hint, moments if "datetime" in str(hint) else st.none()))
        for name, hint in hints.items()
    }
    whole = st.builds(kind, **fields)
    return st.one_of(whole, whole, whole.map(without_named), st.just(kind()))


def without_named(fact: Fact) -> Fact:
    register_facts(type(fact))
    name = f"crossings.{type(fact).__name__}.{type(fact).VERSION}"
    left = join_bodies(name, None, split_bodies(fact)[1])
    assert left is not None
    return left


def histories(kind: str) -> st.SearchStrategy[list[Held]]:
    """What may be held of one subject: unique entries, false claims of what was seen, clocks that say anything."""
    some = st.one_of([facts_of(fact) for fact in facts.FACTS if kind == fact.KIND])
    surroundings = st.fixed_dictionaries(
        {
            "fact": some,
            "seen": st.dictionaries(st.sampled_from([*STREAMS, "unknown.1.register", ""]), st.integers(-1, 99)),
            "after": st.integers(-90, 90).map(float),
            "actor": st.sampled_from([BILAL, ZAINAB]),
            "readable": st.booleans(),
        }
    )
    places = st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(1, 9)), min_size=1, max_size=9, unique=True)
    return places.flatmap(
        lambda names: st.tuples(*[surroundings for _ in names]).map(
            lambda many: [
                entry(seq=seq, stream=stream, by=_mark(around["fact"]), **around)
                for (stream, seq), around in zip(names, many, strict=True)
            ]
        )
    )  # fmt: skip


def _mark(fact: Fact) -> str:
    return (fact.by or "?") if isinstance(fact, OwnedMove) else ""


KINDS = pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
ROWS_OF = {kind: rows_of for kind, rows_of, _ in PROJECTIONS}
pytestmark = pytest.mark.slow
few = settings(max_examples=60, deadline=None)


@KINDS
@few
@given(data=st.data())
def test_rows_do_not_depend_on_the_order_of_arrival(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(histories(kind))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)


@KINDS
@few
@given(data=st.data())
def test_every_part_of_a_history_has_rows_that_fit_their_tables(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(histories(kind))
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    columns = {model._meta.db_table: set(Table(model).columns) for model in models}
    rows = rows_of(part)
    assert rows.keys() <= columns.keys()
    for name, found in rows.items():
        assert all(row.keys() == columns[name] for row in found)
        ids = [row["id"] for row in found if "id" in columns[name]]
        assert len(ids) == len(set(ids))
        assert all(ids)
        assert ids or len(found) <= 1


@KINDS
def test_nothing_held_gives_no_rows(kind: str, rows_of: Callable[..., Any], models: Any) -> None:
    assert not any(rows_of([]).values())


@few
@given(data=st.data())
def test_a_new_entry_that_saw_everything_settles_a_plain_field(data: Any) -> None:
    rows_of = ROWS_OF["crossing"]
    held = data.draw(histories("crossing"))
    seen = dict.fromkeys(STREAMS, 9)
    last = entry(facts.CrossingCorrected(fields=("level",), level=3), 1, stream="new.1.register", seen=seen)
    row = rows_of([*held, last])["crossings_crossing"][0]
    assert row["level"] == 3
    assert "level" not in row["contested_values"]


@few
@given(data=st.data())
def test_a_void_stands_until_a_restoring_that_names_it(data: Any) -> None:
    rows_of = ROWS_OF["crossing"]
    held = data.draw(histories("crossing"))
    row = rows_of([*held, entry(facts.CrossingVoided(), 1, stream="new.1.register")])["crossings_crossing"][0]
    assert row["voided"]
    assert not row["in_queue"]


@few
@given(data=st.data())
def test_undoing_never_makes_a_headcount_larger(data: Any) -> None:
    rows_of = ROWS_OF["headcount"]
    held = data.draw(histories("headcount"))

    def total(some: list[Held]) -> int:
        return sum(row["number"] for row in rows_of(some).get("crossings_count", []))

    without = [one for one in held if not isinstance(one.fact, facts.CountUndone)]
    assert 0 <= total(held) <= total(without)
