"""The projector: rows of a subject computed anew from its facts, and written by one applier for both databases."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from safeconduct.foundation.journal.models import Projected
from safeconduct.foundation.journal.statements import execute, execute_many
from safeconduct.kernel.facts import Held, Rows, RowsOf


class Table:
    """A projected table, with its columns in a fixed order and what each value needs before it is written."""

    def __init__(self, model: type[Projected]) -> None:
        self.model = model
        self.name = model._meta.db_table
        fields = [field for field in model._meta.concrete_fields if field.column != "subject"]
        self.columns = [str(field.column) for field in fields]
        self._prepared = [(field.column, _preparing(field)) for field in fields]
        marks = ", ".join(["%s"] * (len(fields) + 1))
        quoted = ", ".join(f'"{column}"' for column in [*self.columns, "subject"])
        self.insert = f"INSERT INTO {self.name} ({quoted}) VALUES ({marks})"
        self.delete = f"DELETE FROM {self.name} WHERE subject = %s"
        self.select = f"SELECT {quoted} FROM {self.name}"

    def values(self, row: dict[str, Any], subject: str) -> list[Any]:
        """A row's values in column order. Raises KeyError for a missing column, ValueError for one too many."""
        if len(row) != len(self.columns):
            raise ValueError(f"{self.name}: a row has {sorted(row)} but the table {sorted(self.columns)}")
        found = [row[column] if prepared is None else prepared(row[column]) for column, prepared in self._prepared]
        found.append(subject)
        return found


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return None


def _moment(value: datetime | None) -> Any:
    # As Django adapts it, at a fifth of the price: every row of the journal's tables has some.
    if value is None or connection.vendor != "sqlite":
        return value
    return str(value.astimezone(UTC).replace(tzinfo=None))


class Projection:
    """How one kind of subject becomes rows: a pure function and the tables it fills."""

    def __init__(self, kind: str, rows_of: RowsOf, models_: Sequence[type[Projected]]) -> None:
        self.kind = kind
        self.rows_of = rows_of
        self.tables = {model._meta.db_table: Table(model) for model in models_}


_projections: dict[str, Projection] = {}


def register_projection(kind: str, rows_of: RowsOf, models_: Sequence[type[Projected]]) -> None:
    """Say which tables hold a kind of subject, and the function that computes its rows."""
    _projections[kind] = Projection(kind, rows_of, models_)


def projections() -> dict[str, Projection]:
    """All registered projections by kind."""
    return _projections


def all_tables() -> list[Table]:
    """Every projected table once, by name."""
    found = {table.name: table for projection in _projections.values() for table in projection.tables.values()}
    return [found[name] for name in sorted(found)]


def project(kind: str, subject: str, held: Sequence[Held], *, is_new: bool) -> None:
    """Write the subject's rows from its facts, in the current transaction."""
    projection = _projections[kind]
    rows = projection.rows_of(held)
    for name, table in projection.tables.items():
        if not is_new:
            execute(table.delete, [subject])
        values = [table.values(row, subject) for row in rows.get(name, ())]
        if values:
            execute_many(table.insert, values)


def expected_values(kind: str, subject: str, rows: Rows) -> dict[str, list[list[Any]]]:
    """What should stand in each table for a subject; used by rebuild and verify."""
    tables = _projections[kind].tables
    return {name: [table.values(row, subject) for row in rows.get(name, ())] for name, table in tables.items()}
