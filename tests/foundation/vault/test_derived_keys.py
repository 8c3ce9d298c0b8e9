"""Derived keys: one root, one label, one key; the same on every machine and for ever."""

import hashlib
import hmac

import pytest

from safeconduct.foundation.vault import derived_keys
from safeconduct.foundation.vault.derived_keys import RootKey, new_root_key

ROOT = RootKey(bytes(range(32)))
KEYS = {
    derived_keys.database_key: b"database",
    derived_keys.keyring_key: b"keyring",
    derived_keys.backup_key: b"backup",
    derived_keys.signing_wrap_key: b"signing key wrap",
}


@pytest.mark.parametrize(("derive", "label"), KEYS.items())
def test_each_key_is_hkdf_sha256_of_the_root_under_its_label(derive, label):
    prk = hmac.new(bytes(32), bytes(range(32)), hashlib.sha256).digest()
    expected = hmac.new(prk, b"safeconduct/1/" + label + b"\0" + b"\1", hashlib.sha256).digest()
    assert derive(ROOT) == expected


def test_no_two_uses_share_a_key():
    keys = {derive(ROOT) for derive in KEYS} | {bytes.fromhex(derived_keys.session_secret(ROOT)), ROOT.reveal()}
    assert len(keys) == 6


def test_a_context_gives_an_unrelated_key_and_is_not_mistaken_for_the_label():
    assert ROOT.derive("a", context=b"b") != ROOT.derive("a") != ROOT.derive("ab")
    assert len(ROOT.derive("a", length=16)) == 16


def test_root_keys_are_new_each_time_and_compare_by_value():
    assert new_root_key() != new_root_key()
    assert RootKey(bytes(range(32))) == ROOT
    assert hash(RootKey(bytes(range(32)))) == hash(ROOT)
    assert not isinstance(ROOT, bytes)
    assert bytes(range(32)) != ROOT


def test_a_root_key_never_prints_itself():
    assert repr(ROOT) == str(ROOT) == "RootKey(hidden)"


def test_a_root_key_has_32_bytes():
    with pytest.raises(ValueError, match="32 bytes"):
        RootKey(b"short")
