"""Rows of this room are a total function of whatever is held: any subset, any order, unreadable bodies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.cases import facts
from safeconduct.domains.cases.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.ids import derived_id
from tests.held_histories import SUBJECT, histories

STREAMS = ("river.1.confidential", "other.1.confidential")
REFS = tuple(f"{stream}:{seq}" for stream in STREAMS for seq in (1, 2, 3))
CODES = st.sampled_from(
    ["", "note", "safety_plan", "held", "done", "high", "not a day", "2026-03-04", "9999-12-31", *REFS,
     *map(derived_id, "ab")]
)  # fmt: skip
VALUES = {"sealed": st.binary(max_size=4)}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
@settings(max_examples=80)
@given(data=st.data())
def test_rows_are_a_total_function_of_what_is_held(kind, rows_of, models, data):
    held = data.draw(histories([one for one in facts.FACTS if kind == one.KIND], STREAMS, VALUES, CODES))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)
    tables = {model._meta.db_table: Table(model) for model in models}
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    for name, rows in rows_of(part).items():
        for row in rows:
            tables[name].values(row, SUBJECT)
        assert len({row.get("id") for row in rows}) == len(rows)
