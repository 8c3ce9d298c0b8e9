"""Sheets of a compartment's key: any k of n give it back, fewer tell nothing, and what is typed wrongly is found."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.compartments.rules import key_id
from safeconduct.foundation.vault.compartments import new_compartment_keys
from safeconduct.foundation.vault.derived_keys import new_root_key
from safeconduct.foundation.vault.escrow_set import key_of, make_sheets, read_sheet, sheet_lines, sheet_payload
from safeconduct.foundation.vault.recovery_set import make_recovery_set, read_share, share_lines
from safeconduct.kernel.problems import Refused

DAY = date(2026, 3, 4)
PRIVATE, PUBLIC = new_compartment_keys()
KEY = key_id(PUBLIC)


def printed(needed=3, made=5, private=PRIVATE, key=KEY):
    return make_sheets(private, key=key, needed=needed, made=made, day=DAY)


def found(sheets, key=KEY):
    return key_of(sheets, key=key, id_of=key_id)


def refused(code, do, *arguments, **named):
    with pytest.raises(Refused) as caught:
        do(*arguments, **named)
    assert caught.value.code == code
    return caught.value.details


@given(st.data())
def test_any_k_of_n_typed_from_paper_give_the_key(data):
    made = data.draw(st.integers(2, 9))
    needed = data.draw(st.integers(2, made))
    private, public = new_compartment_keys()
    sheets = printed(needed, made, private, key_id(public))
    some = data.draw(st.permutations(sheets))[:needed]
    typed = [
        read_sheet(sheet_payload(one)) if data.draw(st.booleans()) else read_sheet(sheet_lines(one)) for one in some
    ]
    assert found(typed, key_id(public)) == private


def test_one_sheet_too_few_gives_nothing_and_says_how_many():
    for some in itertools.combinations(printed(), 2):
        assert refused("vault.recovery_too_few_shares", found, some) == {"needed": 3}
    assert refused("vault.recovery_too_few_shares", found, []) == {"needed": 2}


def test_the_same_sheet_twice_is_one_sheet():
    one, two, _three, *_rest = printed()
    assert refused("vault.recovery_same_share", found, [one, two, one]) == {"number": 1}


def test_sheets_of_two_sets_are_not_mixed():
    refused("vault.recovery_different_sets", found, [*printed()[:2], printed()[2]])


def test_sheets_of_another_key_are_told_apart_before_anything_is_tried():
    private, public = new_compartment_keys()
    refused("vault.escrow_other_key", found, printed(private=private, key=key_id(public))[:3])


def test_a_false_sheet_beside_good_ones_does_not_stop_them():
    good = printed()[:3]
    false = type(good[0])(9, 3, good[0].set_id, DAY, good[0].mark, bytes(32))
    assert found([false, *good]) == PRIVATE
    refused("vault.recovery_share_wrong", found, [false, *good[:2]])


@pytest.mark.parametrize(("needed", "made"), [(1, 3), (4, 3), (2, 10), (0, 0)])
def test_numbers_that_protect_nothing_are_refused(needed, made):
    refused("vault.escrow_numbers", printed, needed, made)


def test_a_sheet_of_a_node_and_a_sheet_of_a_compartment_are_not_taken_for_each_other():
    node = make_recovery_set(new_root_key(), day=DAY).shares[0]
    refused("vault.escrow_other_paper", read_sheet, share_lines(node))
    refused("vault.share_newer_version", read_share, sheet_lines(printed()[0]))


def test_a_slip_of_the_hand_is_found_in_its_line():
    lines = sheet_lines(printed()[0])
    wrong = lines[2][:-1] + ("A" if lines[2][-1] != "A" else "B")
    assert refused("vault.share_line_wrong", read_sheet, [*lines[:2], wrong, *lines[3:]]) == {"line": 3}


def test_nothing_of_the_key_is_printed_when_a_sheet_is_shown():
    one = printed()[0]
    assert one.secret.hex() not in repr(one)
    assert str(one.secret) not in repr(one)
