"""What is not taken in: changed, forged, astray, of strangers, of revoked nodes, broken; and the rest goes on."""

import msgspec
import pytest

from safeconduct.foundation.exchange import wire
from safeconduct.foundation.exchange.commands import revoke_peer
from safeconduct.foundation.exchange.putting_aside import MOST_ROWS
from safeconduct.foundation.exchange.taking_in import take_in
from safeconduct.foundation.exchange.wire import Envelope, Segment, pack, packed_segments, segments_in, unpack
from safeconduct.foundation.journal.accept import SignedHead, WireEntry
from safeconduct.foundation.journal.entry import digest, read_header, stream_name
from safeconduct.foundation.journal.ledger import head_bytes
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.foundation.web.texts import known_codes
from safeconduct.kernel.codec import encode
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Refused
from tests.foundation.exchange.two_nodes import AGENCY, POST, Machine, act, introduced, rows_of, select
from tests.foundation.exchange.writing_post import WritingPost

OTHERS = ["register", "access", "authority", "operations", "sealed.other"]


def aside():
    return select("SELECT code, kind, sender, times FROM exchange_aside ORDER BY put_ms, id")


def nothing_taken():
    return select("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", f"{POST}.%") == [(0,)]


def test_a_byte_changed_anywhere_is_refused_in_words(told, agency):
    whole, said = told.of_size(1)[0], set()
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        try:
            (part,) = take_in(bytes(changed)).aside
            said.add(part[0])
        except Refused as refused:
            said.add(refused.code)
    assert said == {"exchange.damaged", "exchange.not_signed", "exchange.other_protocol"}
    assert said <= known_codes()
    assert nothing_taken()
    assert {row[0] for row in aside()} == {"exchange.not_signed"}


@pytest.mark.parametrize("cut", [0, 1, 10, 100, -1, -64, -100])
def test_a_message_cut_short_or_lengthened_is_refused(told, agency, cut):
    whole = told.of_size(100)[0]
    with pytest.raises(Refused, match=r"exchange\.damaged"):
        take_in(whole[:cut])
    with pytest.raises(Refused, match=r"exchange\.damaged"):
        take_in(whole + b"\0" * (1 + abs(cut)))
    assert nothing_taken()


@pytest.mark.parametrize("odd", [b"", b"\xc0", b"\x98\x08" * 4, b"\x91" * 5000, encode([1, "bundle"]), b"<html>"])
def test_whatever_comes_is_refused_in_words(agency, odd):
    with pytest.raises(Refused, match=r"exchange\.damaged"):
        take_in(odd)


def test_what_another_signed_is_put_aside(told, agency):
    body = unpack(told.of_size(100)[0]).body
    forged = pack(NodeIdentity.create(), wire.BUNDLE, (POST, AGENCY), 1, body)
    assert take_in(forged).aside == [("exchange.not_signed", "")]
    assert nothing_taken()
    assert aside() == [("exchange.not_signed", "bundle", POST, 1)]
    take_in(forged)
    assert aside() == [("exchange.not_signed", "bundle", POST, 2)]


def test_a_stranger_waits_until_somebody_introduces_it(told, db):
    with told.stranger.sitting(keep=False):
        assert take_in(told.of_size(100)[0]).aside == [("exchange.unknown_peer", "")]
        assert aside() == [("exchange.unknown_peer", "bundle", POST, 1)]
        introduced(told.introduction)
        assert take_in(told.of_size(100)[0]).entries == told.entries
        assert aside() == []


def test_a_revoked_node_gives_nothing_any_more_and_what_it_gave_stays(told, agency):
    first, second, *_ = told.of_size(5)
    taken = take_in(first).entries
    assert taken > 0
    revoke_peer(act(), node=POST, reason="stolen")
    assert take_in(second).aside == [("exchange.peer_revoked", "")]
    assert take_in(told.keys).aside == [("exchange.peer_revoked", "")]
    assert select("SELECT COUNT(*) FROM journal_entry WHERE stream LIKE %s", f"{POST}.%") == [(taken,)]
    assert verify(agency).sound


def test_what_is_for_another_node_is_not_opened(told, db):
    with Machine(new_id(), "agency", "hill_aid").sitting(), pytest.raises(Refused, match=r"exchange\.not_for_us"):
        take_in(told.of_size(100)[0])


@pytest.mark.parametrize("audience", OTHERS)
def test_streams_that_the_table_does_not_name_are_put_aside(told, agency, audience):
    post = WritingPost(told, audience)
    post.add(new_id())
    assert take_in(post.bundle()).aside == [("exchange.not_subscribed", post.stream)]
    assert nothing_taken()


def test_a_stream_of_a_node_that_nobody_introduced_is_put_aside(told, agency):
    stranger = WritingPost(told, "sealed.legal", writer=new_id())
    stranger.add(new_id())
    assert take_in(stranger.bundle()).aside == [("journal.unknown_node", stranger.stream)]
    assert verify(agency).sound


def break_chain(segment):
    return Segment(segment.head, (segment.entries[0], *segment.entries[2:]))


def break_head(segment):
    head = segment.head
    return Segment(SignedHead(head.stream, head.seq, head.hash, bytes(64)), segment.entries)


def break_body(segment):
    first = segment.entries[0]
    return Segment(segment.head, (WireEntry(first.header, b"changed", first.nameless), *segment.entries[1:]))


