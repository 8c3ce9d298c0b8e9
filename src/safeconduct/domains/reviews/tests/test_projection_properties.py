"""Rows of a review are a total function of whatever is held: any subset, any order, unreadable; and they protect."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.domains.reviews import facts
from safeconduct.domains.reviews.facts import HoldRaised
from safeconduct.domains.reviews.projection import holds_of, review_rows
from safeconduct.domains.reviews.tables import PROJECTIONS
from safeconduct.foundation.journal.projector import Table
from safeconduct.kernel.facts import OWNER, OwnedMove
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.merging import has_seen
from tests.held_histories import SUBJECT, histories

STREAMS = ("north.1.referral.river_aid", "south.1.referral.river_aid", "river.1.referral.river_aid")
CODES = st.sampled_from(["", "owner", "other", "conditions_not_met", "north.1.referral.river_aid:3:held",
                         *map(derived_id, "ab")])  # fmt: skip
HISTORIES = histories(facts.FACTS, STREAMS, {}, CODES)


@pytest.mark.slow
@settings(max_examples=200)
@given(held=HISTORIES, data=st.data())
def test_rows_are_a_total_function_of_what_is_held(held, data):
    assert review_rows(data.draw(st.permutations(held))) == review_rows(held)
    tables = {model._meta.db_table: Table(model) for _, _, models in PROJECTIONS for model in models}
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    for name, rows in review_rows(part).items():
        for row in rows:
            tables[name].values(row, SUBJECT)
        assert len({row.get("id") for row in rows}) == len(rows)


@pytest.mark.slow
@settings(max_examples=300)
@given(held=HISTORIES)
def test_a_hold_that_no_owner_has_seen_is_in_force_whatever_was_decided(held):
    holds = [one for one in held if isinstance(one.fact, HoldRaised)]
    owners = [one for one in held if isinstance(one.fact, OwnedMove) and one.fact.by == OWNER]
    unseen = [hold for hold in holds if not any(has_seen(one, hold) for one in owners)]
    if unseen:
        assert review_rows(held)["reviews_review"][0]["state"] == "held"


def test_nobody_but_protection_takes_a_hold_down():
    """Entries of histories are an officer's: whatever they release stays up."""

    @settings(max_examples=100)
    @given(held=HISTORIES)
    def up(held):
        assert all(flag.released_by is None for flag in holds_of(held))

    up()
