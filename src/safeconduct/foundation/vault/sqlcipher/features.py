"""What this SQLite can do: the driver carries its own, newer than the one Python was built with."""

from django.db.backends.sqlite3 import features as stock
from sqlcipher3 import dbapi2 as driver


class DatabaseFeatures(stock.DatabaseFeatures):
    """Django asks the standard library's SQLite in three places; here the answers are those of the driver."""

    max_query_params = 32_766  # SQLite's default since 3.32; the wheel allows 250,000
    can_alter_table_drop_column = driver.sqlite_version_info >= (3, 35, 5)
    can_return_columns_from_insert = driver.sqlite_version_info >= (3, 35)
