"""Verifying: replay everything this node holds and say what does not agree. Reads only; runs beside the server."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection

from safeconduct.foundation.journal.entry import (
    NOTHING,
    Header,
    body_digest,
    digest,
    read_header,
    stream_audience,
    stream_node,
)
from safeconduct.foundation.journal.erase import is_erasing
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.ledger import Ledger, head_bytes
from safeconduct.foundation.journal.models import AudienceKey, Head, NodeKey, Secret, SubjectKey
from safeconduct.foundation.journal.paging import BY_STREAM, by_subject, entries, in_batches, snapshot
from safeconduct.foundation.journal.projector import Table, all_tables, rows_for
from safeconduct.foundation.journal.reading import Unread, read_entries
from safeconduct.foundation.journal.statements import DATABASE_FAILS
from safeconduct.foundation.journal.words import removed_words, words_to_remove
from safeconduct.foundation.vault.signing import NodeIdentity, is_signed_by
from safeconduct.kernel.problems import Problem

SUBJECTS_AT_ONCE = 500
# Ordinary tables: nothing in them is a record of people. See docs/decisions/0005-drafts-sessions-settings.md.
OUTSIDE = (
    "access_session",
    "access_preference",
    "access_attempt",
    "access_authenticator_clock",
    "access_integrity_check",
    "nodes_certificate",
    "exchange_contact",
    "exchange_aside",
    "exchange_cut",
    "exchange_keys_taken",
    "web_draft",
    "web_setting",
    "places_gazetteer",
    "border_post_waiting_file",
    "screening_intake",
    "screening_unopened",
)


class Finding(msgspec.Struct, frozen=True):
    """Something that does not agree: a stable code and where, never what a person's record says."""

    code: str
    where: str


class Verdict(msgspec.Struct, frozen=True):
    """What was looked through, and every finding."""

    entries: int
    subjects: int
    rows: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def verify(ledger: Ledger) -> Verdict:
    """Check chain, bodies, heads, keyring and every projected row, against one snapshot of the database.

    Not covered by any hash, and so not answered for: the moment at which an entry was taken in (`received_ms`), which
    of two streams was taken in first, and the list of what reactions passed over.
    """
    findings: list[Finding] = []
    keyring = ledger.keyring.afresh()  # of its own: the writer's goes on beside it
    with snapshot():
        total = _check_chain(findings)
        _check_heads(ledger, findings)
        _check_keyring(ledger, keyring, findings)
        subjects, rows = _check_rows(keyring, findings)
        _check_lists(findings)
    return Verdict(total, subjects, rows, tuple(findings))


def _check_chain(findings: list[Finding]) -> int:
    erased, words = _erased(), removed_words()
    total, highest, stream, previous, seq, position = 0, 0, "", NOTHING, 0, 0
    ends: dict[str, tuple[int, bytes]] = {}
    for row in entries(BY_STREAM):
        total, highest = total + 1, max(highest, row[0])
        if row[1] != stream:
            stream, previous, seq, position = row[1], NOTHING, 0, 0
        where = f"{row[1]}:{row[2]}"
        if row[0] <= position:
            findings.append(Finding("journal.position_out_of_order", where))
        position = row[0]
        findings.extend(
            Finding(code, where) for code in _entry_faults(row, previous, seq, _is_gone(row, erased, words))
        )
        previous, seq = bytes(row[6]), row[2]
        ends[stream] = (seq, previous)
    if highest != total:
        findings.append(Finding("journal.positions_not_gapless", "journal_entry"))
    held = {head.stream: (head.seq, bytes(head.hash)) for head in Head.objects.all()}
    for name in sorted(held.keys() | ends.keys()):
        if held.get(name) != ends.get(name):
            findings.append(Finding("journal.head_does_not_fit", name))
    return total


def _is_gone(row: tuple[Any, ...], erased: frozenset[str], words: Mapping[str, frozenset[str]]) -> bool:
    """Whether the entry's named body was removed, with its subject or by itself."""
    return row[3] in erased or f"{row[1]}:{row[2]}" in words.get(row[3], ())


