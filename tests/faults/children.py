"""Work in a forked child: no start-up cost, and nothing of it stays behind, whatever happens to it."""

import os
import signal
import time
import traceback
from collections.abc import Callable


def in_child(work: Callable[[], None]) -> int:
    """Run work in a forked child and wait. Returns 0 if it ended quietly."""
    child = os.fork()
    if child == 0:
        _run(work)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def killed_child(work: Callable[[int], None], *, after_first: float, at_most: float = 30.0) -> list[str]:
    """Run work(pipe) in a forked child, kill it with -9 `after_first` seconds after its first line; all its lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(lambda: work(writing))
    os.close(writing)
    first = os.read(reading, 1)
    if first:
        time.sleep(min(after_first, at_most))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    data = bytearray(first)
    while block := os.read(reading, 65536):
        data += block
    os.close(reading)
    return data.decode().splitlines()


def _run(work: Callable[[], None]) -> None:
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
