"""Stories told in a process of their own: each opens a node in its own folder, as a post does."""

import os
import subprocess
import sys
from pathlib import Path

from tests.faults.workload import OPENER

ROOT = Path(__file__).parents[2]
COMMAND_LINE = "import sys; from safeconduct.entrypoints.cli import main; sys.exit(main())"


def tell(story: str, folder: Path, *arguments: str, database: str = "", timeout: int = 120) -> str:
    """Run `story(folder, *arguments)`, named as module:function; what it printed. An error in it fails the test."""
    done = subprocess.run(
        _program(story, folder, arguments), cwd=ROOT, env=_environment(database),
        capture_output=True, text=True, check=False, timeout=timeout,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-1000:]
    return done.stdout


def begin(story: str, folder: Path, *arguments: str, database: str = "") -> "subprocess.Popen[str]":
    """Start a story that says OPEN when it is under way and then waits for a line."""
    begun = subprocess.Popen(
        _program(story, folder, arguments), cwd=ROOT, env=_environment(database), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert begun.stdout is not None
    assert begun.stdout.readline() == "OPEN\n"
    return begun


def command_line(folder: Path, *words: str, passphrase: str) -> "subprocess.CompletedProcess[str]":
    """`safeconduct WORDS --home FOLDER`, the passphrase typed."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND_LINE, *words, "--home", str(folder), "--opener", OPENER],
        cwd=ROOT, env=_environment(""), input=passphrase + "\n",
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def _program(story: str, folder: Path, arguments: tuple[str, ...]) -> list[str]:
    module, _, function = story.partition(":")
    program = (
        "import sys; from pathlib import Path; from tests.faults import workload; folder = Path(sys.argv[1]); "
        f"workload.prepare(folder); from {module} import {function}; {function}(folder, *sys.argv[2:])"
    )
    return [sys.executable, "-c", program, str(folder), *arguments]


def _environment(database: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": "src:.", "SAFECONDUCT_DATABASE": database}
