"""What the health page says of other nodes: nothing alone, who is silent, and what was put aside."""

from datetime import timedelta

from safeconduct.foundation.exchange import wire
from safeconduct.foundation.exchange.taking_in import take_in
from safeconduct.foundation.exchange.wire import pack, unpack
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.nodes.health import GOOD, LOOK, SILENT, exchange_checks
from safeconduct.foundation.vault.signing import NodeIdentity
from tests.foundation.exchange.two_nodes import AGENCY, POST, introduced


def said(later=timedelta()):
    return {one.code: (one.state, one.details) for one in exchange_checks(ledger().clock.now() + later)}


def test_a_node_that_knows_no_other_has_nothing_to_say(told, db):
    with told.stranger.sitting(keep=False):
        assert said() == {}


def test_a_node_just_introduced_is_no_silent_one_and_after_a_day_is(told, db):
    with told.stranger.sitting(keep=False):
        peer = introduced(told.introduction)
        assert said()["health.peers"] == (GOOD, {"number": 1})
        silent = said(SILENT + timedelta(hours=1))
        assert silent["health.peers_silent"] == (LOOK, {"number": 1, "names": peer.name})
        assert "health.peers" not in silent


def test_what_was_put_aside_is_counted(told, agency):
    assert said()["health.aside"] == (GOOD, {"number": 0})
    body = unpack(told.of_size(100)[0]).body
    take_in(pack(NodeIdentity.create(), wire.BUNDLE, (POST, AGENCY), 1, body))
    assert said()["health.aside"] == (LOOK, {"number": 1})
