"""Gathering what a peer does not hold yet: the next entries of all streams given to it, cut between commands.

Own entries go in the order in which they were written, so that an act which wrote into several streams travels whole.
A stream of another node can be cut only where that node signed it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from safeconduct.foundation.exchange.standing import Heads, Said
from safeconduct.foundation.exchange.wire import Segment
from safeconduct.foundation.journal.accept import SignedHead, WireEntry
from safeconduct.foundation.journal.entry import stream_node
from safeconduct.foundation.journal.ledger import Ledger, head_bytes
from safeconduct.foundation.journal.paging import snapshot
from safeconduct.foundation.journal.statements import execute


@dataclass(frozen=True)
class Most:
    """How much goes into one bundle; a single command that is larger still goes whole."""

    entries: int = 500  # assumption: about a second of writing on a laptop
    bytes: int = 4 << 20  # assumption: lost again at most once on a bad link


@dataclass(frozen=True)
class _Row:
    position: int
    stream: str
    seq: int
    command: str
    hash: bytes
    wire: WireEntry

    @property
    def size(self) -> int:
        return sum(len(part or b"") for part in (self.wire.header, self.wire.named, self.wire.nameless))


def gather(here: Ledger, heads: Heads, said: Said, most: Most = Most()) -> tuple[Segment, ...]:
    """The next bundle's segments for a peer that said this; none where it holds all."""
    behind = {
        stream: said.holds.get(stream, 0) for stream, seq in heads.given.items() if said.holds.get(stream, 0) < seq
    }
    written = [stream for stream in behind if here.wrote(stream)]
    with snapshot():
        segments = _own_segments(here, {stream: behind[stream] for stream in written}, most)
        if segments:
            return segments
        for stream in behind.keys() - set(written):
            if stream_node(stream) in said.knows:
                carried = _carried_segment(stream, behind[stream], most)
                if carried is not None:
                    return (carried,)
    return ()


def _own_segments(here: Ledger, behind: dict[str, int], most: Most) -> tuple[Segment, ...]:
    limit = most.entries
    while True:
        rows, complete = _next_rows(behind, limit)
        end = _last_cut(rows, most, complete=complete)
        if end or complete:
            return _segments(here, rows[:end])
        limit *= 2  # one command has more entries than fit: it goes whole


def _next_rows(behind: dict[str, int], limit: int) -> tuple[list[_Row], bool]:
    """The next entries of these streams in the order of writing, and whether these are all there are."""
    found: list[_Row] = []
    complete = True
    for stream, after in behind.items():
        some = _rows(stream, after, limit + 1)
        complete = complete and len(some) <= limit
        found += some
    found.sort(key=lambda row: row.position)
    if complete:
        return found, True
    return found[: limit + 1], False


def _rows(stream: str, after: int, limit: int) -> list[_Row]:
    rows = execute(
        "SELECT position, stream, seq, command, hash, header, named, nameless FROM journal_entry "
        "WHERE stream = %s AND seq > %s ORDER BY seq LIMIT %s",
        [stream, after, limit],
    ).fetchall()
    return [_row(*row) for row in rows]


def _row(position: int, stream: str, seq: int, command: str, *parts: Any) -> _Row:
    hash_, header, named, nameless = (None if part is None else bytes(part) for part in parts)
    return _Row(position, stream, seq, command, hash_ or b"", WireEntry(header or b"", named, nameless))


def _last_cut(rows: Sequence[_Row], most: Most, *, complete: bool) -> int:
    """How many of the rows go: as many as fit, whole commands only, and at least one command."""
    size, cut = 0, 0
    for number, row in enumerate(rows):
        is_boundary = number > 0 and rows[number - 1].command != row.command
        if is_boundary:
            cut = number
        size += row.size
        if cut and (number >= most.entries or size > most.bytes):
            return cut
    return len(rows) if complete else cut


def _segments(here: Ledger, rows: Sequence[_Row]) -> tuple[Segment, ...]:
    by_stream: dict[str, list[_Row]] = {}
    for row in rows:
        by_stream.setdefault(row.stream, []).append(row)
    return tuple(
        Segment(_signed(here, some[-1]), tuple(row.wire for row in some)) for _, some in sorted(by_stream.items())
    )


def _signed(here: Ledger, last: _Row) -> SignedHead:
    signature = here.identity.sign(head_bytes(last.stream, last.seq, last.hash))
    return SignedHead(last.stream, last.seq, last.hash, signature)


def _carried_segment(stream: str, after: int, most: Most) -> Segment | None:
    cuts = execute(
        "SELECT seq, hash, signature FROM exchange_cut WHERE stream = %s AND seq > %s "
        "UNION SELECT seq, hash, signature FROM journal_head WHERE stream = %s AND seq > %s ORDER BY 1",
        [stream, after, stream, after],
    ).fetchall()
    if not cuts:
        return None
    fitting = [cut for cut in cuts if cut[0] - after <= most.entries] or cuts[:1]
    seq, hash_, signature = fitting[-1]
    entries = tuple(row.wire for row in _rows(stream, after, seq - after))
    return Segment(SignedHead(stream, seq, bytes(hash_), bytes(signature)), entries)
