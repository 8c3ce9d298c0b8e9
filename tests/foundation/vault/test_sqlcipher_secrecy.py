"""What a thief of the disk finds: random bytes, no name, and a file that no other key and no other program opens."""

import contextlib
import secrets
import sqlite3
import sys

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import DatabaseError, OperationalError, connections, transaction

from safeconduct.foundation.vault import open_database_key
from safeconduct.foundation.vault.sqlcipher.upkeep import check_pages, truncate_write_ahead_log
from safeconduct.kernel.problems import Conflict, Refused
from tests.foundation.vault.conftest import ALIAS

NAMES = [f"Seeded Name {number:03d} Nurhayati-Ωmega" for number in range(200)]

SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    "wal_autocheckpoint": 1000,
    "busy_timeout": 10_000,
    "cipher_memory_security": "0",
    "cipher_hmac_algorithm": "HMAC_SHA256",
}


@pytest.fixture
def table(database):
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE person (name TEXT, noise BLOB)")
        cursor.execute("CREATE INDEX by_name ON person (name)")
    return database


def fill(cursor, rounds=30):
    rows = [(f"{name} {turn}", secrets.token_bytes(200)) for turn in range(rounds) for name in NAMES]
    with transaction.atomic(using=ALIAS):
        cursor.executemany("INSERT INTO person VALUES (%s, %s)", rows)


def fill_and_fail(table):
    with transaction.atomic(using=ALIAS), table.cursor() as cursor:
        fill(cursor)
        raise InterruptedError


def names_found(directory):
    """The seeded names readable in any file below the directory, in any encoding SQLite uses."""
    raw = b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())
    assert raw
    return [name for name in NAMES if any(name.encode(code) in raw for code in ("utf-8", "utf-16-le", "utf-16-be"))]


def test_the_scan_finds_the_names_in_a_plain_database(tmp_path):
    plain = sqlite3.connect(tmp_path / "plain.db")
    with plain:
        plain.execute("CREATE TABLE person (name TEXT)")
        plain.executemany("INSERT INTO person VALUES (?)", [(name,) for name in NAMES])
    plain.close()
    assert names_found(tmp_path) == NAMES


