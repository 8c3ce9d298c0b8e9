"""What the command line says before the door to the local network opens: where, by which fingerprint, what is amiss."""

import argparse
from datetime import UTC, datetime

import pytest

from safeconduct.entrypoints import lan_door
from safeconduct.entrypoints.cli.serving import _lan_door
from safeconduct.foundation.nodes.home import Home, NodeCard
from safeconduct.foundation.nodes.opening import OpenNode
from safeconduct.foundation.nodes.own_certificate import held
from safeconduct.foundation.vault.derived_keys import RootKey
from safeconduct.kernel.problems import Refused

LOST = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def node(cast, settings, tmp_path, monkeypatch):
    """The node, open, on a machine with one address."""
    settings.SAFECONDUCT_LAN = None
    settings.ALLOWED_HOSTS = list(settings.ALLOWED_HOSTS)
    monkeypatch.setattr(lan_door, "local_addresses", lambda only: ("192.168.7.5",))
    card = NodeCard(node=cast.ledger.node, name="Kadar Bridge")
    return OpenNode(Home(tmp_path), card, RootKey(bytes(range(32))), cast.ledger, None)


def said(node, capsys, **options) -> str:
    wish = {"lan": "", "lan_port": None, "name": "", "renew": "", **options}
    _lan_door(node, argparse.Namespace(**wish))
    return capsys.readouterr().out


def test_it_says_where_the_node_is_found_and_by_what_it_is_known(node, capsys):
    words = said(node, capsys)
    assert "https://kadar-bridge.local:8471/ (192.168.7.5)" in words
    assert held().fingerprint in words
    assert len(words.splitlines()) == 3


def test_without_a_network_it_says_what_to_do(node, capsys, monkeypatch):
    monkeypatch.setattr(lan_door, "local_addresses", lambda only: ())
    assert "Join a network or plug in the cable" in said(node, capsys)


def test_a_clock_at_1970_is_said_and_throws_nothing_away(node, cast, capsys):
    said(node, capsys)
    before = held()
    cast.clock.move_to(LOST)
    words = said(node, capsys)
    assert "This machine's clock says 1970-01-01" in words
    assert "Set the clock" in words
    assert held() == before


def test_a_chosen_name_is_kept_for_the_next_start(node, capsys):
    said(node, capsys, name="desk2")
    kept = held()
    assert "https://desk2.local:8471/" in said(node, capsys)
    assert held() == kept


@pytest.mark.parametrize(("renew", "same_authority"), [("certificate", True), ("authority", False)])
def test_what_is_to_be_renewed_is_renewed(node, capsys, renew, same_authority):
    said(node, capsys)
    before = held()
    said(node, capsys, renew=renew)
    assert held().certificate != before.certificate
    assert (held().authority == before.authority) is same_authority


def test_a_system_without_files_in_memory_serves_this_machine_alone(node, capsys, monkeypatch):
    monkeypatch.setattr(lan_door, "has_memory_files", lambda: False)
    with pytest.raises(Refused) as refused:
        said(node, capsys)
    assert refused.value.code == "lan.not_here"
    assert held() is None
