"""A node served by its own process, and desks that speak HTTP with it: sessions, CSRF and all."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks import nodes
from benchmarks.processes import ROOT

DESK_PASSPHRASE = "bench desk passphrase"
LIGHT = {"memory_kib": 64, "iterations": 1, "lanes": 1}


def make(folder: Path, desks: int) -> None:
    """A node with its post and so many officers, closed again. To be called in a process of its own."""
    with nodes.node_in(folder, simulated=False):
        from safeconduct.foundation.access.commands import CreateUser
        from safeconduct.foundation.access.passphrases import make_verifier
        from safeconduct.foundation.dispatch import submit
        from safeconduct.kernel.acts import Act
        from safeconduct.kernel.ids import new_id

        verifier = make_verifier(DESK_PASSPHRASE, cost=LIGHT)
        submit(
            Act(id=new_id(), actor="system", purpose="administration", place="node"),
            *(
                CreateUser(user=new_id(), login=f"desk{number}", display_name=f"Desk {number}",
                           roles=("border_officer", "post_supervisor"), posts=(nodes._id("post"),),
                           passphrase=verifier)
                for number in range(desks)
            ),
        )  # fmt: skip


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port at which the node answers; stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secret = folder / "opener"
    secret.write_text(nodes.PASSPHRASE)
    program = [sys.executable, "-m", "safeconduct.entrypoints.cli", "serve", "--home", str(folder), "--port", str(port),
               "--opener", nodes.OPENER, "--passphrase-file", str(secret)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen(program, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the server did not start")


class Desk:
    """One browser: keeps its connection and cookies, sends the CSRF token, follows no redirect."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.size = 0

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> str:
        """A page's text. Raises AssertionError for anything but 200."""
        status, body, _ = self._ask("GET", path, None, dict(headers or {}))
        assert status == 200, (path, status)
        return body.decode(errors="replace")

    def post(self, path: str, data: Mapping[str, Any]) -> str:
        """Send a form; returns where the answer leads. Raises AssertionError for a refusal."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self._cookies["csrftoken"]}
        status, body, location = self._ask("POST", path, urlencode(data, doseq=True), headers)
        assert status in (200, 204, 302), (path, status, _plain(body))
        return location

    def sign_in(self, login: str) -> None:
        """As an officer of the bench."""
        self.get("/sign-in/")
        self.post("/sign-in/", {"login": login, "passphrase": DESK_PASSPHRASE})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes, str]:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body=body, headers=headers)
        answer = self._connection.getresponse()
        found = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        self.size = len(found)
        return answer.status, found, answer.headers.get("Location", "")


def _plain(body: bytes) -> str:
    return re.sub(r"<[^>]+>|\s+", " ", body.decode(errors="replace"))[:400]
