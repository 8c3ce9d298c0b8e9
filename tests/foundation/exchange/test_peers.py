"""Who may exchange with whom: introductions that two people compared, revocations that stand, and the one table."""

from datetime import UTC, datetime

import msgspec
import pytest

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.exchange import queries
from safeconduct.foundation.exchange.commands import IntroducePeer, RevokePeer, revoke_peer
from safeconduct.foundation.exchange.facts import PeerIntroduced, PeerRevoked
from safeconduct.foundation.exchange.introduction import (
    introduce_peer,
    own_fingerprint,
    own_introduction,
    read_introduction,
)
from safeconduct.foundation.exchange.own import letter_key, wire_key
from safeconduct.foundation.exchange.projection import peer_rows
from safeconduct.foundation.exchange.rules import Known, Standing, decide_introduce_peer, decide_revoke_peer
from safeconduct.foundation.exchange.subscriptions import AGENCY, POST, Keys, Party, Whose, gift
from safeconduct.foundation.journal.verify import verify
from safeconduct.foundation.vault.signing import NodeIdentity, fingerprint
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotAllowed, NotFound, Problem, Refused
from tests.assessed import provisionally
from tests.foundation.exchange.two_nodes import AGENCY_CODE, Machine, act, select

RECORD = "c" * 32  # of River Aid at the bridge
BRIDGE = Party("bridge", POST, wrote_to=frozenset({RECORD}))
RIVER = Party("river", AGENCY, frozenset({"river_aid", RECORD}), frozenset({"legal", "child_protection"}))
OWN_RIVER = Party("river", AGENCY, frozenset({"river_aid"}), frozenset({"legal"}), any_name=True)  # as it sees itself
HILL = Party("hill", AGENCY, frozenset({"hill_aid"}), frozenset({"health"}))
KNOWN = ("register", "access", "authority", "operations", "blob", "consular.xkd")
REFERRALS = ("referral.river_aid", f"referral.{RECORD}", "referral.", "referral.hill_aid")
ALL = (*KNOWN, *REFERRALS, "sealed.legal", "sealed.child_protection", "sealed.health")


def given(giver, receiver, writer=None):
    return {one for one in ALL if gift(giver, receiver, one, writer or giver.node)}


TABLE = [
    (BRIDGE, RIVER, {"referral.river_aid", f"referral.{RECORD}", "sealed.legal", "sealed.child_protection"}),
    (BRIDGE, HILL, {"referral.hill_aid", "sealed.health"}),
    (RIVER, BRIDGE, {"referral.river_aid", f"referral.{RECORD}"}),
    (HILL, BRIDGE, {"referral.hill_aid"}),
    (OWN_RIVER, BRIDGE, {"referral.river_aid", f"referral.{RECORD}"}),
    (BRIDGE, OWN_RIVER, {one for one in ALL if one.startswith("referral.") and one != "referral."} | {"sealed.legal"}),
    (RIVER, HILL, set()),
    (BRIDGE, Party("other bridge", POST), set()),
    (BRIDGE, Party("nobody", AGENCY), set()),
    (Party("hub", "hub"), RIVER, set()),
]


@pytest.mark.parametrize(("giver", "receiver", "audiences"), TABLE)
def test_the_table_says_what_is_given(giver, receiver, audiences):
    assert given(giver, receiver) == audiences


NAMED_SO = Party("register", AGENCY, frozenset({"register"}), frozenset({"register"}), any_name=True)


@pytest.mark.parametrize("agency", [RIVER, HILL, OWN_RIVER, NAMED_SO])
def test_no_agency_is_given_the_register_or_who_looked_at_whom(agency):
    for giver in (BRIDGE, RIVER, HILL):
        assert given(giver, agency, "anyone").isdisjoint(KNOWN)


def test_nobody_is_given_their_own_streams_and_an_agency_gives_no_others():
    assert given(BRIDGE, RIVER, RIVER.node) == set()
    assert given(RIVER, BRIDGE, "another") == set()
    assert given(BRIDGE, RIVER, "another") == given(BRIDGE, RIVER)


