"""The SQLite backend on an encrypted file (Django finds `DatabaseWrapper` in a module of this name).

Everything Django's own backend knows is inherited; only the driver, the key and the settings of a new connection
differ. The key comes from `open_database_key`, never from settings or the environment.
"""

import datetime
import decimal
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as driver

from safeconduct.foundation.vault import open_database_key, refusals
from safeconduct.foundation.vault.sqlcipher.creation import DatabaseCreation
from safeconduct.foundation.vault.sqlcipher.features import DatabaseFeatures
from safeconduct.foundation.vault.sqlcipher.schema import DatabaseSchemaEditor
from safeconduct.kernel.problems import Refused

# assumption: how long a connection waits for another writer, in seconds; OPTIONS["timeout"] changes it.
WAIT_FOR_LOCK_S = 10

BEFORE_KEY = (
    "PRAGMA cipher_log_level = NONE",  # damage is reported by exceptions, not on standard error
    # Wiping freed memory made bulk writing three to five times slower here; the rows are in Python's memory anyway.
    "PRAGMA cipher_memory_security = OFF",
)

AFTER_KEY = (
    "PRAGMA synchronous = FULL",  # an acknowledged record survives a power cut
    "PRAGMA wal_autocheckpoint = 1000",  # pages, 4 MB: SQLite's own default, stated
    "PRAGMA secure_delete = ON",  # erased means overwritten
    "PRAGMA temp_store = MEMORY",  # sorting must not spill readable rows to a temporary file
    "PRAGMA cache_size = -32768",  # assumption: 32 MiB a connection, a sixteenth of the smallest laptop's memory
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
)


def _from_text(convert: Callable[[str], Any]) -> Callable[[bytes], Any]:
    return lambda stored: convert(stored.decode())


_CONVERTERS: dict[str, Callable[[bytes], Any]] = {
    "bool": b"1".__eq__,
    "date": _from_text(parse_date),
    "time": _from_text(parse_time),
    "datetime": _from_text(parse_datetime),
    "timestamp": _from_text(parse_datetime),
}
_ADAPTERS: dict[type, Callable[[Any], str]] = {
    decimal.Decimal: str,
    datetime.date: datetime.date.isoformat,
    datetime.datetime: lambda moment: moment.isoformat(" "),
}
for _name, _converter in _CONVERTERS.items():
    driver.register_converter(_name, _converter)
for _type, _adapter in _ADAPTERS.items():
    driver.register_adapter(_type, _adapter)


class DatabaseWrapper(stock.DatabaseWrapper):
    """A connection to an encrypted file; transactions start as writers unless OPTIONS says otherwise."""

    display_name = "SQLCipher"
    transaction_mode: str | None
    init_commands: list[str]
    Database = driver
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    SchemaEditorClass = DatabaseSchemaEditor

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        # A transaction that reads first and writes later would fail when another process wrote in between.
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return {"timeout": WAIT_FOR_LOCK_S, **params}

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Refused: vault.key_not_set; vault.wrong_key (or the file is no database of ours)."""
        key = open_database_key.current()
        connection = driver.connect(**conn_params)
        try:
            _unlock(connection, key)
            _use_write_ahead_log(connection, wait_s=conn_params["timeout"])
            for pragma in chain(AFTER_KEY, filter(None, map(str.strip, self.init_commands))):
                connection.execute(pragma)
            register_functions(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> "Cursor":
        return self.connection.cursor(factory=Cursor)


def _unlock(connection: Any, key: bytes) -> None:
    for pragma in BEFORE_KEY:
        connection.execute(pragma)
    # A pragma takes no parameters; the key is our own hexadecimal, and errors never quote the statement.
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")  # a page's proof; commits are a sixth cheaper
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.OperationalError:
        raise
    except driver.DatabaseError:
        raise Refused(refusals.WRONG_KEY) from None


def _use_write_ahead_log(connection: Any, *, wait_s: float) -> None:
    # SQLite does not wait by itself here: two connections that make a new file together would fail one of them.
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except driver.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise
            time.sleep(0.005)


class Cursor(driver.Cursor):
    """Takes Django's placeholders, %s and %(name)s, where the driver wants ? and :name."""

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> "Cursor":
        if params is None:
            return super().execute(query)
        return super().execute(_for_driver(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Sequence[Any] | Mapping[str, Any]]) -> "Cursor":
        if isinstance(param_list, list):
            return super().executemany(_for_driver(query, param_list[0] if param_list else ()), param_list)
        rows = iter(param_list)
        heads = list(islice(rows, 1))
        return super().executemany(_for_driver(query, heads[0] if heads else ()), chain(heads, rows))


def _for_driver(query: str, params: Sequence[Any] | Mapping[str, Any]) -> str:
    if type(params) is list or type(params) is tuple:
        return _numbered(query)
    return _named(query, tuple(params)) if isinstance(params, Mapping) else _numbered(query)


@lru_cache(maxsize=512)
def _numbered(query: str) -> str:
    return stock.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


@lru_cache(maxsize=512)
def _named(query: str, names: tuple[str, ...]) -> str:
    return query % {name: f":{name}" for name in names}
