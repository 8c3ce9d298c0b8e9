"""What goes wrong around a node: a clear sentence, nothing lost, and the node goes on when the cause is gone."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.programs import begin, command_line, tell
from tests.faults.workload import OPENER, PASSPHRASE

pytestmark = [pytest.mark.fault, pytest.mark.slow]
HERE = "tests.faults.test_node_faults"


@pytest.fixture
def folder(tmp_path):
    """A node that was made and is closed."""
    tell(f"{HERE}:made", tmp_path / "node")
    return tmp_path / "node"


def made(folder: Path) -> None:
    from tests.faults import workload

    workload.make(folder)


def opened(folder: Path, **more):
    """The node open for writing, in a process of its own."""
    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node

    return open_node(Home(folder), opener=OPENER, passphrase=PASSPHRASE, **{"writing": True, **more})


def write(number: int = 1) -> list[str]:
    """Acts written, by their ids."""
    from safeconduct.foundation.dispatch import submit
    from tests.faults import workload

    written = []
    for _ in range(number):
        act, commands = workload.family()
        submit(act, *commands)
        written.append(act.id)
    return written


def assert_whole(node, acknowledged: list[str]) -> None:
    """Everything acknowledged is there and everything agrees."""
    from safeconduct.foundation.journal.verify import verify
    from tests.faults import workload

    assert workload.missing_acts(acknowledged) == []
    assert verify(node.ledger).findings == ()


# The passphrase


def test_a_wrong_passphrase_is_one_sentence_and_changes_nothing(folder):
    before = (folder / "vault.json").read_bytes()
    done = command_line(folder, "verify", passphrase="a wrong one entirely")
    assert done.returncode == 1
    assert "do not open this node" in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "vault.json").read_bytes() == before
    assert command_line(folder, "verify", passphrase=PASSPHRASE).returncode == 0


# The disk


def fill_until_refused(node, free_space) -> None:
    """Write until the disk refuses; then free some space and go on with the same node."""
    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer
    from safeconduct.foundation.web.texts import sentence_of
    from safeconduct.kernel.problems import Conflict
    from tests.faults import workload

    start_writer()
    acknowledged, refused, said = [], [], set()
    for _ in range(3000):
        act, commands = workload.family()
        try:
            submit(act, *commands)
            acknowledged.append(act.id)
        except Conflict as problem:
            said.add((problem.code, str(sentence_of(problem.code, problem.details))))
            refused.append((act, commands))
            if len(refused) == 3:
                break
    assert len(refused) == 3
    assert {code for code, _ in said} <= {"node.disk_full", "node.disk_fails"}, said
    assert all("nothing was saved" in sentence for _, sentence in said)
    assert acknowledged
    assert set(workload.missing_acts([act.id for act, _ in refused])) == {act.id for act, _ in refused}
    free_space()
    for act, commands in refused:
        assert not submit(act, *commands).repeated
        acknowledged.append(act.id)
    acknowledged += write(5)
    stop_writer()
    assert_whole(node, acknowledged)
    node.close()
    print("DONE")


def limited(folder: Path) -> None:
    """Files may not grow beyond a size: what a quota does."""
    import resource

    node = opened(folder)
    write()
    largest = (folder / "safeconduct.db").stat().st_size + 700_000
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    fill_until_refused(node, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard)))


def small(folder: Path) -> None:
    """The folder lies on a small disk of its own."""

    def enlarge() -> None:
        subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)

    made(folder)
    fill_until_refused(opened(folder), enlarge)


def test_a_file_that_may_not_grow_refuses_the_act_and_the_node_goes_on(folder):
    assert tell(f"{HERE}:limited", folder).endswith("DONE\n")


def test_a_full_disk_refuses_the_act_and_the_node_goes_on(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a small disk needs root; the test with a limited file covers the rest")
    try:
        assert tell(f"{HERE}:small", disk).endswith("DONE\n")
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


# The clock


def with_odd_clocks(folder: Path) -> None:
    from safeconduct.kernel.clock import SimulatedClock

    moments = [
        datetime(1970, 1, 1, 0, 0, 9, tzinfo=UTC),
        datetime(2099, 7, 1, tzinfo=UTC),
        datetime(2026, 3, 4, tzinfo=UTC),
    ]
    acknowledged, stamps = [], []
    for moment in moments:
        node = opened(folder, clock=SimulatedClock(moment))
        acknowledged += [*write(2), born_in_1985()]
        stamps += stamps_in_order()[len(stamps) :]
        assert_whole(node, acknowledged)
        said_of_the_clock(node, moment)
        node.close()
    assert stamps == sorted(set(stamps)), "the order of entries follows no clock that goes back"
    print("DONE")


def born_in_1985() -> str:
    from safeconduct.domains.people.commands import BirthDateGiven, RegisterPerson
    from safeconduct.foundation.dispatch import submit
    from safeconduct.kernel.ids import new_id
    from tests.faults import workload

    act, _ = workload.family()
    birth = BirthDateGiven(kind="date", year=1985, month=2, day=3, original="3.2.1985")
    submit(act, RegisterPerson(person=new_id(), level=2, given_names="Amina", birth=birth))
    return act.id


def stamps_in_order() -> list[int]:
    from django.db import connection

    from safeconduct.foundation.journal.entry import read_header

    with connection.cursor() as cursor:
        cursor.execute("SELECT header FROM journal_entry ORDER BY position")
        return [read_header(bytes(row[0])).clock for row in cursor.fetchall()]


def said_of_the_clock(node, moment: datetime) -> None:
    from safeconduct.foundation.nodes.health import checks

    def codes(now):
        return {check.code for check in checks(node.home, now=now)}

    assert ("health.clock_behind" in codes(moment)) == (moment.year == 1970)
    assert "health.clock_behind" in codes(moment - timedelta(days=1))


def test_a_clock_at_1970_or_2099_locks_nobody_out_and_the_order_is_kept(folder):
    assert tell(f"{HERE}:with_odd_clocks", folder).endswith("DONE\n")


# Another process, another version, half a migration


def wait_as_writer(folder: Path) -> None:
    node = opened(folder)
    print("OPEN", flush=True)
    sys.stdin.readline()
    acknowledged = write(2)
    assert_whole(node, acknowledged)
    node.close()
    print("DONE", flush=True)


def test_a_second_writing_process_is_turned_away_and_the_first_goes_on(folder):
    first = begin(f"{HERE}:wait_as_writer", folder)
    second = command_line(folder, "rebuild", passphrase=PASSPHRASE)
    assert second.returncode == 1
    assert f"process {first.pid}" in second.stderr
    assert "nothing was changed" in second.stderr
    said, _ = first.communicate("go on\n", timeout=60)
    assert said == "DONE\n"
    assert command_line(folder, "verify", passphrase=PASSPHRASE).returncode == 0


def written_by_a_later_version(folder: Path) -> None:
    from django.db import connection

    node = opened(folder)
    write()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0999_later', CURRENT_TIMESTAMP)"
        )
    node.close()


def test_a_database_of_a_later_version_is_left_alone(folder):
    tell(f"{HERE}:written_by_a_later_version", folder)
    for command in ("verify", "rebuild", "doctor"):
        done = command_line(folder, command, passphrase=PASSPHRASE)
        assert done.returncode == 1
        assert "people.0999_later" in done.stderr
        assert "nothing was changed" in done.stderr


def killed_while_migrating(folder: Path, after: str) -> None:
    from django.db.migrations.operations import CreateModel

    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import make_node

    make_node(Home(folder), name="Fault", openers=[(OPENER, PASSPHRASE)], training=True)
    usual, done = CreateModel.database_forwards, []

    def killing(self, *arguments, **named):
        usual(self, *arguments, **named)
        done.append(self.name)
        if len(done) == int(after):
            os.kill(os.getpid(), signal.SIGKILL)

    CreateModel.database_forwards = killing
    opened(folder)


def complete(folder: Path) -> None:
    from safeconduct.foundation.nodes.opening import pending_migrations

    node = opened(folder)
    assert not pending_migrations()
    assert_whole(node, [])
    node.close()
    print("DONE")


@pytest.mark.parametrize("after", [1, 8, 15])
def test_a_migration_killed_half_way_is_completed_by_the_next_start(tmp_path, after):
    folder = tmp_path / "node"
    with pytest.raises(AssertionError):
        tell(f"{HERE}:killed_while_migrating", folder, str(after))
    reader = command_line(folder, "verify", passphrase=PASSPHRASE)
    assert reader.returncode == 1
    assert "safeconduct serve" in reader.stderr
    assert tell(f"{HERE}:complete", folder).endswith("DONE\n")


# Beside the server


def serve_writers(folder: Path) -> None:
    """Two desks write until told to stop; every act is acknowledged."""
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer

    node = opened(folder)
    start_writer()
    acknowledged: list[str] = []
    failures: list[BaseException] = []
    stopping = threading.Event()

    def desk() -> None:
        try:
            while not stopping.is_set():
                acknowledged.extend(write())
        except BaseException as failure:
            failures.append(failure)

    desks = [threading.Thread(target=desk) for _ in range(2)]
    for one in desks:
        one.start()
    print("OPEN", flush=True)
    sys.stdin.readline()
    stopping.set()
    for one in desks:
        one.join()
    stop_writer()
    assert failures == []
    assert_whole(node, acknowledged)
    node.close()
    print("DONE", flush=True)


def test_verify_backup_and_doctor_run_beside_a_server_that_writes(folder, tmp_path):
    server = begin(f"{HERE}:serve_writers", folder)
    for words in (["verify"], ["backup", "--to", str(tmp_path / "backups")], ["verify"]):
        done = command_line(folder, *words, passphrase=PASSPHRASE)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
    doctor = command_line(folder, "doctor", "--backups", str(tmp_path / "backups"), passphrase=PASSPHRASE)
    assert "Traceback" not in doctor.stderr
    assert "encrypted" in doctor.stdout
    said, _ = server.communicate("stop\n", timeout=120)
    assert said == "DONE\n"
    journal = next((tmp_path / "backups").glob("*.journal.scb"))
    restored = command_line(tmp_path / "restored", "restore", "--from", str(journal), passphrase=PASSPHRASE)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "writes in epoch 2" in restored.stdout
