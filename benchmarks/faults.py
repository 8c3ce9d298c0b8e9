"""Kills with -9 and simulated power cuts in larger numbers than the suite takes, by the same harness.

python -m benchmarks.faults
"""

import os
import subprocess
import sys

from benchmarks.figures import QUICK, Figure, report
from benchmarks.processes import ROOT

KILLS = 20 if QUICK else 1000
CUTS = 300 if QUICK else 10_000


def measure() -> list[Figure]:
    """The harness fails on the first receipt that is lost and the first file that does not verify."""
    return [
        _run("kills with -9 in write load", "tests/faults/test_kill.py", KILLS, {"SAFECONDUCT_KILLS": str(KILLS)},
             "SQLite, synchronous=NORMAL loses records in 94 % of power cuts"),
        _run("simulated power cuts", "tests/faults/test_power_cuts.py", CUTS, {"SAFECONDUCT_CUTS": str(CUTS)}, ""),
    ]  # fmt: skip


def _run(what: str, file: str, number: int, more: dict[str, str], anchor: str) -> Figure:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", file, "-q"], cwd=ROOT, env={**os.environ, **more}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    sound = done.returncode == 0
    said = "0 lost, 0 corrupt" if sound else done.stdout[-300:].replace("\n", " ").replace("|", "/")
    return Figure(f"{number:,} {what}", said, "", anchor, "0 lost, 0 corrupt", sound)


if __name__ == "__main__":
    report(measure)
