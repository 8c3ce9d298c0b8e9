"""Rows of a record are a total function of whatever is held; alarms stay; who may still be held is looked for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.liberty import facts
from safeconduct.domains.liberty.facts import DeprivationRecorded, DeprivationVoided, LibertyMoved, SaidInWords
from safeconduct.domains.liberty.projection import alarms_in, liberty_rows
from safeconduct.domains.liberty.states import RANK
from safeconduct.domains.liberty.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import register_facts
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.merging import has_seen
from tests.held_histories import SUBJECT, histories

STREAMS = ("north.1.referral.river_aid", "south.1.referral.river_aid", "north.1.register")
CODES = st.sampled_from(["", "identity", "other", "yes", "maybe", "released", "died", "transferred",
                         "north.1.referral.river_aid:3:child", *map(derived_id, "ab")])  # fmt: skip
VALUES = {"deprivation": st.sampled_from([derived_id("a"), derived_id("b")]), "move": st.sampled_from(
    ["released", "died", "transferred", "escaped"])}  # fmt: skip
HISTORIES = histories(facts.FACTS, STREAMS, VALUES, CODES)
ENDS = histories([DeprivationRecorded, LibertyMoved, DeprivationVoided], STREAMS, VALUES, CODES)


@pytest.mark.slow
@settings(max_examples=200)
@given(data=st.data())
def test_rows_are_a_total_function_of_what_is_held(data):
    ((_kind, rows_of, models),) = PROJECTIONS
    held = data.draw(HISTORIES)
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)
    tables = {model._meta.db_table: Table(model) for model in models}
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    for name, rows in rows_of(part).items():
        for row in rows:
            tables[name].values(row, SUBJECT)
        assert len({row.get("id") for row in rows}) == len(rows)


@pytest.mark.slow
@settings(max_examples=150)
@given(held=HISTORIES)
def test_nobody_but_oversight_takes_an_alarm_down(held):
    """Entries of histories are an officer's: whatever they say was done, every alarm stays."""
    assert all(
        flag.released_by is None for flag in alarms_in([one for one in held if type(one.fact) is not SaidInWords])
    )


@pytest.mark.slow
@settings(max_examples=200)
@given(held=HISTORIES)
def test_every_child_that_anybody_recorded_alarms(held):
    recorded = [one.fact for one in held if isinstance(one.fact, DeprivationRecorded)]
    children = {fact.deprivation for fact in recorded if fact.said.get("minor") in ("yes", "maybe")}
    alarmed = {row["deprivation"] for row in liberty_rows(held).get("liberty_alarm", []) if row["kind"] == "child"}
    assert {one for one in children if one} <= alarmed


@pytest.mark.slow
@settings(max_examples=200)
@given(held=ENDS)
def test_who_may_still_be_held_is_looked_for(held):
    """With an end that nobody saw superseded there is an end; told in two ways it is contested, and death stays."""
    for row in liberty_rows(held).get("liberty_deprivation", []):
        moves = [one for one in held if isinstance(one.fact, LibertyMoved) and one.fact.deprivation == row["id"]]
        moves = [one for one in moves if one.fact.move in RANK]
        ends = {one.fact.move for one in moves}
        assert row["is_open"] == (not ends and not row["voided"])
        unseen_death = [one for one in moves if one.fact.move == "died"
                        and not any(has_seen(other, one) for other in moves)]  # fmt: skip
        if unseen_death:
            assert row["state"] == "died"
        assert not row["is_contested"] or len(ends) > 1


def test_every_fact_is_known_to_the_journal():
    register_facts(*facts.FACTS)
    assert {one.KIND for one in facts.FACTS} == {"liberty"}
