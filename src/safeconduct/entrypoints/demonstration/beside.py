"""Keeping the agency's node running beside the post's: a process of its own, started again when it dies."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from safeconduct.kernel.problems import Conflict

MODULE = "safeconduct.entrypoints.demonstration.second_node"
MOST_STARTS = 5  # within a minute: what dies faster has a reason that starting it does not mend


@dataclass(frozen=True)
class Place:
    """Where the agency's node lives: its folder and ports, and the introductions of both nodes."""

    folder: Path
    port: int
    listens: str

    @property
    def introduction(self) -> Path:
        """What the agency's node says of itself."""
        return self.folder / "agency.introduction"

    @property
    def posts_introduction(self) -> Path:
        """What the post's node says of itself, for the agency's."""
        return self.folder / "post.introduction"


class Introducing:
    """The agency's node on its way: made in a process of its own while the post's is prepared."""

    def __init__(self, place: Place) -> None:
        place.folder.mkdir(parents=True, exist_ok=True)
        self._place = place
        self._process = subprocess.Popen(
            [sys.executable, "-m", MODULE, "introduce", str(place.folder), place.listens, str(place.introduction)]
        )

    def introduction(self) -> bytes:
        """Its introduction, when it is there. Conflict: demo.second_node."""
        if self._process.wait(timeout=120) != 0:
            raise Conflict("demo.second_node")
        return self._place.introduction.read_bytes()


class SecondNode:
    """The agency's node, running: `with SecondNode(place): …`."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._stopping = threading.Event()
        self._process = self._started()
        self._watching = threading.Thread(target=self._watch, name="second node", daemon=True)

    @property
    def process(self) -> int:
        """The id of the process that runs now."""
        return self._process.pid

    def __enter__(self) -> "SecondNode":
        self._watching.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._let_go()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _started(self) -> "subprocess.Popen[bytes]":
        place = self._place
        words = ["serve", str(place.folder), place.listens, str(place.port), str(place.posts_introduction)]
        return subprocess.Popen([sys.executable, "-m", MODULE, *words], stdin=subprocess.PIPE)

    def _let_go(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()

    def _watch(self) -> None:
        starts: list[float] = []
        while not self._stopping.is_set():
            self._process.wait()
            if self._stopping.is_set():
                return
            starts = [one for one in starts if one > time.monotonic() - 60]
            if len(starts) == MOST_STARTS:
                print("The agency's node keeps dying; it is not started again.", file=sys.stderr, flush=True)
                return
            starts.append(time.monotonic())
            print("The agency's node has died; it is started again.", file=sys.stderr, flush=True)
            self._let_go()
            self._process = self._started()
            if self._stopping.is_set():
                self._let_go()
