"""Who knows of agencies and agreements: another room, which this one does not know."""

from collections.abc import Callable
from typing import Any, NamedTuple


class AgencyPort(NamedTuple):
    """Who knows of agencies: who reads what is referred to one, whether it runs a node, is known, and what
    may be told."""

    readers_of: Callable[[str], str]
    runs_a_node: Callable[[str], bool]
    is_known: Callable[[str], bool]
    agreed_sharing: Callable[[str, str, str], Any]  # agency, purpose, day -> (agreements, fields) or None


_agency_port: list[AgencyPort] = []


def set_agency_port(port: AgencyPort) -> None:
    """Say who knows of agencies and agreements. Chosen in wiring."""
    _agency_port[:] = [port]


def agency_port() -> AgencyPort:
    """The one who knows of agencies."""
    return _agency_port[0]
