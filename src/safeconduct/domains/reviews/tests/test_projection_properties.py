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
HISTORIES = histories([one for one in facts.FACTS if one.KIND == "review"], STREAMS, {}, CODES)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "rows_of", "models"), PROJECTIONS, ids=[kind for kind, _, _ in PROJECTIONS])
@settings(max_examples=150)
@given(data=st.data())
def test_rows_are_a_total_function_of_what_is_held(kind, rows_of, models, data):
    held = data.draw(histories([one for one in facts.FACTS if kind == one.KIND], STREAMS, {}, CODES))
    assert rows_of(data.draw(st.permutations(held))) == rows_of(held)
    tables = {model._meta.db_table: Table(model) for model in models}
    part = data.draw(st.lists(st.sampled_from(held), unique_by=lambda one: one.ref))
    for name, rows in rows_of(part).items():
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
