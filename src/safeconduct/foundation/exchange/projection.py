"""Rows of a peer: as it was introduced last, and whether it was revoked."""

from collections.abc import Sequence

import msgspec

from safeconduct.foundation.exchange.facts import PeerIntroduced, PeerRevoked
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def peer_rows(held: Sequence[Held]) -> Rows:
    """One row a peer. A revocation stands whatever else is said, before or after."""
    introduced = [one for one in held if isinstance(one.fact, PeerIntroduced)]
    if not introduced:
        return {}
    latest = standing(introduced)[0]
    revocations = standing([one for one in held if isinstance(one.fact, PeerRevoked)])
    return {
        "exchange_peer": [
            {
                **msgspec.structs.asdict(latest.fact),
                "introduced_at": latest.recorded_at,
                "revoked": bool(revocations),
                "revoked_reason": revocations[0].fact.reason if revocations else "",
            }
        ]
    }
