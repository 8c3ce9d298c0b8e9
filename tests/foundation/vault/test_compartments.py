"""Sealed compartments: the RFC's vectors, the library against the RFC, sizes, and everything that must not open."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import compartments
from safeconduct.foundation.vault.compartments import (
    OVERHEAD_BYTES,
    SIZE_CLASSES,
    looks_sealed,
    new_compartment_keys,
    open_in_compartment,
    seal_to_compartment,
    sealed_size,
)
from safeconduct.kernel.problems import Refused
from tests.foundation.vault import hpke_by_the_rfc as rfc

VECTORS = json.loads((Path(__file__).parent / "rfc9180_base_x25519_aes256gcm.json").read_text())
V = {name: bytes.fromhex(value) for name, value in VECTORS.items() if name != "source" and isinstance(value, str)}
PRIVATE, PUBLIC = new_compartment_keys()
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
CONTEXT = b"safeconduct compartment\0\1" + b"\0\0\0\x02gb" + b"\0\0\0\x03aad"


def test_the_rfcs_vectors_pass_step_by_step():
    assert rfc.public_of(V["skRm"]) == V["pkRm"]
    assert rfc.public_of(V["skEm"]) == V["enc"]
    for private, public in ((V["skEm"], V["pkRm"]), (V["skRm"], V["enc"])):
        assert rfc.shared_secret(private, public, enc=V["enc"], recipient=V["pkRm"]) == V["shared_secret"]
    keys = rfc.key_schedule(V["shared_secret"], V["info"])
    assert keys.context == V["key_schedule_context"]
    assert keys.secret == V["secret"]
    assert keys.key == V["key"]
    assert keys.base_nonce == V["base_nonce"]
    assert keys.exporter_secret == V["exporter_secret"]


@pytest.mark.parametrize("sequence", range(3))
def test_the_rfcs_ciphertexts_open_and_are_made_anew(sequence):
    vector = {name: bytes.fromhex(value) for name, value in VECTORS["encryptions"][sequence].items()}
    keys = rfc.key_schedule(V["shared_secret"], V["info"])
    assert keys.nonce(sequence) == vector["nonce"]
    assert AESGCM(keys.key).decrypt(vector["nonce"], vector["ct"], vector["aad"]) == vector["pt"]
    assert AESGCM(keys.key).encrypt(vector["nonce"], vector["pt"], vector["aad"]) == vector["ct"]


def test_the_library_opens_the_rfcs_message_when_its_aad_is_empty():
    plaintext = bytes.fromhex(VECTORS["encryptions"][0]["pt"])
    sealed = rfc.seal(V["pkRm"], V["skEm"], plaintext, info=V["info"])
    assert sealed[:32] == V["enc"]
    assert SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(V["skRm"]), info=V["info"]) == plaintext


def test_what_we_seal_is_opened_by_the_letter_of_the_rfc():
    sealed = seal_to_compartment(PUBLIC, b"a note", info=b"gb", aad=b"aad")
    padded = rfc.open_(PRIVATE, sealed[1:], info=CONTEXT)
    assert sealed[0] == 1
    assert padded == b"\0\0\0\x06a note" + bytes(SIZE_CLASSES[0] - 10)


def test_what_another_sealer_seals_by_the_rfc_is_opened_by_us():
    ephemeral = X25519PrivateKey.generate().private_bytes_raw()
    padded = b"\0\0\0\x06a note" + bytes(SIZE_CLASSES[0] - 10)
    sealed = b"\1" + rfc.seal(PUBLIC, ephemeral, padded, info=CONTEXT)
    assert open_in_compartment(PRIVATE, sealed, info=b"gb", aad=b"aad") == b"a note"


@given(st.binary(max_size=5000), st.binary(max_size=40), st.binary(max_size=40))
def test_sealed_content_comes_back(plaintext, info, aad):
    sealed = seal_to_compartment(PUBLIC, plaintext, info=info, aad=aad)
    assert open_in_compartment(PRIVATE, sealed, info=info, aad=aad) == plaintext
    assert len(sealed) == sealed_size(len(plaintext))
    assert looks_sealed(sealed)


@pytest.mark.parametrize("plaintext", [b"", b"x", b"nothing to report", b"n" * 1020])
def test_a_routine_note_and_a_paragraph_have_one_size(plaintext):
    assert len(seal_to_compartment(PUBLIC, plaintext, info=b"")) == SIZE_CLASSES[0] + OVERHEAD_BYTES


def test_the_same_note_sealed_twice_looks_unrelated():
    first, second = (seal_to_compartment(PUBLIC, b"note", info=b"") for _ in range(2))
    assert first[1:33] != second[1:33]
    assert first[33:] != second[33:]


@pytest.mark.parametrize("length", [size - 4 for size in SIZE_CLASSES[:4]])
def test_a_note_that_fills_its_class_does_not_spill_and_one_more_byte_does(length):
    assert sealed_size(length) == length + 4 + OVERHEAD_BYTES
    assert sealed_size(length + 1) == (length + 4) * 4 + OVERHEAD_BYTES


def test_a_note_larger_than_the_largest_class_is_refused_with_the_limit():
    with pytest.raises(Refused) as refusal:
        seal_to_compartment(PUBLIC, bytes(SIZE_CLASSES[-1]), info=b"")
    assert refusal.value.code == "vault.compartment_too_large"
    assert refusal.value.details == {"maximum": SIZE_CLASSES[-1] - 4}


@pytest.mark.parametrize(
    ("info", "aad"), [(b"gb", b""), (b"", b"aad"), (b"gba", b"ad"), (b"g", b"baad"), (b"gb", b"aad\0")]
)
def test_another_context_does_not_open_it(info, aad):
    sealed = seal_to_compartment(PUBLIC, b"note", info=b"gb", aad=b"aad")
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_in_compartment(PRIVATE, sealed, info=info, aad=aad)


def test_another_agencys_key_does_not_open_it():
    sealed = seal_to_compartment(PUBLIC, b"note", info=b"gb")
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_in_compartment(new_compartment_keys()[0], sealed, info=b"gb")


def test_no_byte_can_be_changed_or_cut():
    sealed = seal_to_compartment(PUBLIC, b"note", info=b"gb")
    changed = [sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :] for place in range(len(sealed))]
    cut = [sealed[:length] for length in (0, 1, 20, 33, 48, 49, len(sealed) - 1)]
    for broken in (*changed, *cut, sealed + b"\0"):
        with pytest.raises(Refused):
            open_in_compartment(PRIVATE, broken, info=b"gb")


def test_an_unknown_suite_is_named_so_that_a_newer_version_can_be_asked_for():
    sealed = b"\2" + seal_to_compartment(PUBLIC, b"note", info=b"")[1:]
    with pytest.raises(Refused) as refusal:
        open_in_compartment(PRIVATE, sealed, info=b"")
    assert (refusal.value.code, refusal.value.details) == ("vault.seal_unknown_suite", {"suite": 2})
    assert not looks_sealed(sealed)


@pytest.mark.parametrize(
    "padded",
    [
        b"\0\0\0\1ab" + bytes(SIZE_CLASSES[0] - 6),  # something behind the text
        b"\0\0\4\0" + bytes(SIZE_CLASSES[0] - 4),  # a length beyond the end
        b"\0\0\0\1a",  # no size class
    ],
)
def test_dishonest_padding_is_refused(padded):
    sealed = b"\1" + rfc.seal(PUBLIC, new_compartment_keys()[0], padded, info=compartments._context(1, b"", b""))
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_in_compartment(PRIVATE, sealed, info=b"")
