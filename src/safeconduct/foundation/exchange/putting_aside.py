"""What is not taken in is put aside for a person to look at: bounded, each message once, and never in the way."""

import hashlib

from safeconduct.foundation.dispatch import in_writer, submit
from safeconduct.foundation.exchange.commands import RemoveAside
from safeconduct.foundation.exchange.wire import LARGEST_ENVELOPE
from safeconduct.foundation.journal.entry import to_ms
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.statements import execute, first
from safeconduct.kernel.acts import Act

MOST_ROWS = 500  # assumption: beyond, a flood is only counted on the last row
MOST_BYTES = 256 << 20  # assumption: contents kept in all; beyond, a row says what came and keeps nothing
GAP = "exchange.gap"


def put_aside(here: Ledger, data: bytes, *, sender: str, kind: str, code: str, stream: str = "") -> None:
    """Remember what came and why it was not taken in; belongs into the writer."""
    number, kept = first("SELECT COUNT(*), COALESCE(SUM(LENGTH(content)), 0) FROM exchange_aside")
    name = hashlib.sha256(data).hexdigest()[:32]
    known = first("SELECT 1 FROM exchange_aside WHERE id = %s", [name]) is not None
    if number >= MOST_ROWS and not known:
        execute(
            "UPDATE exchange_aside SET times = times + 1 WHERE id = "
            "(SELECT id FROM exchange_aside ORDER BY put_ms DESC, id LIMIT 1)"
        )
        return
    fits = len(data) <= LARGEST_ENVELOPE and kept + len(data) <= MOST_BYTES
    execute(
        "INSERT INTO exchange_aside (id, sender, kind, code, stream, put_ms, times, size, content) "
        "VALUES (%s, %s, %s, %s, %s, %s, 1, %s, %s) ON CONFLICT (id) DO UPDATE SET "
        "times = exchange_aside.times + 1, code = excluded.code, stream = excluded.stream",
        [
            name,
            sender[:32],
            kind[:16],
            code[:80],
            stream[:80],
            to_ms(here.clock.now()),
            len(data),
            data if fits else None,
        ],
    )


def waiting_for_earlier(sender: str) -> list[bytes]:
    """Bundles of a sender that came before the entries they follow on; oldest first."""
    rows = execute(
        "SELECT content FROM exchange_aside WHERE sender = %s AND code = %s AND content IS NOT NULL "
        "ORDER BY put_ms, id",
        [sender, GAP],
    ).fetchall()
    return [bytes(content) for (content,) in rows]


def let_go(act: Act, item: str) -> None:
    """A person does not keep it; who, and what it was, is remembered. Refusals: `exchange.rules`."""
    submit(act, RemoveAside(item=item))
    in_writer(lambda here: execute("DELETE FROM exchange_aside WHERE id = %s", [item]))


def remove(data: bytes) -> None:
    """It was taken in after all; belongs into the writer."""
    execute("DELETE FROM exchange_aside WHERE id = %s", [hashlib.sha256(data).hexdigest()[:32]])
