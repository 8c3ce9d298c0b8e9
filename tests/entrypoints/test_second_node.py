"""The agency's node of the demonstration, in a process of its own: made once, killed, started again, gone with its
parent; and what was sealed at the post is there."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.faults.programs import tell

pytestmark = [pytest.mark.fault, pytest.mark.slow]
STORIES = "tests.entrypoints.second_node_stories"
ROOT = Path(__file__).parents[2]
WITHIN = 90.0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def until(holds) -> None:
    deadline = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.3)


@pytest.fixture
def running(tmp_path):
    """A post that runs with the agency's node beside it: (process, port of the agency's pages, folder)."""
    port, listens, posts = free_port(), free_port(), free_port()
    words = [str(tmp_path), str(port), str(listens), str(posts)]
    process = subprocess.Popen(
        [sys.executable, "-m", STORIES, *words], cwd=ROOT, env={**os.environ, "PYTHONPATH": "src:."}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    yield process, port, tmp_path
    if process.poll() is None:
        process.kill()
    process.wait(30)


def said(process) -> str:
    return process.stdout.readline().strip()


def test_the_second_node_is_killed_and_goes_on_and_ends_with_the_first(running):
    process, port, folder = running
    pid = int(said(process))
    until(lambda: answers(port))
    os.kill(pid, signal.SIGKILL)
    again = int(said(process))
    assert again != pid
    until(lambda: answers(port))
    process.stdin.write("seal\n")
    process.stdin.flush()
    assert said(process) == "3 receipted"
    process.kill()  # not asked to stop anybody
    process.wait(30)
    until(lambda: not answers(port))
    until(lambda: not os.path.exists(f"/proc/{again}"))
    assert tell(f"{STORIES}:opened", folder / "agency") == "protection child_protection health\n"
