"""The node's identity: signatures hold for one message, one purpose, one node; RFC 8032's vector passes."""

import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from safeconduct.foundation.vault import signing
from safeconduct.foundation.vault.sealing import new_key
from safeconduct.foundation.vault.signing import NodeIdentity, fingerprint, is_signed_by
from safeconduct.kernel.problems import Refused

NODE = NodeIdentity.create()


def test_rfc_8032_test_2_passes(monkeypatch):
    private = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    monkeypatch.setattr(signing, "_marked", lambda message, purpose: message)
    identity = NodeIdentity(Ed25519PrivateKey.from_private_bytes(private))
    assert identity.public_key == public
    assert identity.sign(b"\x72") == signature
    assert is_signed_by(public, b"\x72", signature)


def test_a_signature_holds_for_its_message_node_and_purpose():
    signature = NODE.sign(b"head of register, 12")
    assert is_signed_by(NODE.public_key, b"head of register, 12", signature)
    assert not is_signed_by(NODE.public_key, b"head of register, 13", signature)
    assert not is_signed_by(NodeIdentity.create().public_key, b"head of register, 12", signature)
    assert not is_signed_by(NODE.public_key, b"head of register, 12", signature, purpose="certificate")


def test_every_changed_bit_of_a_signature_is_found():
    signature = NODE.sign(b"head")
    for bit in range(512):
        broken = bytearray(signature)
        broken[bit // 8] ^= 1 << bit % 8
        assert not is_signed_by(NODE.public_key, b"head", bytes(broken))


@pytest.mark.parametrize(
    ("public", "signature"),
    [(b"", b""), (b"x" * 31, b"y" * 64), (NODE.public_key, b"short")],
    ids=["empty", "short key", "short signature"],
)
def test_malformed_keys_and_signatures_are_simply_not_valid(public, signature):
    assert not is_signed_by(public, b"head", signature)


def test_the_identity_is_stored_sealed_and_comes_back():
    key = new_key()
    wrapped = NODE.wrap(key)
    again = NodeIdentity.unwrap(key, wrapped)
    assert again.public_key == NODE.public_key
    assert again.sign(b"head") == NODE.sign(b"head")
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        NodeIdentity.unwrap(new_key(), wrapped)


def test_a_fingerprint_is_eight_groups_to_read_aloud_and_differs_by_node():
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", fingerprint(NODE.public_key))
    assert fingerprint(NODE.public_key) == fingerprint(NODE.public_key)
    assert fingerprint(NODE.public_key) != fingerprint(NodeIdentity.create().public_key)
    assert fingerprint(NODE.public_key) in repr(NODE)
