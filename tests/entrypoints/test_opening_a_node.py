"""Opening a node from the command line: what is missing on a machine is said before anything is touched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from safeconduct.entrypoints.cli.opening import prepare
from safeconduct.kernel.problems import Refused


def test_a_hub_installed_like_a_post_is_told_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("SAFECONDUCT_HOME", str(tmp_path))
    monkeypatch.setenv("SAFECONDUCT_DATABASE", "postgresql://hub/safeconduct")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Refused) as refused:
        prepare(tmp_path)
    assert refused.value.code == "node.no_driver"


def test_the_command_line_says_it_in_a_sentence(tmp_path):
    (tmp_path / "psycopg.py").write_text("raise ImportError('no pq wrapper available')")
    house = Path(__file__).parents[2]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(house / "src")]),
        "SAFECONDUCT_DATABASE": "postgresql://hub/safeconduct",
    }
    command = [sys.executable, "-m", "safeconduct.entrypoints.cli", "doctor", "--home", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install safeconduct[hub]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_post_needs_no_driver(monkeypatch, tmp_path):
    monkeypatch.setenv("SAFECONDUCT_HOME", str(tmp_path))
    monkeypatch.delenv("SAFECONDUCT_DATABASE", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert prepare(tmp_path) == tmp_path.resolve()
