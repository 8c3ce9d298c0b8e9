"""Rows of complaints: the same in any order, total over what is missing, open while anything says so."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.domains.accountability import facts as said
from safeconduct.domains.accountability.projection import focal_point_rows, misconduct_rows, post_complaint_rows
from safeconduct.domains.accountability.states import ACKNOWLEDGE_WITHIN, STEP_EVERY
from safeconduct.kernel.facts import Fact, Held, split_bodies

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HERE, THERE = "agency.1.confidential", "agency.2.confidential"


def held(fact: Fact, seq: int, stream: str = HERE, **more: Any) -> Held:
    at = NOON + timedelta(hours=seq)
    around: dict[str, Any] = {"subject": "a" * 32, "seen": {}, "clock": seq, "happened_at": at, "recorded_at": at,
                              "actor": "ines", "roles": frozenset(), "place": "node", "rules": 1}  # fmt: skip
    return Held(fact=fact, stream=stream, seq=seq, **{**around, **more})


TAKEN = held(said.MisconductTaken(about="sexual_exploitation", words="qvwords", told_at=NOON), 1)
KNOWN = held(said.MisconductAcknowledged(words="qvwords"), 2)
STEP = held(said.MisconductStep(step="heard", words="qvwords"), 5)
CLOSED = held(said.MisconductClosed(outcome="substantiated", words="qvwords"), 6, seen={HERE: 5})
AGAIN = held(said.MisconductReopened(words="qvwords"), 3, THERE, clock=7)
ALL = [TAKEN, KNOWN, STEP, CLOSED, AGAIN]


def the_row(*facts: Held) -> dict[str, Any]:
    return misconduct_rows(facts)["accountability_misconduct"][0]


@given(st.lists(st.sampled_from(ALL), unique_by=lambda one: one.ref).flatmap(lambda some: st.tuples(
    st.permutations(some), st.permutations(some))))  # fmt: skip
def test_any_part_in_any_order_gives_the_same_rows(pair: tuple[list[Held], list[Held]]) -> None:
    def rows(facts: list[Held]) -> Any:
        made = misconduct_rows(facts)
        return {table: sorted(found, key=str) for table, found in made.items()}

    assert rows(pair[0]) == rows(pair[1])


def test_the_limit_follows_what_was_done_last() -> None:
    assert the_row(TAKEN)["due_at"] == NOON + ACKNOWLEDGE_WITHIN["sexual_exploitation"]
    assert the_row(TAKEN, KNOWN, STEP)["due_at"] == STEP.happened_at + STEP_EVERY
    assert the_row(TAKEN, KNOWN, STEP, CLOSED)["due_at"] is None


def test_a_closing_that_had_not_seen_the_reopening_leaves_the_case_open() -> None:
    assert the_row(*ALL)["is_open"]
    seen = held(said.MisconductClosed(outcome="not_enough", words="x"), 8, seen={HERE: 6, THERE: 3})
    assert not the_row(*ALL, seen)["is_open"]
    assert the_row(*ALL, seen)["outcome"] == "not_enough"


def test_nothing_named_is_left_without_the_named_bodies() -> None:
    bare = []
    for one in ALL:
        _named, nameless = split_bodies(one.fact)
        bare.append(msgspec.structs.replace(one, fact=msgspec.convert(nameless, type(one.fact)), readable=False))
    assert "qvwords" in repr(misconduct_rows(ALL))
    assert "qvwords" not in repr(misconduct_rows(bare))


def test_an_answer_may_come_before_its_complaint() -> None:
    answer = held(said.PostComplaintAnswered(outcome="upheld", words="so"), 2)
    made = held(said.PostComplaintMade(about="delay", by="person", words="nine hours", code="ABCDEFGH23"), 1)
    assert post_complaint_rows([answer]) == {}
    (row,) = post_complaint_rows([answer, made])["accountability_post_complaint"]
    assert (row["is_open"], row["outcome"], row["words"]) == (False, "upheld", "nine hours")
    (row,) = post_complaint_rows([made])["accountability_post_complaint"]
    assert row["is_open"]


def test_of_two_focal_points_named_apart_one_stands_whole() -> None:
    first = held(said.FocalPointNamed(name="Ines", phone="1"), 1)
    second = held(said.FocalPointNamed(name="Olga", phone="2"), 1, THERE, clock=5)
    (row,) = focal_point_rows([first, second])["accountability_focal_point"]
    assert (row["name"], row["phone"]) == ("Olga", "2")
    assert focal_point_rows([]) == {}