def _entry_faults(row: tuple[Any, ...], previous: bytes, seq: int, gone: bool) -> Iterator[str]:
    _, stream, at, subject, command, part, hash_, data, named, nameless, received = row
    data = bytes(data)
    if digest(data) != bytes(hash_):
        yield "journal.header_changed"
        return
    try:
        header = read_header(data)
    except msgspec.MsgspecError:
        yield "journal.header_unreadable"
        return
    if (header.stream, header.seq, header.subject, header.command, header.part) != (stream, at, subject, command, part):
        yield "journal.columns_changed"
    if header.previous != previous or at != seq + 1:
        yield "journal.chain_broken"
    yield from _body_faults(header, named, nameless, gone)
    if received is not None and header.recorded_ms > received + 366 * 86_400_000:
        yield "journal.received_before_recorded"


def _body_faults(header: Header, named: Any, nameless: Any, gone: bool) -> Iterator[str]:
    if named is None:
        if header.named_digest and not gone:
            yield "journal.named_body_missing"
    elif body_digest(bytes(named)) != header.named_digest:
        yield "journal.named_body_changed"
    elif gone:
        yield "journal.named_body_of_erased"
    if body_digest(None if nameless is None else bytes(nameless)) != header.nameless_digest:
        yield "journal.nameless_body_changed"


def _erased() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_erasure")
        return frozenset(row[0] for row in cursor.fetchall())


def _check_heads(ledger: Ledger, findings: list[Finding]) -> None:
    keys = {row.node: row for row in NodeKey.objects.all()}
    own = keys.get(ledger.node)
    if own is None or bytes(own.public) != ledger.identity.public_key or own.epoch != ledger.epoch:
        findings.append(Finding("journal.node_key_changed", ledger.node))
    elif not _fits(ledger, bytes(own.private or b"")):
        findings.append(Finding("journal.private_key_changed", ledger.node))
    for head in Head.objects.order_by("stream"):
        key = keys.get(stream_node(head.stream))
        message = head_bytes(head.stream, head.seq, bytes(head.hash))
        if key is None or not is_signed_by(bytes(key.public), message, bytes(head.signature)):
            findings.append(Finding("journal.head_not_signed", head.stream))


def _fits(ledger: Ledger, wrapped: bytes) -> bool:
    try:
        return NodeIdentity.unwrap(ledger.signing_wrap, wrapped).public_key == ledger.identity.public_key
    except Problem:
        return False


def _check_keyring(ledger: Ledger, keyring: Keyring, findings: list[Finding]) -> None:
    erased = _erased()
    for subject in SubjectKey.objects.order_by("subject").values_list("subject", flat=True).iterator(chunk_size=2000):
        if subject in erased:
            findings.append(Finding("keyring.key_of_erased", subject))
        _try(findings, "keyring.key_changed", subject, keyring.subject_key, subject)
    for name in AudienceKey.objects.order_by("id").values_list("id", flat=True):
        _try(findings, "keyring.key_changed", name, keyring.audience_key, *name.split("@"))
    for name in Secret.objects.order_by("id").values_list("id", flat=True):
        _try(findings, "keyring.key_changed", name, keyring.secret, name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.subject FROM journal_subject_key k WHERE NOT EXISTS "
            "(SELECT 1 FROM journal_entry e WHERE e.subject = k.subject)"
        )
        findings.extend(Finding("keyring.key_of_nobody", row[0]) for row in cursor.fetchall())
    _check_keys_are_here(ledger, findings)


def _check_keys_are_here(ledger: Ledger, findings: list[Finding]) -> None:
    # Keys of what others wrote travel apart from it and may come later; those of its own a node has.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT e.subject FROM journal_entry e WHERE e.named IS NOT NULL AND e.stream LIKE %s "
            "AND NOT EXISTS (SELECT 1 FROM journal_subject_key k WHERE k.subject = e.subject) "
            "AND NOT EXISTS (SELECT 1 FROM journal_erasure r WHERE r.subject = e.subject) ORDER BY e.subject",
            [f"{ledger.node}.%"],
        )
        findings.extend(Finding("keyring.key_missing", row[0]) for row in cursor.fetchall())


def _try(findings: list[Finding], code: str, where: str, read: Any, *arguments: str) -> None:
    try:
        read(*arguments)
    except Problem:
        findings.append(Finding(code, where))


