"""Calling a peer: one connection, one conversation."""

import http.client
import re
import ssl
from dataclasses import dataclass

from safeconduct.foundation.exchange import wire
from safeconduct.foundation.exchange.conversation import converse, not_revoked
from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.pinning import context_to, peer_at
from safeconduct.foundation.exchange.taking_in import Outcome
from safeconduct.kernel.problems import Refused

PATH, KIND = "/exchange", "application/vnd.safeconduct.exchange"
REFUSED = 422
PATIENCE = 20.0  # assumption: seconds without a byte after which a link counts as gone
_CODE = re.compile(r"[a-z_]{1,40}\.[a-z_]{1,40}")


@dataclass(frozen=True)
class _Line:
    connection: http.client.HTTPSConnection

    def say(self, message: bytes) -> bytes:
        """Hand a message over. Refused: the code that the peer gives; exchange.unreachable."""
        self.connection.request("POST", PATH, body=message, headers={"Content-Type": KIND})
        answer = self.connection.getresponse()
        body = answer.read(wire.LARGEST_ENVELOPE + 1)
        if answer.status == REFUSED and _CODE.fullmatch(body.decode("ascii", "replace")):
            raise Refused(body.decode("ascii"))
        if answer.status != http.client.OK:
            raise Refused("exchange.unreachable")
        return body


def exchange_with(node: str) -> Outcome:
    """Call a peer and exchange all that waits in both directions.

    Refused: exchange.peer_revoked, exchange.no_address, exchange.unreachable, exchange.other_certificate,
    exchange.no_progress, and what the peer refuses. NotFound: exchange.no_such_peer.
    """
    peer = not_revoked(node)
    host, _, port = peer.address.rpartition(":")
    if not host or not port.isdecimal():
        raise Refused("exchange.no_address")
    connection = http.client.HTTPSConnection(host, int(port), timeout=PATIENCE, context=context_to(peer))
    connection.auto_open = 0  # a line that broke is not made anew unseen
    try:
        connection.connect()
        _check_is(peer, connection)
        return converse(peer, _Line(connection).say)
    except ssl.SSLCertVerificationError:
        raise Refused("exchange.other_certificate") from None
    except (OSError, http.client.HTTPException):
        raise Refused("exchange.unreachable") from None
    finally:
        connection.close()


def _check_is(peer: Peer, connection: http.client.HTTPSConnection) -> None:
    if not isinstance(connection.sock, ssl.SSLSocket):
        raise Refused("exchange.unreachable")
    peer_at(connection.sock, [peer])
