"""Tables that a person arranges as they like: sorted by a column, without the columns they do not need, filtered as
last time. Here: what a table is, what may be chosen, and what a form chose. Where it is kept is decided elsewhere.

A list of named persons has no filter at all, and is not sorted by nationality: nobody is picked out by what they are.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

Word = str | Promise
DOWN = "-"  # before the code of a column: the other way round
_PLAIN = re.compile(r"[A-Za-z0-9_+]{0,40}")


@dataclass(frozen=True)
class Column:
    """A column. `sort` is the key of a row, or the field by which a database sorts; `stays`: it is never taken away."""

    code: str
    words: Word
    sort: Callable[[Any], Any] | str | None = None
    is_number: bool = False
    stays: bool = False


@dataclass(frozen=True)
class Shape:
    """A table: its columns in their order, the filters that are kept, and what its page is asked for besides."""

    name: str
    columns: tuple[Column, ...]
    filters: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()

    def column(self, code: str) -> Column | None:
        """The column of a code."""
        return next((one for one in self.columns if one.code == code), None)


@dataclass(frozen=True)
class Choice:
    """How one user likes one table. `sort` is the code of a column, with a minus before it the other way round."""

    sort: str = ""
    hidden: frozenset[str] = frozenset()
    filters: Mapping[str, str] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As it is stored; nothing where nothing was chosen."""
        said = {"sort": self.sort, "hidden": sorted(self.hidden), "filters": dict(self.filters)}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Head:
    """The head of a column as the page draws it; `press` is what its button asks for."""

    column: Column
    direction: str = ""
    press: str = ""


_shapes: dict[str, Shape] = {}


def shape(name: str, *columns: Column, filters: Sequence[str] = (), passing: Sequence[str] = ()) -> Shape:
    """Make a table known under its name, so that what is chosen for it can be checked."""
    made = _shapes[name] = Shape(name, columns, tuple(filters), tuple(passing))
    return made


def shape_named(name: str) -> Shape | None:
    """The table of a name."""
    return _shapes.get(name)


class Table:
    """A table as one user likes it; `form` is the form its buttons belong to."""

    def __init__(self, shape: Shape, kept: Mapping[str, Any] | None = None, *, form: str = "") -> None:
        self.shape, self.form = shape, form or f"table-{shape.name}"
        self.has_form = not form
        self.choice = _sound(shape, kept or {})
        self.around: dict[tuple[str, str], tuple[str, str]] = {}  # what stands around a cell, by column and classes

    @property
    def name(self) -> str:
        """What it is called."""
        return self.shape.name

    @property
    def by(self) -> str:
        """The code of the column it is sorted by; empty for its own order."""
        return self.choice.sort.removeprefix(DOWN)

    @property
    def is_down(self) -> bool:
        """Whether it is sorted the other way round."""
        return self.choice.sort.startswith(DOWN)

    @property
    def is_arranged(self) -> bool:
        """Whether there is anything to put back."""
        return bool(self.choice.kept())

    def shows(self, code: str) -> bool:
        """Whether a column is shown."""
        return code not in self.choice.hidden

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns that are shown."""
        return [self._head(one) for one in self.shape.columns if self.shows(one.code)]

    def _head(self, column: Column) -> Head:
        if column.sort is None:
            return Head(column)
        if column.code != self.by:
            return Head(column, "none", column.code)
        # Up, down, and back to the table's own order.
        return Head(column, "descending", "") if self.is_down else Head(column, "ascending", DOWN + column.code)

    @property
    def sortable(self) -> list[Column]:
        """The columns it may be sorted by."""
        return [one for one in self.shape.columns if one.sort is not None]

    @property
    def removable(self) -> list[Column]:
        """The columns that may be taken away."""
        return [one for one in self.shape.columns if not one.stays]

    def sorted(self, rows: Iterable[Any]) -> list[Any]:
        """The rows in the chosen order, empty cells last; equal ones, and all without a choice, as they came."""
        column = self.shape.column(self.by)
        if column is None or not callable(column.sort):
            return list(rows)
        key = column.sort
        keyed = [(key(row), row) for row in rows]
        filled = [pair for pair in keyed if pair[0] not in (None, "")]
        empty = [row for value, row in keyed if value in (None, "")]
        return [row for _key, row in sorted(filled, key=lambda pair: pair[0], reverse=self.is_down)] + empty

    def ordering(self) -> tuple[str, ...]:
        """The same for a database; empty without a choice."""
        column = self.shape.column(self.by)
        if column is None or not isinstance(column.sort, str):
            return ()
        return ((DOWN if self.is_down else "") + column.sort,)

    def filtered_by(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The filters in force: what the address asks for, else what was kept."""
        kept = dict(self.choice.filters)
        return {name: asked.get(name, kept.get(name, "")) for name in self.shape.filters}

    def chosen(self, form: Any) -> Choice | None:
        """What a form (a QueryDict) chose; None where it chose nothing of this table."""
        done = form.get("table_do", "")
        if "sort_by" in form:
            return _choice(self.shape, form["sort_by"], self.choice.hidden, self.choice.filters)
        if done == "reset":
            return Choice()
        if done == "filter":
            filters = {name: form.get(name, "") for name in self.shape.filters}
            return _choice(self.shape, self.choice.sort, self.choice.hidden, filters)
        if done == "apply":
            down = DOWN if form.get("table_down") else ""
            hidden = {one.code for one in self.removable} - set(form.getlist("table_column"))
            return _choice(self.shape, down + form.get("table_sort", ""), hidden, self.choice.filters)
        return None


def _sound(shape: Shape, kept: Mapping[str, Any]) -> Choice:
    """What was kept, as far as the table still has it."""
    try:
        return _choice(shape, kept.get("sort", ""), kept.get("hidden", ()), kept.get("filters", {}))
    except (TypeError, AttributeError, ValueError):
        return Choice()


def _choice(shape: Shape, sort: str, hidden: Iterable[str], filters: Any) -> Choice:
    column = shape.column(sort.removeprefix(DOWN))
    given = dict(filters)
    return Choice(
        sort if column is not None and column.sort is not None else "",
        frozenset(one.code for one in shape.columns if not one.stays and one.code in set(hidden)),
        {name: given[name] for name in shape.filters if given.get(name) and _PLAIN.fullmatch(str(given[name]))},
    )
