"""The node's certificate for the local network: kept, renewed when it is due, made anew when somebody asks.

The authority is never replaced by itself: every device would have to be told again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from safeconduct.foundation.nodes.models import NodeCertificate
from safeconduct.foundation.vault.certificates import (
    Issued,
    addresses_of,
    fingerprint,
    issue,
    make_authority,
    name_of,
    unwrap,
)
from safeconduct.foundation.vault.derived_keys import RootKey, certificate_wrap_key
from safeconduct.kernel.clock import NOT_BEFORE

AUTHORITY, CERTIFICATE = "authority", "certificate"
RENEW_BEFORE = timedelta(days=30)  # assumption: a node that runs once a month renews in time


@dataclass(frozen=True)
class Held:
    """What anyone may know of the node's certificates."""

    authority: x509.Certificate
    certificate: x509.Certificate

    @property
    def name(self) -> str:
        """The name of the node on the local network."""
        return name_of(self.certificate)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that stand in the certificate."""
        return addresses_of(self.certificate)

    @property
    def fingerprint(self) -> str:
        """What devices show of the authority before they trust it."""
        return fingerprint(self.authority)

    @property
    def fingerprint_lines(self) -> list[str]:
        """The same in four lines, to be compared from screen to screen."""
        pairs = self.fingerprint.split(":")
        return [" ".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8)]

    @property
    def starts(self) -> datetime:
        """The first moment at which a device accepts it."""
        return max(self.authority.not_valid_before_utc, self.certificate.not_valid_before_utc)

    @property
    def ends(self) -> datetime:
        """The moment from which on no device accepts it."""
        return self.certificate.not_valid_after_utc


def held() -> Held | None:
    """The certificates without their keys; None where the node was never served on a local network."""
    kept = {row.part: x509.load_der_x509_certificate(bytes(row.certificate)) for row in NodeCertificate.objects.all()}
    return Held(kept[AUTHORITY], kept[CERTIFICATE]) if len(kept) == 2 else None


def certificate_for(
    root: RootKey, name: str, addresses: Sequence[str], *, now: datetime, renew: str = ""
) -> tuple[Issued, bool]:
    """The certificate to serve with, and whether it was made now; another name needs another authority."""
    # A machine that lost its clock makes nothing that was over before it began.
    now = max(now, NOT_BEFORE)
    authority = _kept(AUTHORITY, root)
    if authority is None or name_of(authority.certificate) != name or renew == AUTHORITY:
        authority = make_authority(name, now=now)
        return _keep(root, authority, issue(authority, addresses=addresses, now=now)), True
    present = _kept(CERTIFICATE, root)
    if present is None or renew == CERTIFICATE or _is_due(present.certificate, authority.certificate, addresses, now):
        return _keep(root, authority, issue(authority, addresses=addresses, now=now)), True
    return present, False


def _is_due(present: x509.Certificate, authority: x509.Certificate, addresses: Sequence[str], now: datetime) -> bool:
    """Whether an address is missing, or its time is nearly over and the authority has more to give.

    Not for being too young: then the clock is more likely wrong than the certificate.
    """
    if not set(addresses) <= set(addresses_of(present)):
        return True
    return now > present.not_valid_after_utc - RENEW_BEFORE and (
        present.not_valid_after_utc < authority.not_valid_after_utc
    )


def _kept(part: str, root: RootKey) -> Issued | None:
    row = NodeCertificate.objects.filter(part=part).first()
    return unwrap(bytes(row.certificate), bytes(row.private), certificate_wrap_key(root)) if row else None


def _keep(root: RootKey, authority: Issued, certificate: Issued) -> Issued:
    with transaction.atomic():
        for part, one in ((AUTHORITY, authority), (CERTIFICATE, certificate)):
            NodeCertificate.objects.update_or_create(
                part=part,
                defaults={
                    "certificate": one.certificate.public_bytes(Encoding.DER),
                    "private": one.wrap(certificate_wrap_key(root)),
                },
            )
    return certificate
