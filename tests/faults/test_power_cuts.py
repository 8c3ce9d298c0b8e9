"""The power goes at any moment: every legal state of the disk opens, agrees with itself, and holds every receipt."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.power_cuts import PYTHON, Cut, Step, cut, read_folder, record, write_folder

pytestmark = [pytest.mark.fault, pytest.mark.slow]
CUTS = int(os.environ.get("SAFECONDUCT_CUTS", "300"))
CARELESS_CUTS = 12
ACTS = 60
PROGRAM = "from tests.faults.test_power_cuts import run; run({folder!r}, {cuts}, careless={careless})"
ROOT = Path(__file__).parents[2]


def check(folder: Path, acknowledged: list[str]) -> None:
    """Open the disk as a post would after the lights come back."""
    from django.db import connection

    from safeconduct.foundation.journal.verify import verify
    from tests.faults import workload

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


def recorded(folder: Path, *, careless: bool) -> tuple[dict[str, bytes], list[Step]]:
    """The disk before a run, and every step of the run."""
    from tests.faults import workload
    from tests.faults.children import in_child

    workload.prepare(folder)
    assert in_child(lambda: workload.make(folder)) == 0
    start = read_folder(folder)
    command = [PYTHON, "-m", "tests.faults.workload", str(folder), str(ACTS), *(["careless"] if careless else [])]
    steps = record(command, folder, folder.parent / "calls", dict(os.environ))
    assert sum(step.kind == "ack" for step in steps) == ACTS
    check_record(folder, start, steps)
    return start, steps


def check_record(folder: Path, start: dict[str, bytes], steps: list[Step]) -> None:
    """A record that missed a write would prove nothing: played to its end, it gives the disk that is there."""
    written = {Path(step.path).name for step in steps if step.kind == "write"}
    assert {"safeconduct.db", "safeconduct.db-wal"} <= written, f"only {written} were written"
    # Not compared: shared memory, and the note of who writes, which mean nothing after a cut.
    there = {name: data for name, data in read_folder(folder).items() if not name.endswith(("-shm", ".writer"))}
    played = cut(steps, start, len(steps), random.Random(0), mode="all").files
    assert {name: played.get(name) for name in there} == there, "the record does not give the disk"


def run(folder_name: str, cuts: int, *, careless: bool) -> None:
    """Record one run, then cut it at many places."""
    from tests.faults.children import in_child

    folder = Path(folder_name)
    start, steps = recorded(folder, careless=careless)
    syncs = sum(step.kind == "sync" for step in steps)
    assert careless or syncs >= ACTS, "receipts left before anything was synced"
    choice = random.Random(7)
    failed = 0
    for number in range(cuts):
        disk = cut(steps, start, choice.randint(1, len(steps)), choice)
        failed += in_child(lambda disk=disk: laid_out(disk, folder)) != 0
        assert careless or not failed, f"cut {number} at step {disk.at}, {disk.mode}"
    print(f"CUTS {cuts} FAILED {failed} STEPS {len(steps)} SYNCS {syncs}")


def laid_out(disk: Cut, folder: Path) -> None:
    """Write the disk as the cut left it beside the first one, and check it."""
    after = folder.parent / "after"
    shutil.rmtree(after, ignore_errors=True)
    write_folder(disk.files, folder, after)
    check(after, disk.acknowledged)


def simulated(folder: Path, cuts: int, *, careless: bool) -> dict[str, int]:
    """Run the program in a process of its own; what it printed, by name."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(folder=str(folder), cuts=cuts, careless=careless)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "src:.", "SAFECONDUCT_DATABASE": ""},
        capture_output=True, text=True, check=False, timeout=cuts * 8 + 300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    words = done.stdout.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


def test_no_power_cut_loses_a_receipt_or_corrupts_the_database(tmp_path):
    said = simulated(tmp_path / "node", CUTS, careless=False)
    assert (said["CUTS"], said["FAILED"]) == (CUTS, 0)


def test_the_same_cuts_find_a_database_that_does_not_sync_its_commits(tmp_path):
    """A check that cannot fail proves nothing."""
    assert simulated(tmp_path / "node", CARELESS_CUTS, careless=True)["FAILED"] > 0


def test_the_simulator_drops_and_keeps_what_a_disk_may_drop_and_keep():
    steps = [Step("write", "/d/x", 0, b"one"), Step("ack", data=b"a"), Step("sync", "/d/x")]
    choice = random.Random(1)
    states = {cut(steps, {"/d/x": b""}, 2, choice).files["/d/x"] for _ in range(50)}
    assert states == {b"", b"one"}
    assert cut(steps, {"/d/x": b""}, 3, choice).files["/d/x"] == b"one"
    assert cut(steps, {"/d/x": b""}, 2, choice).acknowledged == ["a"]


def test_where_tracing_is_barred_the_record_fails_and_says_so(tmp_path):
    barred = tmp_path / "strace"
    barred.write_text("#!/bin/sh\necho 'strace: ptrace(PTRACE_TRACEME, ...): Operation not permitted' >&2\nexit 1\n")
    barred.chmod(0o755)
    with pytest.raises(RuntimeError, match="tracing is barred"):
        record([PYTHON, "-c", ""], tmp_path, tmp_path / "calls", {"PATH": str(tmp_path)})
    barred.unlink()
    with pytest.raises(RuntimeError, match="strace is missing"):
        record([PYTHON, "-c", ""], tmp_path, tmp_path / "calls", {"PATH": str(tmp_path)})
