"""The projector: rows of a subject computed anew from its facts, and written by one applier for both databases."""

from collections.abc import Callable, Container, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec
from django.db import connection, models

from safeconduct.foundation.journal.models import Projected, ProjectedPart
from safeconduct.foundation.journal.reading import Unread
from safeconduct.foundation.journal.statements import DATABASE_FAILS, execute_many
from safeconduct.kernel.facts import Held, Rows, RowsOf

INT64 = 2**63 - 1
AnyProjected: TypeAlias = type[Projected] | type[ProjectedPart]
SubjectRows: TypeAlias = dict[str, list[list[Any]]]  # table -> rows as values in column order


class Table:
    """A projected table, with its columns in a fixed order and what each value needs before it is written."""

    def __init__(self, model: AnyProjected) -> None:
        self.model = model
        self.name = model._meta.db_table
        fields = [field for field in model._meta.concrete_fields if field.column != "subject"]
        self.columns = [str(field.column) for field in fields]
        self._id_at = self.columns.index("id") if "id" in self.columns else None
        self._read = itemgetter(*self.columns) if len(self.columns) > 1 else lambda row: (row[self.columns[0]],)
        found = [(place, _preparing(field)) for place, field in enumerate(fields)]
        self._preparing = [(place, prepare) for place, prepare in found if prepare is not None]
        self._limits = [_limits(field) for field in fields]
        marks = ", ".join(["%s"] * (len(fields) + 1))
        quoted = ", ".join(f'"{column}"' for column in [*self.columns, "subject"])
        self.insert = f"INSERT INTO {self.name} ({quoted}) VALUES ({marks})"
        self.delete = f"DELETE FROM {self.name} WHERE subject = %s"
        self.delete_one = self.delete if self._id_at is None else f'{self.delete} AND "id" = %s'
        self.select = f"SELECT {quoted} FROM {self.name}"

    def values(self, row: dict[str, Any], subject: str) -> list[Any]:
        """A row's values in column order. Raises KeyError for a missing column, ValueError for one too many."""
        if len(row) != len(self.columns):
            raise ValueError(f"{self.name}: a row has {sorted(row)} but the table {sorted(self.columns)}")
        found = [*self._read(row), subject]
        for place, prepare in self._preparing:
            found[place] = prepare(found[place])
        return found

    def key(self, values: Sequence[Any]) -> str:
        """What tells a row of `values` or of `select` from the others of its table."""
        return values[-1] if self._id_at is None else f"{values[-1]}:{values[self._id_at]}"

    def key_values(self, values: Sequence[Any]) -> tuple[str, ...]:
        """What `delete_one` asks for, to find a row of `values`."""
        return (values[-1],) if self._id_at is None else (values[-1], values[self._id_at])

    def check(self, values: list[Any]) -> None:
        """Raises ValueError for a value that the column of this database cannot hold."""
        for value, (least, most, longest) in zip(values, self._limits, strict=False):
            if isinstance(value, int) and not (least <= value <= most):
                raise ValueError(f"{self.name}: a number is out of range")
            if (
                isinstance(value, str)
                and connection.vendor == "postgresql"
                and ("\0" in value or (longest is not None and len(value) > longest))
            ):
                raise ValueError(f"{self.name}: a text does not fit")


def _preparing(field: Any) -> Callable[[Any], Any] | None:
    is_sqlite = connection.vendor == "sqlite"
    if isinstance(field, models.DateTimeField) and is_sqlite:
        return _moment
    if isinstance(field, models.JSONField):
        return _json if is_sqlite else lambda value: field.get_db_prep_save(value, connection)
    return None


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()


@lru_cache(maxsize=4096)
def _moment(value: datetime | None) -> Any:
    # As Django adapts it, at a fifth of the price: every row of the journal's tables has some.
    if value is None:
        return value
    if value.tzinfo is not UTC:
        value = value.astimezone(UTC)
    return value.isoformat(" ")[:-6]  # without the zone


def _limits(field: Any) -> tuple[int, int, int | None]:
    least, most = connection.ops.integer_field_range(field.get_internal_type()) if _is_whole(field) else (None, None)
    return least or -INT64 - 1, most or INT64, field.max_length


def _is_whole(field: Any) -> bool:
    return isinstance(field, models.IntegerField) and connection.vendor == "postgresql"


class Projection:
    """How one kind of subject becomes rows: a pure function and the tables it fills."""

    def __init__(self, kind: str, rows_of: RowsOf, models_: Sequence[AnyProjected]) -> None:
        self.kind = kind
        self.rows_of = rows_of
        self.tables = {model._meta.db_table: Table(model) for model in models_}


_projections: dict[str, Projection] = {}
_tables: dict[str, Table] = {}


def register_projection(kind: str, rows_of: RowsOf, models_: Sequence[AnyProjected]) -> None:
    """Say which tables hold a kind of subject, and the function that computes its rows."""
    _projections[kind] = Projection(kind, rows_of, models_)
    _tables.update(_projections[kind].tables)


