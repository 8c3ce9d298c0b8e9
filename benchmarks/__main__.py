"""Runs every measurement and rewrites RESULTS.md: `make bench`, or `python -m benchmarks [NAME ...]`.

SAFECONDUCT_BENCH=quick takes smaller sizes and says so. Each measurement is a process of its own.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import QUICK, Figure, shown, sync_ms
from benchmarks.processes import ROOT

RESULTS = Path(__file__).parent / "RESULTS.md"
# name, what it is about, the command
MEASUREMENTS: dict[str, tuple[str, list[str]]] = {
    "commit_rate": ("Registering a family of five", ["benchmarks.commit_rate"]),
    "commit_rate_postgresql": (
        "Registering a family of five on PostgreSQL",
        ["tools/with_postgres.py", sys.executable, "-m", "benchmarks.commit_rate"],
    ),
    "through_http": ("Through HTTP", ["benchmarks.through_http"]),
    "catch_up": ("Catching up and rebuilding", ["benchmarks.catch_up"]),
    "late_fact": ("Facts that arrive late", ["benchmarks.late_fact"]),
    "arrival_orders": ("Orders of arrival", ["benchmarks.arrival_orders"]),
    "faults": ("Kills and power cuts", ["benchmarks.faults"]),
    "sizes_and_starts": ("Weights and starts", ["benchmarks.sizes_and_starts"]),
    "keystrokes": ("Keys for a family", ["benchmarks.keystrokes"]),
    "referral_board": ("The board of referrals", ["benchmarks.referral_board"]),
    "gates": ("The gates", ["benchmarks.gates"]),
    "screening": ("Preliminary screening", ["benchmarks.screening"]),
    "mrz_parses": ("Machine-readable zones", ["benchmarks.mrz_parses"]),
}


def main(names: list[str]) -> int:
    """Returns 1 where a measurement failed or a figure falls short; what was not asked for keeps its last lines."""
    held = _sections(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    met = True
    for name in names or list(MEASUREMENTS):
        title, command = MEASUREMENTS[name]
        print(f"{title} ...", flush=True)
        figures = _figures(command)
        met &= figures is not None and all(figure.met is not False for figure in figures)
        held[title] = _section(title, command, figures)
        titles = [title for title, _ in MEASUREMENTS.values()]
        text = "\n".join([_head(), *(held[title] for title in titles if title in held)])
        RESULTS.write_text(text, encoding="utf-8")
    print(RESULTS)
    return 0 if met else 1


def _figures(command: list[str]) -> list[Figure] | None:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    words = command if command[0].endswith(".py") else ["-m", *command]
    done = subprocess.run(
        [sys.executable, *words, "--json"], cwd=ROOT, env={**os.environ, "PYTHONPATH": paths}, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return None
    return [Figure(**one) for one in json.loads(done.stdout.splitlines()[-1])]


def _section(title: str, command: list[str], figures: list[Figure] | None) -> str:
    words = ["python", *(command if command[0].endswith(".py") else ["-m", *command])]
    said = " ".join("python" if word == sys.executable else word for word in words)
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {'quick' if QUICK else 'full'} run, load {os.getloadavg()[0]:.1f}"
    lines = [f"## {title}", f"`{said}` ({when})", ""]
    if figures is None:
        return "\n".join([*lines, "The measurement failed.", ""])
    lines += ["| figure | measured | beside | to reach | |", "|---|---|---|---|---|"]
    for figure in figures:
        mark = {True: "reached", False: "**short**", None: ""}[figure.met]
        value = f"{shown(figure.value)} {figure.unit}".strip()
        lines.append(f"| {figure.name.strip()} | {value} | {figure.anchor} | {figure.target} | {mark} |")
    return "\n".join([*lines, ""])


def _sections(text: str) -> dict[str, str]:
    parts = text.split("\n## ")[1:]
    return {part.split("\n", 1)[0]: "## " + part.rstrip("\n") + "\n" for part in parts}


def _head() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        "# Results\n"
        "Written by `make bench`; every figure is measured on this machine, beside its anchor where there is one.\n"
        "Medians; a load above the number of cores means that others worked at the same time.\n\n"
        f"Machine: {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, fdatasync {sync_ms():.2f} ms.\n"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
