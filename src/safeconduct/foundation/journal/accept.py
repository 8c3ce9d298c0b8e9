"""Accepting entries of another node: verify the chain and the head, store, mark dirty. Projection comes after."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import connection, transaction

from safeconduct.foundation.journal.append import INSERT
from safeconduct.foundation.journal.entry import (
    NOTHING,
    Header,
    body_digest,
    digest,
    read_header,
    stream_audience,
    stream_node,
    to_ms,
)
from safeconduct.foundation.journal.erase import erase_named, erases
from safeconduct.foundation.journal.ledger import End, Ledger, head_bytes
from safeconduct.foundation.journal.models import NodeKey
from safeconduct.foundation.journal.statements import execute, execute_many
from safeconduct.foundation.journal.words import removed_words
from safeconduct.foundation.vault.signing import is_signed_by
from safeconduct.kernel.facts import known_fact_types
from safeconduct.kernel.problems import Conflict, Refused

ID = 32
MOST_PARTS = 2**31 - 1


class WireEntry(msgspec.Struct, frozen=True, array_like=True):
    """An entry as it travels: header bytes and the two ciphertexts (None where erased)."""

    header: bytes
    named: bytes | None
    nameless: bytes | None


class SignedHead(msgspec.Struct, frozen=True, array_like=True):
    """The end of a stream, signed by its node."""

    stream: str
    seq: int
    hash: bytes
    signature: bytes


def accept(ledger: Ledger, entries: Sequence[WireEntry], head: SignedHead) -> int:
    """Store the entries of one stream that this node does not have yet; returns how many.

    The content is never judged. Refused: journal.unknown_node, journal.head_not_signed, journal.chain_broken,
    journal.body_does_not_fit, journal.own_stream. Conflict: journal.fork (the node wrote two histories).
    """
    if ledger.is_own(head.stream):
        raise Refused("journal.own_stream")
    _check_signature(head)
    with transaction.atomic():
        end = ledger.ends.get(head.stream, End(0, NOTHING))
        checked = [(_checked(wire, head.stream), wire) for wire in entries]
        sent = [(header.seq, digest(wire.header)) for header, wire in checked]
        _check_what_is_held(head.stream, [*sent, (head.seq, head.hash)], end)
        rows, last = _rows(ledger, [one for one in checked if one[0].seq > end.seq], head.stream, end)
        if last.seq == head.seq and last.hash != head.hash:
            raise Conflict("journal.fork", stream=head.stream)
        if last.seq != max(end.seq, head.seq):
            raise Refused("journal.chain_broken", stream=head.stream, seq=last.seq)
        if rows:
            _store(ledger, rows, head, with_name={digest(wire.header) for _, wire in checked if wire.named is not None})
    ledger.ends[head.stream] = last
    ledger.position += len(rows)
    return len(rows)


def _check_what_is_held(stream: str, sent: list[tuple[int, bytes]], end: End) -> None:
    """Whoever sends an older bundle again sends what is held here. Conflict: journal.fork."""
    known = {seq: hash_ for seq, hash_ in sent if seq <= end.seq}
    if not known:
        return
    held = execute(
        "SELECT seq, hash FROM journal_entry WHERE stream = %s AND seq BETWEEN %s AND %s",
        [stream, min(known), max(known)],
    )
    if any(known.get(seq, bytes(hash_)) != bytes(hash_) for seq, hash_ in held.fetchall()):
        raise Conflict("journal.fork", stream=stream)


def _store(ledger: Ledger, rows: list[list[Any]], head: SignedHead, *, with_name: set[bytes]) -> None:
    execute_many(INSERT, rows)
    ledger.recent.forget(str(row[3]) for row in rows)
    execute_many(
        "INSERT INTO journal_dirty (subject) VALUES (%s) ON CONFLICT (subject) DO NOTHING",
        sorted({(str(row[3]),) for row in rows}),
    )
    execute(
        "INSERT INTO journal_head (stream, seq, hash, signature) VALUES (%s, %s, %s, %s) ON CONFLICT (stream) "
        "DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature",
        [head.stream, head.seq, head.hash, head.signature],
    )
    audience = stream_audience(head.stream)
    erasing = {}
    for row in rows:
        subject, type_name = str(row[3]), read_header(row[7]).type
        if erases(type_name, audience, subject):
            erasing[subject] = known_fact_types()[type_name].KIND
    for subject, kind in sorted(erasing.items()):
        erase_named(ledger.keyring, subject, kind)
    dropped = Counter(str(row[3]) for row in rows if row[8] is None and row[6] in with_name)
    for subject, number in sorted(dropped.items()):
        execute("UPDATE journal_erasure SET dropped = dropped + %s WHERE subject = %s", [number, subject])


def _check_signature(head: SignedHead) -> None:
    key = NodeKey.objects.filter(node=stream_node(head.stream)).first()
    if key is None:
        raise Refused("journal.unknown_node")
    if not is_signed_by(bytes(key.public), head_bytes(head.stream, head.seq, head.hash), head.signature):
        raise Refused("journal.head_not_signed")


def _rows(
    ledger: Ledger, entries: Sequence[tuple[Header, WireEntry]], stream: str, end: End
) -> tuple[list[list[Any]], End]:
    erased, words = _erased(), removed_words()
    received = to_ms(ledger.clock.now())
    rows: list[list[Any]] = []
    for header, wire in entries:
        if header.seq != end.seq + 1 or header.previous != end.hash:
            raise Refused("journal.chain_broken", stream=stream, seq=header.seq)
        ledger.hybrid.adopt(header.clock)
        hash_ = digest(wire.header)
        gone = header.subject in erased or f"{stream}:{header.seq}" in words.get(header.subject, ())
        named = None if gone else wire.named  # what arrives after an erasure is dropped
        rows.append(
            [
                ledger.position + len(rows) + 1,
                stream,
                header.seq,
                header.subject,
                header.command,
                header.part,
                hash_,
                wire.header,
                named,
                wire.nameless,
                received,
            ]
        )
        end = End(header.seq, hash_)
    return rows, end


def _checked(wire: WireEntry, stream: str) -> Header:
    try:
        header = read_header(wire.header)
    except msgspec.MsgspecError as failure:
        raise Refused("journal.chain_broken", stream=stream, seq=0) from failure
    if header.stream != stream or not _fits_columns(header):
        raise Refused("journal.chain_broken", stream=stream, seq=header.seq)
    if wire.named is not None and body_digest(wire.named) != header.named_digest:
        raise Refused("journal.body_does_not_fit", stream=stream, seq=header.seq)
    if wire.nameless is not None and body_digest(wire.nameless) != header.nameless_digest:
        raise Refused("journal.body_does_not_fit", stream=stream, seq=header.seq)
    return header


def _fits_columns(header: Header) -> bool:
    return len(header.subject) <= ID and len(header.command) <= ID and 0 <= header.part <= MOST_PARTS


def _erased() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_erasure")
        return frozenset(row[0] for row in cursor.fetchall())
