"""The bytes of vault.json: written in exactly one way, so that any other byte is found. Opens nothing.

Three nets: the file must be the one rendering of what it says; a checksum tells damage from a wrong passphrase
before anyone types one; a MAC under the root key tells tampering once it is open.
"""

import hashlib
import hmac
from pathlib import Path

import msgspec
from msgspec import Struct

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.derived_keys import RootKey
from safeconduct.foundation.vault.durable_files import write_durably
from safeconduct.foundation.vault.passphrases import Argon2Cost
from safeconduct.kernel.problems import NotFound, Refused

VERSION = 1
FORMAT = "safeconduct vault"
_LARGEST_FILE = 1 << 20


class Wrap(Struct, frozen=True, forbid_unknown_fields=True):
    """The root key under one person's passphrase."""

    id: str
    tag: int  # four bits of a hash of the opener's name: which wrap to try, without writing who
    opener: bytes  # the name, sealed under the root key
    cost: Argon2Cost
    salt: bytes
    root: bytes  # sealed


class Recovery(Struct, frozen=True, forbid_unknown_fields=True):
    """The printed set made last."""

    set_id: str
    day: str
    check: bytes


class VaultFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. The MAC is over the rendering without MAC and checksum, the checksum over all but itself."""

    format: str
    version: int
    node_id: str
    salt: bytes
    wraps: tuple[Wrap, ...]
    recovery: Recovery | None = None
    checksum: str = ""
    mac: str = ""


class _Envelope(Struct):
    format: str
    version: int


def read_vault(path: Path) -> VaultFile:
    """The file, undamaged as far as can be told without a key.

    NotFound: vault.missing. Refused: vault.damaged, vault.newer_version (found, known).
    """
    raw = _raw(path)
    try:
        envelope = msgspec.json.decode(raw, type=_Envelope)
        if envelope.format == FORMAT and envelope.version > VERSION:
            raise Refused(refusals.VAULT_NEWER_VERSION, found=envelope.version, known=VERSION)
        content = msgspec.json.decode(raw, type=VaultFile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused(refusals.VAULT_DAMAGED) from None
    is_whole = content.format == FORMAT and raw == _rendered(content) and content.checksum == _checksum(content)
    if not is_whole or not all(wrap.cost.is_sound() for wrap in content.wraps):
        raise Refused(refusals.VAULT_DAMAGED)
    return content


def check_mac(content: VaultFile, root: RootKey) -> None:
    """Refused: vault.damaged when the file was changed by someone without the root key."""
    if not hmac.compare_digest(content.mac, _mac(content, root)):
        raise Refused(refusals.VAULT_DAMAGED)


def write_vault(path: Path, content: VaultFile, root: RootKey) -> None:
    """Replace the file, sealed anew with checksum and MAC."""
    proven = msgspec.structs.replace(content, mac=_mac(content, root))
    write_durably(path, _rendered(msgspec.structs.replace(proven, checksum=_checksum(proven))))


def _raw(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE)
    except FileNotFoundError:
        raise NotFound(refusals.VAULT_MISSING) from None


def _rendered(content: VaultFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _checksum(content: VaultFile) -> str:
    return hashlib.sha256(_rendered(msgspec.structs.replace(content, checksum=""))).hexdigest()


def _mac(content: VaultFile, root: RootKey) -> str:
    bare = _rendered(msgspec.structs.replace(content, checksum="", mac=""))
    return hmac.new(root.derive("vault file mac"), bare, hashlib.sha256).hexdigest()
