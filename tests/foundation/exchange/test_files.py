"""The exchange on a stick: files that the receiver alone opens, refused when changed; receipts come the same way."""

import msgspec
import pytest

from safeconduct.foundation.exchange import queries
from safeconduct.foundation.exchange.commands import revoke_peer
from safeconduct.foundation.exchange.files import read_file, save_files, sender_name, write_files
from safeconduct.foundation.exchange.standing import hello_to, remember
from safeconduct.foundation.exchange.wire import RECEIPT, Receipt, receipt_bytes
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.web.texts import known_codes
from safeconduct.kernel.ids import derived_id
from safeconduct.kernel.problems import Conflict, Refused
from tests.foundation.exchange.two_nodes import (
    AGENCY,
    AGENCY_CODE,
    POST,
    Machine,
    Told,
    act,
    rows_of,
    select,
    tell,
)


def test_two_files_bring_entries_and_keys(told, agency):
    outcome = read_file(told.files.entries_file)
    assert (outcome.entries, outcome.aside) == (told.entries, [])
    assert sender_name(outcome) == "post node"
    assert read_file(told.files.keys_file).keys == 6
    assert rows_of(told.subjects) == told.rows
    assert told.files.complete
    assert verify(agency).sound


def test_the_keys_may_come_first(told, agency):
    assert read_file(told.files.keys_file).aside[0][0] == "exchange.gap"
    outcome = read_file(told.files.entries_file)
    assert (outcome.entries, outcome.keys) == (told.entries, 6)
    assert rows_of(told.subjects) == told.rows


def test_a_file_read_twice_changes_nothing(told, agency):
    for _ in range(2):
        outcomes = [read_file(file) for file in (told.files.entries_file, told.files.keys_file)]
    assert [(one.entries, one.keys, one.aside) for one in outcomes] == [(0, 0, []), (0, 0, [])]


def test_neither_file_says_anything_to_others(told):
    for file in (told.files.entries_file, told.files.keys_file):
        for word in (b"river_aid", b"referral", b"legal", b"note", b"Told"):
            assert word not in file


@pytest.mark.parametrize("which", ["entries_file", "keys_file"])
def test_a_byte_changed_anywhere_in_a_file_is_refused_in_words(told, agency, which):
    whole, said = getattr(told.files, which), {}
    places = [*range(140), *range(140, len(whole), 37), len(whole) - 1]
    for at in places:
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(Refused) as refused:
            read_file(bytes(changed))
        said[at] = refused.value.code
    assert len(said) > 150
    assert {"exchange.not_a_file", "exchange.file_changed", "exchange.not_for_us"} <= set(said.values())
    assert set(said.values()) <= known_codes()
    assert select("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", f"{POST}.%") == [(0,)]


@pytest.mark.parametrize("cut", [0, 4, 9, 12, 100, 200, -1])
def test_a_file_cut_short_is_refused(told, agency, cut):
    with pytest.raises(Refused) as refused:
        read_file(told.files.entries_file[:cut])
    assert refused.value.code in {"exchange.not_a_file", "exchange.file_changed"}


def test_a_file_for_another_node_is_not_opened(told, db):
    with (
        Machine(derived_id("third"), "agency", AGENCY_CODE).sitting(),
        pytest.raises(Refused, match=r"exchange\.not_for_us"),
    ):
        read_file(told.files.entries_file)


def test_a_file_of_a_stranger_waits_and_is_said(told, db):
    with told.stranger.sitting(keep=False):
        outcome = read_file(told.files.entries_file)
        assert {code for code, _ in outcome.aside} == {"exchange.unknown_peer"}
        assert sender_name(outcome) == POST[-8:]


def test_what_the_file_brings_back_is_remembered_and_not_sent_again(told, db):
    with told.agency.sitting(keep=False):
        read_file(told.files.entries_file)
        read_file(told.files.keys_file)
        tell((derived_id("told", 0), Told(agency=AGENCY_CODE, number=100, words="taken up")))
        answer, rows = write_files(queries.peer(POST)), rows_of(told.subjects)
    assert answer.entries == 1
    with told.post.sitting(keep=False) as here:
        outcome = read_file(answer.entries_file)
        assert (outcome.entries, outcome.aside) == (1, [])
        assert read_file(answer.keys_file).keys == 1
        assert rows_of(told.subjects) == rows
        held = select("SELECT stream, seq FROM journal_peer_receipt WHERE node = %s", AGENCY)
        assert dict(held) == told.given
        again = write_files(queries.peer(AGENCY))
        assert (again.entries, again.keys_file) == (0, None)
        assert verify(here).sound


def test_a_receipt_that_another_signed_is_not_believed(told, db):
    with told.agency.sitting(keep=False):
        read_file(told.files.entries_file)
        hello = hello_to(queries.peer(POST))
    forged = tuple(Receipt(one.stream, one.seq, one.hash, bytes(64)) for one in hello.receipts)
    with told.post.sitting(keep=False) as here:
        remember(here, queries.peer(AGENCY), msgspec.structs.replace(hello, receipts=forged))
        assert select("SELECT stream FROM journal_peer_receipt") == []


def test_a_receipt_of_another_history_stops_the_exchange(told, db):
    with told.agency.sitting(keep=False) as here:
        read_file(told.files.entries_file)
        hello = hello_to(queries.peer(POST))
        first = hello.receipts[0]
        signature = here.identity.sign(receipt_bytes(AGENCY, first.stream, first.seq, bytes(32)), purpose=RECEIPT)
    other = (Receipt(first.stream, first.seq, bytes(32), signature),)
    with told.post.sitting(keep=False) as here, pytest.raises(Conflict, match=r"exchange\.history_differs"):
        remember(here, queries.peer(AGENCY), msgspec.structs.replace(hello, receipts=other))


def test_nothing_is_written_for_a_revoked_node(told, agency):
    revoke_peer(act(), node=POST, reason="lost")
    with pytest.raises(Refused, match=r"exchange\.peer_revoked"):
        write_files(queries.peer(POST))


def test_the_keys_lie_beside_the_entries_under_a_name_of_their_own(told, tmp_path):
    paths = save_files(told.files, tmp_path / "to-river-aid.exchange")
    assert [path.name for path in paths] == ["to-river-aid.exchange", "to-river-aid.keys.exchange"]
    assert [path.read_bytes() for path in paths] == [told.files.entries_file, told.files.keys_file]
