"""The doors: introducing another node, revoking it, and letting go of what was put aside."""

from safeconduct.foundation.dispatch import submit
from safeconduct.kernel.acts import Act, Command, Receipt


class IntroducePeer(Command, frozen=True, kw_only=True):
    """Exchange with this node; `fingerprint` is what its administrator read out from their own screen."""

    node: str
    name: str
    profile: str
    agency: str = ""
    signing_key: bytes
    exchange_key: bytes
    certificate: bytes
    address: str = ""
    training: bool = False
    fingerprint: str


class RevokePeer(Command, frozen=True, kw_only=True):
    """Never exchange with this node again: it was lost, stolen, given up, or is no longer trusted."""

    node: str
    reason: str


class RemoveAside(Command, frozen=True, kw_only=True):
    """Do not keep what was put aside any longer."""

    item: str


def revoke_peer(act: Act, *, node: str, reason: str) -> Receipt:
    """Stop exchanging with a node, for good. Refusals: `exchange.rules`."""
    return submit(act, RevokePeer(node=node, reason=reason))
