"""Merge rules: the counterexamples that broke other rules, kept by name, and properties over random histories."""

from datetime import UTC, datetime
from typing import ClassVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.kernel.facts import OTHER, OWNER, Fact, Held, OwnedMove
from safeconduct.kernel.merging import flag_id, flags, has_seen, owned_state, plain_value, standing, union

pytestmark = pytest.mark.pure


class Said(Fact):
    """A fact for these tests."""

    KIND: ClassVar[str] = "thing"
    value: str


def said(value, stream="a", seq=1, *, clock=0, seen=None, roles=()):
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Held(
        fact=Said(value=value), subject="s", stream=stream, seq=seq, seen=seen or {}, clock=clock,
        happened_at=now, recorded_at=now, actor="x", roles=frozenset(roles), place="p", rules=1,
    )  # fmt: skip


def values(held):
    return plain_value(held, lambda fact: fact.value)


def test_a_correction_that_saw_the_former_replaces_it_whatever_the_clocks_say():
    old = said("old", "a", 1, clock=999)
    new = said("new", "b", 1, clock=1, seen={"a": 1})
    assert values([old, new]).all == ("new",)


def test_two_who_did_not_know_of_each_other_both_stand():
    value = values([said("left", "a", 1, clock=1), said("right", "b", 1, clock=2)])
    assert value.printed == "right"
    assert set(value.all) == {"left", "right"}
    assert value.contested


def test_comparing_by_cause_then_clock_is_no_order_and_loses_a_value():
    # a before c by cause; b concurrent with both and between them by clock: a sort has no consistent answer.
    a = said("a", "a", 1, clock=30)
    b = said("b", "b", 1, clock=20)
    c = said("c", "c", 1, clock=10, seen={"a": 1})
    for order in ([a, b, c], [c, b, a], [b, a, c]):
        assert set(values(order).all) == {"b", "c"}


def test_a_running_frontier_would_bring_a_superseded_value_back_when_entries_arrive_late():
    first, second, third = said("1", "a", 1), said("2", "b", 1, seen={"a": 1}), said("3", "a", 2, seen={"a": 1, "b": 1})
    assert values([third, first]).all == ("3",)
    assert values([third, first, second]).all == ("3",)


def test_a_stale_form_at_the_same_post_is_concurrent():
    shown, meanwhile = said("first", "a", 1), said("second", "a", 2, seen={"a": 1})
    stale = said("third", "a", 3, seen={"a": 1})
    assert set(values([shown, meanwhile, stale]).all) == {"second", "third"}


def test_a_false_claim_on_the_own_stream_stops_before_itself():
    liar = said("x", "a", 2, seen={"a": 99})
    later = said("y", "a", 3, seen={})
    assert not has_seen(liar, later)
    assert set(values([liar, later]).all) == {"x", "y"}


def test_a_ring_of_false_claims_leaves_all_standing():
    one, two = said("1", "a", 1, seen={"b": 9}), said("2", "b", 1, seen={"a": 9})
    assert len(standing([one, two])) == 2


def test_a_flag_stays_up_until_a_release_that_names_it():
    raised = said("up", "a", 1)
    other = said("down", "b", 1)
    assert (
        flags([(raised, "separation")], [(other, ["a:7:separation"])], may_release=lambda held, kind: True)[
            0
        ].released_by
        is None
    )


def test_a_release_may_arrive_before_the_flag_it_names():
    raised, release = said("up", "a", 5), said("down", "b", 1)
    found = flags([(raised, "k")], [(release, [flag_id(raised, "k")])], may_release=lambda held, kind: True)
    assert found[0].released_by == "b:1"


def test_a_release_by_one_who_may_not_has_no_effect_and_does_not_hide_a_rightful_one():
    raised = said("up", "a", 5)
    wrong, right = said("down", "a", 6, roles=("officer",)), said("down", "b", 6, roles=("supervisor",))
    name = flag_id(raised, "k")
    found = flags(
        [(raised, "k")], [(wrong, [name]), (right, [name])], may_release=lambda held, kind: "supervisor" in held.roles
    )
    assert found[0].released_by == "b:6"


