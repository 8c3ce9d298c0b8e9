"""Projecting in bulk: all subjects anew, or those marked dirty; the same function as one subject at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.paging import by_subject, in_batches
from safeconduct.foundation.journal.projector import SubjectRows, all_tables, rows_for
from safeconduct.foundation.journal.reading import Unread, found_of, read_entries
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute, execute_many
from safeconduct.foundation.journal.words import remove_words, words_to_remove

SUBJECTS_AT_ONCE = 1000
INDEXES_LAST_FROM = 5000  # dirty subjects: below, dropping and making indexes again costs more than it saves

Progress = Callable[[int], None]


def rebuild(ledger: Ledger, *, progress: Progress = lambda done: None) -> int:
    """Empty every projected table and compute it anew. Returns how many subjects were projected."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in all_tables():
                cursor.execute(f"DELETE FROM {table.name}")
            cursor.execute("DELETE FROM journal_stuck")
            cursor.execute("DELETE FROM journal_dirty")
        with indexes_last():
            return _project_all(ledger, by_subject(), progress, clearing=False)


def project_dirty(ledger: Ledger, *, progress: Progress = lambda done: None) -> int:
    """Project every subject marked dirty, each once and in subject order, and take its mark away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject FROM journal_dirty ORDER BY subject")
        subjects = [row[0] for row in cursor.fetchall()]
    if len(subjects) < INDEXES_LAST_FROM:
        for subject in subjects:
            with transaction.atomic():
                project_subject(ledger, subject)
        return len(subjects)
    with transaction.atomic(), indexes_last():
        return _project_all(ledger, _dirty_subjects(subjects), progress, clearing=True)


def project_subject(ledger: Ledger, subject: str) -> None:
    """Project one subject now. What is broken goes on the stuck list; a subject that fails whole keeps its rows."""
    _write_batch(ledger, [(subject, _rows_of_subjects([subject]).get(subject, []))], clearing=True)


def _dirty_subjects(subjects: list[str]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for some in in_batches(iter(subjects), SUBJECTS_AT_ONCE):
        found = _rows_of_subjects(some)
        for subject in some:
            yield subject, found.get(subject, [])


def _project_all(
    ledger: Ledger, subjects: Iterator[tuple[str, list[tuple[Any, ...]]]], progress: Progress, *, clearing: bool
) -> int:
    done = 0
    for batch in in_batches(subjects, SUBJECTS_AT_ONCE):
        _write_batch(ledger, batch, clearing=clearing)
        done += len(batch)
        progress(done)
    return done


def _write_batch(ledger: Ledger, batch: list[tuple[str, list[tuple[Any, ...]]]], *, clearing: bool) -> None:
    ledger.recent.forget(subject for subject, _ in batch)
    if clearing:
        _unmark([subject for subject, _ in batch])
    ledger.keyring.read_ahead([subject for subject, _ in batch])
    expected = {}
    for subject, entries in batch:
        rows = _expected(ledger, subject, entries, strict=False)
        if rows is not None:
            expected[subject] = rows
    try:
        with transaction.atomic():
            _replace(expected, clearing=clearing)
    except DATABASE_FAILS:
        raise
    except Exception:
        _write_one_by_one(ledger, {subject: entries for subject, entries in batch if subject in expected}, clearing)


def _write_one_by_one(ledger: Ledger, batch: dict[str, list[tuple[Any, ...]]], clearing: bool) -> None:
    # Something of another node does not fit a column: only that entry, or else that subject, is held back.
    for subject, entries in batch.items():
        rows = _expected(ledger, subject, entries, strict=True)
        try:
            with transaction.atomic():
                _replace({subject: rows} if rows is not None else {}, clearing=clearing)
        except DATABASE_FAILS:
            raise
        except Exception as failure:
            _stick(subject, Unread(subject, _kind_of(entries), failure))


def _replace(subjects: dict[str, SubjectRows], *, clearing: bool) -> None:
    if clearing:
        _clear(list(subjects))
    values: dict[str, list[list[Any]]] = {}
    for expected in subjects.values():
        for name, found in expected.items():
            values.setdefault(name, []).extend(found)
    inserts = {table.name: table.insert for table in all_tables()}
    for name, found in values.items():
        if found:
            execute_many(inserts[name], found)


def _expected(ledger: Ledger, subject: str, entries: list[tuple[Any, ...]], *, strict: bool) -> SubjectRows | None:
    """What should stand in the tables; None where nothing of the subject can be projected. Both are listed."""
    found = read_entries(ledger.keyring, [(row[7], row[8], row[9]) for row in entries])
    if remove_words(subject, words_to_remove(found.held)):
        found = found_of(ledger.keyring, subject)
    try:
        rows, left_out = rows_for(subject, found.held, strict=strict)
    except DATABASE_FAILS:
        raise
    except Exception as failure:
        _stick(subject, Unread(subject, _kind_of(entries), failure))
        return None
    for one in [*found.unread, *left_out]:
        _stick(subject, one)
    return rows


def _kind_of(entries: list[tuple[Any, ...]]) -> str:
    return read_header(bytes(entries[0][7])).kind if entries else ""


def _stick(subject: str, unread: Unread) -> None:
    execute(
        "INSERT INTO journal_stuck (id, subject, kind, code) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (id) DO UPDATE SET code = excluded.code",
        [unread.ref or subject, subject, unread.kind[:32], unread.code[:80]],
    )


def _rows_of_subjects(subjects: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    marks = ", ".join(["%s"] * len(subjects))
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT position, stream, seq, subject, command, part, hash, header, named, nameless "
            f"FROM journal_entry WHERE subject IN ({marks}) ORDER BY subject, position",
            subjects,
        )
        for row in cursor.fetchall():
            found.setdefault(row[3], []).append(row)
    return found


def _clear(subjects: list[str]) -> None:
    _delete([table.name for table in all_tables()], subjects)


def _unmark(subjects: list[str]) -> None:
    _delete(["journal_dirty", "journal_stuck"], subjects)


def _delete(tables: list[str], subjects: list[str]) -> None:
    marks = ", ".join(["%s"] * len(subjects))
    for name in tables:
        if subjects:
            execute(f"DELETE FROM {name} WHERE subject IN ({marks})", subjects)


@contextmanager
def indexes_last() -> Iterator[None]:
    """Drop the secondary indexes of the projected tables, and make them again at the end."""
    made = {table.name: _indexes(table.name) for table in all_tables()}
    with connection.cursor() as cursor:
        for indexes in made.values():
            for name, _ in indexes:
                cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for indexes in made.values():
            for _, sql in indexes:
                cursor.execute(sql)


_INDEX_SQL = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL",
    "postgresql": "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = %s "
    "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
}


def _indexes(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_INDEX_SQL[connection.vendor], [table])
        return cursor.fetchall()
