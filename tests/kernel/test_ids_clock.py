"""Ids sort in the order of making; the hybrid clock never goes back and never follows a clock far ahead."""

from datetime import UTC, datetime, timedelta

import pytest

from safeconduct.kernel.clock import HybridClock, SimulatedClock, milliseconds
from safeconduct.kernel.ids import derived_id, is_id, new_id

pytestmark = pytest.mark.pure
START = datetime(2026, 3, 4, tzinfo=UTC)


def test_ids_of_one_process_sort_in_the_order_they_were_made():
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(is_id(one) and one[12] == "7" and one[16] in "89ab" for one in made)


def test_a_derived_id_depends_on_where_its_parts_end():
    assert derived_id("ab", "c") != derived_id("a", "bc")
    assert derived_id("ab", 1) == derived_id("ab", "1")


def test_the_hybrid_clock_goes_on_when_the_machine_is_set_back_to_1970():
    clock = SimulatedClock(START)
    hybrid = HybridClock(clock)
    before = hybrid.tick()
    clock.move_to(datetime(1970, 1, 1, tzinfo=UTC))
    assert hybrid.tick() > before


def test_a_stamp_more_than_a_day_ahead_is_never_adopted():
    clock = SimulatedClock(START)
    hybrid = HybridClock(clock)
    far = milliseconds(START + timedelta(days=2)) << 16
    hybrid.adopt(far)
    assert hybrid.tick() < far
    near = milliseconds(START + timedelta(hours=3)) << 16
    hybrid.adopt(near)
    assert hybrid.tick() > near
