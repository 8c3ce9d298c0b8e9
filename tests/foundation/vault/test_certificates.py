"""The node's own authority and certificate, judged by OpenSSL as a device would judge them."""

import contextlib
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from safeconduct.foundation.vault.certificates import (
    AUTHORITY_DAYS,
    Issued,
    addresses_of,
    fingerprint,
    issue,
    make_authority,
    name_of,
    unwrap,
)
from safeconduct.foundation.vault.sealing import new_key
from safeconduct.kernel.problems import Refused

NAME = "kadar-bridge.local"
NOW = datetime.now(UTC)


def handshake(authority: Issued, shown: Issued, host: str, folder) -> str:
    """The version of TLS agreed on in memory. Raises ssl.SSLCertVerificationError as a device would."""
    file = folder / "shown.pem"
    file.write_bytes(shown.pem())
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(file)
    asking = ssl.create_default_context(cadata=authority.certificate.public_bytes(Encoding.DER))
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = asking.wrap_bio(back, there, server_hostname=host)
    server = serving.wrap_bio(there, back, server_side=True)
    for _ in range(4):
        for side in (client, server):
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()
    return client.version()


def test_a_device_that_trusts_the_authority_accepts_name_and_address(tmp_path):
    authority = make_authority(NAME, now=NOW)
    shown = issue(authority, addresses=["192.168.7.5", "127.0.0.2"], now=NOW)
    assert handshake(authority, shown, NAME, tmp_path) == "TLSv1.3"
    assert handshake(authority, shown, "192.168.7.5", tmp_path) == "TLSv1.3"
    assert name_of(shown.certificate) == name_of(authority.certificate) == NAME
    assert addresses_of(shown.certificate) == ("192.168.7.5", "127.0.0.2")


@pytest.mark.parametrize("host", ["other.local", "192.168.7.6", "localhost"])
def test_another_name_is_refused(tmp_path, host):
    authority = make_authority(NAME, now=NOW)
    shown = issue(authority, addresses=["192.168.7.5"], now=NOW)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        handshake(authority, shown, host, tmp_path)


def test_another_nodes_authority_is_worth_nothing_here(tmp_path):
    shown = issue(make_authority(NAME, now=NOW), addresses=[], now=NOW)
    with pytest.raises(ssl.SSLCertVerificationError, match=r"unable to get local issuer|self.signed"):
        handshake(make_authority(NAME, now=NOW), shown, NAME, tmp_path)


@pytest.mark.parametrize("host", ["bank.example", "8.8.8.8"])
def test_a_stolen_authority_cannot_speak_for_others(tmp_path, host):
    authority = make_authority(NAME, now=NOW)
    key = ec.generate_private_key(ec.SECP256R1())
    good = issue(authority, addresses=[], now=NOW).certificate
    alternative = [x509.DNSName(host)]
    if host[0].isdigit():
        from ipaddress import ip_address

        alternative = [x509.IPAddress(ip_address(host))]
    forged = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(good.issuer)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(good.not_valid_before_utc)
        .not_valid_after(good.not_valid_after_utc)
        .add_extension(x509.SubjectAlternativeName(alternative), critical=True)
        .sign(authority.key, hashes.SHA256())
    )
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        handshake(authority, Issued(forged, key), host, tmp_path)


@pytest.mark.parametrize(
    ("made", "refused_for"),
    [(NOW - timedelta(days=500), "has expired"), (NOW + timedelta(days=60), "not yet valid")],
)
def test_a_certificate_out_of_its_time_is_refused(tmp_path, made, refused_for):
    authority = make_authority(NAME, now=NOW - timedelta(days=500))
    with pytest.raises(ssl.SSLCertVerificationError, match=refused_for):
        handshake(authority, issue(authority, addresses=[], now=made), NAME, tmp_path)


def test_a_clock_a_fortnight_behind_accepts_it_and_apple_finds_it_short_enough():
    authority = make_authority(NAME, now=NOW)
    shown = issue(authority, addresses=[], now=NOW).certificate
    assert shown.not_valid_before_utc < NOW - timedelta(days=14)
    assert shown.not_valid_after_utc - shown.not_valid_before_utc < timedelta(days=825)


def test_a_certificate_never_outlives_its_authority():
    authority = make_authority(NAME, now=NOW)
    late = NOW + timedelta(days=AUTHORITY_DAYS - 10)
    assert issue(authority, addresses=[], now=late).certificate.not_valid_after_utc == (
        authority.certificate.not_valid_after_utc
    )


def test_the_private_key_is_sealed_and_bound_to_its_certificate():
    authority, key = make_authority(NAME, now=NOW), new_key()
    wrapped = authority.wrap(key)
    scalar = authority.key.private_numbers().private_value.to_bytes(32, "big")
    assert scalar not in wrapped
    der = authority.certificate.public_bytes(Encoding.DER)
    assert unwrap(der, wrapped, key).key.private_numbers() == authority.key.private_numbers()
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        unwrap(der, wrapped, new_key())
    other = make_authority(NAME, now=NOW).certificate.public_bytes(Encoding.DER)
    with pytest.raises(Refused, match=r"vault\.seal_broken"):
        unwrap(other, wrapped, key)


def test_the_fingerprint_is_what_openssl_says():
    authority = make_authority(NAME, now=NOW).certificate
    plain = authority.fingerprint(hashes.SHA256()).hex().upper()
    assert fingerprint(authority).replace(":", "") == plain
    assert len(fingerprint(authority).split(":")) == 32


def test_two_authorities_of_one_name_can_be_told_apart_in_a_list():
    one, two = make_authority(NAME, now=NOW), make_authority(NAME, now=NOW)
    assert one.certificate.subject != two.certificate.subject