def test_no_name_is_readable_in_any_file_while_writing_sorting_and_after(table, tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with transaction.atomic(using=ALIAS), table.cursor() as cursor:
        fill(cursor)
        with transaction.atomic(using=ALIAS):
            cursor.execute("UPDATE person SET name = name || '!' WHERE name LIKE %s", ["%7"])
        cursor.execute("CREATE TEMP TABLE sorted AS SELECT name, noise FROM person ORDER BY noise, name DESC")
        assert names_found(tmp_path) == []
    assert (tmp_path / "post.db-wal").stat().st_size > 100_000
    assert names_found(tmp_path) == []
    table.close()
    assert names_found(tmp_path) == []
    assert not (tmp_path / "post.db-wal").exists()


def test_no_rolled_back_or_deleted_name_is_readable(table, tmp_path):
    with pytest.raises(InterruptedError):
        fill_and_fail(table)
    with table.cursor() as cursor:
        fill(cursor, rounds=1)
        cursor.execute("DELETE FROM person")
    assert names_found(tmp_path) == []


def decrypted(file, key):
    """Every page of an SQLCipher 4 file: AES-256-CBC, the nonce in the 80 bytes kept at the end of each page."""
    raw, pages = file.read_bytes(), []
    for start in range(0, len(raw), 4096):
        page = raw[start : start + 4096]
        content = page[16:-80] if start == 0 else page[:-80]  # the first page begins with the file's salt
        opening = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        pages.append(opening.update(content) + opening.finalize())
    return b"".join(pages)


def test_a_deleted_row_is_overwritten_also_for_whoever_has_the_key(table, database_key, tmp_path):
    with table.cursor() as cursor:
        fill(cursor, rounds=1)
        truncate_write_ahead_log(table)
        assert all(name.encode() in decrypted(tmp_path / "post.db", database_key) for name in NAMES)
        cursor.execute("DELETE FROM person")
        truncate_write_ahead_log(table)
    assert not any(name.encode() in decrypted(tmp_path / "post.db", database_key) for name in NAMES)


def test_the_file_starts_with_random_bytes_and_no_two_start_alike(table, tmp_path):
    first = (tmp_path / "post.db").read_bytes()[:4096]
    assert not first.startswith(b"SQLite format 3")
    assert len(set(first)) > 200  # 4096 random bytes miss more than 55 of 256 values once in 10^300 files


def test_a_plain_sqlite_cannot_open_it(table, tmp_path):
    table.close()
    plain = sqlite3.connect(tmp_path / "post.db")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()


def test_without_a_key_nothing_is_opened_or_made(database, tmp_path):
    open_database_key.clear()
    with pytest.raises(Refused, match=r"vault\.key_not_set"):
        database.ensure_connection()
    assert not (tmp_path / "post.db").exists()


def test_a_wrong_key_is_refused_changes_nothing_and_writes_nothing_to_the_screen(table, database_key, tmp_path, capfd):
    table.close()
    before = (tmp_path / "post.db").read_bytes()
    open_database_key.set(secrets.token_bytes(32))
    with pytest.raises(Refused, match=r"vault\.wrong_key"):
        table.ensure_connection()
    assert (tmp_path / "post.db").read_bytes() == before
    open_database_key.set(database_key)
    table.ensure_connection()
    assert capfd.readouterr() == ("", "")


def test_a_plain_database_is_refused_not_adopted(database, tmp_path):
    plain = sqlite3.connect(tmp_path / "post.db")
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(Refused, match=r"vault\.wrong_key"):
        database.ensure_connection()


def test_every_changed_page_is_found_and_none_is_read_as_if_it_were_right(table, tmp_path):
    with table.cursor() as cursor:
        fill(cursor, rounds=3)
        cursor.execute("DELETE FROM person WHERE rowid > 400")
        expected = cursor.execute("SELECT name, noise FROM person").fetchall()
    truncate_write_ahead_log(table)
    check_pages(table)
    table.close()
    file = tmp_path / "post.db"
    whole = file.read_bytes()
    for page in range(1, len(whole) // 4096):
        place = page * 4096 + secrets.randbelow(4096)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused) as refusal:
            check_pages(table)
        assert (refusal.value.code, refusal.value.details) == ("vault.database_damaged", {"pages": 1})
        with contextlib.suppress(DatabaseError), table.cursor() as cursor:
            cursor.execute("SELECT name, noise FROM person")
            assert cursor.fetchall() == expected
        table.close()


def test_a_changed_first_page_is_not_opened_at_all(table, tmp_path):
    table.close()
    file = tmp_path / "post.db"
    whole = file.read_bytes()
    for place in (0, 15, 16, 100, 4095):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Refused, match=r"vault\.wrong_key"):
            table.ensure_connection()


def test_a_path_that_cannot_be_opened_is_djangos_operational_error(database, tmp_path):
    other = connections.create_connection(ALIAS)
    other.settings_dict = {**other.settings_dict, "NAME": str(tmp_path / "no such directory" / "post.db")}
    with pytest.raises(OperationalError, match="unable to open"):
        other.ensure_connection()


@pytest.mark.parametrize(("pragma", "value"), SETTINGS.items())
def test_every_connection_has_the_stated_settings(database, pragma, value):
    with database.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_the_key_reaches_no_setting_no_query_log_and_no_error(database, database_key):
    database.force_debug_cursor = True
    with database.cursor() as cursor:
        cursor.execute("SELECT 1")
    shown = repr(database.queries) + repr(database.settings_dict) + repr(database.get_connection_params())
    assert "SELECT 1" in shown
    assert database_key.hex() not in shown
    assert repr(database_key) not in shown
    assert database_key.hex() not in repr(sys.modules["django.conf"].settings._wrapped.__dict__)


def test_the_log_is_cut_to_nothing_on_demand(table, tmp_path):
    with table.cursor() as cursor:
        fill(cursor)
    assert (tmp_path / "post.db-wal").stat().st_size > 0
    truncate_write_ahead_log(table)
    assert (tmp_path / "post.db-wal").stat().st_size == 0


def test_the_log_is_not_said_to_be_gone_while_a_reader_needs_it(table):
    reader = connections.create_connection(ALIAS)
    reader.settings_dict = {**reader.settings_dict, "OPTIONS": {"transaction_mode": "DEFERRED"}}
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM person").fetchone()
        with table.cursor() as writing:
            writing.execute("PRAGMA busy_timeout = 0")
            fill(writing, rounds=1)
        with pytest.raises(Conflict, match=r"vault\.checkpoint_busy"):
            truncate_write_ahead_log(table)
        cursor.execute("ROLLBACK")
    reader.close()
    truncate_write_ahead_log(table)


def test_a_key_of_another_length_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="32 bytes"):
        open_database_key.set(b"short")