def _check_rows(keyring: Keyring, findings: list[Finding]) -> tuple[int, int]:
    subjects = rows = 0
    erased, words = _erased(), removed_words()
    counts = {table.name: 0 for table in all_tables()}
    keys = {table.name: table.key for table in all_tables()}
    for batch in in_batches(by_subject(), SUBJECTS_AT_ONCE):
        expected: dict[str, dict[str, list[Any]]] = {name: {} for name in counts}
        for subject, found in batch:
            removed = words.get(subject, frozenset())
            for name, values in _replayed(
                keyring, subject, found, findings, removed, is_erased=subject in erased
            ).items():
                key = keys[name]
                expected[name].update({key(table_row): table_row for table_row in values})
        for table in all_tables():
            counts[table.name] += len(expected[table.name])
            _compare(table, [subject for subject, _ in batch], expected[table.name], findings)
        subjects += len(batch)
    with connection.cursor() as cursor:
        for name, count in counts.items():
            cursor.execute(f"SELECT COUNT(*) FROM {name}")
            rows += count
            if cursor.fetchone()[0] != count:
                findings.append(Finding("rows.too_many_or_few", name))
    return subjects, rows


def _replayed(
    keyring: Keyring,
    subject: str,
    found: list[tuple[Any, ...]],
    findings: list[Finding],
    removed: frozenset[str],
    *,
    is_erased: bool,
) -> dict[str, list[list[Any]]]:
    entries = read_entries(keyring, [(row[7], row[8], row[9]) for row in found])
    try:
        rows, left_out = rows_for(subject, entries.held, strict=True)
    except DATABASE_FAILS:
        raise
    except Exception as failure:
        findings.append(Finding(f"replay.{Unread(subject, '', failure).code}", subject))
        return {}
    # What was erased, an entry says; and what an entry says, was done.
    began = stream_audience(str(found[0][1]))
    erasing = (is_erasing(type(one.fact), stream_audience(one.stream), began) for one in entries.held)
    if any(erasing) != is_erased:
        findings.append(
            Finding("journal.erasure_not_done" if not is_erased else "journal.erasure_without_entry", subject)
        )
    if words_to_remove(entries.held) != removed:
        findings.append(Finding("journal.words_not_removed", subject))
    findings.extend(Finding(f"replay.{one.code}", one.ref or subject) for one in [*entries.unread, *left_out])
    return rows


def _compare(table: Table, subjects: list[str], expected: dict[str, list[Any]], findings: list[Finding]) -> None:
    marks = ", ".join(["%s"] * len(subjects))
    with connection.cursor() as cursor:
        cursor.execute(f"{table.select} WHERE subject IN ({marks})", subjects)
        held = {table.key(row): row for row in cursor.fetchall()}
    for key in expected.keys() | held.keys():
        if key not in held:
            findings.append(Finding("rows.missing", f"{table.name}:{key}"))
        elif key not in expected:
            findings.append(Finding("rows.unfounded", f"{table.name}:{key}"))
        elif not all(map(_agree, held[key], expected[key])):
            findings.append(Finding("rows.changed", f"{table.name}:{key}"))


def _agree(held: Any, expected: Any) -> bool:
    if hasattr(expected, "obj"):  # PostgreSQL keeps JSON in a form of its own and gives it back as text
        return bool(json.loads(held) == json.loads(expected.dumps(expected.obj))) if held is not None else False
    return bool(plain(held) == plain(expected))


def plain(value: Any) -> Any:
    """One form for a value, whichever database and adapter it came through."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    if isinstance(value, datetime):
        moment = value if value.tzinfo is None else value.astimezone(UTC).replace(tzinfo=None)
        return moment.isoformat(" ")
    return value


def _check_lists(findings: list[Finding]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_dirty ORDER BY subject")
        findings.extend(Finding("journal.dirty", row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT subject, code FROM journal_stuck ORDER BY subject")
        findings.extend(Finding(f"journal.stuck.{row[1]}", row[0]) for row in cursor.fetchall())
        cursor.execute("SELECT COALESCE(MAX(position), 0) FROM journal_entry")
        last = cursor.fetchone()[0]
        cursor.execute("SELECT reaction, position FROM journal_cursor ORDER BY reaction")
        # Behind is no fault: it catches up. Ahead, it would never see what comes.
        findings.extend(Finding("journal.reaction_ahead", row[0]) for row in cursor.fetchall() if row[1] > last)
        cursor.execute(
            "SELECT r.subject FROM journal_erasure r WHERE NOT EXISTS "
            "(SELECT 1 FROM journal_entry e WHERE e.subject = r.subject)"
        )
        findings.extend(Finding("journal.erasure_of_nobody", row[0]) for row in cursor.fetchall())
