"""What a node can be, chosen once when it is made: a post, or the node of a protection agency."""

from dataclasses import dataclass

from safeconduct.foundation.compartments.rules import CODE
from safeconduct.foundation.exchange.subscriptions import AGENCY, POST, PROFILES
from safeconduct.kernel.problems import Refused


@dataclass(frozen=True)
class Kind:
    """A node's profile, whose it is, and where other nodes reach it."""

    profile: str = POST
    agency: str = ""
    listens: str = ""


POST_NODE = Kind()


def check_kind(of: Kind) -> None:
    """Refused: node.unknown_profile, node.agency_code (an agency's node has one, a post has none), node.listens."""
    if of.profile not in PROFILES:
        raise Refused("node.unknown_profile", profile=of.profile)
    if (of.profile == AGENCY) != bool(of.agency) or (of.agency and not CODE.fullmatch(of.agency)):
        raise Refused("node.agency_code")
    host, _, port = of.listens.rpartition(":")
    if of.listens and not (host and port.isdecimal() and 0 < int(port) < 65536):
        raise Refused("node.listens", listens=of.listens)