def test_an_agency_gives_keys_of_those_alone_whom_the_post_wrote_about():
    line = gift(RIVER, BRIDGE, "referral.river_aid", RIVER.node)
    assert (line.whose, line.keys) == (Whose.OWN, Keys.THEIRS)


SIGNING = NodeIdentity.create().public_key
GOOD = {
    "node": "a" * 32, "name": "River Aid", "profile": "agency", "agency": "river_aid", "signing_key": SIGNING,
    "exchange_key": bytes(32), "certificate": b"x", "address": "127.0.0.1:8481", "training": False,
    "fingerprint": fingerprint(SIGNING),
}  # fmt: skip
HERE = Standing(own_node="b" * 32, training=False, peer=None)
FACT = PeerIntroduced(
    name="River Aid", profile="agency", agency="river_aid", signing_key=SIGNING, exchange_key=bytes(32),
    certificate=b"x", address="127.0.0.1:8481",
)  # fmt: skip

INTRODUCING = [
    ({"node": "Amina"}, HERE, "exchange.introduction_broken"),
    ({"name": " "}, HERE, "exchange.introduction_broken"),
    ({"name": "a" * 121}, HERE, "exchange.introduction_broken"),
    ({"exchange_key": b"x"}, HERE, "exchange.introduction_broken"),
    ({"certificate": b""}, HERE, "exchange.introduction_broken"),
    ({"profile": "hub"}, HERE, "exchange.unknown_profile"),
    ({"agency": ""}, HERE, "exchange.agency_missing"),
    ({"profile": "post"}, HERE, "exchange.agency_missing"),
    ({"node": "b" * 32}, HERE, "exchange.own_introduction"),
    ({"training": True}, HERE, "exchange.training_differs"),
    ({"fingerprint": fingerprint(bytes(32))}, HERE, "exchange.fingerprint_differs"),
    ({"fingerprint": ""}, HERE, "exchange.fingerprint_differs"),
    ({}, Standing("b" * 32, False, Known(bytes(32), False, FACT)), "exchange.other_key"),
    ({}, Standing("b" * 32, False, Known(SIGNING, True, FACT)), "exchange.peer_revoked"),
]


@pytest.mark.parametrize(("change", "standing", "refusal"), INTRODUCING)
def test_what_is_wrong_with_an_introduction_is_said(change, standing, refusal):
    with pytest.raises(Problem) as refused:
        decide_introduce_peer(IntroducePeer(**{**GOOD, **change}), standing, None)
    assert refused.value.code == refusal


def spoken(text):
    return text.lower().replace("-", " ").replace("0", "o").replace("1", "l")


@pytest.mark.parametrize("said", [str, str.lower, spoken, lambda text: f"  {text.replace('-', '')}\n"])
def test_a_fingerprint_may_be_typed_as_it_is_heard(said):
    (about,) = decide_introduce_peer(IntroducePeer(**{**GOOD, "fingerprint": said(GOOD["fingerprint"])}), HERE, None)
    assert (about.subject, about.fact) == ("a" * 32, FACT)


def test_the_same_introduction_again_writes_nothing_and_another_address_does():
    known = Standing("b" * 32, False, Known(SIGNING, False, FACT))
    assert decide_introduce_peer(IntroducePeer(**GOOD), known, None) == []
    (about,) = decide_introduce_peer(IntroducePeer(**{**GOOD, "address": ""}), known, None)
    assert about.fact.address == ""


def test_revoking_needs_a_peer_and_a_reason():
    known = Standing("b" * 32, False, Known(SIGNING, False, FACT))
    with pytest.raises(NotFound):
        decide_revoke_peer(RevokePeer(node="a" * 32, reason="stolen"), HERE, None)
    with pytest.raises(Refused, match=r"exchange\.unknown_reason"):
        decide_revoke_peer(RevokePeer(node="a" * 32, reason="whim"), known, None)
    (about,) = decide_revoke_peer(RevokePeer(node="a" * 32, reason="stolen"), known, None)
    assert about.fact == PeerRevoked(reason="stolen")
    revoked = Standing("b" * 32, False, Known(SIGNING, True, FACT))
    assert decide_revoke_peer(RevokePeer(node="a" * 32, reason="stolen"), revoked, None) == []


