"""Granian's workers as threads of this process, so that the node's keys never leave it: one for each door."""

from typing import Any

from granian.constants import Interfaces
from granian.server import MTServer

THREADS = 8  # assumption: desks served at once by one worker
TLS_FROM = "tls1.3"  # every browser since 2019


class OneProcess(MTServer):
    """The door that also answers the signals of the process."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(
            "safeconduct.entrypoints.server:application",
            address=address,
            port=port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=THREADS,
            blocking_threads_idle_timeout=600,
            log_enabled=False,
            websockets=False,
        )

    def _check_gil(self) -> None:
        # Granian means its thread workers for free-threaded builds; one worker runs as well under the lock.
        return


class BesideServer(OneProcess):
    """A door with TLS beside the first, in a thread of its own; signals are the first one's alone."""

    ssl_ctx: Any

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Granian's, without what only the main thread may do."""
        self._init_shared_socket()
        self._spawn_workers(spawn_target, target_loader)

    def present(self, file: str) -> None:
        """The file with certificate and key for the workers that start from now on.

        Not by granian's own arguments: they resolve links, and a file in memory is nothing but one.
        """
        self.ssl_ctx = (True, file, file, None, TLS_FROM, None, [], False)
