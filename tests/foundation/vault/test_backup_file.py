"""Backup files: what went in comes out in its order, and no byte, chunk or end can go missing unnoticed."""

import stat
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import backup_file
from safeconduct.foundation.vault.backup_file import (
    JOURNAL,
    KEYRING,
    LARGEST_CHUNK,
    check_backup,
    read_backup,
    read_header,
    write_backup,
)
from safeconduct.foundation.vault.sealing import new_key
from safeconduct.kernel.problems import NotFound, Problem, Refused

KEY = new_key()
CREATED = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
CHUNKS = [b"entries of Monday", b"", b"entries of Tuesday"]


def write(path, chunks=CHUNKS, kind=JOURNAL, key=KEY):
    return write_backup(path, kind, chunks, key, node_id="bridge", created=CREATED)


def read(path, key=KEY, kind=JOURNAL):
    return list(read_backup(path, key, kind=kind))


def refusal_of(call, *arguments, **named):
    with pytest.raises(Problem) as problem:
        call(*arguments, **named)
    return problem.value.code


def parts_of(raw):
    """The start of the file and its frames."""
    header_end = 8 + 1 + 2 + int.from_bytes(raw[9:11]) + 8 + 16
    frames, place = [], header_end
    while place < len(raw):
        end = place + 4 + int.from_bytes(raw[place : place + 4])
        frames.append(raw[place:end])
        place = end
    return raw[:header_end], frames


@pytest.fixture
def backup(tmp_path):
    path = tmp_path / "journal.scbackup"
    write(path)
    return path


def test_chunks_come_back_as_they_were_given(backup):
    assert read(backup) == CHUNKS


@given(st.lists(st.binary(max_size=3000), max_size=12))
def test_any_chunks_come_back(tmp_path_factory, chunks):
    path = tmp_path_factory.mktemp("backup") / "file"
    write(path, iter(chunks))
    assert read(path) == chunks


def test_a_backup_of_nothing_is_a_whole_backup(tmp_path):
    write(tmp_path / "empty", [])
    assert read(tmp_path / "empty") == []


def test_the_header_says_which_backup_it_is_without_a_key(backup):
    header = read_header(backup)
    assert (header.kind, header.node_id, header.created) == (JOURNAL, "bridge", CREATED)
    assert check_backup(backup, KEY) == header
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_the_file_holds_no_readable_content_and_no_two_files_are_alike(backup, tmp_path):
    write(tmp_path / "second")
    raw = backup.read_bytes()
    assert b"Monday" not in raw
    assert read_header(tmp_path / "second").salt != read_header(backup).salt
    assert parts_of(raw)[1][0] != parts_of((tmp_path / "second").read_bytes())[1][0]


def test_large_text_is_compressed_before_it_is_sealed(tmp_path):
    write(tmp_path / "file", [b"the same line\n" * 100_000])
    assert (tmp_path / "file").stat().st_size < 10_000
    assert read(tmp_path / "file") == [b"the same line\n" * 100_000]


def test_every_changed_byte_is_refused(backup):
    raw = backup.read_bytes()
    for place in range(len(raw)):
        for flip in (0x01, 0x80):
            backup.write_bytes(raw[:place] + bytes([raw[place] ^ flip]) + raw[place + 1 :])
            assert refusal_of(read, backup).startswith("vault.backup_")


def test_every_cut_is_refused(backup):
    raw = backup.read_bytes()
    for length in range(len(raw)):
        backup.write_bytes(raw[:length])
        assert refusal_of(check_backup, backup, KEY) in {"vault.backup_cut_short", "vault.backup_not_one"}


def test_a_cut_between_two_frames_is_a_cut_and_not_an_end(backup):
    start, frames = parts_of(backup.read_bytes())
    backup.write_bytes(start + b"".join(frames[:-1]))
    with pytest.raises(Refused) as refusal:
        read(backup)
    assert (refusal.value.code, refusal.value.details) == ("vault.backup_cut_short", {"chunk": 4})