def projections() -> dict[str, Projection]:
    """All registered projections by kind."""
    return _projections


def all_tables() -> list[Table]:
    """Every projected table once, by name."""
    return [_tables[name] for name in sorted(_tables)]


class Changes:
    """What has to be written so that the rows of some subjects are those of their facts."""

    def __init__(self) -> None:
        self._cleared: dict[str, list[str]] = {}  # table -> subjects of which it is not known what stands
        self._gone: dict[str, list[tuple[str, ...]]] = {}
        self._rows: SubjectRows = {}

    def replace(self, subject: str, standing: SubjectRows | None, rows: SubjectRows) -> None:
        """The subject's rows as they should be; `standing` is what stands, None where that is not known."""
        for name, wanted in rows.items():
            if standing is None:
                self._cleared.setdefault(name, []).append(subject)
                self._rows.setdefault(name, []).extend(wanted)
            elif wanted != (before := standing.get(name, [])):
                self._differ(_tables[name], before, wanted)

    def _differ(self, table: "Table", before: list[list[Any]], wanted: list[list[Any]]) -> None:
        same = next((at for at, pair in enumerate(zip(before, wanted, strict=False)) if pair[0] != pair[1]), None)
        same = min(len(before), len(wanted)) if same is None else same
        stood = {table.key(row): row for row in before[same:]}
        for row in wanted[same:]:
            old = stood.pop(table.key(row), None)
            if old == row:
                continue
            if old is not None:
                self._gone.setdefault(table.name, []).append(table.key_values(old))
            self._rows.setdefault(table.name, []).append(row)
        self._gone.setdefault(table.name, []).extend(table.key_values(row) for row in stood.values())

    def write(self) -> None:
        """Write it, in the current transaction."""
        for name, subjects in self._cleared.items():
            execute_many(_tables[name].delete, [[subject] for subject in subjects])
        for name, keys in self._gone.items():
            if keys:
                execute_many(_tables[name].delete_one, keys)
        for name, rows in self._rows.items():
            if rows:
                execute_many(_tables[name].insert, rows)


def project(subject: str, held: Sequence[Held], *, fresh: Container[str] = (), strict: bool = False) -> SubjectRows:
    """The subject's rows from its facts, as they are to be written; raises what an entry in `fresh` breaks."""
    values, left_out = rows_for(subject, held, strict=strict)
    for one in left_out:
        if one.ref in fresh:
            raise one.failure
    return values


def rows_for(subject: str, held: Sequence[Held], *, strict: bool = False) -> tuple[SubjectRows, list[Unread]]:
    """What should stand in the tables for a subject, and the entries that had to be left out.

    What kind a subject is of, its facts say, not the header; a subject of two kinds has the rows of both. `strict`
    also leaves out what no column can hold. Raises what a projection raises where no entry of a kind is left.
    """
    kinds: dict[str, list[Held]] = {}
    for one in held:
        kinds.setdefault(type(one.fact).KIND, []).append(one)
    rows: SubjectRows = {}
    left_out: list[Unread] = []
    for kind in sorted(kinds.keys() & _projections.keys()):
        found, without = _rows_of_kind(kind, subject, kinds[kind], strict=strict)
        left_out += without
        for name, values in found.items():
            rows.setdefault(name, []).extend(values)
    return rows, left_out


def _rows_of_kind(kind: str, subject: str, held: Sequence[Held], *, strict: bool) -> tuple[SubjectRows, list[Unread]]:
    try:
        return _values_of(kind, subject, held, strict=strict), []
    except DATABASE_FAILS:
        raise
    except Exception:
        return _rows_of_those_that_fit(kind, subject, held)


def _rows_of_those_that_fit(kind: str, subject: str, held: Sequence[Held]) -> tuple[SubjectRows, list[Unread]]:
    # In one order on every node, whatever the order of arrival. Slow, and only where something is broken.
    kept: list[Held] = []
    left_out: list[Unread] = []
    values: SubjectRows = {}
    for one in sorted(held, key=lambda each: (each.clock, each.stream, each.seq)):
        try:
            values = _values_of(kind, subject, [*kept, one], strict=True)
            kept.append(one)
        except DATABASE_FAILS:
            raise
        except Exception as failure:
            left_out.append(Unread(one.ref, kind, failure))
    if not kept:
        raise left_out[0].failure
    return values, left_out


def _values_of(kind: str, subject: str, held: Sequence[Held], *, strict: bool) -> SubjectRows:
    values = expected_values(kind, subject, _projections[kind].rows_of(held))
    if strict:
        for name, rows in values.items():
            for row in rows:
                _projections[kind].tables[name].check(row)
    return values


def expected_values(kind: str, subject: str, rows: Rows) -> dict[str, list[list[Any]]]:
    """What should stand in each table for a subject; used by rebuild and verify."""
    tables = _projections[kind].tables
    return {name: [table.values(row, subject) for row in rows.get(name, ())] for name, table in tables.items()}
