"""Rows of this room: any order, any part, any false claim; and what requests and answers come to."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.referrals import facts
from safeconduct.domains.referrals.facts import CapacitySet, ChangeAnswered, ChangeRequested, ServiceDescribed
from safeconduct.domains.referrals.opening import DAYS, Opening
from safeconduct.domains.referrals.projection import service_rows
from safeconduct.domains.referrals.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Fact, Held
from tests.held_histories import NOON, SUBJECT, histories

HUB, AGENCY = "hub.1.operations", "hope.1.operations"
STREAMS = (HUB, "hub.2.operations", AGENCY)
CODES = st.sampled_from(["", "health", "food", "everyone", "ar", "Clinic", "?"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "hours": st.lists(st.builds(Opening, st.lists(st.sampled_from(DAYS), min_size=1).map(tuple)), max_size=2).map(
        tuple
    ),
    "request": st.builds("{}:{}".format, st.sampled_from(STREAMS), st.integers(1, 9)),
    "confirmed_on": st.sampled_from(["", "2026-03-04"]),
}
KINDS = pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
few = settings(max_examples=60, deadline=None)


def some(kind: str) -> st.SearchStrategy[list[Held]]:
    return histories([one for one in facts.FACTS if kind == one.KIND], STREAMS, VALUES, CODES)


@KINDS
@few
@given(data=st.data())
def test_rows_do_not_depend_on_the_order_of_arrival(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(some(kind))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)


@KINDS
@few
@given(data=st.data())
def test_every_part_of_a_history_has_rows_that_fit_their_tables(
    kind: str, rows_of: Callable[..., Any], models: Any, data: Any
) -> None:
    held = data.draw(some(kind))
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    columns = {model._meta.db_table: set(Table(model).columns) for model in models}
    rows = rows_of(part)
    assert rows.keys() <= columns.keys()
    for table, found in rows.items():
        assert all(set(row) == columns[table] for row in found)


def entry(fact: Fact, stream: str, seq: int, seen: dict[str, int] | None = None) -> Held:
    return Held(
        fact=fact, subject=SUBJECT, stream=stream, seq=seq, seen=seen or {}, clock=seq, happened_at=NOON,
        recorded_at=NOON, actor="petra", roles=frozenset(), place="node", rules=1,
    )  # fmt: skip


CLINIC = entry(ServiceDescribed(name="Clinic", types=("health",), place="Sarn", record={"id": "x"}), HUB, 1)


def row(*held: Held) -> dict[str, Any]:
    (found,) = service_rows(held)["referrals_service"]
    return found


def test_a_word_that_it_is_full_holds_until_the_next_word() -> None:
    full = entry(CapacitySet(is_open=False, capacity=0), HUB, 2, {HUB: 1})
    assert (row(CLINIC)["is_open"], row(CLINIC, full)["is_open"]) == (True, False)
    again = entry(ServiceDescribed(is_open=True, capacity=9), HUB, 3, {HUB: 2})
    assert (row(CLINIC, full, again)["is_open"], row(CLINIC, full, again)["capacity"]) == (True, 9)


def test_two_words_that_did_not_know_of_each_other_are_both_shown() -> None:
    full = entry(CapacitySet(is_open=False), HUB, 2, {HUB: 1})
    free = entry(CapacitySet(is_open=True, capacity=3), AGENCY, 1, {HUB: 1})
    assert sorted(row(CLINIC, full, free)["contested"]["is_open"]) == [False, True]


def test_what_a_partner_s_file_said_stands_apart() -> None:
    rows = service_rows([CLINIC])
    assert rows["referrals_service_record"][0]["record"] == {"id": "x"}
    assert "record" not in rows["referrals_service"][0]
    assert "referrals_service_record" not in service_rows([entry(ServiceDescribed(name="Clinic"), HUB, 1)])


def test_a_request_waits_until_it_is_answered_and_two_answers_that_differ_refuse_it() -> None:
    asked = entry(ChangeRequested(agency="a", changes={"day_phone": "112"}), AGENCY, 1, {HUB: 1})
    assert row(CLINIC, asked)["open_requests"] == 1
    yes = entry(ChangeAnswered(request=asked.ref, is_accepted=True), HUB, 2, {AGENCY: 1})
    no = entry(ChangeAnswered(request=asked.ref, is_accepted=False), "hub.2.operations", 1, {AGENCY: 1})
    (taken,) = service_rows([CLINIC, asked, yes])["referrals_change_request"]
    assert (taken["is_answered"], taken["is_accepted"]) == (True, True)
    (unclear,) = service_rows([CLINIC, asked, yes, no])["referrals_change_request"]
    assert (unclear["is_answered"], unclear["is_accepted"]) == (True, False)
    assert row(CLINIC, asked, yes, no)["open_requests"] == 0
