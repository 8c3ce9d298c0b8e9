"""Durable files: all or nothing, in the order the disk needs; locks that die with their process."""

import contextlib
import os
import signal
import stat
import subprocess
import sys

import pytest

from safeconduct.foundation.vault.durable_files import FileLock, durable_writer, write_durably

HOLDER = """
import os, sys, time
from pathlib import Path
from safeconduct.foundation.vault.durable_files import FileLock
lock = FileLock(Path(sys.argv[1]))
assert lock.acquire()
if sys.argv[2] == "with a child":
    hear, tell = os.pipe()
    if os.fork() == 0:
        os.write(tell, b".")
        time.sleep(60)
    os.read(hear, 1)
print(os.getpid(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder():
    """Start a process that takes a lock; it is gone, with its children, after the test."""
    started = []

    def start(path, how="alone"):
        command = [sys.executable, "-c", HOLDER, str(path), how]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True, env=environment)
        started.append(process)
        assert int(process.stdout.readline()) == process.pid
        return process

    yield start
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def test_the_content_is_there_and_only_its_owner_may_read_it(tmp_path):
    target = tmp_path / "file"
    write_durably(target, b"first")
    write_durably(target, b"second")
    assert target.read_bytes() == b"second"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "file"
    write_durably(target, b"old")

    def interrupted():
        with durable_writer(target) as file:
            file.write(b"new")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        interrupted()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_content_is_synced_before_the_rename_and_the_directory_after(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, os.replace

    def seen_fsync(descriptor):
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        steps.append(("sync", path if path == str(tmp_path) else os.path.getsize(path)))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(os, "replace", lambda *names: steps.append(("rename",)) or replace(*names))
    write_durably(tmp_path / "file", b"12345")
    assert steps == [("sync", 5), ("rename",), ("sync", str(tmp_path))]


def test_what_a_power_cut_left_is_cleared_and_what_is_being_written_is_not(tmp_path):
    target = tmp_path / "file"
    leftover = tmp_path / ".file.00000000.part"
    leftover.write_bytes(b"half")
    stranger = tmp_path / ".other.00000000.part"
    stranger.write_bytes(b"half")
    with durable_writer(target) as slow:
        slow.write(b"slow")
        write_durably(target, b"quick")
        assert target.read_bytes() == b"quick"
    assert target.read_bytes() == b"slow"
    assert sorted(tmp_path.iterdir()) == [stranger, target]


def test_a_lock_is_held_by_one_at_a_time_also_inside_one_process(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.acquire()
    assert not first.acquire()
    assert not second.acquire()
    first.release()
    first.release()
    assert second.acquire()
    second.release()


def test_the_holders_note_can_be_read_by_the_one_turned_away(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert second.read_note() == ""
    first.acquire()
    first.leave_note("a long note")
    first.leave_note("short")
    assert second.read_note() == "short"
    first.release()
    with pytest.raises(RuntimeError, match="holder"):
        second.leave_note("mine")


@pytest.mark.fault
@pytest.mark.parametrize("how", ["alone", "with a child"])
def test_a_lock_ends_with_its_process_also_by_kill_9_and_when_a_child_lives_on(tmp_path, holder, how):
    lock = FileLock(tmp_path / "lock")
    process = holder(lock.path, how)
    assert not lock.acquire()
    process.kill()
    process.wait()
    assert lock.acquire()
    lock.release()


def test_a_forked_child_does_not_let_go_of_its_parents_lock(tmp_path):
    lock, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    lock.acquire()
    child = os.fork()
    if child == 0:
        lock.release()
        os._exit(0)
    os.waitpid(child, 0)
    assert not other.acquire()
    lock.release()
