"""The node's name on the link: it says itself which address it has (multicast DNS, RFC 6762), where no server does.

Whoever lies about the name is noticed, and gains nothing: without the node's key nobody shows its certificate.
"""

import logging
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from safeconduct.foundation.nodes.multicast_messages import answer, legacy_answer, said_of

GROUP, PORT = "224.0.0.251", 5353
ONLY_OWN_GROUPS = 49  # IP_MULTICAST_ALL of Linux, ip(7): else every socket hears every interface
BETWEEN = 1.0  # seconds; RFC 6762, section 6: the same record is not said more often
log = logging.getLogger(__name__)


class NameOnTheLink:
    """Answers for the name from `start` to `stop`; `contested` is told who else claims it."""

    def __init__(self, name: str, addresses: Sequence[str], contested: Callable[[str], None]) -> None:
        self._name, self._contested, self._own = name, contested, frozenset(addresses)
        self._links = [_Link(name, address) for address in addresses]
        self._wake, self._woken = socket.socketpair()
        self._thread = threading.Thread(target=self._listen, name="name on the link", daemon=True)

    def start(self) -> None:
        """Say the name, and answer from now on. An interface that does not take part is left out."""
        self._links = [link for link in self._links if link.open()]
        for link in self._links:
            link.say()
        self._thread.start()

    def stop(self) -> None:
        """Take the name back, so that nobody looks for the node here."""
        self._wake.close()
        self._thread.join()
        self._woken.close()
        for link in self._links:
            link.close()

    def _listen(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._woken, selectors.EVENT_READ)
            for link in self._links:
                waiting.register(link.socket, selectors.EVENT_READ, link)
            again: float | None = time.monotonic() + BETWEEN  # section 8.3: said twice, a second apart
            while True:
                ready = waiting.select(None if again is None else max(0.0, again - time.monotonic()))
                if not ready:
                    again = None
                    for link in self._links:
                        link.say()
                for key, _ in ready:
                    if key.data is None:
                        return
                    with suppress(OSError):
                        self._hear(key.data)

    def _hear(self, link: "_Link") -> None:
        message, (source, port) = link.socket.recvfrom(9216)
        said = said_of(self._name, message)
        if said is None or (source in self._own and port == PORT):
            return
        if not said.asks:
            for address in said.claims:
                if address not in self._own:
                    self._contested(address)
        elif port == PORT:
            link.say()
        else:
            link.socket.sendto(legacy_answer(self._name, link.address, said), (source, port))


class _Link:
    """One interface, by its address."""

    def __init__(self, name: str, address: str) -> None:
        self.address, self._name = address, name
        self._said_at = -BETWEEN
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)

    def open(self) -> bool:
        """Join the group there; False where it cannot be joined."""
        own = socket.inet_aton(self.address)
        try:
            for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):  # the system may answer for other names
                self.socket.setsockopt(socket.SOL_SOCKET, option, 1)
            self.socket.setsockopt(socket.IPPROTO_IP, ONLY_OWN_GROUPS, 0)
            self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
            self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
            self.socket.bind(("", PORT))
            joined = struct.pack("=4s4s", socket.inet_aton(GROUP), own)
            self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, joined)
        except OSError as failure:
            log.warning("the name of the node cannot be said at %s: %s", self.address, failure)
            self.socket.close()
            return False
        return True

    def say(self) -> None:
        """Say the name to everyone there, unless it was said just now."""
        now = time.monotonic()
        if now - self._said_at >= BETWEEN:
            self._said_at = now
            self._send(answer(self._name, self.address))

    def close(self) -> None:
        """Take the name back and leave."""
        self._send(answer(self._name, self.address, seconds=0))
        self.socket.close()

    def _send(self, message: bytes) -> None:
        with suppress(OSError):  # the cable is out; whoever asks again is answered then
            self.socket.sendto(message, (GROUP, PORT))
