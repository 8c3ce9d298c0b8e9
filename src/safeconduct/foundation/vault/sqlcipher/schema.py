"""Tables as SQLite keeps them best: a narrow one with a key of text lies in the order of its key, without row numbers.

A row that is wider than a quarter of a page would make such a table slow to read (sqlite.org/withoutrowid.html).
"""

from typing import Any

from django.db import models
from django.db.backends.sqlite3 import schema as stock

NARROW = 4  # columns


class DatabaseSchemaEditor(stock.DatabaseSchemaEditor):
    """Makes a table in which rows lie by their key where that saves an index."""

    def table_sql(self, model: type[models.Model]) -> tuple[str, Any]:
        """The statement that makes the table, and its parameters."""
        sql, parameters = super().table_sql(model)
        return (f"{sql} WITHOUT ROWID" if lies_by_key(model) else sql), parameters


def lies_by_key(model: type[models.Model]) -> bool:
    """Whether the rows of the table lie in the order of their key."""
    key = model._meta.pk
    if isinstance(key, models.CompositePrimaryKey):
        return True
    return isinstance(key, models.CharField) and len(model._meta.local_concrete_fields) <= NARROW
