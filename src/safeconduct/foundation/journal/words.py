"""Removing the words of single entries: of a subject that others share, and whose key therefore stays.

The entry, its digest and its nameless body remain, so the chain still verifies. A fact with `ERASES_WORDS`
says which entries; wherever it arrives, before them or after, their named bodies go and are not taken again.
"""

from collections.abc import Iterable, Sequence

from safeconduct.foundation.journal.statements import execute, execute_many
from safeconduct.kernel.facts import Held


def words_to_remove(held: Sequence[Held]) -> frozenset[str]:
    """The entries whose words are to go, as the facts of one subject say it."""
    return frozenset(ref for one in held if type(one.fact).ERASES_WORDS for ref in one.fact.entries)


def remove_words(subject: str, refs: Iterable[str]) -> bool:
    """Remove the named bodies of these entries of one subject, in the current transaction; True where some went.

    Entries of other subjects stay as they are, whatever is said of them.
    """
    wanted = sorted(refs)
    if not wanted:
        return False
    listed = {row[0] for row in execute("SELECT id FROM journal_erased_words WHERE subject = %s", [subject]).fetchall()}
    new = [ref for ref in wanted if ref not in listed]
    execute_many("INSERT INTO journal_erased_words (id, subject) VALUES (%s, %s)", [[ref, subject] for ref in new])
    gone = False
    for stream, seq in filter(None, map(_parts, wanted)):
        where = "WHERE stream = %s AND seq = %s AND subject = %s AND named IS NOT NULL"
        if execute(f"SELECT 1 FROM journal_entry {where}", [stream, seq, subject]).fetchone() is not None:
            execute(f"UPDATE journal_entry SET named = NULL {where}", [stream, seq, subject])
            gone = True
    return gone


def named_entries(subject: str) -> list[str]:
    """The entries of a subject that hold a named body here, oldest first."""
    rows = execute(
        "SELECT stream, seq FROM journal_entry WHERE subject = %s AND named IS NOT NULL ORDER BY position", [subject]
    )
    return [f"{stream}:{seq}" for stream, seq in rows.fetchall()]


def _parts(ref: str) -> tuple[str, int] | None:
    stream, _, seq = ref.rpartition(":")
    return (stream, int(seq)) if stream and seq.isdecimal() and len(seq) < 19 else None


def removed_words() -> dict[str, frozenset[str]]:
    """What was removed so, by subject."""
    found: dict[str, set[str]] = {}
    for ref, subject in execute("SELECT id, subject FROM journal_erased_words").fetchall():
        found.setdefault(subject, set()).add(ref)
    return {subject: frozenset(refs) for subject, refs in found.items()}