REARRANGED = {
    "first dropped": lambda f: f[1:],
    "middle dropped": lambda f: [f[0], *f[2:]],
    "two exchanged": lambda f: [f[1], f[0], *f[2:]],
    "one repeated": lambda f: [f[0], f[0], *f[1:]],
    "end early": lambda f: [f[0], f[-1]],
    "end first": lambda f: [f[-1], *f],
    "something after the end": lambda f: [*f, f[0]],
    "a byte after the end": lambda f: [*f, b"\0"],
    "an empty frame": lambda f: [b"\0\0\0\0", *f],
    "an endless frame": lambda f: [b"\xff\xff\xff\xff", *f],
}


@pytest.mark.parametrize("rearranged", REARRANGED.values(), ids=REARRANGED)
def test_frames_cannot_be_dropped_moved_repeated_or_added(backup, rearranged):
    start, frames = parts_of(backup.read_bytes())
    assert len(frames) == 4
    backup.write_bytes(start + b"".join(rearranged(frames)))
    assert refusal_of(read, backup) == "vault.backup_damaged"


def test_frames_of_another_file_under_the_same_key_do_not_fit(backup, tmp_path):
    write(tmp_path / "second")
    (start, frames), (_, others) = parts_of(backup.read_bytes()), parts_of((tmp_path / "second").read_bytes())
    backup.write_bytes(start + b"".join([frames[0], others[1], *frames[2:]]))
    with pytest.raises(Refused) as refusal:
        read(backup)
    assert (refusal.value.code, refusal.value.details) == ("vault.backup_damaged", {"chunk": 2})


def test_another_key_is_told_apart_from_damage(backup):
    assert refusal_of(read, backup, key=new_key()) == "vault.backup_other_key"


def test_a_keyring_is_not_read_as_a_journal(backup, tmp_path):
    write(tmp_path / "keys", kind=KEYRING)
    assert read(tmp_path / "keys", kind=KEYRING) == CHUNKS
    with pytest.raises(Refused) as refusal:
        read(tmp_path / "keys", kind=JOURNAL)
    assert refusal.value.details == {"found": KEYRING, "expected": JOURNAL}
    assert refusal.value.code == "vault.backup_other_kind"


def test_a_newer_version_is_named(backup):
    raw = backup.read_bytes()
    backup.write_bytes(raw[:8] + b"\2" + raw[9:])
    with pytest.raises(Refused) as refusal:
        read_header(backup)
    assert (refusal.value.code, refusal.value.details) == ("vault.backup_newer_version", {"found": 2, "known": 1})


def test_other_files_and_no_file_are_told_apart(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all, the backup is in the drawer.")
    assert refusal_of(read, tmp_path / "letter.txt") == "vault.backup_not_one"
    with pytest.raises(NotFound, match=r"vault\.backup_missing"):
        read(tmp_path / "none")


def test_a_source_that_fails_leaves_no_file_and_keeps_the_old_one(backup):
    def failing():
        yield b"entries of Wednesday"
        raise OSError("disk gone")

    before = backup.read_bytes()
    with pytest.raises(OSError, match="disk gone"):
        write(backup, failing())
    assert backup.read_bytes() == before
    assert list(backup.parent.iterdir()) == [backup]


def test_a_chunk_beyond_the_limit_is_refused_when_written(tmp_path):
    with pytest.raises(Refused) as refusal:
        write(tmp_path / "file", [bytes(LARGEST_CHUNK + 1)])
    assert (refusal.value.code, refusal.value.details) == ("vault.backup_chunk_too_large", {"maximum": LARGEST_CHUNK})
    assert list(tmp_path.iterdir()) == []


def test_a_chunk_that_claims_to_be_huge_is_not_inflated(tmp_path, monkeypatch):
    write(tmp_path / "file", [bytes(10_000)])
    monkeypatch.setattr(backup_file, "LARGEST_CHUNK", 9_999)
    assert refusal_of(read, tmp_path / "file") == "vault.backup_damaged"


def test_chunks_are_written_and_read_one_at_a_time(tmp_path):
    drawn = []

    def source():
        for number in range(50):
            drawn.append(number)
            yield bytes([number]) * 1000

    write(tmp_path / "file", source())
    reader = read_backup(tmp_path / "file", KEY, kind=JOURNAL)
    assert next(reader) == bytes(1000)
    assert len(drawn) == 50
    assert sum(1 for _ in reader) == 49
