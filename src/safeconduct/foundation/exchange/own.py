"""This node as others see it: its profile, and the keys it exchanges with. Private halves are kept wrapped."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.dispatch import in_writer
from safeconduct.foundation.exchange.subscriptions import AGENCY, REFERRAL, Party
from safeconduct.foundation.journal.entry import stream_audience
from safeconduct.foundation.journal.ledger import Ledger, ledger
from safeconduct.foundation.journal.statements import execute
from safeconduct.foundation.vault.addressed import new_exchange_key, public_half
from safeconduct.kernel.codec import decode, encode
from safeconduct.kernel.problems import Conflict

_LETTERS, _WIRE = "exchange|letters", "exchange|wire"
# A pinned certificate is trusted because two people compared it: a laptop whose clock is wrong shuts nobody out.
_BEGINS, _ENDS = datetime(1950, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def own_party() -> Party:
    """This node for the table of subscriptions."""
    agency, node = settings.SAFECONDUCT_AGENCY, ledger().node
    held = frozenset(one.code for one in compartments.compartments(agency=agency)) if agency else frozenset()
    names = frozenset({agency} if agency else ())
    is_agency = settings.SAFECONDUCT_PROFILE == AGENCY
    return Party(node, settings.SAFECONDUCT_PROFILE, names, held, agencies_written_to(node), any_name=is_agency)


def agencies_written_to(node: str) -> frozenset[str]:
    """To which agencies a node has written, by the names in its streams."""
    rows = execute("SELECT stream FROM journal_head WHERE stream LIKE %s", [f"{node}.%.{REFERRAL}%"]).fetchall()
    return frozenset(stream_audience(stream).removeprefix(REFERRAL) for (stream,) in rows)


def make_keys() -> None:
    """Make what this node exchanges with, where it is not there yet."""
    in_writer(_make_missing)


def _make_missing(own: Ledger) -> None:
    if own.keyring.secret(_LETTERS) is None:
        own.keyring.keep_secret(_LETTERS, new_exchange_key())
    if own.keyring.secret(_WIRE) is None:
        own.keyring.keep_secret(_WIRE, encode(_new_certificate(own.node)))


def letter_key() -> bytes:
    """The private key that opens letters to this node. Conflict: exchange.no_keys_yet."""
    return _kept(_LETTERS)


def public_letter_key() -> bytes:
    """What others seal letters to this node with."""
    return public_half(letter_key())


def wire_key() -> tuple[bytes, bytes]:
    """(private key as PKCS8 DER, certificate as DER) of this node's end of a wire. Conflict: exchange.no_keys_yet."""
    private, certificate = decode(_kept(_WIRE))
    return private, certificate


def _kept(name: str) -> bytes:
    found = ledger().keyring.secret(name)
    if found is None:
        raise Conflict("exchange.no_keys_yet")
    return found


def _new_certificate(node: str) -> list[bytes]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, node)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGINS)
        .not_valid_after(_ENDS)
        .sign(private, hashes.SHA256())
    )
    plain = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return [plain, certificate.public_bytes(serialization.Encoding.DER)]
