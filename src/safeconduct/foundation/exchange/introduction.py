"""Introducing nodes: a file that says who a node is, signed by it, and the fingerprint that two people compare.

Layout: "SCINTRO1" | MessagePack [introduction as bytes, signature (64)].
The signature binds all that stands in the file to the signing key; the fingerprint is that of the signing key.
"""

from collections.abc import Sequence

import msgspec
from django.conf import settings

from safeconduct.foundation.compartments import queries as compartments
from safeconduct.foundation.compartments.commands import RegisterCompartment
from safeconduct.foundation.dispatch import submit
from safeconduct.foundation.exchange import own
from safeconduct.foundation.exchange.commands import IntroducePeer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.vault.signing import fingerprint, is_signed_by
from safeconduct.kernel.acts import Act, Command, Receipt
from safeconduct.kernel.codec import encode
from safeconduct.kernel.problems import Refused

MAGIC = b"SCINTRO1"
PURPOSE = "introduction"
LONGEST_FILE = 64 << 10


class Introduction(msgspec.Struct, frozen=True, kw_only=True):
    """What a node says of itself: no secret, nothing about persons."""

    node: str
    name: str
    profile: str
    agency: str
    signing_key: bytes
    exchange_key: bytes
    certificate: bytes
    address: str
    training: bool
    compartments: tuple[tuple[str, bytes], ...]  # code, public key

    @property
    def fingerprint(self) -> str:
        """What two people compare, from screen to screen."""
        return fingerprint(self.signing_key)


class _File(msgspec.Struct, frozen=True, array_like=True):
    said: bytes
    signature: bytes


def own_introduction(*, address: str = "") -> bytes:
    """This node's introduction file; makes its exchange keys where there are none yet."""
    own.make_keys()
    here, party = ledger(), own.own_party()
    agency = settings.SAFECONDUCT_AGENCY
    held = compartments.compartments(agency=agency) if agency else []
    said = encode(
        Introduction(
            node=here.node,
            name=settings.SAFECONDUCT_NODE_NAME,
            profile=party.profile,
            agency=agency,
            signing_key=here.identity.public_key,
            exchange_key=own.public_letter_key(),
            certificate=own.wire_key()[1],
            address=address,
            training=settings.SAFECONDUCT_TRAINING,
            compartments=tuple((one.code, bytes(one.public)) for one in held),
        )
    )
    return MAGIC + encode(_File(said, here.identity.sign(said, purpose=PURPOSE)))


def own_fingerprint() -> str:
    """What this node's administrator reads out."""
    return fingerprint(ledger().identity.public_key)


def read_introduction(data: bytes) -> Introduction:
    """The introduction, if it is one and nobody changed it. Refused: exchange.not_an_introduction,
    exchange.introduction_broken."""
    if len(data) > LONGEST_FILE or not data.startswith(MAGIC):
        raise Refused("exchange.not_an_introduction")
    try:
        file = msgspec.msgpack.decode(data[len(MAGIC) :], type=_File)
        said = msgspec.msgpack.decode(file.said, type=Introduction)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused("exchange.introduction_broken") from None
    # Written in one way only, so that no byte can be added or changed unseen.
    if data != MAGIC + encode(file) or file.said != encode(said):
        raise Refused("exchange.introduction_broken")
    if not is_signed_by(said.signing_key, file.said, file.signature, purpose=PURPOSE):
        raise Refused("exchange.introduction_broken")
    return said


def introduce_peer(act: Act, said: Introduction, *, compared: str, first: Sequence[Command] = ()) -> Receipt:
    """Exchange with this node from now on, and seal for its compartments; `compared` is the fingerprint read out.

    `first` goes before it in the same act. Refusals: `exchange.rules`, `compartments.rules`, the gates.
    """
    values = {name: getattr(said, name) for name in said.__struct_fields__ if name != "compartments"}
    return submit(
        act,
        *first,
        IntroducePeer(**values, fingerprint=compared),
        *(RegisterCompartment(compartment=code, agency=said.agency, public=key) for code, key in said.compartments),
    )
