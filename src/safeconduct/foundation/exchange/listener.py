"""Answering peers that call: a door of its own, shut to everyone whose certificate no introduction brought."""

import logging
import socket
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.db import connection

from safeconduct.foundation.dispatch.failures import as_problem, name_of
from safeconduct.foundation.exchange import queries, wire
from safeconduct.foundation.exchange.calling import KIND, PATH, PATIENCE, REFUSED
from safeconduct.foundation.exchange.conversation import answer
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.pinning import context_for, peer_at
from safeconduct.foundation.exchange.taking_in import project_what_waits
from safeconduct.kernel.problems import Problem

AT_ONCE = 8  # assumption: callers answered side by side; the next is asked to call again
log = logging.getLogger(__name__)


class Listener(ThreadingHTTPServer):
    """Listens at host:port until it is closed. OSError where it cannot."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self._free = threading.BoundedSemaphore(AT_ONCE)
        super().__init__((host, int(port)), _Answering)
        self._thread = threading.Thread(target=self.serve_forever, name="exchange listener", daemon=True)

    def begin(self) -> None:
        """Answer in a thread of its own."""
        self._thread.start()

    def end(self) -> None:
        """Stop listening; who is being answered is let go."""
        self.shutdown()
        self.server_close()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """One caller, in a thread of its own: who it is, the handshake says, anew each time."""
        if not self._free.acquire(blocking=False):
            return
        try:
            request.settimeout(PATIENCE)
            peers = queries.peers(revoked=False)
            with context_for(peers).wrap_socket(request, server_side=True) as end:
                _Answering(end, client_address, self, peer_at(end, peers))
            project_what_waits()
        except (OSError, Problem) as failure:
            # Strangers knock at any door, and links break: neither is this node's failure.
            log.info("a caller was not answered: %s", name_of(failure))
        finally:
            connection.close()
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """What nobody expected is told to the log, by its kind alone."""
        log.error("the exchange could not answer: %s", name_of(_current()))


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Safeconduct", ""

    def __init__(self, end: socket.socket, address: Any, server: Any, peer: Peer | None = None) -> None:
        self._peer = peer
        super().__init__(end, address, server)

    def do_POST(self) -> None:
        """One message and its answer."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH or not length.isdecimal() or int(length) > wire.LARGEST_ENVELOPE or self._peer is None:
            self.close_connection = True
            self._send(HTTPStatus.BAD_REQUEST, b"")
            return
        message = self.rfile.read(int(length))
        try:
            self._send(HTTPStatus.OK, answer(self._peer, message))
        except Problem as problem:
            self._send(REFUSED, problem.code.encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", KIND)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Callers are not logged one by one."""


def _current() -> BaseException:
    import sys

    return as_problem(sys.exc_info()[1] or RuntimeError())
