"""Killed with -9 in full write load, again and again: nothing that was acknowledged is lost."""

import os
import random
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

pytestmark = [pytest.mark.fault, pytest.mark.slow]
KILLS = int(os.environ.get("SAFECONDUCT_KILLS", "200"))
VERIFY_EVERY = 25
WRITERS = 4
# The test process itself must not have opened a database before it forks: it all happens in this program.
PROGRAM = "from tests.faults.test_kill import run; run({folder!r}, {kills})"


def write_until_killed(folder: Path, pipe: int) -> None:
    """Four desks write through the writer thread; each receipt is said on the pipe."""
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.dispatch.writer import start_writer
    from tests.faults import workload

    workload.opened(folder)
    start_writer()

    def desk() -> None:
        while True:
            act, commands = workload.family()
            submit(act, *commands)
            os.write(pipe, f"{act.id}\n".encode())

    desks = [threading.Thread(target=desk, daemon=True) for _ in range(WRITERS)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()


def check(folder: Path, acknowledged: list[str], *, whole: bool) -> None:
    """Everything acknowledged is there; now and then, everything agrees."""
    from safeconduct.foundation.journal.verify import verify
    from tests.faults import workload

    node = workload.opened(folder)
    lost = workload.missing_acts(acknowledged)
    if lost:
        raise AssertionError(f"{len(lost)} acknowledged acts are lost")
    if whole:
        findings = verify(node.ledger).findings
        if findings:
            raise AssertionError(str(findings[:5]))
    node.close()


def run(folder_name: str, kills: int) -> None:
    """The whole test, in a process that never opens the node itself."""
    from tests.faults import workload
    from tests.faults.children import in_child, killed_child

    folder, choice = Path(folder_name), random.Random(9)
    workload.prepare(folder)
    assert in_child(lambda: workload.make(folder)) == 0
    acknowledged: list[str] = []
    for number in range(1, kills + 1):
        lines = killed_child(partial(write_until_killed, folder), after_first=choice.uniform(0.0, 0.12))
        acknowledged += [line for line in lines if len(line) == 32]
        whole = number % VERIFY_EVERY == 0 or number == kills
        held = partial(check, folder, acknowledged, whole=whole)
        assert in_child(held) == 0, f"after kill {number}"
    print(f"KILLS {kills} ACKNOWLEDGED {len(acknowledged)}")


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(folder=str(tmp_path / "node"), kills=KILLS)],
        cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONPATH": "src:.", "SAFECONDUCT_DATABASE": ""},
        capture_output=True, text=True, check=False, timeout=KILLS * 8 + 60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    _, kills, _, acknowledged = done.stdout.split()
    assert int(kills) == KILLS
    assert int(acknowledged) > KILLS