class Moved(OwnedMove, frozen=True, kw_only=True):
    """A move of a state with an owner."""

    KIND: ClassVar[str] = "thing"
    value: str


RANK = {"admit": 2, "wait": 1}


def moved(value, stream="a", seq=1, *, by=None, **around):
    by = (OWNER if stream == "a" else OTHER) if by is None else by
    return msgspec.structs.replace(said("", stream, seq, **around), fact=Moved(value=value, by=by))


def state_of(moves):
    return owned_state(moves, target=lambda fact: fact.value, rank=RANK)


def test_a_concurrent_move_elsewhere_is_kept_contested_with_the_protective_one_in_force():
    state = state_of([moved("wait", "a", 1), moved("admit", "b", 1)])
    assert (state.value, state.contested) == ("admit", True)


def test_an_owner_move_that_has_seen_them_all_settles_it():
    moves = [moved("wait", "a", 1), moved("admit", "b", 1), moved("wait", "a", 2, seen={"a": 1, "b": 1})]
    assert (state_of(moves).value, state_of(moves).contested) == ("wait", False)


def test_the_owner_goes_on_from_another_machine_and_still_replaces_its_own_moves():
    # Judged by the node of the stream, the new machine would be another: every move would stay contested for good.
    moves = [moved("wait", "a", 1), moved("admit", "new", 1, by=OWNER, seen={"a": 1})]
    assert (state_of(moves).value, state_of(moves).contested) == ("admit", False)


def test_a_move_elsewhere_replaces_nothing_even_where_it_has_seen_all():
    moves = [moved("admit", "a", 1), moved("wait", "b", 1, seen={"a": 1}), moved("wait", "b", 2, seen={"a": 1, "b": 1})]
    assert (state_of(moves).value, state_of(moves).contested) == ("admit", True)
    assert len(state_of(moves).live) == 3


@pytest.mark.parametrize("by", ["", "Owner", "other", "node", "owner "])
def test_a_mark_that_says_anything_but_owner_is_anothers(by):
    moves = [moved("admit", "a", 1), moved("wait", "a", 2, by=by, seen={"a": 1})]
    assert state_of(moves).contested


def test_nobody_moved_means_no_state():
    assert state_of([]).value is None


entries = st.lists(
    st.builds(
        lambda stream, seq, value, clock, seen: said(value, stream, seq, clock=clock, seen=seen),
        st.sampled_from("abc"), st.integers(1, 6), st.sampled_from("xyz"), st.integers(-5, 5),
        st.dictionaries(st.sampled_from("abcd"), st.integers(-1, 9), max_size=3),
    ),
    max_size=8, unique_by=lambda held: (held.stream, held.seq),
)  # fmt: skip


@given(entries, st.randoms())
def test_every_rule_is_total_and_blind_to_the_order_of_arrival(held, random):
    shuffled = list(held)
    random.shuffle(shuffled)
    assert values(held) == values(shuffled)
    assert union(held, lambda fact: [fact.value]) == union(shuffled, lambda fact: [fact.value])
    moves = [moved("xyz"[one.seq % 3], one.stream, one.seq, clock=one.clock, seen=one.seen) for one in held]
    assert state_of(moves) == state_of(sorted(moves, key=lambda one: [other.ref for other in shuffled].index(one.ref)))
    assert bool(state_of(moves).live) == bool(moves)
    ups = [(one, "k") for one in held]
    downs = [(one, [flag_id(other, "k") for other in held if has_seen(one, other)]) for one in held]
    arrived = [(one, "k") for one in shuffled]
    assert flags(ups, downs, may_release=lambda h, k: h.seq % 2 == 0) == flags(
        arrived, list(reversed(downs)), may_release=lambda h, k: h.seq % 2 == 0
    )


@given(entries)
def test_something_always_stands(held):
    assert bool(standing(held)) == bool(held)


@given(entries, st.integers(0, 7))
def test_a_flag_never_falls_without_a_release_that_names_it(held, at):
    ups = [(one, "k") for one in held]
    assert all(flag.released_by is None for flag in flags(ups, [], may_release=lambda h, k: True))
