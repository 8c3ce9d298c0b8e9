"""A user's own pair: the passphrase opens it, another does not, and what is wrapped for one user is no other's."""

import pytest

from safeconduct.foundation.vault import open_user_keys
from safeconduct.foundation.vault.compartments import new_compartment_keys
from safeconduct.foundation.vault.passphrases import TRAINING
from safeconduct.foundation.vault.user_keys import (
    kept_under,
    new_user_key,
    opened_user_key,
    public_half,
    unwrapped_by,
    wrapped_for,
)
from safeconduct.kernel.problems import Refused

COST = TRAINING.cost
ESTHER, RUTH = "e" * 32, "r" * 32


def test_the_passphrase_opens_the_pair_and_another_does_not():
    private, kept = new_user_key("a lamp in the window", user=ESTHER, cost=COST)
    assert opened_user_key(kept, "a lamp in the window", user=ESTHER) == private
    assert opened_user_key(kept, "a lamp in the windou", user=ESTHER) is None
    assert kept.public == public_half(private)
    assert private not in kept.private


def test_a_pair_moved_under_another_user_does_not_open():
    _private, kept = new_user_key("a lamp in the window", user=ESTHER, cost=COST)
    assert opened_user_key(kept, "a lamp in the window", user=RUTH) is None


def test_a_changed_passphrase_leaves_the_pair_as_it_is():
    private, kept = new_user_key("a lamp in the window", user=ESTHER, cost=COST)
    anew = kept_under(private, "two lamps", user=ESTHER, cost=COST)
    assert (anew.public, opened_user_key(anew, "two lamps", user=ESTHER)) == (kept.public, private)
    assert opened_user_key(anew, "a lamp in the window", user=ESTHER) is None


def test_a_key_given_to_one_user_opens_for_no_other_and_for_no_other_purpose():
    private, _kept = new_user_key("a lamp in the window", user=ESTHER, cost=COST)
    other, _other_kept = new_user_key("a lamp in the window", user=RUTH, cost=COST)
    key, _public = new_compartment_keys()
    wrapped = wrapped_for(public_half(private), key, purpose=b"legal")
    assert unwrapped_by(private, wrapped, purpose=b"legal") == key
    for opener, purpose in ((other, b"legal"), (private, b"health")):
        with pytest.raises(Refused, match=r"vault\.seal_broken"):
            unwrapped_by(opener, wrapped, purpose=purpose)


def test_what_a_session_opened_is_of_its_user_alone_and_is_forgotten():
    token = open_user_keys.keep(ESTHER, b"k" * 32)
    assert open_user_keys.held(token, RUTH) is None
    assert open_user_keys.held(token, ESTHER).private == b"k" * 32
    assert "kkkk" not in repr(open_user_keys.held(token, ESTHER))
    open_user_keys.forget(token)
    assert open_user_keys.held(token, ESTHER) is None


def test_what_is_not_used_for_long_is_forgotten(monkeypatch):
    token = open_user_keys.keep(ESTHER, b"k" * 32)
    moment = open_user_keys.time.monotonic()
    monkeypatch.setattr(open_user_keys.time, "monotonic", lambda: moment + open_user_keys.SILENT_SECONDS + 1)
    assert open_user_keys.held(token, ESTHER) is None


def test_nobody_reads_outside_a_request():
    assert open_user_keys.reader() is None
    with open_user_keys.read_by(open_user_keys.OpenKeys(ESTHER)):
        assert open_user_keys.reader().user == ESTHER
    assert open_user_keys.reader() is None
