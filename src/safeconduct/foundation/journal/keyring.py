"""The keyring: one key a subject for what names it, one key an audience and month for the rest, and a few others."""

from collections import OrderedDict
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from safeconduct.foundation.journal.entry import stream_audience, stream_node
from safeconduct.foundation.journal.statements import execute, first, insert_later
from safeconduct.foundation.vault.sealing import SealingKey, new_key, unwrap_key, wrap_key
from safeconduct.kernel.problems import Conflict, Problem

_KEPT = 4096
INSERT_KEY = "INSERT INTO journal_subject_key (subject, wrapped) VALUES (%s, %s)"
_OTHER = "secret|"  # no id of a subject and no audience begins so


class Keyring:
    """Reads and makes wrapped keys in the current transaction; remembers the latest few thousand in memory."""

    def __init__(self, kek: bytes | SealingKey, node: str) -> None:
        self._kek = kek if isinstance(kek, SealingKey) else SealingKey(kek)
        self._node = node
        self._subjects: OrderedDict[str, SealingKey] = OrderedDict()
        self._audiences: dict[str, SealingKey] = {}
        self._streams: dict[tuple[str, str], SealingKey] = {}  # the same, by stream and month
        self._made: list[str] = []  # since the last commit

    def afresh(self) -> "Keyring":
        """Another keyring of the same node that remembers nothing yet."""
        return Keyring(self._kek, self._node)

    def subject_key(self, subject: str) -> SealingKey | None:
        """The subject's key, or None if there is none here (never made, or erased)."""
        key = self._subjects.get(subject)
        if key is None:
            row = first("SELECT wrapped FROM journal_subject_key WHERE subject = %s", [subject])
            return self._opened(subject, row[0]) if row else None
        return key

    def read_ahead(self, subjects: Collection[str]) -> None:
        """Read the keys of many subjects at once; a few thousand at most are remembered."""
        wanted = [subject for subject in subjects if subject not in self._subjects]
        if wanted:
            marks = ", ".join(["%s"] * len(wanted))
            rows = execute(f"SELECT subject, wrapped FROM journal_subject_key WHERE subject IN ({marks})", wanted)
            for subject, wrapped in rows.fetchall():
                with suppress(Problem):  # one that was altered is told of where it is asked for
                    self._opened(subject, wrapped)

    def key_to_seal_with(self, subject: str, *, is_new: bool = False) -> SealingKey:
        """The subject's key, made where there is none. `is_new` says, within an act, that nothing is held of the
        subject; its key is stored with the act's entries.

        Conflict: journal.subject_erased; journal.key_not_here, where another node has made one that may still come.
        """
        key = self._subjects.get(subject)
        if key is not None:
            return key
        if is_new:
            wrapped, ready = self._new_key(subject)
            insert_later("journal_subject_key", INSERT_KEY, (subject, wrapped))
            return ready
        erased, wrapped, named = first(
            "SELECT (SELECT COUNT(*) FROM journal_erasure WHERE subject = %s),"
            " (SELECT wrapped FROM journal_subject_key WHERE subject = %s),"
            " EXISTS (SELECT 1 FROM journal_entry WHERE subject = %s AND named IS NOT NULL)",
            [subject, subject, subject],
        )
        if erased:
            raise Conflict("journal.subject_erased")
        if wrapped is not None:
            return self._opened(subject, wrapped)
        if named:
            raise Conflict("journal.key_not_here")
        return self.make_subject_key(subject)

    def make_subject_key(self, subject: str) -> SealingKey:
        """A new key for a subject that has none."""
        wrapped, ready = self._new_key(subject)
        execute(INSERT_KEY, (subject, wrapped))
        return ready

    def _new_key(self, subject: str) -> tuple[bytes, SealingKey]:
        key = new_key()
        self._made.append(subject)
        return wrap_key(self._kek, key, subject_id=subject), self._keep(subject, SealingKey(key))

    def stream_key(self, stream: str, month: str) -> SealingKey | None:
        """The key of a stream's nameless bodies in a month, or None while its node has not given it."""
        key = self._streams.get((stream, month))  # asked for every entry that is read
        if key is None:
            key = self.audience_key(self.key_owner(stream), month)
            if key is not None:
                self._streams[stream, month] = key
        return key

    def key_owner(self, stream: str) -> str:
        """Whose keys open a stream: each node makes its own for an audience; those of others bear its name."""
        node, audience = stream_node(stream), stream_audience(stream)
        return audience if node == self._node else f"{node}.{audience}"

    def reveal_subject_key(self, subject: str) -> bytes | None:
        """The subject's key itself, to be given to another node; None where there is none."""
        return self._revealed("journal_subject_key", "subject", subject)

    def reveal_stream_key(self, stream: str, month: str) -> bytes | None:
        """The key of a stream's month itself, to be given to another node; None where there is none."""
        return self._revealed("journal_audience_key", "id", f"{self.key_owner(stream)}@{month}")

    def take_subject_key(self, subject: str, key: bytes) -> None:
        """Keep the key of a subject that another node has made; one that is here already stays."""
        self._take("journal_subject_key", "subject", subject, wrap_key(self._kek, key, subject_id=subject))
        self._subjects.pop(subject, None)

    def take_audience_key(self, owner: str, month: str, key: bytes) -> None:
        """Keep the key of another node's audience in a month; one that is here already stays."""
        name = f"{owner}@{month}"
        self._take("journal_audience_key", "id", name, wrap_key(self._kek, key, subject_id=name))
        self._audiences.pop(name, None)

    def audience_key(self, audience: str, month: str) -> SealingKey | None:
        """The audience's key of that month (YYYY-MM), or None if this node does not hold it."""
        name = f"{audience}@{month}"
        if name not in self._audiences:
            row = first("SELECT wrapped FROM journal_audience_key WHERE id = %s", [name])
            if row is None:
                return None
            self._audiences[name] = SealingKey(unwrap_key(self._kek, bytes(row[0]), subject_id=name))
        return self._audiences[name]

    def make_audience_key(self, audience: str, month: str) -> SealingKey:
        """A new key for an audience's month."""
        name, key = f"{audience}@{month}", new_key()
        self._insert("journal_audience_key", "id", name, wrap_key(self._kek, key, subject_id=name))
        self._audiences[name] = SealingKey(key)
        self._made.append(name)
        return self._audiences[name]

    def keep_secret(self, name: str, secret: bytes) -> None:
        """Store another key that only this node holds; what the name stood for before is gone."""
        execute(
            "INSERT INTO journal_secret (id, wrapped) VALUES (%s, %s) "
            "ON CONFLICT (id) DO UPDATE SET wrapped = excluded.wrapped",
            [name, wrap_key(self._kek, secret, subject_id=_OTHER + name)],
        )

    def secret(self, name: str) -> bytes | None:
        """A key kept by `keep_secret`, or None. Refused: vault.seal_broken when it was altered."""
        row = first("SELECT wrapped FROM journal_secret WHERE id = %s", [name])
        return unwrap_key(self._kek, bytes(row[0]), subject_id=_OTHER + name) if row else None

    def drop_secret(self, name: str) -> None:
        """Delete a key kept by `keep_secret`; its bytes are overwritten (`secure_delete`)."""
        execute("DELETE FROM journal_secret WHERE id = %s", [name])

    def secret_names(self, beginning: str) -> list[str]:
        """The names of the kept keys that begin so, in order."""
        found = execute("SELECT id FROM journal_secret ORDER BY id").fetchall()
        return [name for (name,) in found if name.startswith(beginning)]

    def made(self) -> int:
        """How many keys were made since the last commit; a mark for `forget_made`."""
        return len(self._made)

    def forget_made(self, mark: int = 0) -> None:
        """Drop the keys made after the mark: the statements that stored them were rolled back."""
        for name in self._made[mark:]:
            self._subjects.pop(name, None)
            self._audiences.pop(name, None)
        self._streams.clear()
        del self._made[mark:]

    def committed(self) -> None:
        """The keys made so far are stored for good."""
        self._made.clear()

    def forget(self) -> None:
        """Drop all that is remembered: after an erasure, and where somebody wants to read it anew."""
        self._subjects.clear()
        self._audiences.clear()
        self._streams.clear()

    def _keep(self, subject: str, key: SealingKey) -> SealingKey:
        self._subjects[subject] = key
        if len(self._subjects) > _KEPT:
            self._subjects.popitem(last=False)
        return key

    def _opened(self, subject: str, wrapped: Any) -> SealingKey:
        return self._keep(subject, SealingKey(unwrap_key(self._kek, bytes(wrapped), subject_id=subject)))

    def _revealed(self, table: str, column: str, name: str) -> bytes | None:
        row = first(f"SELECT wrapped FROM {table} WHERE {column} = %s", [name])
        return unwrap_key(self._kek, bytes(row[0]), subject_id=name) if row else None

    def _take(self, table: str, column: str, name: str, wrapped: bytes) -> None:
        execute(f"INSERT INTO {table} ({column}, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING", [name, wrapped])

    def _insert(self, table: str, column: str, name: str, wrapped: bytes) -> None:
        execute(f"INSERT INTO {table} ({column}, wrapped) VALUES (%s, %s)", [name, wrapped])
