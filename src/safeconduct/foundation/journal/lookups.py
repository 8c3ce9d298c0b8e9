"""Rows read back by statements written once: the ORM words a query anew each time, at ten times the price of asking it.

For what pages and rules ask at every request; what is asked rarely stays with the ORM.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from safeconduct.foundation.journal.statements import execute

Row = TypeVar("Row", bound=models.Model)
Convert = Callable[[Any, Any, Any], Any]


class Columns:
    """Some columns of the rows of one table under one condition, each value as the ORM would give it.

    The condition has a `%s` for each value, or `{many}` for a list of any length. `also` is an expression to be read
    as it stands, such as a sum; `order` is that of the rows.
    """

    def __init__(
        self, model: type[models.Model], names: Sequence[str], condition: str, *, also: str = "", order: str = ""
    ) -> None:
        by_name: dict[str, models.Field[Any, Any]] = {field.attname: field for field in model._meta.concrete_fields}
        self._fields = [by_name[name] for name in names]
        self._table = model._meta.db_table
        read = [*(f'"{field.column}"' for field in self._fields), *([also] if also else [])]
        self._statement = f'SELECT {", ".join(read)} FROM "{self._table}" WHERE {condition}'
        if order:
            self._statement += f" ORDER BY {order}"

    def all(self, *values: Any, at_most: int | None = None, start: int = 0) -> list[list[Any]]:
        """Every row, or so many from the one at `start`."""
        if at_most is not None:
            return self._rows(f"{self._statement} LIMIT %s OFFSET %s", (*values, at_most, start))
        return self._rows(self._statement, values)

    def among(self, values: Collection[Any]) -> list[list[Any]]:
        """Every row whose value is one of these."""
        if not values:
            return []
        marks = f"({', '.join(['%s'] * len(values))})"
        return self._rows(self._statement.replace("{many}", marks), tuple(values))

    def _rows(self, statement: str, values: Sequence[Any]) -> list[list[Any]]:
        here = connections[DEFAULT_DB_ALIAS]
        moments = here.ops.adapt_datetimefield_value
        asked = [moments(value) if isinstance(value, datetime) else value for value in values]
        rows = [list(stored) for stored in _asked(here, statement, asked).fetchall()]
        for row in rows:
            for place, convert, column in self._conversions:
                row[place] = convert(row[place], column, here)
        return rows

    @cached_property
    def _conversions(self) -> list[tuple[int, Convert, Any]]:
        # What Django does to the stored values: place, function, and what the function asks for.
        here = connections[DEFAULT_DB_ALIAS]
        columns = [field.get_col(self._table) for field in self._fields]
        return [
            (place, convert, column)
            for place, column in enumerate(columns)
            for convert in (*here.ops.get_db_converters(column), *column.get_db_converters(here))
        ]


class Lookup(Generic[Row]):
    """The whole rows of one table under one condition (see `Columns`), as objects of its model."""

    def __init__(self, model: type[Row], condition: str, *, order: str = "") -> None:
        self._model = model
        self._names = [field.attname for field in model._meta.concrete_fields]
        self._columns = Columns(model, self._names, condition, order=order)

    def all(self, *values: Any, at_most: int | None = None, start: int = 0) -> list[Row]:
        """Every row, or so many from the one at `start`."""
        return self._objects(self._columns.all(*values, at_most=at_most, start=start))

    def first(self, *values: Any) -> Row | None:
        """The first row, or None."""
        return next(iter(self.all(*values, at_most=1)), None)

    def among(self, values: Collection[Any]) -> list[Row]:
        """Every row whose value is one of these."""
        return self._objects(self._columns.among(values))

    def _objects(self, rows: list[list[Any]]) -> list[Row]:
        return [self._model.from_db(DEFAULT_DB_ALIAS, self._names, row) for row in rows]


def _asked(here: Any, statement: str, values: Sequence[Any]) -> Any:
    if not here.queries_logged:
        return execute(statement, values)
    # Somebody watches what is asked, such as a test that reads the plan: then it goes the way that is watched.
    cursor = here.cursor()
    cursor.execute(statement, values)
    return cursor
