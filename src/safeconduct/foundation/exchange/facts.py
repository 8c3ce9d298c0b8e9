"""What may happen to another node that this one knows. The subject is that node's id."""

from typing import ClassVar

from safeconduct.kernel.facts import Fact


class PeerIntroduced(Fact, frozen=True, kw_only=True):
    """Two people compared the fingerprint; from now on this node exchanges with that one."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "peer"

    name: str
    profile: str
    agency: str = ""
    signing_key: bytes
    exchange_key: bytes
    certificate: bytes
    address: str = ""  # host:port; empty where only files are exchanged
    training: bool = False


class PeerRevoked(Fact, frozen=True, kw_only=True):
    """Nothing is given to that node any more and nothing is taken from it. This is never taken back."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "peer"

    reason: str


class AsideRemoved(Fact, frozen=True, kw_only=True):
    """A person looked at what was put aside and did not keep it. The subject is its id."""

    AUDIENCE: ClassVar[str] = "authority"
    KIND: ClassVar[str] = "aside"

    sender: str
    code: str


FACTS = (PeerIntroduced, PeerRevoked, AsideRemoved)
