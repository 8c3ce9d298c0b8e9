"""The one process: granian serves the pages, the writer thread writes. Also the WSGI application's door."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.core.wsgi import get_wsgi_application

THREADS = 8  # assumption: desks served at once by one worker


def prepare() -> None:
    """Load Django and the wiring; safe to call again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safeconduct.entrypoints.settings")
    django.setup()
    from safeconduct.entrypoints import wiring

    wiring.wire()


def application(environ: dict[str, Any], start_response: Any) -> Any:
    """The WSGI application."""
    return _handler()(environ, start_response)


@cache
def _handler() -> Any:
    return get_wsgi_application()


def serve(*, address: str, port: int, certificate: tuple[Path, Path] | None = None) -> None:
    """Serve until told to stop. The node must be open; its keys stay in this process."""
    from granian.constants import Interfaces
    from granian.server import MTServer

    class OneProcess(MTServer):
        """Granian's worker as a thread of this process, so that the keys never leave it."""

        def _check_gil(self) -> None:
            # Granian means its thread workers for free-threaded builds; one worker runs as well under the lock.
            return

    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer

    _handler()
    start_writer()
    server: Any = OneProcess(
        "safeconduct.entrypoints.server:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        log_enabled=False,
        websockets=False,
        ssl_cert=certificate[0] if certificate else None,
        ssl_key=certificate[1] if certificate else None,
    )
    try:
        server.serve()
    finally:
        stop_writer()
