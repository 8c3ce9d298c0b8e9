"""HPKE base mode written straight from RFC 9180, sections 4 and 5: the second opinion on the library's."""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM_ID, KDF_ID, AEAD_ID = 0x0020, 0x0001, 0x0002
KEM_SUITE = b"KEM" + KEM_ID.to_bytes(2)
HPKE_SUITE = b"HPKE" + KEM_ID.to_bytes(2) + KDF_ID.to_bytes(2) + AEAD_ID.to_bytes(2)
BASE_MODE = b"\0"


@dataclass(frozen=True)
class KeySchedule:
    """Section 5.1."""

    context: bytes
    secret: bytes
    key: bytes
    base_nonce: bytes
    exporter_secret: bytes

    def nonce(self, sequence: int) -> bytes:
        return (int.from_bytes(self.base_nonce) ^ sequence).to_bytes(12)


def extract(salt: bytes, ikm: bytes) -> bytes:
    return hmac.new(salt or bytes(32), ikm, hashlib.sha256).digest()


def expand(prk: bytes, info: bytes, length: int) -> bytes:
    output, block, counter = b"", b"", 1
    while len(output) < length:
        block = hmac.new(prk, block + info + bytes([counter]), hashlib.sha256).digest()
        output, counter = output + block, counter + 1
    return output[:length]


def labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return extract(salt, b"HPKE-v1" + suite + label + ikm)


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    return expand(prk, length.to_bytes(2) + b"HPKE-v1" + suite + label + info, length)


def shared_secret(private: bytes, public: bytes, *, enc: bytes, recipient: bytes) -> bytes:
    """Section 4.1: the same for the sender (ephemeral private) and the recipient (static private)."""
    point = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    prk = labeled_extract(KEM_SUITE, b"", b"eae_prk", point)
    return labeled_expand(KEM_SUITE, prk, b"shared_secret", enc + recipient, 32)


def key_schedule(shared: bytes, info: bytes) -> KeySchedule:
    psk_id_hash = labeled_extract(HPKE_SUITE, b"", b"psk_id_hash", b"")
    info_hash = labeled_extract(HPKE_SUITE, b"", b"info_hash", info)
    context = BASE_MODE + psk_id_hash + info_hash
    secret = labeled_extract(HPKE_SUITE, shared, b"secret", b"")
    return KeySchedule(
        context,
        secret,
        labeled_expand(HPKE_SUITE, secret, b"key", context, 32),
        labeled_expand(HPKE_SUITE, secret, b"base_nonce", context, 12),
        labeled_expand(HPKE_SUITE, secret, b"exp", context, 32),
    )


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(recipient: bytes, ephemeral: bytes, plaintext: bytes, *, info: bytes, aad: bytes = b"") -> bytes:
    """enc | ciphertext, with a given ephemeral private key."""
    enc = public_of(ephemeral)
    keys = key_schedule(shared_secret(ephemeral, recipient, enc=enc, recipient=recipient), info)
    return enc + AESGCM(keys.key).encrypt(keys.nonce(0), plaintext, aad)


def open_(private: bytes, sealed: bytes, *, info: bytes, aad: bytes = b"") -> bytes:
    enc, ciphertext = sealed[:32], sealed[32:]
    shared = shared_secret(private, enc, enc=enc, recipient=public_of(private))
    keys = key_schedule(shared, info)
    return AESGCM(keys.key).decrypt(keys.nonce(0), ciphertext, aad)
