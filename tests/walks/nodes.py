"""Nodes for walks: made in a process of their own, then served, killed and started again on a free port."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.conftest import PASSPHRASE
from tests.walks.furnish import OPENER

HOUSE = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{HOUSE / 'src'}{os.pathsep}{HOUSE}", "PYTHONDONTWRITEBYTECODE": "1"}
START_WITHIN = 60.0


def made(folder: Path, *, lively: bool = False, agency: bool = False) -> Path:
    """A node's folder, furnished by `tests.walks.furnish`."""
    command = [sys.executable, "-m", "tests.walks.furnish", str(folder), *(["--lively"] if lively else [])]
    command += ["--agency"] if agency else []
    done = subprocess.run(command, cwd=HOUSE, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


class Node:
    """A node in a folder of its own that is served by `safeconduct serve`, or at a moment of the walk's choice."""

    def __init__(self, folder: Path, template: Path, *, moment: str = "", options: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.options = options
        shutil.copytree(template, folder)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._moment = moment
        self._process: subprocess.Popen[bytes] | None = None
        self._log = folder.parent / f"{folder.name}.log"

    def start(self) -> None:
        """Serve; returns when the node answers."""
        secret = self.folder.parent / f"{self.folder.name}.passphrase"
        secret.write_text(PASSPHRASE, encoding="utf-8")
        home = str(self.folder)
        if self._moment:
            command = ["-m", "tests.walks.serve_at", home, str(self.port), self._moment]
        else:
            command = ["-m", "safeconduct.entrypoints.cli", "serve", "--home", home, "--opener", OPENER,
                       "--passphrase-file", str(secret), "--port", str(self.port), *self.options]  # fmt: skip
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *command], cwd=HOUSE, env=ENVIRONMENT, stdout=log, stderr=log
            )
        self._wait()

    def kill(self) -> None:
        """kill -9, as a flat battery would."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def stop(self) -> None:
        """The ordinary end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    @property
    def log(self) -> str:
        """What the node said."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _wait(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_WITHIN
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=5).read()
            except urllib.error.HTTPError as answer:
                raise RuntimeError(f"the node answers {answer.code}: {self.log[-4000:]}") from answer
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"the node did not start: {self.log[-4000:]}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
