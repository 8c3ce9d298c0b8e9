"""Projecting in bulk: all subjects anew, or those marked dirty; the same function as one subject at a time."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from safeconduct.foundation.journal.entry import read_header
from safeconduct.foundation.journal.ledger import Ledger
from safeconduct.foundation.journal.paging import by_subject, in_batches
from safeconduct.foundation.journal.projector import all_tables, expected_values, projections
from safeconduct.foundation.journal.reading import opened_entry
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute_many
from safeconduct.kernel.facts import Held

SUBJECTS_AT_ONCE = 1000
INDEXES_LAST_FROM = 5000  # dirty subjects: below, dropping and making indexes again costs more than it saves

Progress = Callable[[int], None]
SubjectRows = dict[str, list[list[Any]]]


def rebuild(ledger: Ledger, *, progress: Progress = lambda done: None) -> int:
    """Empty every projected table and compute it anew. Returns how many subjects were projected."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in all_tables():
                cursor.execute(f"DELETE FROM {table.name}")
            cursor.execute("DELETE FROM journal_stuck")
            cursor.execute("DELETE FROM journal_dirty")
        with indexes_last():
            return _project_all(ledger, by_subject(), progress)


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
        return _project_all(ledger, _dirty_subjects(subjects), progress)


def project_subject(ledger: Ledger, subject: str) -> None:
    """Project one subject now; a failure puts it on the stuck list and keeps its entries."""
    rows = _rows_of_subjects([subject]).get(subject, [])
    _clear([subject])
    _write_batch(ledger, [(subject, rows)])


def _dirty_subjects(subjects: list[str]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for some in in_batches(iter(subjects), SUBJECTS_AT_ONCE):
        _clear(some)
        found = _rows_of_subjects(some)
        for subject in some:
            yield subject, found.get(subject, [])


def _project_all(ledger: Ledger, subjects: Iterator[tuple[str, list[tuple[Any, ...]]]], progress: Progress) -> int:
    done = 0
    for batch in in_batches(subjects, SUBJECTS_AT_ONCE):
        _write_batch(ledger, batch)
        done += len(batch)
        progress(done)
    return done


def _write_batch(ledger: Ledger, batch: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    expected = {subject: expected_rows(ledger, subject, rows) for subject, rows in batch}
    try:
        with transaction.atomic():
            _insert(expected.values())
    except DATABASE_FAILS:
        raise
    except Exception:
        _write_one_by_one(batch, expected)


def _write_one_by_one(batch: list[tuple[str, list[tuple[Any, ...]]]], expected: dict[str, SubjectRows]) -> None:
    # Something of another node does not fit a column: only that subject is held back.
    for subject, rows in batch:
        try:
            with transaction.atomic():
                _insert([expected[subject]])
        except DATABASE_FAILS:
            raise
        except Exception as failure:
            _stick(subject, read_header(bytes(rows[0][7])).kind, type(failure).__name__)


def _insert(subjects: Iterable[SubjectRows]) -> None:
    values: dict[str, list[list[Any]]] = {}
    for expected in subjects:
        for name, found in expected.items():
            values.setdefault(name, []).extend(found)
    inserts = {table.name: table.insert for table in all_tables()}
    for name, found in values.items():
        if found:
            execute_many(inserts[name], found)


def expected_rows(ledger: Ledger, subject: str, rows: list[tuple[Any, ...]]) -> dict[str, list[list[Any]]]:
    """What should stand in the tables for a subject; a subject that cannot be projected goes on the stuck list."""
    kind = ""
    try:
        held: list[Held] = []
        for row in rows:
            header = read_header(bytes(row[7]))
            kind = header.kind
            one = opened_entry(ledger.keyring, header, row[8], row[9])
            if one is not None:
                held.append(one)
        if not held or kind not in projections():
            return {}
        return expected_values(kind, subject, projections()[kind].rows_of(held))
    except Exception as failure:
        # Whatever a foreign entry does to a projection, the exchange goes on and the entry is kept (house.md, 3).
        _stick(subject, kind, type(failure).__name__)
        return {}


def _stick(subject: str, kind: str, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_stuck (subject, kind, code) VALUES (%s, %s, %s) "
            "ON CONFLICT (subject) DO UPDATE SET code = excluded.code",
            [subject, kind, code[:80]],
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
    marks = ", ".join(["%s"] * len(subjects))
    with connection.cursor() as cursor:
        for name in [table.name for table in all_tables()] + ["journal_dirty", "journal_stuck"]:
            cursor.execute(f"DELETE FROM {name} WHERE subject IN ({marks})", subjects)


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
