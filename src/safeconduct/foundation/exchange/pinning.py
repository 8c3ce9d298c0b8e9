"""The wire: TLS 1.3 with a certificate on both ends, each trusted because it came with an introduction. No authority.

The private key lies wrapped in the keyring. The library reads keys from files alone: it is given one that is
encrypted under a passphrase made for this one reading, and the file is gone afterwards.
"""

import secrets
import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from safeconduct.foundation.exchange import own
from safeconduct.foundation.exchange.models import Peer
from safeconduct.kernel.problems import Refused


def context_to(peer: Peer) -> ssl.SSLContext:
    """For calling this peer and nobody else."""
    context = _context(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # what is trusted is this very certificate, whatever the address
    _trust(context, [peer])
    return context


def context_for(peers: Iterable[Peer]) -> ssl.SSLContext:
    """For answering these peers and nobody else."""
    context = _context(ssl.PROTOCOL_TLS_SERVER)
    _trust(context, peers)
    return context


def peer_at(end: ssl.SSLSocket, peers: Iterable[Peer]) -> Peer:
    """Which of the peers is at the other end. Refused: exchange.other_certificate."""
    shown = end.getpeercert(binary_form=True)
    for peer in peers:
        if shown is not None and shown == bytes(peer.certificate):
            return peer
    raise Refused("exchange.other_certificate")


def _context(protocol: int) -> ssl.SSLContext:
    context = ssl.SSLContext(protocol)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    _show_own(context)
    return context


def _trust(context: ssl.SSLContext, peers: Iterable[Peer]) -> None:
    for peer in peers:
        try:
            context.load_verify_locations(cadata=bytes(peer.certificate))
        except ssl.SSLError:
            continue  # an introduction may hold anything; who cannot be recognised is refused


def _show_own(context: ssl.SSLContext) -> None:
    private, certificate = own.wire_key()
    passphrase = secrets.token_urlsafe(32)
    key = serialization.load_der_private_key(private, None).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "end.pem"
        path.write_bytes(ssl.DER_cert_to_PEM_cert(certificate).encode() + key)
        context.load_cert_chain(path, password=passphrase)
