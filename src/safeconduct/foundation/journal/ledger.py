"""The node's open journal: who this node is, where its streams end, and the keys it holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from safeconduct.foundation.journal.entry import NOTHING, stream_epoch, stream_name, stream_node
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.recent import Recent
from safeconduct.foundation.journal.statements import execute_many
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.kernel.clock import Clock, HybridClock
from safeconduct.kernel.problems import Conflict

RULES_VERSION = 1


@dataclass
class End:
    """Where a stream ends."""

    seq: int = 0
    hash: bytes = NOTHING


@dataclass
class Place:
    """How far a reaction has read, and what of it is stored: the entries between have nothing for it."""

    read: int = 0
    stored: int = 0


@dataclass
class Ledger:
    """One process's hold on the journal. `ends` and `position` are read once and kept by the single writer."""

    node: str
    epoch: int
    identity: NodeIdentity
    keyring: Keyring
    clock: Clock
    hybrid: HybridClock
    signing_wrap: bytes
    ends: dict[str, End] = field(default_factory=dict)
    position: int = 0
    moved: set[str] = field(default_factory=set)
    settled: bool = True
    recent: Recent = field(default_factory=Recent)
    places: dict[str, Place] | None = None  # how far each reaction has read, once it was asked
    keep_right: Callable[[], None] = lambda: None  # raises where another process may write by now

    def stream(self, audience: str) -> str:
        """This node's stream for an audience."""
        return stream_name(self.node, self.epoch, audience)

    def is_own(self, stream: str) -> bool:
        """Whether this node writes the stream now, or may yet: its own, of this epoch or a later one."""
        return self.wrote(stream) and stream_epoch(stream) >= self.epoch

    def wrote(self, stream: str) -> bool:
        """Whether the stream is of this node, of whichever epoch."""
        return stream_node(stream) == self.node

    def load_ends(self) -> None:
        """Read where the streams end; also after a rollback."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT stream, seq, hash FROM journal_head")
            self.ends = {stream: End(seq, bytes(hash_)) for stream, seq, hash_ in cursor.fetchall()}
            cursor.execute("SELECT COALESCE(MAX(position), 0) FROM journal_entry")
            self.position = cursor.fetchone()[0]
        self.moved = set()
        self.settled = True

    def unsettle(self) -> None:
        """Forget what was known in memory: the transaction that changed it failed, or may have."""
        self.keyring.forget_made()
        self.keyring.forget()
        self.recent.clear()
        self.places = None
        self.settled = False

    def settle(self) -> None:
        """Read anew where the streams end, if that is not known. Conflict: node.second_writer."""
        if not self.settled:
            self.keep_right()
            self.load_ends()

    def sign_moved_heads(self) -> None:
        """Sign the end of every stream that moved since the last commit; belongs to the same transaction."""
        rows: list[list[Any]] = []
        for stream in sorted(self.moved):
            end = self.ends[stream]
            rows.append([stream, end.seq, end.hash, self.identity.sign(head_bytes(stream, end.seq, end.hash))])
        if rows:
            execute_many(
                "INSERT INTO journal_head (stream, seq, hash, signature) VALUES (%s, %s, %s, %s) "
                "ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, "
                "signature = excluded.signature",
                rows,
            )
        self.moved = set()


def head_bytes(stream: str, seq: int, hash_: bytes) -> bytes:
    """What a head's signature covers."""
    return f"1|{stream}|{seq}|".encode() + hash_


_open: list[Ledger] = []


def open_ledger(ledger: Ledger) -> None:
    """Make a ledger the one this process works with."""
    close_ledger()
    ledger.load_ends()
    _open.append(ledger)


def close_ledger() -> None:
    """Forget the ledger and its keys."""
    _open.clear()


def ledger() -> Ledger:
    """The process's ledger. Raises Conflict `node.not_open` when the node has not been opened."""
    if not _open:
        raise Conflict("node.not_open")
    return _open[-1]
