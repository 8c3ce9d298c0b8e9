"""Opening a node from the command line: what is missing on a machine is said before anything is touched."""

import sys

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


def test_a_post_needs_no_driver(monkeypatch, tmp_path):
    monkeypatch.setenv("SAFECONDUCT_HOME", str(tmp_path))
    monkeypatch.delenv("SAFECONDUCT_DATABASE", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert prepare(tmp_path) == tmp_path.resolve()