def held(fact, number):
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    return Held(
        fact=fact, subject="a" * 32, stream=f"n{number}.1.authority", seq=1, seen={}, clock=number, happened_at=moment,
        recorded_at=moment, actor="system", roles=frozenset(), place="node", rules=1,
    )  # fmt: skip


def test_a_revocation_stands_in_whichever_order_it_arrives():
    facts = [held(FACT, 1), held(PeerRevoked(reason="stolen"), 2), held(msgspec.structs.replace(FACT, name="X"), 3)]
    for order in (facts, facts[::-1], [facts[1], facts[0], facts[2]]):
        (row,) = peer_rows(order)["exchange_peer"]
        assert (row["revoked"], row["revoked_reason"], row["name"]) == (True, "stolen", "X")
    assert peer_rows(facts[1:2]) == peer_rows([]) == {}


def test_a_byte_changed_anywhere_in_an_introduction_is_refused(told):
    whole = told.introduction
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(Refused) as refused:
            read_introduction(bytes(changed))
        assert refused.value.code in {"exchange.not_an_introduction", "exchange.introduction_broken"}
    with pytest.raises(Refused):
        read_introduction(whole + b"\0")


def test_an_introduction_brings_the_compartments_an_agency_holds(told, db):
    with told.post.sitting(keep=False) as here:
        (river,) = queries.peers()
        assert (river.name, river.profile, river.agency, river.revoked) == ("agency node", "agency", AGENCY_CODE, False)
        assert [(one.code, one.agency) for one in compartments.compartments()] == [("legal", AGENCY_CODE)]
        revoke_peer(act(), node=river.subject, reason="lost")
        assert queries.peers(revoked=False) == []
        assert queries.peer(river.subject).revoked_reason == "lost"
        assert verify(here).sound


def test_no_compartment_of_another_agency_comes_with_an_introduction(told, db):
    with told.post.sitting(keep=False):
        (river,) = queries.peers()
        other = Machine(new_id(), "agency", "hill_aid")
        assert river.agency != other.agency
        legal = compartments.compartment("legal")
        said = msgspec.structs.replace(
            read_introduction(told.introduction), node=other.name, profile="agency", agency="hill_aid",
            compartments=(("legal", bytes(range(32))),),
        )  # fmt: skip
        with pytest.raises(Conflict, match=r"compartments\.held_by_another"):
            introduce_peer(act(), said, compared=said.fingerprint, first=provisionally(said.node))
        assert bytes(compartments.compartment("legal").public) == bytes(legal.public)
        assert queries.peer_or_none(other.name) is None


def test_private_keys_are_wrapped_on_the_disk_and_stay_the_same(told, agency):
    kept = b"".join(bytes(wrapped) for _, wrapped in select("SELECT id, wrapped FROM journal_secret"))
    private, certificate = wire_key()
    assert private not in kept
    assert letter_key() not in kept
    before = (letter_key(), wire_key())
    said = read_introduction(own_introduction(address="127.0.0.1:9"))
    assert (letter_key(), wire_key()) == before
    assert (said.certificate, said.address, said.fingerprint) == (certificate, "127.0.0.1:9", own_fingerprint())


@pytest.mark.parametrize("who", ["bilal", "samira", "hana", "olga", "dalia"])
def test_only_an_administrator_introduces_and_revokes(cast, who):
    from safeconduct.foundation.dispatch import submit

    for command in (IntroducePeer(**GOOD), RevokePeer(node="a" * 32, reason="stolen")):
        with pytest.raises(NotAllowed):
            submit(cast.act(who, place="node", purpose="administration"), command)
