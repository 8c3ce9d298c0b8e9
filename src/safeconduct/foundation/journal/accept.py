"""Accepting entries of another node: verify the chain and the head, store, mark dirty. Projection comes after."""

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
    stream_node,
    to_ms,
)
from safeconduct.foundation.journal.ledger import End, Ledger, head_bytes
from safeconduct.foundation.journal.models import NodeKey
from safeconduct.foundation.vault.signing import is_signed_by
from safeconduct.kernel.problems import Conflict, Refused


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
        rows, last = _rows(ledger, entries, head.stream, end)
        if (last.seq, last.hash) != (head.seq, head.hash):
            raise Conflict("journal.fork", stream=head.stream)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
            cursor.executemany(
                "INSERT INTO journal_dirty (subject) VALUES (%s) ON CONFLICT (subject) DO NOTHING",
                sorted({(str(row[3]),) for row in rows}),
            )
            cursor.execute(
                "INSERT INTO journal_head (stream, seq, hash, signature) VALUES (%s, %s, %s, %s) ON CONFLICT (stream) "
                "DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature",
                [head.stream, head.seq, head.hash, head.signature],
            )
    ledger.ends[head.stream] = last
    ledger.position += len(rows)
    return len(rows)


def _check_signature(head: SignedHead) -> None:
    key = NodeKey.objects.filter(node=stream_node(head.stream)).first()
    if key is None:
        raise Refused("journal.unknown_node")
    if not is_signed_by(bytes(key.public), head_bytes(head.stream, head.seq, head.hash), head.signature):
        raise Refused("journal.head_not_signed")


def _rows(ledger: Ledger, entries: Sequence[WireEntry], stream: str, end: End) -> tuple[list[list[Any]], End]:
    erased = _erased()
    received = to_ms(ledger.clock.now())
    rows: list[list[Any]] = []
    for wire in entries:
        header = _checked(wire, stream)
        if header.seq <= end.seq:
            continue  # sent twice
        if header.seq != end.seq + 1 or header.previous != end.hash:
            raise Refused("journal.chain_broken", stream=stream, seq=header.seq)
        ledger.hybrid.adopt(header.clock)
        hash_ = digest(wire.header)
        named = None if header.subject in erased else wire.named  # what arrives after an erasure is dropped
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
    if header.stream != stream:
        raise Refused("journal.chain_broken", stream=stream, seq=header.seq)
    if wire.named is not None and body_digest(wire.named) != header.named_digest:
        raise Refused("journal.body_does_not_fit", stream=stream, seq=header.seq)
    if wire.nameless is not None and body_digest(wire.nameless) != header.nameless_digest:
        raise Refused("journal.body_does_not_fit", stream=stream, seq=header.seq)
    return header


def _erased() -> frozenset[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_erasure")
        return frozenset(row[0] for row in cursor.fetchall())
