"""What a form's reader has before their eyes: the entries that stand in the rows, and nothing that does not."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db import connection, transaction

from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.rebuild import project_subject
from safeconduct.foundation.journal.statements import execute
from safeconduct.kernel.acts import Seen
from safeconduct.kernel.facts import known_fact_types


def seen_of_all(subjects: Iterable[str]) -> Seen:
    """Per subject and stream, the highest entry up to which all of it stands in the rows: for `Act.seen`.

    To be read before the rows. Entries that wait are projected first; from one that is stuck or of an unknown type,
    nothing of its stream counts as seen (journal.md, rules 17 and 19).
    """
    wanted = list(dict.fromkeys(subjects))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    _project_waiting(wanted, marks)
    stuck = {row[0] for row in execute(f"SELECT id FROM journal_stuck WHERE subject IN ({marks})", wanted).fetchall()}
    found: Seen = {}
    ends = execute(
        "SELECT subject, stream, MAX(seq), MAX(received_ms) FROM journal_entry "
        f"WHERE subject IN ({marks}) GROUP BY subject, stream",
        wanted,
    ).fetchall()
    for subject, stream, last, received in ends:
        seq = last if received is None and not stuck else _standing_until(subject, stream, stuck)
        if seq:
            found.setdefault(subject, {})[stream] = seq
    return found


def seen_of(subject: str) -> dict[str, int]:
    """The same for one subject."""
    return seen_of_all([subject]).get(subject, {})


def _standing_until(subject: str, stream: str, stuck: set[str]) -> int:
    """The last entry of a stream before the first that is not in the rows; 0 where there is none."""
    last, keyring = 0, ledger().keyring
    rows = execute(
        "SELECT seq, header FROM journal_entry WHERE subject = %s AND stream = %s ORDER BY seq", [subject, stream]
    )
    for seq, header in rows.fetchall():
        if subject in stuck or f"{stream}:{seq}" in stuck or not _is_known(header, keyring):
            break
        last = seq
    return last


def _is_known(data: Any, keyring: Keyring) -> bool:
    try:
        header = read_header(bytes(data))
    except msgspec.MsgspecError:
        return False
    is_open = not header.nameless_digest or keyring.stream_key(header.stream, header.key_month) is not None
    return is_open and header.type in known_fact_types()


def _project_waiting(subjects: list[str], marks: str) -> None:
    waiting = f"SELECT subject FROM journal_dirty WHERE subject IN ({marks})"
    if not execute(waiting, subjects).fetchall():
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":  # on SQLite a transaction has the right to write from its beginning
            execute("LOCK TABLE journal_entry IN EXCLUSIVE MODE")
        for (subject,) in execute(waiting, subjects).fetchall():
            project_subject(ledger(), subject)
