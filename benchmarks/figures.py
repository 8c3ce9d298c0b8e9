"""A figure as RESULTS.md prints it, and the small statistics that all measurements share."""

import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

QUICK = os.environ.get("SAFECONDUCT_BENCH", "full") == "quick"


class Figure(NamedTuple):
    """What was measured, its value and unit, the anchor's value beside it, and what is asked of it."""

    name: str
    value: float | str
    unit: str = ""
    anchor: str = ""
    target: str = ""
    met: bool | None = None


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def sync_ms(folder: Path | None = None, *, number: int = 60) -> float:
    """Milliseconds of one fdatasync of 4 KiB here, median: the floor under every commit."""
    took = []
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        for _ in range(number):
            file.write(b"\0" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - begun) * 1000)
    return median(took)


def least(value: float, bound: float) -> bool:
    """Whether a figure that should be high reaches its bound."""
    return value >= bound


def most(value: float, bound: float) -> bool:
    """Whether a figure that should be low stays under its bound."""
    return value <= bound


def report(measure: Callable[[], list[Figure]]) -> None:
    """Run one measurement as a program: plain lines, or JSON for the one that gathers them."""
    figures = measure()
    if "--json" in sys.argv:
        print(json.dumps([figure._asdict() for figure in figures]))
        return
    for figure in figures:
        print(f"{figure.name}: {shown(figure.value)} {figure.unit}  [{figure.anchor}] {figure.target}")


def shown(value: float | str) -> str:
    """A number with the digits that mean something."""
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
