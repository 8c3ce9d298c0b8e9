"""All tests: everything on SQLCipher, then what touches a database again on PostgreSQL; one closing line for both."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest"]
ON_BOTH = [
    "src/safeconduct/domains", "tests/foundation/journal", "tests/foundation/dispatch", "tests/foundation/access",
    "tests/foundation/exchange", "tests/foundation/compartments", "tests/desks", "tests/reporting", "tests/entrypoints",
    "tests/attacks", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests").glob("test_*.py")),
]  # fmt: skip
PAGES = ["tests/walks/test_every_page.py", "tests/walks/test_screenshots.py"]
RUNS = [
    ("SQLCipher", [*PYTEST, "-n", "2", "-m", "not walk and not fault"]),
    ("pages in Chromium", [*PYTEST, "-n", "2", "-m", "walk", *PAGES]),
    # One at a time: a reader that types is known by its pace, and so must the machine keep it.
    ("walks in Chromium", [*PYTEST, "-m", "walk", *(f"--deselect={page}" for page in PAGES)]),
    ("faults", [*PYTEST, "-n", "2", "-m", "fault and not walk"]),
    ("PostgreSQL", [sys.executable, "tools/with_postgres.py", *PYTEST, "-n", "2", "-m",
                    "not walk and not fault and not pure and not slow", *ON_BOTH]),
]  # fmt: skip


def main() -> int:
    """Run all of them, even after a failure; print the sum in the form test runners use."""
    totals = {"passed": 0, "failed": 0, "error": 0, "errors": 0, "skipped": 0}
    broken = []
    for name, command in RUNS:
        print(f"== {name}", flush=True)
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        print(done.stdout, flush=True)
        for number, word in re.findall(r"(\d+) (passed|failed|errors?|skipped)", done.stdout.rsplit("\n", 3)[-2]):
            totals[word] += int(number)
        if done.returncode:
            broken.append(name)
    failed = totals["failed"] + totals["error"] + totals["errors"] + (1 if broken and not totals["failed"] else 0)
    print(f"{totals['passed']} passed, {failed} failed, {totals['skipped']} skipped")
    return 1 if broken or failed or not totals["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
