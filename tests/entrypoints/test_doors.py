"""The plain door of this machine and the door with TLS: whose names, whose cookies, whose addresses."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from safeconduct.foundation.nodes.local_network import Presence

NAME = "kadar-bridge.local"
PAGE = "/sign-in/"


@pytest.fixture
def lan(cast, settings):
    """The node served on a local network, with an address there."""
    settings.SAFECONDUCT_LAN = Presence(NAME, 8471, ("192.168.7.5",))
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *settings.SAFECONDUCT_LAN.hosts]
    return settings.SAFECONDUCT_LAN


def ask(host: str, *, tls: bool, peer: str = "192.168.7.20", page: str = PAGE):
    return Client().get(page, secure=tls, headers={"host": host}, REMOTE_ADDR=peer)


@pytest.mark.parametrize("host", [NAME, f"{NAME}:8471", "192.168.7.5:8471"])
def test_the_door_with_tls_answers_by_its_names(lan, host):
    assert ask(host, tls=True).status_code == 200


@pytest.mark.parametrize("host", ["localhost:8471", "127.0.0.1", "elsewhere.local", "192.168.7.6", ""])
def test_the_door_with_tls_knows_no_other_name(lan, host):
    assert ask(host, tls=True).status_code == 400


@pytest.mark.parametrize("host", [NAME, "192.168.7.5:8470", "elsewhere.local"])
def test_the_plain_door_is_for_this_machine_alone(lan, host):
    assert ask(host, tls=False, peer="127.0.0.1").status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost:8470"])
def test_the_plain_door_goes_on_as_ever(lan, host):
    answer = ask(host, tls=False, peer="127.0.0.1")
    assert answer.status_code == 200
    assert not answer.cookies["csrftoken"]["secure"]


@pytest.mark.parametrize(("peer", "status"), [("10.3.2.1", 200), ("127.0.0.1", 200), ("93.184.216.34", 400), ("", 400)])
def test_who_is_not_on_a_private_network_is_turned_away(lan, peer, status):
    assert ask(NAME, tls=True, peer=peer).status_code == status


def test_every_cookie_of_the_door_with_tls_stays_in_tls(lan, cast):
    client = Client()
    first = client.get(PAGE, secure=True, headers={"host": NAME}, REMOTE_ADDR="10.0.0.2")
    form = {"language": "fr"}
    second = client.post(
        reverse("entrance:language"), form, secure=True, headers={"host": NAME}, REMOTE_ADDR="10.0.0.2"
    )
    cookies = [cookie for answer in (first, second) for cookie in answer.cookies.values()]
    assert {cookie.key for cookie in cookies} >= {"csrftoken", settings.SESSION_COOKIE_NAME}
    assert all(cookie["secure"] for cookie in cookies)


def test_a_device_is_never_told_to_insist_on_tls(lan):
    assert "Strict-Transport-Security" not in ask(NAME, tls=True)


def test_a_form_from_another_origin_is_refused(lan, cast):
    client = Client(enforce_csrf_checks=True)
    token = client.get(PAGE, secure=True, headers={"host": NAME}, REMOTE_ADDR="10.0.0.2").cookies["csrftoken"].value
    given = {"login": "bilal", "passphrase": "x", "csrfmiddlewaretoken": token}

    def sent(origin):
        return client.post(PAGE, given, secure=True, headers={"host": NAME, "origin": origin}, REMOTE_ADDR="10.0.0.2")

    assert sent("https://elsewhere.local").status_code == 403
    assert sent(f"http://{NAME}").status_code == 403
    assert sent(f"https://{NAME}").status_code == 422
