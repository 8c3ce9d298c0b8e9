"""The power goes at any moment: every legal state of the disk opens, agrees with itself, and holds every receipt."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.power_cuts import PYTHON, cut, read_folder, record, write_folder

pytestmark = [pytest.mark.fault, pytest.mark.slow]
CUTS = int(os.environ.get("SAFECONDUCT_CUTS", "300"))
ACTS = 60
PROGRAM = "from tests.faults.test_power_cuts import run; run({folder!r}, {cuts})"
ROOT = Path(__file__).parents[2]


def check(folder: Path, acknowledged: list[str]) -> None:
    """Open the disk as a post would after the lights come back."""
    from django.db import connection

    from safeconduct.foundation.journal.verify import verify
    from tests.faults import workload

    os.environ["SAFECONDUCT_HOME"] = str(folder)
    connection.settings_dict["NAME"] = str(folder / "safeconduct.db")
    node = workload.opened(folder)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone()[0] == "ok", "the database is corrupt"
    lost = workload.missing_acts(acknowledged)
    assert not lost, f"{len(lost)} of {len(acknowledged)} acknowledged acts are lost"
    findings = verify(node.ledger).findings
    assert not findings, str(findings[:5])
    node.close()


def run(folder_name: str, cuts: int) -> None:
    """Record one run, then cut it at many places."""
    from tests.faults import workload
    from tests.faults.children import in_child

    folder = Path(folder_name)
    workload.prepare(folder)
    assert in_child(lambda: workload.make(folder)) == 0
    start = read_folder(folder)
    command = [PYTHON, "-m", "tests.faults.workload", str(folder), str(ACTS)]
    steps = record(command, folder, folder.parent / "calls", dict(os.environ))
    assert sum(step.kind == "ack" for step in steps) == ACTS
    assert sum(step.kind == "sync" for step in steps) >= ACTS
    choice = random.Random(7)
    for number in range(cuts):
        disk = cut(steps, start, choice.randint(1, len(steps)), choice)
        after = folder.parent / "after"
        shutil.rmtree(after, ignore_errors=True)
        write_folder(disk.files, folder, after)
        assert in_child(lambda d=disk, a=after: check(a, d.acknowledged)) == 0, f"cut {number}"
    print(f"CUTS {cuts} STEPS {len(steps)}")


def test_no_power_cut_loses_a_receipt_or_corrupts_the_database(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(folder=str(tmp_path / "node"), cuts=CUTS)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "src:.", "SAFECONDUCT_DATABASE": ""},
        capture_output=True, text=True, check=False, timeout=CUTS * 8 + 300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.startswith(f"CUTS {CUTS} ")


def test_the_simulator_itself_notices_a_missing_sync(tmp_path):
    """A check that cannot fail proves nothing: without syncs, receipts are lost."""
    from tests.faults.power_cuts import Step

    steps = [Step("write", "/d/x", 0, b"one"), Step("ack", data=b"a"), Step("sync", "/d/x")]
    choice = random.Random(1)
    states = {cut(steps, {"/d/x": b""}, 2, choice).files["/d/x"] for _ in range(50)}
    assert states == {b"", b"one"}
    assert cut(steps, {"/d/x": b""}, 3, choice).files["/d/x"] == b"one"
    assert cut(steps, {"/d/x": b""}, 2, choice).acknowledged == ["a"]
