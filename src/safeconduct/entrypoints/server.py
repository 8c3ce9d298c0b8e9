"""The one process: granian serves the pages, the writer thread writes. Also the WSGI application's door."""

import os
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

import django
from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from safeconduct.entrypoints.lan_door import LanDoor
    from safeconduct.foundation.exchange.exchanging import Exchanger


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


def serve(*, address: str, port: int, lan: "LanDoor | None" = None, exchange: "Exchanger | None" = None) -> None:
    """Serve until told to stop. The node must be open; its keys stay in this process.

    Conflict: node.port_busy (port).
    """
    from safeconduct.entrypoints.one_process import OneProcess
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer
    from safeconduct.foundation.nodes.local_network import check_ports_free

    check_ports_free([(address, port)])
    _handler()
    start_writer()
    try:
        with lan or nullcontext(), exchange or nullcontext():
            OneProcess(address, port).serve()
    finally:
        stop_writer()
