"""Passkeys of a node served on the local network: bound to its name there, beside those made as localhost."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.nodes.local_network import Presence
from tests.conftest import PASSPHRASE
from tests.desks.entrance.test_passkeys import Authenticator

NAME, HERE, NUMBER = "kadar-bridge.local", "localhost", "192.168.7.5"


class Browser:
    """A client that asks for every page by one host, over TLS where that is a host of the network."""

    def __init__(self, host: str) -> None:
        self.host, self.client = host, Client()
        self.tls = host != HERE
        self.origin = f"https://{host}:8471" if self.tls else f"http://{host}:8470"

    def post(self, page: str, **fields: str):
        headers = {"host": self.origin.split("//")[1], "accept": "application/json"}
        return self.client.post(reverse(f"entrance:{page}"), fields, secure=self.tls, headers=headers)

    def get(self, page: str):
        headers = {"host": self.origin.split("//")[1]}
        return self.client.get(reverse(f"entrance:{page}"), secure=self.tls, headers=headers).content.decode()

    def begin(self) -> None:
        self.post("sign_in", login="bilal", passphrase=PASSPHRASE)

    def set_up(self, key: Authenticator) -> None:
        options = self.post("set_up_passkey_options").json()
        assert options["rp"]["id"] == self.host
        answer = self.post("set_up_passkey_answer", answer=json.dumps(key.create(options, origin=self.origin)))
        assert answer.status_code == 200, answer.content

    def prove(self, key: Authenticator, *, rp: str = ""):
        options = self.post("passkey_options").json()
        given = key.get(options, origin=self.origin, rp=rp or self.host)
        return options, self.post("passkey_answer", answer=json.dumps(given))


@pytest.fixture
def lan(cast, settings):
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, (NUMBER,))
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *settings.SAFECONDUCT_LAN.hosts]


@pytest.fixture
def two_keys(lan) -> dict[str, Authenticator]:
    """Bilal's passkeys: one made on the machine as localhost, then one under the node's name on a tablet."""
    keys = {HERE: Authenticator(), NAME: Authenticator()}
    machine, tablet = Browser(HERE), Browser(NAME)
    machine.begin()
    machine.set_up(keys[HERE])
    tablet.client = machine.client  # the same session carries on: it is the name that matters
    tablet.set_up(keys[NAME])
    return keys


@pytest.mark.parametrize("host", [NAME, HERE])
def test_each_passkey_lets_in_under_the_name_it_was_made_for(two_keys, host):
    browser = Browser(host)
    browser.begin()
    options, answer = browser.prove(two_keys[host])
    assert len(options["allowCredentials"]) == 1
    assert answer.json() == {"next": "/"}


@pytest.mark.parametrize(("host", "other"), [(NAME, HERE), (HERE, NAME)])
def test_a_passkey_of_the_other_name_is_refused(two_keys, host, other):
    browser = Browser(host)
    browser.begin()
    assert browser.prove(two_keys[other])[1].status_code == 422
    assert browser.prove(two_keys[other], rp=other)[1].status_code == 422


@pytest.mark.parametrize(("host", "here"), [(NAME, HERE), (HERE, NAME)])
def test_the_account_page_says_under_which_name_each_works(two_keys, host, here):
    browser = Browser(host)
    browser.begin()
    browser.prove(two_keys[host])
    page = browser.get("account")
    for name in (NAME, HERE):
        assert f'works under the name <bdi class="code">{name}</bdi>' in page
    elsewhere = page.index(f'<bdi class="code">{here}</bdi>')
    assert page.count("not here") == 1
    assert page.index("not here") > elsewhere


def test_by_number_a_passkey_is_asked_for_by_its_name(two_keys):
    browser = Browser(NUMBER)
    browser.begin()
    page = browser.get("second_proof")
    assert "kadar-bridge.local, localhost" in page
    assert "data-passkey=" not in page
    refused = browser.post("passkey_options")
    assert refused.json()["code"] == "access.passkey_needs_name"
