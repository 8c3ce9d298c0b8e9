"""Rules of peers: who is introduced is the one whose fingerprint was compared, and who was revoked stays so.

Refused: exchange.own_introduction, exchange.unknown_profile, exchange.agency_missing, exchange.training_differs,
exchange.fingerprint_differs, exchange.peer_revoked, exchange.unknown_reason, exchange.introduction_broken.
Conflict: exchange.other_key. NotFound: exchange.no_such_peer, exchange.no_such_aside.
"""

from dataclasses import dataclass

from safeconduct.foundation.exchange.commands import IntroducePeer, RemoveAside, RevokePeer
from safeconduct.foundation.exchange.facts import AsideRemoved, PeerIntroduced, PeerRevoked
from safeconduct.foundation.exchange.subscriptions import PROFILES
from safeconduct.foundation.vault.signing import fingerprint
from safeconduct.kernel.acts import Circumstances
from safeconduct.kernel.facts import About
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

REASONS = frozenset({"stolen", "lost", "given_up", "not_trusted"})
LONGEST_NAME, LONGEST_CODE, LONGEST_CERTIFICATE = 120, 24, 4096
KEY_BYTES = 32


@dataclass(frozen=True)
class Known:
    """A peer as it stands, by what the rules ask of it."""

    signing_key: bytes
    revoked: bool
    described: PeerIntroduced


@dataclass(frozen=True)
class Standing:
    """This node, and the peer a command concerns."""

    own_node: str
    training: bool
    peer: Known | None


def decide_introduce_peer(command: IntroducePeer, standing: Standing, here: Circumstances) -> list[About]:
    """The same introduction again changes nothing; one with another address or name takes its place."""
    _check_shape(command)
    if command.node == standing.own_node:
        raise Refused("exchange.own_introduction")
    if command.training != standing.training:
        raise Refused("exchange.training_differs")
    if plain_fingerprint(command.fingerprint) != plain_fingerprint(fingerprint(command.signing_key)):
        raise Refused("exchange.fingerprint_differs")
    fact = PeerIntroduced(
        name=command.name.strip(), profile=command.profile, agency=command.agency, signing_key=command.signing_key,
        exchange_key=command.exchange_key, certificate=command.certificate, address=command.address,
        training=command.training,
    )  # fmt: skip
    known = standing.peer
    if known is not None:
        if known.signing_key != command.signing_key:
            raise Conflict("exchange.other_key")
        if known.revoked:
            raise Refused("exchange.peer_revoked")
        if known.described == fact:
            return []
    return [About(command.node, fact)]


def decide_revoke_peer(command: RevokePeer, standing: Standing, here: Circumstances) -> list[About]:
    """Once revoked, again changes nothing."""
    if standing.peer is None:
        raise NotFound("exchange.no_such_peer")
    if command.reason not in REASONS:
        raise Refused("exchange.unknown_reason")
    return [] if standing.peer.revoked else [About(command.node, PeerRevoked(reason=command.reason))]


def decide_remove_aside(command: RemoveAside, standing: tuple[str, str] | None, here: Circumstances) -> list[About]:
    """`standing` is the sender and the reason of what was put aside, None where nothing of that id was."""
    if standing is None:
        raise NotFound("exchange.no_such_aside")
    sender, code = standing
    return [About(command.item, AsideRemoved(sender=sender, code=code))]


def _check_shape(command: IntroducePeer) -> None:
    keys = (command.signing_key, command.exchange_key)
    fits = is_id(command.node) and all(len(key) == KEY_BYTES for key in keys)
    texts = ((command.name.strip(), LONGEST_NAME), (command.address, LONGEST_NAME), (command.agency, LONGEST_CODE))
    if not fits or not command.name.strip() or any(len(text) > longest for text, longest in texts):
        raise Refused("exchange.introduction_broken")
    if not 0 < len(command.certificate) <= LONGEST_CERTIFICATE:
        raise Refused("exchange.introduction_broken")
    if command.profile not in PROFILES:
        raise Refused("exchange.unknown_profile", profile=command.profile)
    if (command.profile == "agency") != bool(command.agency):
        raise Refused("exchange.agency_missing")


def plain_fingerprint(text: str) -> str:
    """A fingerprint as it is compared: without spaces and hyphens, look-alike letters taken for what they stand for."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))
