"""Opening a node: vault, database key, schema, ledger. After `open_node` this process may read and write."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from safeconduct.foundation.exchange.subscriptions import POST
from safeconduct.foundation.journal.entry import read_header, stream_node
from safeconduct.foundation.journal.keyring import Keyring
from safeconduct.foundation.journal.ledger import Ledger, close_ledger, open_ledger
from safeconduct.foundation.journal.models import NodeKey
from safeconduct.foundation.nodes.home import Home, NodeCard
from safeconduct.foundation.nodes.kinds import POST_NODE, Kind, check_kind
from safeconduct.foundation.nodes.writing import Claim, claim
from safeconduct.foundation.places import queries as places
from safeconduct.foundation.vault import open_database_key
from safeconduct.foundation.vault.derived_keys import (
    RootKey,
    database_key,
    keyring_key,
    session_secret,
    signing_wrap_key,
)
from safeconduct.foundation.vault.passphrases import FIELD, TRAINING, VaultRules
from safeconduct.foundation.vault.signing import NodeIdentity
from safeconduct.foundation.vault.vault_file import create_vault, open_vault
from safeconduct.kernel.clock import Clock, HybridClock, SystemClock
from safeconduct.kernel.ids import new_id
from safeconduct.kernel.problems import Conflict


@dataclass
class OpenNode:
    """A node this process has open; `lock` is held by the one that may write."""

    home: Home
    card: NodeCard
    root: RootKey
    ledger: Ledger
    lock: Claim | None

    def close(self) -> None:
        """Forget keys and let another process write."""
        if self.lock is not None:
            optimize()
        close_ledger()
        connection.close()
        open_database_key.clear()
        if self.lock is not None:
            self.lock.release()


def optimize() -> None:
    """Let SQLite look again at which indexes help; it does only what is worth it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")


def rules_for(*, training: bool) -> VaultRules:
    """What the vault asks of its openers."""
    return TRAINING if training else FIELD


def make_node(
    home: Home, *, name: str, openers: Sequence[tuple[str, str]], training: bool = False, of: Kind = POST_NODE
) -> NodeCard:
    """A new node: its vault and card. Conflict: vault.exists; Refused: node.unknown_profile, node.agency_code,
    vault.too_few_openers and its kin."""
    check_kind(of)
    home.folder.mkdir(parents=True, exist_ok=True)
    node = new_id()
    create_vault(home.vault, node_id=node, openers=openers, rules=rules_for(training=training))
    card = NodeCard(node=node, name=name, training=training, profile=of.profile, agency=of.agency, listens=of.listens)
    home.write_card(card)
    return card


def open_node(home: Home, *, opener: str, passphrase: str, writing: bool, clock: Clock | None = None) -> OpenNode:
    """Open a node for this process.

    Refused: vault.wrong_passphrase, vault.damaged. Conflict: node.second_writer, node.newer_database.
    NotFound: node.no_node, vault.missing.
    """
    card = home.card()
    root = open_vault(home.vault, opener=opener, passphrase=passphrase)
    lock = claim(home) if writing else None
    try:
        return _opened(home, card, root, lock, clock or SystemClock())
    except BaseException:
        connection.close()
        open_database_key.clear()
        if lock is not None:
            lock.release()
        raise


def _opened(home: Home, card: NodeCard, root: RootKey, lock: Claim | None, clock: Clock) -> OpenNode:
    open_database_key.set(database_key(root))
    settings.SECRET_KEY = session_secret(root)
    settings.SAFECONDUCT_NODE_NAME, settings.SAFECONDUCT_TRAINING = card.name, card.training
    settings.SAFECONDUCT_PROFILE, settings.SAFECONDUCT_AGENCY = card.profile, card.agency
    if card.profile != POST:
        # Two nodes on one machine share a browser's cookies, whatever their ports: each has names of its own.
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = (
            f"{name}_{card.node[-8:]}" for name in ("sessionid", "csrftoken")
        )
    check_not_newer()
    if lock is not None:
        bring_schema_up()
    elif pending_migrations():
        raise Conflict("node.older_database")
    places.forget_zones()
    ledger = ledger_of(card.node, root, clock, make=lock is not None)
    if lock is not None:
        ledger.keep_right = lock.keep
    open_ledger(ledger)
    return OpenNode(home, card, root, ledger, lock)


def ledger_of(node: str, root: RootKey, clock: Clock, *, make: bool) -> Ledger:
    """The ledger of this node; its signing key is made on the first opening."""
    row = NodeKey.objects.filter(node=node).first()
    if row is None:
        if not make:
            raise Conflict("node.not_set_up")
        identity = NodeIdentity.create()
        with transaction.atomic():
            row = NodeKey.objects.create(
                node=node, epoch=1, public=identity.public_key, private=identity.wrap(signing_wrap_key(root))
            )
    identity = NodeIdentity.unwrap(signing_wrap_key(root), bytes(row.private or b""))
    return Ledger(
        node=node,
        epoch=row.epoch,
        identity=identity,
        keyring=Keyring(keyring_key(root), node),
        clock=clock,
        hybrid=hybrid_clock(node, clock),
        signing_wrap=signing_wrap_key(root),
    )


def hybrid_clock(node: str, clock: Clock) -> HybridClock:
    """The clock as it stood: never before this node's own last entries, and following those of others as it may."""
    stamps = _last_stamps()
    hybrid = HybridClock(clock, max((stamp for stream, stamp in stamps if stream_node(stream) == node), default=0))
    for _, stamp in stamps:
        hybrid.adopt(stamp)
    return hybrid


def _last_stamps() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.stream, e.header FROM journal_entry e "
            "JOIN journal_head h ON h.stream = e.stream AND h.seq = e.seq"
        )
        return [(stream, read_header(bytes(header)).clock) for stream, header in cursor.fetchall()]


def check_not_newer() -> None:
    """Raises Conflict node.newer_database for a database that a later version has changed."""
    try:
        recorder = MigrationRecorder(connection)
        applied = set(recorder.applied_migrations()) if recorder.has_table() else set()
    except DatabaseError as failure:
        raise Conflict("node.database_unreadable") from failure
    known = set(MigrationExecutor(connection).loader.disk_migrations or {})
    unknown = sorted(f"{app}.{name}" for app, name in applied - known)
    if unknown:
        raise Conflict("node.newer_database", migrations=", ".join(unknown))


def pending_migrations() -> bool:
    """Whether the database is older than this version."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_schema_up() -> None:
    """Apply what is missing. Each migration is one transaction: an interrupted one is simply done again."""
    if pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
