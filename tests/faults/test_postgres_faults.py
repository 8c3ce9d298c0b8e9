"""PostgreSQL under write load: its server killed with -9, a second writer, readers beside: acknowledged is stored."""

import sys
import threading
import time
from pathlib import Path

import pytest

from tests.faults.programs import begin, tell
from tests.faults.workload import OPENER, PASSPHRASE
from tools.with_postgres import cluster

pytestmark = [pytest.mark.fault, pytest.mark.slow]
HERE = "tests.faults.test_postgres_faults"
KILLS = 5
DESKS = 4


@pytest.fixture(scope="module")
def postgres():
    with cluster() as made:
        yield made


def made(folder: Path) -> None:
    from tests.faults import workload

    workload.make(folder)


def write_through_it_all(folder: Path) -> None:
    """Desks that try again, with the same act, until they have a receipt."""
    from django.db import connection

    from safeconduct.foundation.dispatch import submit
    from safeconduct.foundation.dispatch.writer import start_writer, stop_writer
    from safeconduct.foundation.journal.verify import verify
    from safeconduct.kernel.problems import Conflict
    from tests.faults import workload

    node = workload.opened(folder)
    start_writer()
    acknowledged: list[str] = []
    refused: set[str] = set()
    failures: list[BaseException] = []
    stopping = threading.Event()

    def desk() -> None:
        try:
            while not stopping.is_set():
                act, commands = workload.family()
                while True:
                    try:
                        submit(act, *commands)
                        break
                    except Conflict as problem:
                        refused.add(problem.code)
                        time.sleep(0.05)
                acknowledged.append(act.id)
        except BaseException as failure:
            failures.append(failure)

    desks = [threading.Thread(target=desk) for _ in range(DESKS)]
    for one in desks:
        one.start()
    print("OPEN", flush=True)
    for line in sys.stdin:
        if line == "stop\n":
            break
    stopping.set()
    for one in desks:
        one.join()
    stop_writer()
    connection.close()  # this thread's own is from before the server was killed
    assert failures == []
    assert refused <= {"node.busy"}
    assert workload.missing_acts(acknowledged) == []
    assert verify(node.ledger).findings == ()
    node.close()
    print("ACKNOWLEDGED", len(acknowledged), "NOTICED", len(refused), flush=True)


def test_what_is_acknowledged_is_stored_though_the_server_is_killed(postgres, tmp_path):
    tell(f"{HERE}:made", tmp_path / "node", database=postgres.url)
    desks = begin(f"{HERE}:write_through_it_all", tmp_path / "node", database=postgres.url)
    for _ in range(KILLS):
        time.sleep(0.7)
        postgres.kill()
        postgres.start()
    time.sleep(0.3)
    said, _ = desks.communicate("stop\n", timeout=120)
    assert desks.returncode == 0
    _, acknowledged, _, noticed = said.split()
    assert int(acknowledged) > KILLS
    assert int(noticed) == 1


def second(folder: Path, first: str) -> None:
    """Another machine's node folder, the same database: it is told who writes."""
    import shutil

    from safeconduct.foundation.nodes.home import Home
    from safeconduct.foundation.nodes.opening import open_node
    from safeconduct.kernel.problems import Conflict

    folder.mkdir()
    for name in ("vault.json", "node.json"):
        shutil.copy(Path(first) / name, folder / name)
    with pytest.raises(Conflict, match=r"node\.second_writer"):
        open_node(Home(folder), opener=OPENER, passphrase=PASSPHRASE, writing=True)
    reader = open_node(Home(folder), opener=OPENER, passphrase=PASSPHRASE, writing=False)
    from safeconduct.foundation.journal.verify import verify

    assert verify(reader.ledger).findings == ()
    reader.close()


def test_a_second_machine_may_read_and_not_write(tmp_path):
    with cluster() as postgres:
        tell(f"{HERE}:made", tmp_path / "node", database=postgres.url)
        desks = begin(f"{HERE}:write_through_it_all", tmp_path / "node", database=postgres.url)
        tell(f"{HERE}:second", tmp_path / "other", str(tmp_path / "node"), database=postgres.url)
        postgres.kill()
        postgres.start()
        time.sleep(0.5)
        tell(f"{HERE}:second", tmp_path / "third", str(tmp_path / "node"), database=postgres.url)
        desks.communicate("stop\n", timeout=120)
        assert desks.returncode == 0
