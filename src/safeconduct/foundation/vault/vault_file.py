"""Who may open the node: the root key wrapped once per person in vault.json. What the keys open, others decide."""

import contextlib
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from safeconduct.foundation.vault import refusals
from safeconduct.foundation.vault.derived_keys import RootKey, new_root_key
from safeconduct.foundation.vault.durable_files import FileLock
from safeconduct.foundation.vault.passphrases import FIELD, VaultRules, check_passphrase, stretched
from safeconduct.foundation.vault.recovery_set import RecoveryRecord
from safeconduct.foundation.vault.sealing import open_sealed, seal
from safeconduct.foundation.vault.vault_format import (
    FORMAT,
    VERSION,
    Recovery,
    VaultFile,
    Wrap,
    check_mac,
    read_vault,
    write_vault,
)
from safeconduct.kernel import codec
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict, NotFound, Refused

FILE_NAME = "vault.json"


@dataclass(frozen=True)
class Vault:
    """A vault that has just been made, open."""

    path: Path
    node_id: str
    root: RootKey


@dataclass(frozen=True)
class VaultSummary:
    """What anyone may see without a passphrase."""

    node_id: str
    openers: int
    recovery: RecoveryRecord | None


def create_vault(
    path: Path,
    *,
    node_id: str,
    openers: Sequence[tuple[str, str]],
    root: RootKey | None = None,
    rules: VaultRules = FIELD,
) -> Vault:
    """Make the file for these (name, passphrase) pairs; give `root` when the file was lost and the papers were not.

    Conflict: vault.exists, vault.opener_exists. Refused: vault.too_few_openers (minimum), vault.passphrase_too_short.
    """
    root = root or new_root_key()
    content = VaultFile(FORMAT, VERSION, node_id, salt=secrets.token_bytes(16), wraps=())
    for name, passphrase in openers:
        content = _with_opener(content, root, name, passphrase, rules)
    _check_enough(content, rules)
    with _alone_with(path):
        if path.exists():
            raise Conflict(refusals.VAULT_EXISTS)
        write_vault(path, content, root)
    return Vault(path, node_id, root)


def open_vault(path: Path, *, opener: str, passphrase: str) -> RootKey:
    """The root key. An unknown opener is told the same as a wrong passphrase, and after the same time.

    NotFound: vault.missing. Refused: vault.wrong_passphrase, vault.damaged, vault.newer_version.
    """
    content = read_vault(path)
    tag = _tag(content, opener)
    candidates = [wrap for wrap in content.wraps if wrap.tag == tag] or content.wraps[:1]
    for wrap in candidates:
        root = _unwrapped(content, wrap, opener, passphrase)
        if root:
            check_mac(content, root)
            return root
    raise Refused(refusals.WRONG_PASSPHRASE)


def check_vault_file(path: Path, root: RootKey) -> None:
    """Find any changed byte, and a file of another node. Refused: vault.damaged, vault.newer_version."""
    check_mac(read_vault(path), root)


def openers_of(path: Path, root: RootKey) -> list[str]:
    """The names of those who may open the node."""
    content = _checked(path, root)
    return [_name(content, root, wrap) for wrap in content.wraps]


def summary_of(path: Path) -> VaultSummary:
    """How many may open the node, and which printed set was made last; needs no passphrase."""
    content = read_vault(path)
    kept = content.recovery
    record = RecoveryRecord(kept.set_id, date.fromisoformat(kept.day), kept.check) if kept else None
    return VaultSummary(content.node_id, len(content.wraps), record)


def add_opener(path: Path, root: RootKey, *, name: str, passphrase: str, rules: VaultRules = FIELD) -> None:
    """Let one more person open the node. Conflict: vault.opener_exists. Refused: vault.passphrase_too_short."""
    _edit(path, root, lambda content: _with_opener(content, root, name, passphrase, rules))


def remove_opener(path: Path, root: RootKey, *, name: str, rules: VaultRules = FIELD) -> None:
    """Take a person's wrap away. NotFound: vault.unknown_opener. Refused: vault.too_few_openers (minimum).

    Whoever kept an old copy of the file and knows its passphrase can still open that copy.
    """

    def without(content: VaultFile) -> VaultFile:
        left = _without_opener(content, root, name)
        _check_enough(left, rules)
        return left

    _edit(path, root, without)


