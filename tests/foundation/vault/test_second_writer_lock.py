"""One writer per database: the second is told who writes, and a killed writer leaves the door open."""

import os
import subprocess
import sys

import pytest

from safeconduct.foundation.vault.second_writer_lock import claim_writing
from safeconduct.kernel.problems import Conflict

WRITER = """
import sys, time
from safeconduct.foundation.vault.second_writer_lock import claim_writing
with claim_writing(sys.argv[1]):
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def writer(tmp_path):
    """Another process that writes to post.db."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(tmp_path / "post.db")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout.readline() == "writing\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writing_process_is_refused_and_told_which_one_writes(tmp_path, writer):
    with pytest.raises(Conflict) as conflict:
        claim_writing(tmp_path / "post.db")
    assert (conflict.value.code, conflict.value.details) == ("node.second_writer", {"process": writer.pid})


@pytest.mark.fault
def test_a_killed_writer_blocks_nobody(tmp_path, writer):
    writer.kill()
    writer.wait()
    with claim_writing(tmp_path / "post.db"):
        pass


def test_another_name_of_the_same_database_is_the_same_lock(tmp_path, writer):
    (tmp_path / "post.db").touch()
    (tmp_path / "linked.db").symlink_to(tmp_path / "post.db")
    with pytest.raises(Conflict, match=r"node\.second_writer"):
        claim_writing(str(tmp_path / "linked.db"))


def test_other_databases_are_not_concerned_and_a_released_one_is_free(tmp_path, writer):
    with claim_writing(tmp_path / "training.db"), pytest.raises(Conflict) as conflict:
        claim_writing(tmp_path / "training.db")
    assert conflict.value.details == {"process": os.getpid()}
    claim_writing(tmp_path / "training.db").release()


def test_an_unreadable_note_does_not_hide_the_refusal(tmp_path):
    with claim_writing(tmp_path / "post.db"):
        (tmp_path / "post.db.writer").write_text("?")
        with pytest.raises(Conflict) as conflict:
            claim_writing(tmp_path / "post.db")
    assert conflict.value.details == {"process": None}
