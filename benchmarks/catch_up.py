"""A new node takes in everything another one holds, and computes its tables; then it computes them anew.

python -m benchmarks.catch_up      SAFECONDUCT_BENCH=quick takes 70,000 entries instead of a million
"""

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import nodes
from benchmarks.figures import QUICK, Figure, most, report
from benchmarks.processes import run, say

ENTRIES = 70_000 if QUICK else 1_000_000
BUNDLE = 3500  # entries; cut between acts
SELF = "benchmarks.catch_up"


def measure() -> list[Figure]:
    """Fill one node, let another catch up, then rebuild it; each in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="safeconduct-bench-"))
    try:
        filled = run(SELF, "fill", str(folder))
        received = run(SELF, "receive", str(folder))
        rebuilt = run(SELF, "rebuild", str(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    number = received["entries"]
    same = filled["hash"] == received["hash"] == rebuilt["hash"]
    anchor = "CouchDB/PouchDB about 17 documents/s"
    scale = number / 1_000_000
    return [
        Figure(f"catch-up of a new node, {number:,} entries", received["seconds"], "s", anchor,
               f"<= {150 * scale:.0f} s (150 s for 1 M)", most(received["seconds"], 150 * scale)),
        Figure("  storing / projecting", f"{received['storing']:.1f} / {received['projecting']:.1f}", "s"),
        Figure("  peak memory", received["peak_mb"], "MB", "", "<= 600 MB", most(received["peak_mb"], 600)),
        Figure("  disk an entry", received["bytes"], "bytes", "", "<= 1,400", most(received["bytes"], 1400)),
        Figure(f"rebuild of {number:,} entries", rebuilt["seconds"], "s"),
        Figure("  peak memory", rebuilt["peak_mb"], "MB", "", "<= 600 MB", most(rebuilt["peak_mb"], 600)),
        Figure("  tables written one act at a time, caught up, and rebuilt", "equal" if same else "DIFFERENT",
               "hashes", "", "equal", same),
    ]  # fmt: skip


def fill(folder: Path) -> None:
    """The first node: families, sixteen in a commit; then everything in bundles as they would travel, with the keys."""
    with nodes.node_in(folder / "first") as node:
        nodes.fill(node, 0, ENTRIES // nodes.ENTRIES)
        _write_bundles(node, folder)
        found = table_hash()
    say(hash=found)


def receive(folder: Path) -> None:
    """The second node: take in the bundles, then project what they touched."""
    with nodes.node_in(folder / "second", furnished=False) as node:
        from django.db import connection

        from safeconduct.foundation.journal.accept import accept
        from safeconduct.foundation.journal.rebuild import project_dirty

        _take_keys(node, folder)
        begun = time.perf_counter()
        for entries, head in _bundles(folder):
            accept(node.ledger, entries, head)
        stored = time.perf_counter()
        project_dirty(node.ledger)
        done = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
            cursor.execute("SELECT COUNT(*) FROM journal_entry")
            number = cursor.fetchone()[0]
        size = node.home.database.stat().st_size
        found = table_hash()
    say(entries=number, seconds=done - begun, storing=stored - begun, projecting=done - stored,
        bytes=size / number, hash=found)  # fmt: skip


def rebuild(folder: Path) -> None:
    """The second node once more, all tables anew."""
    with nodes.node_in(folder / "second", furnished=False) as node:
        from safeconduct.foundation.journal.rebuild import rebuild as rebuild_all

        begun = time.perf_counter()
        rebuild_all(node.ledger)
        seconds = time.perf_counter() - begun
        found = table_hash()
    say(seconds=seconds, hash=found)


def table_hash() -> str:
    """One digest over every row of every projected table."""
    from django.db import connection

    from safeconduct.foundation.journal.projector import all_tables
    from safeconduct.foundation.journal.verify import plain

    digest = hashlib.sha256()
    for table in all_tables():
        with connection.cursor() as cursor:
            order = "subject, id" if "id" in table.columns else "subject"
            cursor.execute(f"{table.select} ORDER BY {order}")
            while rows := cursor.fetchmany(2000):
                for row in rows:
                    digest.update(repr([plain(value) for value in row]).encode())
    return digest.hexdigest()


def _write_bundles(node: Any, folder: Path) -> None:
    from django.db import connection

    from safeconduct.foundation.journal.accept import SignedHead, WireEntry
    from safeconduct.foundation.journal.ledger import head_bytes
    from safeconduct.foundation.vault.sealing import unwrap_key

    encoder, ledger = msgspec.msgpack.Encoder(), node.ledger
    with (folder / "bundles").open("wb") as file, connection.cursor() as cursor:
        for stream, end in sorted(ledger.ends.items()):
            after = 0
            while after < end.seq:
                cursor.execute(
                    "SELECT seq, hash, header, named, nameless FROM journal_entry "
                    "WHERE stream = %s AND seq > %s ORDER BY seq LIMIT %s",
                    [stream, after, BUNDLE],
                )
                rows = cursor.fetchall()
                after, hash_ = rows[-1][0], bytes(rows[-1][1])
                head = SignedHead(stream, after, hash_, ledger.identity.sign(head_bytes(stream, after, hash_)))
                data = encoder.encode([[WireEntry(*row[2:]) for row in rows], head])
                file.write(len(data).to_bytes(4) + data)
        # Keys never travel with entries; here they are handed over beside them, in a folder that is gone at the end.
        keys: dict[str, list[tuple[str, bytes]]] = {}
        for table, column in (("journal_subject_key", "subject"), ("journal_audience_key", "id")):
            cursor.execute(f"SELECT {column}, wrapped FROM {table}")
            keys[table] = [
                (name, unwrap_key(ledger.keyring._kek, bytes(wrapped), subject_id=name))
                for name, wrapped in cursor.fetchall()
            ]
    known = {"node": ledger.node, "public": ledger.identity.public_key, "keys": keys}
    (folder / "keys").write_bytes(encoder.encode(known))


def _take_keys(node: Any, folder: Path) -> None:
    from django.db import transaction

    from safeconduct.foundation.journal.models import NodeKey

    known = msgspec.msgpack.decode((folder / "keys").read_bytes())
    NodeKey.objects.create(node=known["node"], epoch=1, public=known["public"])
    keyring = node.ledger.keyring
    with transaction.atomic():
        for name, key in known["keys"]["journal_subject_key"]:
            keyring.take_subject_key(name, key)
        for name, key in known["keys"]["journal_audience_key"]:
            audience, month = name.split("@")
            keyring.take_audience_key(f"{known['node']}.{audience}", month, key)


def _bundles(folder: Path) -> Iterator[tuple[Any, Any]]:
    from safeconduct.foundation.journal.accept import SignedHead, WireEntry

    decoder = msgspec.msgpack.Decoder(tuple[list[WireEntry], SignedHead])
    with (folder / "bundles").open("rb") as file:
        while size := file.read(4):
            yield decoder.decode(file.read(int.from_bytes(size)))


PARTS = {"fill": fill, "receive": receive, "rebuild": rebuild}

if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in PARTS:
        PARTS[sys.argv[1]](Path(sys.argv[2]))
    else:
        report(measure)
