"""Passkeys (WebAuthn level 3) through python-fido2: the challenge to give, and the answer to check.

A passkey belongs to the name by which the node is reached. An address of numbers has no name, so there are none
on 127.0.0.1: the node is then opened as localhost, or by its own name with --lan.
"""

import ipaddress
from typing import Any

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from safeconduct.kernel.problems import Refused


def name_of_host(host: str) -> str:
    """The name that passkeys are bound to; "" for an address of numbers."""
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name
    return ""


def begin_registration(
    host: str, *, user: str, login: str, name: str, held: dict[str, dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked, and what the session keeps until it answers."""
    who = PublicKeyCredentialUserEntity(id=bytes.fromhex(user), name=login, display_name=name)
    options, state = _server(host).register_begin(
        who,
        credentials=_keys(host, held),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return dict(options.public_key), state


def finish_registration(host: str, state: dict[str, Any], answer: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The new passkey's id and what is kept of it. Refused: access.passkey_refused."""
    try:
        data = _server(host).register_complete(state, answer).credential_data
    except (ValueError, KeyError, TypeError):
        raise Refused("access.passkey_refused") from None
    if data is None:
        raise Refused("access.passkey_refused")
    # The id can be long; entries name a passkey by a short one.
    return data.credential_id.hex()[:32], {"data": websafe_encode(bytes(data)), "host": name_of_host(host)}


def begin_sign_in(host: str, held: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the browser is asked, and what the session keeps until it answers."""
    options, state = _server(host).authenticate_begin(
        _keys(host, held), user_verification=UserVerificationRequirement.PREFERRED
    )
    return dict(options.public_key), state


def is_answer(host: str, state: dict[str, Any], held: dict[str, dict[str, Any]], answer: dict[str, Any]) -> bool:
    """Whether one of these passkeys answered this challenge."""
    try:
        _server(host).authenticate_complete(state, _keys(host, held), answer)
    except (ValueError, KeyError, TypeError):
        return False
    return True


def usable_at(host: str, held: dict[str, dict[str, Any]]) -> bool:
    """Whether one of these passkeys belongs to the name by which the node is reached now."""
    return bool(_at(host, held))


def names_of(held: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The name under which each passkey works, by its id."""
    return {credential: str(secret.get("host", "")) for credential, secret in held.items()}


def _server(host: str) -> Fido2Server:
    name = name_of_host(host)
    if not name:
        raise Refused("access.passkey_needs_name")
    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name="Safeconduct"))


def _at(host: str, held: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    name = name_of_host(host)
    return [secret for secret in held.values() if name and secret.get("host") == name and "data" in secret]


def _keys(host: str, held: dict[str, dict[str, Any]]) -> list[AttestedCredentialData]:
    # Those of other names stay out of the question: no browser would offer them here.
    return [AttestedCredentialData(websafe_decode(secret["data"])) for secret in _at(host, held)]
