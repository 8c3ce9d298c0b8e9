"""Erasure: what names a subject goes for good (key and bodies); the nameless record and the chain stay."""

from django.db import connection

from safeconduct.foundation.journal.keyring import Keyring


def erase_named(keyring: Keyring, subject: str) -> None:
    """Delete the key and the named bodies of a subject, in the current transaction, and remember that it was done.

    The pages that held them are overwritten by SQLCipher's secure_delete; a deletion receipt for other nodes may
    only leave after a truncating checkpoint (`checkpointed`).
    """
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET named = NULL WHERE subject = %s", [subject])
        cursor.execute("DELETE FROM journal_subject_key WHERE subject = %s", [subject])
        cursor.execute("INSERT INTO journal_erasure (subject) VALUES (%s) ON CONFLICT (subject) DO NOTHING", [subject])
    keyring.forget()


def is_erased(subject: str) -> bool:
    """Whether the subject was erased here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM journal_erasure WHERE subject = %s", [subject])
        return cursor.fetchone() is not None


def checkpointed() -> bool:
    """Move the write-ahead log into the database and truncate it; True when nothing of it is left behind."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return cursor.fetchone()[0] == 0
