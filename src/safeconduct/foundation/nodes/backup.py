"""Backing up and restoring a node: journal and bodies in one file, the keyring in another, kept apart.

Tables are not backed up; they are computed anew. The keyring file is to be kept at most 30 days: an erased
person's key lives as long as the oldest keyring file that holds it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from safeconduct.foundation.journal.append import INSERT
from safeconduct.foundation.journal.paging import COLUMNS, snapshot
from safeconduct.foundation.journal.rebuild import rebuild
from safeconduct.foundation.nodes.home import Home
from safeconduct.foundation.nodes.opening import OpenNode, open_node
from safeconduct.foundation.vault.backup_file import JOURNAL, KEYRING, read_backup, read_header, write_backup
from safeconduct.foundation.vault.derived_keys import backup_key
from safeconduct.foundation.vault.durable_files import write_durably
from safeconduct.foundation.vault.vault_file import open_vault
from safeconduct.kernel.codec import decode, encode
from safeconduct.kernel.problems import Conflict, Refused

CHUNK_BYTES = 1 << 20
KEEP_KEYRING_DAYS = 30  # house.md, section 4

_JOURNAL_TABLES = {
    "journal_entry": COLUMNS.split(", "),
    "journal_head": ["stream", "seq", "hash", "signature"],
    "journal_peer_receipt": ["id", "node", "stream", "seq", "hash", "signature"],
    "journal_erasure": ["subject", "dropped"],
    "journal_erased_words": ["id", "subject"],
    "journal_cursor": ["reaction", "position"],
    "journal_passed_over": ["id", "reaction", "position", "code"],
    "journal_dirty": ["subject"],
    "exchange_cut": ["id", "stream", "seq", "hash", "signature"],
}
_KEYRING_TABLES = {
    "journal_node_key": ["node", "epoch", "public", "private"],
    "journal_subject_key": ["subject", "wrapped"],
    "journal_audience_key": ["id", "wrapped"],
    "journal_secret": ["id", "wrapped"],
    # A spare machine answers by the same certificate: devices need not be told anew.
    "nodes_certificate": ["part", "certificate", "private"],
    "exchange_keys_taken": ["id", "through"],
}


@dataclass(frozen=True)
class BackupFiles:
    """The files of one backup, by a common name."""

    folder: Path
    name: str

    @property
    def journal(self) -> Path:
        """Entries and bodies: ciphertext within ciphertext."""
        return self.folder / f"{self.name}.journal.scb"

    @property
    def keyring(self) -> Path:
        """The wrapped keys; destroy after 30 days."""
        return self.folder / f"{self.name}.keyring.scb"

    @property
    def vault(self) -> Path:
        """The vault file, with which a passphrase opens the other two."""
        return self.folder / f"{self.name}.vault.json"

    @property
    def card(self) -> Path:
        """The node's card."""
        return self.folder / f"{self.name}.node.json"


