"""Names and addresses under which a node is served on a local network."""

import socket
from pathlib import Path

import pytest

from safeconduct.foundation.nodes import local_network
from safeconduct.foundation.nodes.local_network import Presence, check_ports_free, local_addresses, network_name
from safeconduct.foundation.nodes.this_machine import MemoryFile, ipv4_addresses
from safeconduct.kernel.problems import Conflict, Refused


@pytest.mark.parametrize(
    ("chosen", "node", "name"),
    [
        ("", "Kadar Bridge", "kadar-bridge.local"),
        ("", "Pont d’Étang 3", "pont-d-etang-3.local"),
        ("", "جسر الكدر", "jsr-lkdr.local"),
        ("", "—", "safeconduct.local"),
        ("", "B" * 90, "b" * 63 + ".local"),
        ("Bridge", "x", "bridge.local"),
        ("bridge.local.", "x", "bridge.local"),
        (" desk2.bridge.example.org ", "x", "desk2.bridge.example.org"),
    ],
)
def test_a_node_has_a_name_that_devices_can_write(chosen, node, name):
    assert network_name(chosen, node=node) == name


@pytest.mark.parametrize(
    "chosen",
    ["192.168.1.5", "10.1", "two words", "-bridge", "bridge_1", "brücke", "a..b", "localhost", "x.localhost", "b" * 64],
)
def test_what_is_no_name_is_refused_by_what_was_typed(chosen):
    with pytest.raises(Refused) as refused:
        network_name(chosen, node="x")
    assert refused.value.code == "lan.name_not_usable"
    assert refused.value.details == {"name": chosen}


def test_only_addresses_of_private_networks_are_shown(monkeypatch):
    has = ["127.0.0.1", "10.1.2.3", "93.184.216.34", "169.254.7.7", "10.1.2.3", "192.168.0.9", "100.64.0.1"]
    monkeypatch.setattr(local_network, "ipv4_addresses", lambda: has)
    assert local_addresses() == ("10.1.2.3", "169.254.7.7", "192.168.0.9")
    assert local_addresses("192.168.0.9") == ("192.168.0.9",)
    assert local_addresses("127.0.0.2") == ("127.0.0.2",)


@pytest.mark.parametrize(
    ("only", "code"),
    [
        ("bridge", "lan.not_an_address"),
        ("::1", "lan.not_an_address"),
        ("93.184.216.34", "lan.not_local"),
        ("192.168.0.10", "lan.not_this_machine"),
        ("127.0.0.1", "lan.this_machine"),
    ],
)
def test_an_address_that_does_not_serve_is_refused(monkeypatch, only, code):
    monkeypatch.setattr(local_network, "ipv4_addresses", lambda: ["127.0.0.1", "93.184.216.34", "192.168.0.9"])
    with pytest.raises(Refused) as refused:
        local_addresses(only)
    assert refused.value.code == code


def test_this_machine_has_its_loopback_address():
    assert "127.0.0.1" in ipv4_addresses()


def test_a_presence_answers_by_its_name_and_its_addresses():
    presence = Presence("bridge.local", 8471, ("10.0.0.4",))
    assert presence.address() == "https://bridge.local:8471/"
    assert presence.address("10.0.0.4") == "https://10.0.0.4:8471/"
    assert presence.hosts == {"bridge.local", "10.0.0.4"}


def test_a_busy_port_is_noticed_also_where_the_other_would_share_it():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Conflict) as conflict:
            check_ports_free([("127.0.0.1", port)])
        assert conflict.value.details == {"port": port}
    check_ports_free([("127.0.0.1", port)])


def test_a_file_in_memory_is_read_by_name_and_lies_on_no_disk():
    file = MemoryFile(b"a key")
    path = Path(file.path)
    assert path.read_bytes() == path.read_bytes() == b"a key"
    assert str(path.readlink()).startswith("/memfd:")
    file.close()
    with pytest.raises(FileNotFoundError):
        path.read_bytes()
