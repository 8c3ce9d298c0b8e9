"""Rows of partners: any order, any part; and where people differ on an agreement, less is shared."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.partners import facts
from safeconduct.domains.partners.facts import AgreementDescribed, AgreementMoved
from safeconduct.domains.partners.projection import agreement_rows
from safeconduct.domains.partners.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import Fact, Held
from tests.held_histories import NOON, SUBJECT, histories

STREAMS = ("hub.1.authority", "hub.2.authority", "post.1.authority")
CODES = st.sampled_from(["", "referral", "name", "age", "in_force", "suspended", "ended", "draft", "?"])
DAYS = st.sampled_from(["", "2026-01-01", "2026-03-04", "2027-01-01"])
VALUES = {"valid_from": DAYS, "valid_until": DAYS, "signed_on": DAYS}
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


@few
@given(data=st.data())
def test_no_agreement_lets_more_be_shared_than_every_standing_word_of_it_does(data: Any) -> None:
    held = data.draw(some("agreement"))
    rows = agreement_rows(held)["partners_agreement"]
    for one in held:
        seen_by_another = any(
            min(other.seen.get(one.stream, -1), other.seq - 1 if other.stream == one.stream else 99) >= one.seq
            for other in held
        )
        said = one.fact.fields if isinstance(one.fact, AgreementDescribed) else None
        if isinstance(said, tuple) and not seen_by_another:
            assert set(rows[0]["fields"]) <= set(said)


def entry(fact: Fact, stream: str, seq: int, seen: dict[str, int] | None = None) -> Held:
    return Held(
        fact=fact, subject=SUBJECT, stream=stream, seq=seq, seen=seen or {}, clock=seq, happened_at=NOON,
        recorded_at=NOON, actor="petra", roles=frozenset(), place="node", rules=1,
    )  # fmt: skip


def row(*held: Held) -> dict[str, Any]:
    (found,) = agreement_rows(held)["partners_agreement"]
    return found


DRAFT = entry(
    AgreementDescribed(fields=("age", "name"), purposes=("referral",), valid_from="2026-01-01",
                       valid_until="2026-12-31"),
    STREAMS[0], 1,
)  # fmt: skip
SIGHT = {STREAMS[0]: 1}


def test_two_who_change_the_fields_unknown_to_each_other_share_what_both_allow() -> None:
    more = entry(AgreementDescribed(fields=("age", "contact", "name")), STREAMS[0], 2, SIGHT)
    less = entry(AgreementDescribed(fields=("age",)), STREAMS[2], 1, SIGHT)
    found = row(DRAFT, more, less)
    assert found["fields"] == ["age"]
    assert sorted(map(len, found["contested"]["fields"])) == [1, 3]


def test_an_agreement_ended_here_and_prolonged_there_has_ended() -> None:
    force = entry(AgreementMoved(state="in_force"), STREAMS[0], 2, SIGHT)
    ended = entry(AgreementMoved(state="ended", reason="breach"), STREAMS[2], 1, {STREAMS[0]: 2})
    suspended = entry(AgreementMoved(state="suspended", reason="audit"), STREAMS[0], 3, {STREAMS[0]: 2})
    found = row(DRAFT, force, ended, suspended)
    assert (found["state"], found["reason"], found["is_state_contested"]) == ("ended", "breach", True)


def test_the_validity_is_the_narrowest_that_stands() -> None:
    longer = entry(AgreementDescribed(valid_until="2027-12-31"), STREAMS[0], 2, SIGHT)
    shorter = entry(AgreementDescribed(valid_until="2026-06-30"), STREAMS[2], 1, SIGHT)
    assert row(DRAFT, longer, shorter)["valid_until"] == "2026-06-30"
    assert row(DRAFT, longer)["valid_until"] == "2027-12-31"
