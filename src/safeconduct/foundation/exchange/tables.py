"""Which projection fills which tables in this room."""

from safeconduct.foundation.exchange.models import Peer
from safeconduct.foundation.exchange.projection import peer_rows

PROJECTIONS = [("peer", peer_rows, (Peer,))]
