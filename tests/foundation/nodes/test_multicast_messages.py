"""Multicast DNS about one name, beside messages written out by hand from RFC 1035 and RFC 6762."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.foundation.nodes.multicast_messages import (
    AAAA,
    ANY,
    Said,
    answer,
    legacy_answer,
    question,
    said_of,
)

NAME = "bridge.local"
OWNER = b"\x06bridge\x05local\x00"
ASKED_A = b"\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00" + OWNER + b"\x00\x01\x00\x01"


def test_a_question_is_written_as_the_rfc_writes_it():
    assert question(NAME) == ASKED_A


def test_an_answer_gives_the_address_and_says_that_there_is_no_other_kind():
    head = b"\x00\x00\x84\x00\x00\x00\x00\x02\x00\x00\x00\x00"
    address = OWNER + b"\x00\x01\x80\x01\x00\x00\x00\x78\x00\x04\xc0\xa8\x07\x05"
    nothing_else = OWNER + b"\x00\x2f\x80\x01\x00\x00\x00\x78\x00\x11" + OWNER + b"\x00\x01\x40"
    assert answer(NAME, "192.168.7.5") == head + address + nothing_else


@pytest.mark.parametrize("kind", [1, AAAA, ANY])
def test_who_asks_for_the_name_is_heard(kind):
    said = said_of(NAME, question("BRIDGE.Local", kind=kind))
    assert said == Said(True, 0, OWNER + struct.pack("!2H", kind, 1))


@pytest.mark.parametrize("message", [question("other.local"), question("x.bridge.local"), question(NAME, kind=16)])
def test_who_asks_for_something_else_is_not(message):
    assert said_of(NAME, message) is None


def test_a_name_among_others_and_written_by_a_pointer_is_heard():
    head = b"\x12\x34\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00"
    first = b"\x05other\x05local\x00\x00\x01\x00\x01"
    pointed = b"\x06bridge\xc0\x12\x00\x01\x80\x01"  # .local stands at 18
    assert said_of(NAME, head + first + pointed) == Said(True, 0x1234, OWNER + b"\x00\x01\x80\x01")


def test_who_else_claims_the_name_is_heard():
    assert said_of(NAME, answer(NAME, "10.0.0.9")) == Said(False, 0, b"", ("10.0.0.9",))
    assert said_of(NAME, answer("other.local", "10.0.0.9")) is None


def test_who_takes_the_name_back_does_not_claim_it():
    assert said_of(NAME, answer(NAME, "10.0.0.9", seconds=0)) is None


def test_an_ordinary_resolver_gets_its_question_back():
    asked = said_of(NAME, b"\x12\x34" + ASKED_A[2:])
    given = legacy_answer(NAME, "192.168.7.5", asked)
    assert given[:2] == b"\x12\x34"
    assert given[12:].startswith(ASKED_A[12:])
    assert given.endswith(b"\x00\x01\x00\x01\x00\x00\x00\x0a\x00\x04\xc0\xa8\x07\x05")


LOOPS = [
    ASKED_A[:12] + b"\xc0\x0c\x00\x01\x00\x01",
    ASKED_A[:12] + b"\x01a\xc0\x0c\x00\x01\x00\x01",
    ASKED_A[:12] + b"\xc0\x0e\xc0\x0c",
    ASKED_A[:20],
    answer(NAME, "10.0.0.9")[:40],
    b"",
]


@pytest.mark.parametrize("message", LOOPS)
def test_loops_and_cut_messages_say_nothing(message):
    assert said_of(NAME, message) is None


@given(st.binary(max_size=400))
def test_no_message_breaks_it(message):
    said_of(NAME, message)


@given(st.integers(0, 60), st.integers(0, 255), st.sampled_from([ASKED_A, answer(NAME, "10.0.0.9")]))
def test_no_damaged_message_breaks_it(at, value, message):
    said_of(NAME, message[: at % len(message)] + bytes([value]) + message[at % len(message) + 1 :])
