"""The printed recovery set: any two papers open the node, one does not, and every slip in typing is placed."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import recovery_set
from safeconduct.foundation.vault.derived_keys import RootKey, new_root_key
from safeconduct.foundation.vault.recovery_set import (
    checked_line,
    make_recovery_set,
    qr_payload,
    read_share,
    recover,
    share_lines,
    share_text,
)
from safeconduct.kernel.problems import Refused

ROOT = new_root_key()
DAY = date(2026, 11, 23)
SET = make_recovery_set(ROOT, day=DAY)
PAIRS = list(itertools.permutations(SET.shares, 2))


def refusal_of(call, *arguments, **named):
    with pytest.raises(Refused) as refusal:
        call(*arguments, **named)
    return refusal.value.code, refusal.value.details


@pytest.mark.parametrize("shares", [*PAIRS, SET.shares])
def test_any_two_papers_give_the_root_key(shares):
    assert recover(shares) == recover(shares, record=SET.record) == ROOT


@given(st.binary(min_size=32, max_size=32), st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_every_root_key_comes_back_through_paper(value, day):
    made = make_recovery_set(RootKey(value), day=day)
    read = [read_share("\n".join(share_lines(share))) for share in made.shares[1:]]
    assert recover(read, record=made.record).reveal() == value
    assert {share.day for share in read} == {day}


def test_one_paper_is_not_enough():
    assert refusal_of(recover, SET.shares[:1]) == ("vault.recovery_too_few_shares", {"needed": 2})
    assert refusal_of(recover, []) == ("vault.recovery_too_few_shares", {"needed": 2})


def test_the_same_paper_twice_is_not_two():
    assert refusal_of(recover, [SET.shares[1]] * 2) == ("vault.recovery_same_share", {"number": 2})


def test_papers_of_two_sets_are_told_apart_by_their_ids():
    other = make_recovery_set(ROOT, day=DAY)
    code, details = refusal_of(recover, [SET.shares[0], other.shares[1]])
    assert code == "vault.recovery_different_sets"
    assert details == {"sets": sorted([SET.record.set_id, other.record.set_id])}


def test_papers_of_another_node_are_recognised():
    other = make_recovery_set(new_root_key(), day=DAY)
    assert refusal_of(recover, other.shares, record=SET.record) == ("vault.recovery_other_vault", {})


def test_an_older_set_of_the_same_node_still_opens_it():
    newer = make_recovery_set(ROOT, day=DAY)
    assert recover(SET.shares[:2], record=newer.record) == ROOT


@pytest.mark.parametrize("number", range(3))
def test_a_tampered_share_is_refused_and_two_good_ones_beside_it_still_open(number):
    tampered = replace(SET.shares[number], secret=bytes(32))
    good = [share for share in SET.shares if share.number != tampered.number]
    for pair in ([tampered, good[0]], [good[1], tampered]):
        assert refusal_of(recover, pair) == ("vault.recovery_share_wrong", {})
    for three in itertools.permutations([tampered, *good]):
        assert recover(three, record=SET.record) == ROOT


def test_a_tampered_check_is_refused():
    tampered = replace(SET.shares[0], root_check=bytes(6))
    for pair in ([tampered, SET.shares[1]], [SET.shares[1], tampered]):
        assert refusal_of(recover, pair) == ("vault.recovery_share_wrong", {})


def test_a_share_is_read_as_it_was_printed_typed_or_scanned():
    for share in SET.shares:
        lines = share_lines(share)
        numbered = "\n".join(f" {number}: {line}" for number, line in enumerate(lines, start=1))
        sloppy = "\n\n".join(line.lower().replace("0", "o").replace("1", "l").replace(" ", "-") for line in lines)
        for typed in (lines, "\n".join(lines), numbered, sloppy, qr_payload(share), qr_payload(share).lower()):
            assert read_share(typed) == share


def test_every_single_wrong_letter_is_placed_on_its_line():
    lines = share_lines(SET.shares[0])
    for number, line in enumerate(lines):
        for place in (place for place, letter in enumerate(line) if letter != " "):
            wrong = line[:place] + ("7" if line[place] != "7" else "8") + line[place + 1 :]
            typed = [*lines[:number], wrong, *lines[number + 1 :]]
            assert refusal_of(read_share, typed) == ("vault.share_line_wrong", {"line": number + 1})


@pytest.mark.parametrize("spoil", [lambda line: line[:-1], lambda line: line + "0", lambda line: "U" + line[1:]])
def test_a_letter_too_few_too_many_or_impossible_is_placed_on_its_line(spoil):
    lines = share_lines(SET.shares[2])
    typed = [*lines[:3], spoil(lines[3]), lines[4]]
    assert refusal_of(read_share, typed) == ("vault.share_line_wrong", {"line": 4})


def test_lines_in_another_order_are_found():
    lines = share_lines(SET.shares[0])
    assert refusal_of(read_share, [lines[1], lines[0], *lines[2:]]) == ("vault.share_line_wrong", {"line": 1})


def test_a_line_can_be_checked_while_it_is_typed():
    line = share_lines(SET.shares[0])[2]
    assert checked_line(line, number=3) == line.replace(" ", "")[:16]
    assert refusal_of(checked_line, line, number=2) == ("vault.share_line_wrong", {"line": 2})
    assert refusal_of(checked_line, line, number=6) == ("vault.share_line_wrong", {"line": 6})


def test_missing_lines_are_counted():
    lines = share_lines(SET.shares[0])
    assert refusal_of(read_share, lines[:4]) == ("vault.share_line_missing", {"found": 4, "expected": 5})
    assert refusal_of(read_share, "") == ("vault.share_line_missing", {"found": 0, "expected": 5})
    assert refusal_of(read_share, [*lines, lines[0]]) == ("vault.share_line_wrong", {"line": 6})


def test_right_lines_of_two_papers_are_not_taken_for_one():
    first, second = share_lines(SET.shares[0]), share_lines(SET.shares[1])
    assert refusal_of(read_share, [first[0], *second[1:]]) == ("vault.share_mixed_up", {})


@pytest.mark.parametrize("number", [0, 4, 255])
def test_a_paper_with_a_number_no_set_has_is_refused(number):
    assert refusal_of(read_share, qr_payload(replace(SET.shares[0], number=number))) == (
        "vault.recovery_share_wrong",
        {},
    )


def test_a_paper_of_a_newer_version_is_named(monkeypatch):
    monkeypatch.setattr(recovery_set, "VERSION", 2)
    newer = qr_payload(SET.shares[0])
    monkeypatch.undo()
    assert refusal_of(read_share, newer) == ("vault.share_newer_version", {"found": 2, "known": 1})


def test_a_paper_says_which_it_is():
    text = share_text(SET.shares[1], node_name="Kalu bridge")
    set_id = SET.record.set_id
    assert text.splitlines()[:2] == ["Kalu bridge", f"2/3  {set_id[:4]}-{set_id[4:]}  2026-11-23"]
    assert text.splitlines()[2:] == [f"{n}: {line}" for n, line in enumerate(share_lines(SET.shares[1]), start=1)]


def test_the_qr_payload_keeps_to_the_alphanumeric_mode():
    assert set(qr_payload(SET.shares[0])) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_a_clock_centuries_off_does_not_stop_the_printing():
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        made = make_recovery_set(ROOT, day=day)
        assert recover([read_share(qr_payload(share)) for share in made.shares[:2]]) == ROOT


def test_shares_and_records_do_not_print_or_hold_the_secret():
    assert SET.shares[0].secret.hex() not in repr(SET)
    assert repr(SET.shares[0].secret) not in repr(SET)
    assert len(SET.record.check) == 16
    assert ROOT.reveal()[:6] not in SET.record.check + SET.shares[0].root_check
