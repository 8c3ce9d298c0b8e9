"""The demonstration, loaded in processes of their own: sound, alive, the same from a seed, and whole after a kill."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


def load(folder, seed=7, stop_after=0):
    environment = {key: value for key, value in os.environ.items() if key != "SAFECONDUCT_DATABASE"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    arguments = [sys.executable, "-m", "tests.entrypoints.demonstration_run", str(folder), str(seed), str(stop_after)]
    return subprocess.run(arguments, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)


def loaded(folder, seed=7):
    done = load(folder, seed)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first") / "demo"
    return folder, loaded(folder)


def test_a_loaded_demonstration_is_sound_and_marked_as_training(first):
    _, found = first
    assert found["findings"] == []
    assert found["training"]
    assert found["entries"] > 1000
    assert found["counts"] > 1000


def test_two_people_open_it_and_it_has_a_backup(first):
    folder, found = first
    assert found["health"]["health.openers"] == "good"
    assert found["health"]["health.backup"] == "good"
    assert len(list((folder / "backups").glob("*.journal.scb"))) == 1


def test_it_ends_with_a_queue_waits_a_flag_and_an_open_shift_and_nothing_after_now(first):
    _, found = first
    assert 28 <= found["queue"] <= 40
    assert found["waits_over"] >= 3
    assert (found["called"], found["flags"], found["open_shift"]) == (2, 1, True)
    assert (found["contested"], found["after_now"]) == (0, 0)


def test_three_families_and_a_child_alone_have_come_the_whole_way_to_a_closed_referral(first):
    _, found = first
    closed = [(together, basis) for state, together, basis in found["referrals"] if state == "closed"]
    families = {together for together, _ in closed if together}
    assert len(families) == 3
    assert all(sum(one == family for one, _ in closed) > 2 for family in families)
    assert [basis for together, basis in closed if not together].count("child_best_interests") == 1


def test_who_comes_again_is_known_by_the_token_they_were_given_before(first):
    _, found = first
    given = {row[1] for row in found["crossings"]}
    again = [row[7] for row in found["crossings"] if row[7]]
    assert again
    assert set(again) <= given


def test_a_second_call_leaves_what_is_there(first):
    folder, found = first
    again = loaded(folder)
    assert again["said"] == 0
    assert again["crossings"] == found["crossings"]


def test_a_killed_loading_is_begun_anew_and_gives_the_same(first, tmp_path):
    _, found = first
    folder = tmp_path / "demo"
    assert load(folder, stop_after=3).returncode == 9
    again = loaded(folder)
    assert again["findings"] == []
    for part in ("crossings", "persons", "counts", "entries"):
        assert again[part] == found[part]


def test_another_seed_gives_other_people(first, tmp_path):
    _, found = first
    other = loaded(tmp_path / "demo", seed=8)
    assert not {row[0] for row in other["persons"]} & {row[0] for row in found["persons"]}


def test_a_real_node_is_never_overwritten(tmp_path):
    make = (
        "from safeconduct.entrypoints.server import prepare\nprepare()\n"
        "from safeconduct.foundation.nodes.home import Home\n"
        "from safeconduct.foundation.nodes.opening import make_node\n"
        "from pathlib import Path\nimport sys\n"
        "make_node(Home(Path(sys.argv[1])), name='Real', openers=[('Adam', 'a long passphrase of ours'),"
        " ('Olga', 'another long passphrase')])\n"
    )
    folder = tmp_path / "node"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SAFECONDUCT_HOME": str(folder),
                   "DJANGO_SETTINGS_MODULE": "safeconduct.entrypoints.settings"}  # fmt: skip
    subprocess.run([sys.executable, "-c", make, str(folder)], env=environment, check=True, cwd=ROOT)
    before = (folder / "vault.json").read_bytes()
    done = load(folder)
    assert done.returncode != 0
    assert "vault.exists" in done.stderr
    assert (folder / "vault.json").read_bytes() == before
