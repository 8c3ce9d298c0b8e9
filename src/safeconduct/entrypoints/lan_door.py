"""The node's door to the local network: HTTPS under its own name, beside the plain door of this machine.

Certificate and key are given to the server in a file in memory; the door looks again now and then whether the
machine's addresses are still those of the certificate.
"""

import logging
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db import connection

from safeconduct.entrypoints.one_process import BesideServer
from safeconduct.foundation.nodes.local_network import (
    MULTICAST_END,
    Presence,
    check_ports_free,
    local_addresses,
    network_name,
)
from safeconduct.foundation.nodes.multicast_name import NameOnTheLink
from safeconduct.foundation.nodes.opening import OpenNode
from safeconduct.foundation.nodes.own_certificate import Held, certificate_for, held
from safeconduct.foundation.nodes.this_machine import MemoryFile, has_memory_files
from safeconduct.foundation.vault.certificates import Issued
from safeconduct.kernel.problems import Conflict, Refused

LOOK_EVERY = 20.0  # seconds; assumption: nobody waits longer for a laptop that changed its network
ANSWERS_WITHIN = 30.0  # seconds; assumption: a slow machine under load
EVERYWHERE = "0.0.0.0"  # noqa: S104 - which addresses answer is decided by `doors.py`
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """How somebody wants the node to be reached: name and address may be left open."""

    port: int
    name: str = ""
    address: str = ""
    renew: str = ""


class LanDoor:
    """Open within its `with`. Refused and Conflict: those of `local_network` and lan.not_here, lan.did_not_open."""

    def __init__(self, node: OpenNode, wish: Wish) -> None:
        if not has_memory_files():
            raise Refused("lan.not_here")
        kept = held()
        self._node, self._wish, self._hosts = node, wish, list(settings.ALLOWED_HOSTS)
        self._name = kept.name if kept and not wish.name else network_name(wish.name, node=node.card.name)
        addresses = local_addresses(wish.address)
        self._issued, _ = self._certificate(addresses, renew=wish.renew)
        self._appear(addresses)
        self._server = BesideServer(wish.address or EVERYWHERE, wish.port)
        self._serving = threading.Thread(target=self._server.serve, name="lan door", daemon=True)
        self._watching = threading.Thread(target=self._watch, name="lan watch", daemon=True)
        self._closing = threading.Event()

    def __enter__(self) -> "LanDoor":
        check_ports_free([(self._wish.address or EVERYWHERE, self._wish.port)])
        file = self._present()
        self._serving.start()
        try:
            if not self._answers():
                raise Conflict("lan.did_not_open", port=self._wish.port)
        except BaseException:
            self._close_server()
            raise
        finally:
            file.close()
        self._said = self._say_name()
        self._watching.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._closing.set()
        self._watching.join()
        self._said.stop()
        self._close_server()
        settings.SAFECONDUCT_LAN, settings.ALLOWED_HOSTS = None, self._hosts

    @property
    def presence(self) -> Presence:
        """How the local network sees the node."""
        return self._presence

    @property
    def certificates(self) -> Held:
        """What the door shows."""
        found = held()
        assert found is not None
        return found

    def now(self) -> datetime:
        """The node's clock."""
        return self._node.ledger.clock.now()

    def look_again(self) -> None:
        """Renew the certificate where an address is new or its time is nearly over, and show the new one."""
        only = self._wish.address
        addresses = (only,) if only else local_addresses()
        self._issued, made = self._certificate(addresses)
        if addresses != self._presence.addresses:
            self._appear(addresses)
            self._said.stop()
            self._said = self._say_name()
        if not made:
            return
        file = self._present()
        try:
            self._server.signal_handler_reload()
            if not self._answers():
                log.warning("the door to the local network does not show its new certificate")
        finally:
            file.close()

    def _certificate(self, addresses: tuple[str, ...], *, renew: str = "") -> tuple[Issued, bool]:
        return certificate_for(self._node.root, self._name, addresses, now=self.now(), renew=renew)

    def _appear(self, addresses: tuple[str, ...]) -> None:
        """By these addresses and its name the node answers from now on."""
        self._presence = Presence(self._name, self._wish.port, addresses)
        settings.SAFECONDUCT_LAN = self._presence
        settings.ALLOWED_HOSTS = [*self._hosts, *self._presence.hosts]

    def _say_name(self) -> NameOnTheLink:
        """Answer for the name on every link, where no server does."""
        links = [one for one in self._presence.addresses if not one.startswith("127.")]
        said = NameOnTheLink(self._name, links if self._name.endswith(MULTICAST_END) else [], self._contested)
        said.start()
        return said

    def _contested(self, address: str) -> None:
        if self._presence.contested != address:
            log.warning("another machine, %s, says that it is %s", address, self._name)
        self._presence = replace(self._presence, contested=address, contested_at=self.now())
        settings.SAFECONDUCT_LAN = self._presence

    def _present(self) -> MemoryFile:
        file = MemoryFile(self._issued.pem())
        self._server.present(file.path)
        return file

    def _answers(self) -> bool:
        """Whether the door shows this certificate; waits for it, and tells that its file was read."""
        until = time.monotonic() + ANSWERS_WITHIN
        shown = self._issued.certificate.public_bytes(Encoding.DER)
        while time.monotonic() < until and self._serving.is_alive():
            if _certificate_at(self._wish.address or "127.0.0.1", self._wish.port) == shown:
                return True
            time.sleep(0.05)
        return False

    def _watch(self) -> None:
        while not self._closing.wait(LOOK_EVERY):
            try:
                self.look_again()
            except Exception:
                log.exception("the certificate of the local network could not be looked at")
            finally:
                connection.close()

    def _close_server(self) -> None:
        self._server.signal_handler_interrupt()
        if self._serving.is_alive():
            self._serving.join()


def _certificate_at(address: str, port: int) -> bytes | None:
    """The certificate that a door shows; None while it is shut."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # compared byte by byte instead
    with (
        suppress(OSError),
        socket.create_connection((address, port), timeout=2) as plain,
        context.wrap_socket(plain) as secret,
    ):
        return secret.getpeercert(binary_form=True)
    return None
