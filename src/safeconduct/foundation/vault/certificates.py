"""X.509 for the local network: an authority that devices are told to trust, and the certificate it signs for the node.

The authority is bound to one name and to private addresses (RFC 5280, section 4.2.1.10): whoever stole its key could
stand in for this node, not for a bank. Where keys are kept, others decide.
"""

import hashlib
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from safeconduct.foundation.vault.sealing import open_sealed, seal

AUTHORITY_DAYS = 3650  # assumption: longer than a laptop lasts; devices need not fetch it twice
# assumption: with the days before, under the 825 days that Apple allows a certificate of a private authority
CERTIFICATE_DAYS = 397
DAYS_BEFORE = 30  # assumption: a device whose clock is a month behind accepts it

# RFC 1918, RFC 3927; loopback for tests and for two nodes on one machine.
LOCAL_NETWORKS = tuple(
    ipaddress.IPv4Network(network)
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
)


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def wrap(self, key: bytes) -> bytes:
        """The private key sealed for the disk, under `derived_keys.certificate_wrap_key`."""
        plain = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return seal(key, plain, aad=_bound_to(self.certificate))

    def pem(self) -> bytes:
        """Certificate and private key for the server, in the clear: for memory alone."""
        plain = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self.certificate.public_bytes(Encoding.PEM) + plain


def unwrap(certificate: bytes, wrapped: bytes, key: bytes) -> Issued:
    """A certificate as kept, with the key that `wrap` sealed. Refused: vault.seal_broken."""
    read = x509.load_der_x509_certificate(certificate)
    private = load_der_private_key(open_sealed(key, wrapped, aad=_bound_to(read)), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError("the key of a certificate lies on an elliptic curve")
    return Issued(read, private)


def make_authority(name: str, *, now: datetime) -> Issued:
    """A new authority that may speak for this name and for private addresses alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    # Two authorities of one name would be mixed up in a device's list; the digits tell them apart.
    subject = _subject(f"Safeconduct {name[:40]} {public.digest.hex()[:6]}")
    permitted = [x509.DNSName(name), *(x509.IPAddress(network) for network in LOCAL_NETWORKS)]
    builder = (
        _dated(now, AUTHORITY_DAYS)
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=permitted, excluded_subtrees=None), critical=True)
        .add_extension(public, critical=False)
    )
    return Issued(builder.sign(key, hashes.SHA256()), key)


def issue(authority: Issued, *, addresses: Sequence[str], now: datetime) -> Issued:
    """A certificate for the authority's name and these addresses; it never outlives the authority."""
    name = name_of(authority.certificate)
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName(name), *(x509.IPAddress(ipaddress.IPv4Address(one)) for one in addresses)]
    signer = authority.certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _dated(now, CERTIFICATE_DAYS, until=authority.certificate.not_valid_after_utc)
        .subject_name(_subject(name[:64]))
        .issuer_name(authority.certificate.subject)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(signer),
            critical=False,
        )
    )
    return Issued(builder.sign(authority.key, hashes.SHA256()), key)


def name_of(certificate: x509.Certificate) -> str:
    """The name it is for."""
    found = certificate.extensions
    try:
        names = found.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
        return str(names[0])
    except x509.ExtensionNotFound:
        permitted = found.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
        return next(str(one.value) for one in permitted if isinstance(one, x509.DNSName))


def addresses_of(certificate: x509.Certificate) -> tuple[str, ...]:
    """The addresses it is for."""
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(one) for one in names.get_values_for_type(x509.IPAddress))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate as devices show it: pairs of hexadecimal digits."""
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest().upper()
    return ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))


def _dated(now: datetime, days: int, *, until: datetime | None = None) -> x509.CertificateBuilder:
    start = now.replace(microsecond=0) - timedelta(days=DAYS_BEFORE)
    end = now.replace(microsecond=0) + timedelta(days=days)
    return (
        x509.CertificateBuilder()
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(min(end, until) if until else end)
    )


def _subject(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _bound_to(certificate: x509.Certificate) -> bytes:
    return b"safeconduct certificate key\0" + certificate.public_bytes(Encoding.DER)