def break_header(segment):
    first = segment.entries[0]
    return Segment(segment.head, (WireEntry(b"\xc0", first.named, first.nameless), *segment.entries[1:]))


def empty(segment):
    return Segment(segment.head, ())


BREAKING = [
    (break_chain, "journal.chain_broken"),
    (break_head, "journal.head_not_signed"),
    (break_body, "journal.body_does_not_fit"),
    (break_header, "journal.chain_broken"),
    (empty, "exchange.gap"),
]


@pytest.mark.parametrize(("breaking", "code"), BREAKING)
def test_one_broken_stream_is_put_aside_and_holds_up_no_other(told, agency, breaking, code):
    post = WritingPost(told)
    referral, sealed = segments_in(unpack(told.of_size(100)[0]).body)
    data = post.pack(packed_segments([breaking(referral), sealed]))
    outcome = take_in(data)
    assert outcome.aside == [(code, referral.head.stream)]
    assert outcome.entries == len(sealed.entries)
    assert [row[0] for row in aside()] == [code]
    assert take_in(told.of_size(100)[0]).entries == len(referral.entries)
    assert verify(agency).sound


def test_two_histories_of_one_node_are_told_apart(told, agency):
    take_in(told.of_size(100)[0])
    post = WritingPost(told, "sealed.legal")
    post.add(new_id())
    assert take_in(post.bundle()).aside == [("journal.fork", post.stream)]
    assert verify(agency).sound


def test_types_that_are_not_known_here_are_kept_and_do_not_project(told, agency):
    post, subject = WritingPost(told, "referral.river_aid"), new_id()
    post.add(subject, type="referrals.ReferralForwarded.7")
    post.add(subject)
    assert take_in(post.bundle()).entries == 2
    assert take_in(post.keys()).keys == 1
    rows = select("SELECT header FROM journal_entry WHERE stream = %s", post.stream)
    kept = [read_header(bytes(header)).type for (header,) in rows]
    assert "referrals.ReferralForwarded.7" in kept
    assert rows_of({subject})["places_form_batch"][0][:3] == ["", 1, 1]
    assert verify(agency).sound


def test_a_key_that_opens_nothing_takes_no_place(told, agency):
    post, subject = WritingPost(told, "referral.river_aid"), new_id()
    post.add(subject)
    take_in(post.bundle())
    month = {post.stream: {"2026-03": bytes(32)}}
    outcome = take_in(post.keys(audiences=month))
    assert outcome.aside == [("exchange.key_does_not_open", post.stream)]
    assert outcome.keys == 0
    assert select("SELECT id FROM journal_audience_key WHERE id LIKE %s", f"{POST}.%") == []
    assert verify(agency).sound


def test_keys_of_streams_that_are_not_given_are_put_aside(told, agency):
    post = WritingPost(told, "register")
    outcome = take_in(post.keys(through={post.stream: 1}, audiences={post.stream: {"2026-03": bytes(32)}}))
    assert outcome.aside == [("exchange.not_subscribed", post.stream)]


def test_keys_sealed_to_another_node_are_put_aside(told, agency):
    post = WritingPost(told)
    assert take_in(post.pack(b"\x01" + bytes(80), kind=wire.KEYS)).aside == [("vault.seal_broken", "")]


def test_a_bomb_is_refused_before_it_is_unpacked(told, agency):
    from backports import zstd

    bomb = zstd.compress(bytes(wire.LARGEST_BLOCK + 1))
    assert take_in(WritingPost(told).pack(bomb)).aside == [("exchange.too_large", "")]
    undeclared = zstd.compress(bytes(1000), options={zstd.CompressionParameter.content_size_flag: 0})
    assert take_in(WritingPost(told).pack(undeclared)).aside == [("exchange.too_large", "")]


@pytest.mark.parametrize("body", [b"", b"not packed", b"\xc0"])
@pytest.mark.parametrize("kind", [wire.BUNDLE, wire.HELLO, wire.KEYS])
def test_a_signed_message_that_says_nothing_is_put_aside(told, agency, kind, body):
    ((code, _stream),) = take_in(WritingPost(told).pack(body, kind=kind)).aside
    assert code in known_codes()
    assert [row[0] for row in aside()] == [code]


def test_another_protocol_is_refused_in_words(told, agency):
    whole = unpack(told.of_size(100)[0])
    later = msgspec.structs.replace(whole, protocol=99)
    with pytest.raises(Refused, match=r"exchange\.other_protocol"):
        take_in(encode(later))
    assert isinstance(later, Envelope)


def test_a_flood_is_counted_and_not_kept(told, agency):
    for number in range(MOST_ROWS + 3):
        take_in(pack(NodeIdentity.create(), wire.HELLO, (f"{number:032x}", AGENCY), number, b""))
    assert select("SELECT COUNT(*), SUM(times) FROM exchange_aside") == [(MOST_ROWS, MOST_ROWS + 3)]


def test_a_node_that_signs_for_another_is_not_believed(told, agency):
    post = WritingPost(told, "sealed.legal")
    post.add(new_id())
    seq, hash_ = 1, digest(post.entries[0].header)
    head = SignedHead(post.stream, seq, hash_, NodeIdentity.create().sign(head_bytes(post.stream, seq, hash_)))
    data = post.pack(packed_segments([Segment(head, tuple(post.entries))]))
    assert take_in(data).aside == [("journal.head_not_signed", post.stream)]
    assert stream_name(POST, 1, "sealed.legal") == post.stream
