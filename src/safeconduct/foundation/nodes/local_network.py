"""How a node is reached on the local network: its name there, its addresses, the names that are no names."""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from anyascii import anyascii

from safeconduct.foundation.nodes.this_machine import ipv4_addresses, is_port_free
from safeconduct.foundation.vault.certificates import LOCAL_NETWORKS
from safeconduct.kernel.problems import Conflict, Refused

HERE_ONLY, THIS_MACHINE = "localhost", "127.0.0.1"
MULTICAST_END = ".local"  # RFC 6762: machines on the link answer for such names themselves
LONGEST_NAME, LONGEST_LABEL = 253, 63
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


@dataclass(frozen=True)
class Presence:
    """The node as the local network sees it while it is served there."""

    name: str
    port: int
    addresses: tuple[str, ...] = ()
    contested: str = ""  # the address of another machine that says it has this name, and when it said so last
    contested_at: datetime | None = None

    @property
    def hosts(self) -> frozenset[str]:
        """Every host by which a page may be asked for over the local network."""
        return frozenset({self.name, *self.addresses})

    def address(self, host: str = "") -> str:
        """The address of the node by its name, or by one of its addresses."""
        return f"https://{host or self.name}:{self.port}/"


def network_name(chosen: str, *, node: str) -> str:
    """The chosen name as devices write it, or one made from the node's; without a dot it ends in `.local`.

    Refused: lan.name_not_usable (name).
    """
    wanted = chosen.strip().rstrip(".").lower() if chosen else _from_words(node)
    name = wanted if "." in wanted else wanted + MULTICAST_END
    labels = name.split(".")
    fits = len(name) <= LONGEST_NAME and all(len(one) <= LONGEST_LABEL and LABEL.fullmatch(one) for one in labels)
    # A name that ends in a number would be read as an address.
    if not fits or labels[-1].isdigit() or HERE_ONLY in labels:
        raise Refused("lan.name_not_usable", name=chosen or node)
    return name


def _from_words(node: str) -> str:
    letters = re.sub(r"[^a-z0-9]+", "-", anyascii(node).lower()).strip("-")
    return letters[:LONGEST_LABEL].strip("-") or "safeconduct"


def local_addresses(only: str = "") -> tuple[str, ...]:
    """The addresses by which the local network reaches this machine; with `only` that one, loopback too.

    Refused: lan.not_an_address, lan.this_machine, lan.not_local (address), lan.not_this_machine (address, has).
    """
    found = ipv4_addresses()
    local = [one for one in dict.fromkeys(found) if is_local(one) and not ipaddress.IPv4Address(one).is_loopback]
    if not only:
        return tuple(local)
    try:
        address = ipaddress.IPv4Address(only)
    except ValueError:
        raise Refused("lan.not_an_address", value=only) from None
    if only == THIS_MACHINE:
        raise Refused("lan.this_machine")
    if not is_local(only):
        raise Refused("lan.not_local", address=only)
    if not address.is_loopback and only not in found:
        raise Refused("lan.not_this_machine", address=only, has=", ".join(local) or "–")
    return (only,)


def is_local(address: str) -> bool:
    """Whether an address belongs to a private network, and so is none of the internet."""
    try:
        return any(ipaddress.IPv4Address(address) in network for network in LOCAL_NETWORKS)
    except ValueError:
        return False


def check_ports_free(doors: Sequence[tuple[str, int]]) -> None:
    """Conflict: node.port_busy (port)."""
    for address, port in doors:
        if not is_port_free(address, port):
            raise Conflict("node.port_busy", port=port)
