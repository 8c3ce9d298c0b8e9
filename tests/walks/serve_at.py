"""Serves a node with a clock that starts at a given moment and runs: pages look the same on every day.

python -m tests.walks.serve_at HOME PORT MOMENT
"""

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from tests.walks.furnish import opened, prepare


class RunningClock:
    """The time that has gone by since the process began, after a moment of one's choice."""

    def __init__(self, moment: datetime) -> None:
        self._moment, self._began = moment, time.monotonic()

    def now(self) -> datetime:
        """The moment and what has gone by since."""
        return self._moment + timedelta(seconds=time.monotonic() - self._began)


def main(folder: Path, port: int, moment: datetime) -> None:
    """Open and serve until told to stop."""
    prepare(folder)
    from safeconduct.entrypoints.server import serve

    node = opened(folder, RunningClock(moment))
    try:
        serve(address="127.0.0.1", port=port)
    finally:
        node.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
