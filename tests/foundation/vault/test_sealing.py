"""Sealed bytes: they come back, and only to whoever has key, context and every byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.vault import sealing
from safeconduct.foundation.vault.sealing import (
    OVERHEAD_BYTES,
    SealingKey,
    new_key,
    open_sealed,
    seal,
    unwrap_key,
    wrap_key,
)
from safeconduct.kernel.problems import Refused

KEY = new_key()


@given(st.binary(max_size=2000), st.binary(max_size=100))
def test_what_was_sealed_comes_back(plaintext, aad):
    sealed = seal(KEY, plaintext, aad=aad)
    assert len(sealed) == len(plaintext) + OVERHEAD_BYTES
    assert open_sealed(SealingKey(KEY), sealed, aad=aad) == plaintext


def test_every_changed_or_missing_byte_is_refused():
    sealed = seal(KEY, b"a name", aad=b"entry 7")
    changed = [sealed[:place] + bytes([sealed[place] ^ 0x80]) + sealed[place + 1 :] for place in range(len(sealed))]
    for broken in (*changed, *(sealed[:length] for length in range(len(sealed))), sealed + b"\0"):
        with pytest.raises(Refused):
            open_sealed(KEY, broken, aad=b"entry 7")


@pytest.mark.parametrize(
    ("key", "aad"), [(new_key(), b"entry 7"), (KEY, b"entry 8"), (KEY, b"")], ids=["key", "context", "none"]
)
def test_another_key_or_context_is_refused(key, aad):
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_sealed(key, seal(KEY, b"a name", aad=b"entry 7"), aad=aad)


def test_an_unknown_suite_is_named():
    with pytest.raises(Refused) as refusal:
        open_sealed(KEY, b"\x09" + seal(KEY, b"a name", aad=b"")[1:], aad=b"")
    assert (refusal.value.code, refusal.value.details) == ("vault.seal_unknown_suite", {"suite": 9})


def test_a_later_suite_can_be_added_and_the_older_still_opens(monkeypatch):
    old = seal(KEY, b"a name", aad=b"x")
    monkeypatch.setitem(sealing.SUITES, 2, sealing.AESGCM)
    monkeypatch.setattr(sealing, "NEWEST_SUITE", 2)
    new = seal(KEY, b"a name", aad=b"x")
    assert (old[0], new[0]) == (1, 2)
    assert open_sealed(KEY, old, aad=b"x") == open_sealed(KEY, new, aad=b"x") == b"a name"
    with pytest.raises(Refused):
        open_sealed(KEY, b"\1" + new[1:], aad=b"x")


def test_nonces_do_not_repeat():
    key = SealingKey(KEY)
    assert len({key.seal(b"", aad=b"")[1:13] for _ in range(5000)}) == 5000


def test_a_persons_key_opens_for_that_person_only():
    kek, key = SealingKey(new_key()), new_key()
    wrapped = wrap_key(kek, key, subject_id="person-1")
    assert unwrap_key(kek, wrapped, subject_id="person-1") == key
    assert key not in wrapped
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        unwrap_key(kek, wrapped, subject_id="person-2")
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        open_sealed(kek, wrapped, aad=b"person-1")


def test_a_key_of_another_length_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="32 bytes"):
        SealingKey(b"short")


def test_a_key_never_prints_itself():
    assert KEY.hex() not in repr(SealingKey(KEY))
    assert repr(KEY) not in repr(SealingKey(KEY))
