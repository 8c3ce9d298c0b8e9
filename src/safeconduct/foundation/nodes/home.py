"""The folder of a node: where its files lie, and what anyone may know of it without a passphrase."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from safeconduct.foundation.vault.durable_files import write_durably
from safeconduct.kernel.problems import NotFound


class NodeCard(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in node.json: no secret, nothing about people."""

    node: str
    name: str
    training: bool = False
    profile: str = "post"  # which desks and doors it has: post, agency
    agency: str = ""  # the code of the agency whose node it is
    listens: str = ""  # host:port where other nodes reach it; empty where it only calls, or exchanges by files


class BackupNote(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in backup.json: when the last backup of this node was written, and into which folder."""

    at: datetime
    folder: str


@dataclass(frozen=True)
class Home:
    """The paths of a node's files."""

    folder: Path

    @property
    def vault(self) -> Path:
        """Who may open the node."""
        return self.folder / "vault.json"

    @property
    def database(self) -> Path:
        """The encrypted database, where it is SQLCipher."""
        return self.folder / "safeconduct.db"

    @property
    def card_file(self) -> Path:
        """The node's card."""
        return self.folder / "node.json"

    @property
    def backup_note_file(self) -> Path:
        """Where the last backup was written."""
        return self.folder / "backup.json"

    def last_backup(self) -> BackupNote | None:
        """The last backup that this node knows of; None where there is none, or its note cannot be read."""
        try:
            return msgspec.json.decode(self.backup_note_file.read_bytes(), type=BackupNote)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def note_backup(self, folder: Path, at: datetime) -> None:
        """Remember where a backup was written, for whoever looks after the node."""
        note = BackupNote(at=at, folder=str(folder.resolve()))
        write_durably(self.backup_note_file, msgspec.json.format(msgspec.json.encode(note)))

    def exists(self) -> bool:
        """Whether a node was made here."""
        return self.card_file.exists()

    def card(self) -> NodeCard:
        """The card. Raises NotFound node.no_node."""
        try:
            return msgspec.json.decode(self.card_file.read_bytes(), type=NodeCard)
        except FileNotFoundError:
            raise NotFound("node.no_node", folder=str(self.folder)) from None

    def write_card(self, card: NodeCard) -> None:
        """Write the card so that it survives a power cut."""
        write_durably(self.card_file, msgspec.json.format(msgspec.json.encode(card)))
