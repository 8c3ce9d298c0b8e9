"""Test databases: real encrypted files with a write-ahead log, so that tests meet what a post meets."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation as stock

_SIDE_FILES = ("-wal", "-shm", "-journal")


class DatabaseCreation(stock.DatabaseCreation):
    """A file of this process in the temporary directory, unless TEST["NAME"] says where."""

    def _get_test_db_name(self) -> str:
        named = self.connection.settings_dict["TEST"]["NAME"]
        ours = f"safeconduct-test-{self.connection.alias}-{os.getpid()}.db"
        return str(named or Path(tempfile.gettempdir()) / ours)

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> Any:
        name = self._get_test_db_name()
        if not keepdb:
            _remove_side_files(name)
        return super()._create_test_db(verbosity, autoclobber, keepdb)  # type: ignore[misc]

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]
        _remove_side_files(test_database_name)


def _remove_side_files(name: str) -> None:
    # A log left beside a new database of the same name would be replayed into it.
    for suffix in _SIDE_FILES:
        Path(name + suffix).unlink(missing_ok=True)
