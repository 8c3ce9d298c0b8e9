"""Bundles from a post to an agency's node: whole, cut, repeated, in any order; both have the same rows in the end."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.foundation.compartments.sealing import open_here
from safeconduct.foundation.exchange.taking_in import project_what_waits, take_in
from safeconduct.foundation.exchange.wire import segments_in, unpack
from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.verify import verify
from safeconduct.kernel.ids import derived_id
from tests.foundation.exchange.story import OTHERS, SIZES
from tests.foundation.exchange.two_nodes import AGENCY_CODE, Told, rows_of, select, subjects_of, tell


def everything(told):
    return [part for _, part in sorted(told.bundles.items())]


def test_what_both_hold_both_show_alike(told, agency):
    taken = [take_in(data) for data in told.of_size(100)]
    assert sum(one.entries for one in taken) == told.entries
    assert all(one.aside == [] for one in taken)
    assert rows_of(told.subjects) == {}
    assert take_in(told.keys).keys == 2 + 4
    assert rows_of(told.subjects) == told.rows
    assert {entry: open_here(entry) for entry in told.sealed} == told.sealed
    assert verify(agency).sound


def test_what_is_for_others_is_not_given(told, agency):
    for data in told.of_size(100):
        take_in(data)
    assert OTHERS not in subjects_of("")
    audiences = {stream.split(".", 2)[2] for (stream,) in select("SELECT stream FROM journal_head")}
    assert audiences == {"authority", "referral.river_aid", "sealed.legal"}
    assert {subject for (subject,) in select("SELECT subject FROM journal_entry")}.isdisjoint({OTHERS})


def test_a_bundle_is_cut_between_commands_alone(told):
    for size in SIZES:
        commands = []
        for data in told.of_size(size):
            segments = segments_in(unpack(data).body)
            headers = [read_header(one.header) for segment in segments for one in segment.entries]
            commands.append({header.command for header in headers})
            assert len(headers) <= size or len(commands[-1]) == 1
        assert sum(len(some) for some in commands) == len(set().union(*commands))


@pytest.mark.slow
@settings(max_examples=30)
@given(st.data())
def test_any_split_in_any_order_with_repeats_gives_the_same_rows(told, django_db_blocker, data):
    order = told.of_size(data.draw(st.sampled_from(SIZES)))
    more = everything(told)
    order += [more[at] for at in data.draw(st.lists(st.integers(0, len(more) - 1), max_size=6))]
    order += [told.keys] * data.draw(st.integers(1, 2))
    random.Random(data.draw(st.integers(0, 2**32))).shuffle(order)
    with django_db_blocker.unblock(), told.agency.sitting(keep=False) as here:
        for part in order:
            take_in(part)
        project_what_waits()
        assert rows_of(told.subjects) == told.rows
        assert select("SELECT code FROM exchange_aside") == []
        assert verify(here).sound


def test_a_bundle_sent_again_changes_nothing(told, agency):
    for data in [*told.of_size(5), told.keys]:
        take_in(data)
    before = select("SELECT position, hash FROM journal_entry ORDER BY position")
    again = [take_in(data) for data in [*everything(told), told.keys]]
    assert [(one.entries, one.keys, one.aside) for one in again] == [(0, 0, [])] * len(again)
    assert select("SELECT position, hash FROM journal_entry ORDER BY position") == before


def test_a_bundle_before_its_time_waits_and_takes_its_turn(told, agency):
    first, *later = told.of_size(3)
    for data in reversed(later):
        assert take_in(data).aside[0][0] == "exchange.gap"
    assert select("SELECT COUNT(*) FROM exchange_aside") == [(len(later),)]
    assert take_in(first).entries == told.entries
    assert select("SELECT COUNT(*) FROM exchange_aside") == [(0,)]


def test_what_is_written_before_the_keys_come_is_not_forgotten_after(told, agency):
    for data in told.of_size(100):
        take_in(data)
    subject = derived_id("told", 0)
    tell((subject, Told(agency=AGENCY_CODE, number=100)))
    take_in(told.keys)
    tell((subject, Told(agency=AGENCY_CODE, number=1000)))
    before = next(row for row in told.rows["places_form_batch"] if row[-1] == subject)
    (after,) = rows_of({subject})["places_form_batch"]
    assert after[1:3] == [before[1] + 1100, before[2] + 2]
    assert verify(agency).sound