def change_passphrase(path: Path, *, opener: str, old: str, new: str, rules: VaultRules = FIELD) -> None:
    """A person changes their own passphrase. Refused: vault.wrong_passphrase, vault.passphrase_too_short."""
    replace_passphrase(path, open_vault(path, opener=opener, passphrase=old), name=opener, new=new, rules=rules)


def replace_passphrase(path: Path, root: RootKey, *, name: str, new: str, rules: VaultRules = FIELD) -> None:
    """Give a person who forgot theirs a new passphrase, by someone who has the vault open (who: the caller checks)."""

    def replaced(content: VaultFile) -> VaultFile:
        return _with_opener(_without_opener(content, root, name), root, name, new, rules)

    _edit(path, root, replaced)


def record_recovery_set(path: Path, root: RootKey, record: RecoveryRecord) -> None:
    """Remember the printed set made last, so that its papers are recognised."""
    kept = Recovery(record.set_id, record.day.isoformat(), record.check)
    _edit(path, root, lambda content: msgspec.structs.replace(content, recovery=kept))


def _edit(path: Path, root: RootKey, change: Callable[[VaultFile], VaultFile]) -> None:
    with _alone_with(path):
        write_vault(path, change(_checked(path, root)), root)


@contextlib.contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    lock = FileLock(path.with_name(path.name + ".lock"))
    if not lock.acquire():
        raise Conflict(refusals.VAULT_BUSY)
    try:
        yield
    finally:
        lock.release()


def _checked(path: Path, root: RootKey) -> VaultFile:
    content = read_vault(path)
    check_mac(content, root)
    return content


def _with_opener(content: VaultFile, root: RootKey, name: str, passphrase: str, rules: VaultRules) -> VaultFile:
    check_passphrase(passphrase, rules)
    if any(_same(name, _name(content, root, wrap)) for wrap in content.wraps):
        raise Conflict(refusals.OPENER_EXISTS)
    wrap_id, salt = new_id(), secrets.token_bytes(16)
    key = stretched(passphrase, salt=salt, cost=rules.cost)
    wrap = Wrap(
        id=wrap_id,
        tag=_tag(content, name),
        opener=seal(_names_key(root), _padded(name), aad=_bound_to(content, wrap_id)),
        cost=rules.cost,
        salt=salt,
        root=seal(key, root.reveal(), aad=_bound_to(content, wrap_id)),
    )
    return msgspec.structs.replace(content, wraps=(*content.wraps, wrap))


def _without_opener(content: VaultFile, root: RootKey, name: str) -> VaultFile:
    left = tuple(wrap for wrap in content.wraps if not _same(name, _name(content, root, wrap)))
    if len(left) == len(content.wraps):
        raise NotFound(refusals.UNKNOWN_OPENER)
    return msgspec.structs.replace(content, wraps=left)


def _unwrapped(content: VaultFile, wrap: Wrap, opener: str, passphrase: str) -> RootKey | None:
    key = stretched(passphrase, salt=wrap.salt, cost=wrap.cost)
    try:
        root = RootKey(open_sealed(key, wrap.root, aad=_bound_to(content, wrap.id)))
    except Refused as problem:
        if problem.code != refusals.SEAL_BROKEN:
            raise
        return None
    return root if _same(opener, _name(content, root, wrap)) else None


def _check_enough(content: VaultFile, rules: VaultRules) -> None:
    if len(content.wraps) < max(rules.minimum_openers, 1):
        raise Refused(refusals.TOO_FEW_OPENERS, minimum=max(rules.minimum_openers, 1))


def _name(content: VaultFile, root: RootKey, wrap: Wrap) -> str:
    return open_sealed(_names_key(root), wrap.opener, aad=_bound_to(content, wrap.id)).rstrip(b"\0").decode()


def _padded(name: str) -> bytes:
    # The length of a name is a hint of the name.
    return name.encode().ljust(64, b"\0")


def _names_key(root: RootKey) -> bytes:
    return root.derive("opener names")


def _bound_to(content: VaultFile, wrap_id: str) -> bytes:
    return codec.encode([content.version, content.node_id, wrap_id])


def _tag(content: VaultFile, name: str) -> int:
    # Four bits: enough to try one wrap rather than all, too few to confirm a guessed name by.
    return hmac.new(content.salt, _folded(name).encode(), hashlib.sha256).digest()[0] & 15


def _same(left: str, right: str) -> bool:
    return _folded(left) == _folded(right)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