def back_up(node: OpenNode, folder: Path, *, now: datetime) -> BackupFiles:
    """Write a backup; runs beside the server, of one moment. Returns where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    files = BackupFiles(folder, f"{now:%Y%m%dT%H%M%SZ}-{node.card.node[-8:]}")
    if files.journal.exists():
        raise Conflict("backup.exists", file=files.journal.name)
    key = backup_key(node.root)
    with snapshot():
        write_backup(files.keyring, KEYRING, _chunks(_KEYRING_TABLES), key, node_id=node.card.node, created=now)
        write_backup(files.journal, JOURNAL, _chunks(_JOURNAL_TABLES), key, node_id=node.card.node, created=now)
    write_durably(files.vault, node.home.vault.read_bytes())
    write_durably(files.card, node.home.card_file.read_bytes())
    node.home.note_backup(folder, now)
    return files


def find_backup(journal: Path) -> BackupFiles:
    """The files that belong to a journal file. Refused: backup.incomplete (file)."""
    if not journal.name.endswith(".journal.scb"):
        raise Refused("backup.not_a_journal_file", file=journal.name)
    files = BackupFiles(journal.parent, journal.name.removesuffix(".journal.scb"))
    for path in (files.journal, files.keyring, files.vault, files.card):
        if not path.exists():
            raise Refused("backup.incomplete", file=path.name)
    return files


def restore(files: BackupFiles, home: Home, *, opener: str, passphrase: str) -> OpenNode:
    """Restore into an empty folder, open a new epoch, compute the tables. Nothing is left behind if a file is damaged.

    Conflict: backup.folder_in_use. Refused: those of the vault and of the backup files.
    """
    if home.exists() or home.database.exists() or home.vault.exists():
        raise Conflict("backup.folder_in_use")
    key = backup_key(open_vault(files.vault, opener=opener, passphrase=passphrase))
    if read_header(files.keyring).node_id != read_header(files.journal).node_id:
        raise Refused("backup.files_of_two_nodes")
    home.folder.mkdir(parents=True, exist_ok=True)
    write_durably(home.vault, files.vault.read_bytes())
    write_durably(home.card_file, files.card.read_bytes())
    try:
        return _filled(files, home, key, opener, passphrase)
    except BaseException:
        for path in home.folder.glob("*"):
            path.unlink()
        raise


def _filled(files: BackupFiles, home: Home, key: bytes, opener: str, passphrase: str) -> OpenNode:
    node = open_node(home, opener=opener, passphrase=passphrase, writing=True)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM journal_node_key")
            _insert_all(_KEYRING_TABLES, read_backup(files.keyring, key, kind=KEYRING))
            _insert_all(_JOURNAL_TABLES, read_backup(files.journal, key, kind=JOURNAL))
            _erase_again()
            _open_epoch(node.card.node)
    except BaseException:
        node.close()
        raise
    node.close()
    node = open_node(home, opener=opener, passphrase=passphrase, writing=True)
    rebuild(node.ledger)
    return node


def _chunks(tables: dict[str, list[str]]) -> Iterator[bytes]:
    for table, columns in tables.items():
        batch: list[list[Any]] = []
        size = 0
        for row in _rows(table, columns):
            batch.append(row)
            size += sum(len(value) for value in row if isinstance(value, bytes)) + 200
            if size >= CHUNK_BYTES:  # photos are large, most entries small: cut by bytes
                yield encode([table, batch])
                batch, size = [], 0
        if batch:
            yield encode([table, batch])


def _rows(table: str, columns: list[str]) -> Iterator[list[Any]]:
    order = columns[0]
    after: Any = None
    while True:
        where = "" if after is None else f"WHERE {order} > %s"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {', '.join(columns)} FROM {table} {where} ORDER BY {order} LIMIT 2000",
                [] if after is None else [after],
            )
            rows = cursor.fetchall()
        for row in rows:
            yield [bytes(value) if isinstance(value, memoryview) else value for value in row]
        if len(rows) < 2000:
            return
        after = rows[-1][0]


def _insert_all(tables: dict[str, list[str]], chunks: Iterable[bytes]) -> None:
    for chunk in chunks:
        table, rows = decode(chunk)
        columns = tables[table]
        marks = ", ".join(["%s"] * len(columns))
        sql = INSERT if table == "journal_entry" else f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        with connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def _erase_again() -> None:
    # The keyring file may be older than the journal file: what was erased in between stays erased.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_subject_key WHERE subject IN (SELECT subject FROM journal_erasure)")
        cursor.execute("UPDATE journal_entry SET named = NULL WHERE subject IN (SELECT subject FROM journal_erasure)")
        cursor.execute(
            "UPDATE journal_entry SET named = NULL WHERE EXISTS (SELECT 1 FROM journal_erased_words w "
            "WHERE w.subject = journal_entry.subject AND w.id = stream || ':' || CAST(seq AS TEXT))"
        )


def _open_epoch(node: str) -> None:
    # What was written after the backup is lost here but may be known elsewhere: no entry number is used twice.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_node_key SET epoch = epoch + 1 WHERE node = %s", [node])
