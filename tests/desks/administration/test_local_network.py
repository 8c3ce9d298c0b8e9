"""The page that lets devices join, the open page they see, and which passkey works under which name."""

import hashlib
from datetime import UTC, datetime

import pytest
from cryptography import x509
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.nodes.local_network import Presence
from safeconduct.foundation.nodes.own_certificate import certificate_for, held
from safeconduct.foundation.vault.derived_keys import new_root_key

NAME = "kadar-bridge.local"
ADDRESSES = ("192.168.7.5", "10.0.0.9")
PAGE, JOIN, FILE = "administration:local_network", "entrance:join", "entrance:join_certificate"


@pytest.fixture
def lan(cast, settings):
    """The node served on a local network with two addresses."""
    certificate_for(new_root_key(), NAME, ADDRESSES, now=datetime(2026, 3, 1, tzinfo=UTC))
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, ADDRESSES)
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *settings.SAFECONDUCT_LAN.hosts]
    return held()


def test_the_page_shows_address_fingerprint_and_a_code_for_every_way_in(lan, desk, cast):
    page = desk("adam").get(reverse(PAGE)).content.decode()
    assert f"https://{NAME}:8471/" in page
    assert page.count("<svg") == 3
    for host in (NAME, *ADDRESSES):
        assert f"https://{host}:8471/join/" in page
    for line in lan.fingerprint_lines:
        assert line in page
    assert "is valid until 2027-04-02" in page
    assert f"https://{NAME}:8471/public/{cast.post}/" in page


def test_many_addresses_do_not_fill_the_page(lan, desk, settings):
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, tuple(f"10.0.0.{number}" for number in range(1, 30)))
    assert desk("adam").get(reverse(PAGE)).content.decode().count("<svg") == 4


def test_without_a_network_the_page_says_so(lan, desk, settings):
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, ())
    page = desk("adam").get(reverse(PAGE)).content.decode()
    assert "no network now" in page


def test_who_else_claims_the_name_is_shown(lan, desk, settings):
    heard = datetime(2026, 3, 4, 14, 32, tzinfo=UTC)
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, ADDRESSES, contested="10.0.0.66", contested_at=heard)
    page = desk("adam").get(reverse(PAGE)).content.decode()
    assert "Another machine" in page
    assert "10.0.0.66" in page
    assert "16:32" in page  # the post's time


def test_a_node_served_here_alone_says_how_to_begin(cast, desk):
    page = desk("adam").get(reverse(PAGE)).content.decode()
    assert "safeconduct serve --lan" in page
    assert "<svg" not in page


@pytest.mark.parametrize("who", ["dalia", "bilal", "samira", "olga", "hana"])
def test_only_an_administrator_sees_it(lan, desk, who):
    assert desk(who).get(reverse(PAGE)).status_code == 403


@pytest.mark.parametrize("who", ["", "dalia", "bilal"])
def test_whoever_holds_the_device_may_join_it(lan, desk, who):
    client = desk(who) if who else Client()
    page = client.get(reverse(JOIN))
    assert page.status_code == 200
    assert f"https://{NAME}:8471/" in page.content.decode()
    file = client.get(reverse(FILE))
    assert x509.load_der_x509_certificate(file.content) == lan.authority
    assert hashlib.sha256(file.content).hexdigest().upper() == lan.fingerprint.replace(":", "")
    assert file["Content-Type"] == "application/x-x509-ca-cert"
    assert file["Content-Disposition"] == f'attachment; filename="{NAME}.crt"'


def test_the_open_page_gives_no_fingerprint_to_be_fooled_by(lan):
    page = Client().get(reverse(JOIN)).content.decode()
    assert lan.fingerprint_lines[0] not in page


@pytest.mark.parametrize("page", [JOIN, FILE])
def test_there_is_nothing_to_join_where_the_node_is_served_here_alone(cast, page):
    assert Client().get(reverse(page)).status_code == 404


def test_dalia_is_refused_over_the_network_as_on_the_machine(lan, desk):
    answer = desk("dalia").get(reverse(PAGE), secure=True, headers={"host": NAME}, REMOTE_ADDR="10.0.0.77")
    assert answer.status_code == 403
