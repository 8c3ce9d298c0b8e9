"""Passkeys with an authenticator made of software: registered, used, and refused where anything does not fit."""

import hashlib
import json
import os

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from safeconduct.foundation.access import queries
from tests.conftest import PASSPHRASE

HOST = "localhost"
ORIGIN = f"http://{HOST}"


class Authenticator:
    """One key; answers like a browser with a security key."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)

    def create(self, options, origin=ORIGIN):
        data = AttestedCredentialData.create(Aaguid.NONE, self.id, ES256.from_cryptography_key(self.key.public_key()))
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
        authenticator = AuthenticatorData.create(self._rp(options["rp"]["id"]), flags, 0, bytes(data))
        client = CollectedClientData.create("webauthn.create", websafe_decode(options["challenge"]), origin)
        attested = AttestationObject.create("none", authenticator, {})
        response = {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(bytes(attested))}
        return self._named(response)

    def get(self, options, origin=ORIGIN, rp=HOST):
        authenticator = AuthenticatorData.create(self._rp(rp), AuthenticatorData.FLAG.UP, 1)
        client = CollectedClientData.create("webauthn.get", websafe_decode(options["challenge"]), origin)
        signature = self.key.sign(authenticator + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(authenticator),
            "signature": websafe_encode(signature),
        }
        return self._named(response)

    def _named(self, response):
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}

    @staticmethod
    def _rp(name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()


def ask(client, page, **fields):
    return client.post(reverse(f"entrance:{page}"), fields, headers={"host": HOST, "accept": "application/json"})


def sign_in(client):
    given = {"login": "bilal", "passphrase": PASSPHRASE}
    return client.post(reverse("entrance:sign_in"), given, headers={"host": HOST})


@pytest.fixture
def held(cast) -> Authenticator:
    """Bilal's passkey, set up at his first sign-in."""
    authenticator, client = Authenticator(), Client()
    sign_in(client)
    options = ask(client, "set_up_passkey_options").json()
    answer = ask(client, "set_up_passkey_answer", answer=json.dumps(authenticator.create(options)))
    assert answer.json() == {"next": "/"}
    assert client.get(reverse("entrance:account")).status_code == 200
    return authenticator


def test_a_passkey_lets_in_and_is_recorded(held, cast):
    client = Client()
    assert sign_in(client)["Location"] == reverse("entrance:second_proof")
    options = ask(client, "passkey_options").json()
    assert websafe_decode(options["allowCredentials"][0]["id"]) == held.id
    answer = ask(client, "passkey_answer", answer=json.dumps(held.get(options)))
    assert answer.json() == {"next": "/"}
    assert client.get(reverse("entrance:account")).status_code == 200
    assert queries.looks(user=cast.ids["bilal"], event="signed_in").first().what == "passkey"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda held, options: Authenticator().get(options),
        lambda held, options: held.get(options, origin="https://elsewhere.example"),
        lambda held, options: held.get(options, rp="elsewhere.example"),
        lambda held, options: held.get({**options, "challenge": websafe_encode(os.urandom(32))}),
        lambda held, options: {"id": "x"},
        lambda held, options: [],
    ],
    ids=["another key", "another origin", "another name", "another challenge", "rubbish", "a list"],
)
def test_an_answer_that_does_not_fit_is_refused(held, wrong):
    client = Client()
    sign_in(client)
    options = ask(client, "passkey_options").json()
    answer = ask(client, "passkey_answer", answer=json.dumps(wrong(held, options)))
    assert answer.status_code == 422
    assert answer.json()["code"] == "access.passkey_refused"
    assert client.get(reverse("entrance:account")).status_code == 302


def test_an_answer_is_good_for_one_challenge(held):
    client = Client()
    sign_in(client)
    options = ask(client, "passkey_options").json()
    answer = json.dumps(held.get(options))
    assert ask(client, "passkey_answer", answer=answer).status_code == 200
    other = Client()
    sign_in(other)
    assert ask(other, "passkey_answer", answer=answer).status_code == 422


def test_an_address_of_numbers_has_no_passkeys(cast):
    client = Client()
    given = {"login": "bilal", "passphrase": PASSPHRASE}
    client.post(reverse("entrance:sign_in"), given, headers={"host": "127.0.0.1"})
    page = reverse("entrance:set_up_passkey_options")
    answer = client.post(page, headers={"host": "127.0.0.1", "accept": "application/json"})
    assert answer.json()["code"] == "access.passkey_needs_name"
