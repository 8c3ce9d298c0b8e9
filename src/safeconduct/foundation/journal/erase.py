"""Erasure: what names a subject goes for good (key and bodies); the nameless record and the chain stay."""

from collections.abc import Callable

from django.db import connection

from safeconduct.foundation.journal.entry import stream_audience
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.statements import execute
from safeconduct.kernel.facts import Fact, known_fact_types

Forget = Callable[[str], None]
_beside: dict[str, list[Forget]] = {}


def forgets_with(kind: str, forget: Forget) -> None:
    """Call `forget` with the subject in the transaction of every erasure of this kind of subject, while its rows still
    stand: for what may name them outside the journal."""
    if forget not in _beside.setdefault(kind, []):
        _beside[kind].append(forget)


def erase_named(keyring: Keyring, subject: str, kind: str) -> None:
    """Delete the key and the named bodies of a subject, in the current transaction, and remember that it was done.

    What was registered with `forgets_with` for its kind goes with it. The pages that held them are overwritten by
    SQLCipher's secure_delete; a deletion receipt for other nodes may only leave after a truncating checkpoint
    (`checkpointed`).
    """
    execute("UPDATE journal_entry SET named = NULL WHERE subject = %s", [subject])
    execute("DELETE FROM journal_subject_key WHERE subject = %s", [subject])
    execute("INSERT INTO journal_erasure (subject, dropped) VALUES (%s, 0) ON CONFLICT (subject) DO NOTHING", [subject])
    keyring.forget()
    for forget in _beside.get(kind, ()):
        forget(subject)


def erases(type_name: str, audience: str, subject: str) -> bool:
    """Whether an entry of this type, in a stream for this audience, removes key and named bodies of its subject.

    Only where its type is written for that audience: who may refer persons may not erase them.
    """
    kind = known_fact_types().get(type_name)
    if kind is None or not _is_written_for(kind, audience):
        return False
    rows = execute("SELECT stream FROM journal_entry WHERE subject = %s ORDER BY position LIMIT 1", [subject])
    (first,) = rows.fetchone()
    return is_erasing(kind, audience, stream_audience(first))


def is_erasing(kind: type[Fact], audience: str, first_audience: str) -> bool:
    """Whether a fact of this type in a stream for `audience` erases a subject that began in one for `first_audience`.

    A type whose facts name their own readers is written by many. It erases what began for the same readers: nobody
    else knew of the subject before.
    """
    return kind.ERASES and (not _names_its_readers(kind) or audience == first_audience)


def _is_written_for(kind: type[Fact], audience: str) -> bool:
    if _names_its_readers(kind):
        return audience.startswith(f"{kind.AUDIENCE}.")
    return audience == kind.AUDIENCE


def _names_its_readers(kind: type[Fact]) -> bool:
    return kind.audience is not Fact.audience


def is_erased(subject: str) -> bool:
    """Whether the subject was erased here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM journal_erasure WHERE subject = %s", [subject])
        return cursor.fetchone() is not None


def checkpointed() -> bool:
    """Move the write-ahead log into the database and truncate it; True when nothing of it is left behind.

    False while somebody reads or writes, and inside a transaction: what is erased may then still be in the log.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return cursor.fetchone()[0] == 0
