"""The keyring: one key a subject for what names it, one key an audience and month for the rest."""

from collections import OrderedDict

from django.db import connection

from safeconduct.foundation.vault.sealing import SealingKey, new_key, unwrap_key, wrap_key

_KEPT = 4096


class Keyring:
    """Reads and makes wrapped keys in the current transaction; remembers the latest few thousand in memory."""

    def __init__(self, kek: bytes) -> None:
        self._kek = SealingKey(kek)
        self._subjects: OrderedDict[str, SealingKey] = OrderedDict()
        self._audiences: dict[str, SealingKey] = {}

    def subject_key(self, subject: str) -> SealingKey | None:
        """The subject's key, or None if there is none here (never made, or erased)."""
        if subject not in self._subjects:
            wrapped = _one("SELECT wrapped FROM journal_subject_key WHERE subject = %s", subject)
            if wrapped is None:
                return None
            self._keep(subject, SealingKey(unwrap_key(self._kek, wrapped, subject_id=subject)))
        return self._subjects[subject]

    def make_subject_key(self, subject: str) -> SealingKey:
        """A new key for a subject that has none."""
        key = new_key()
        self._insert("journal_subject_key", "subject", subject, wrap_key(self._kek, key, subject_id=subject))
        return self._keep(subject, SealingKey(key))

    def audience_key(self, audience: str, month: str) -> SealingKey | None:
        """The audience's key of that month (YYYY-MM), or None if this node does not hold it."""
        name = f"{audience}@{month}"
        if name not in self._audiences:
            wrapped = _one("SELECT wrapped FROM journal_audience_key WHERE id = %s", name)
            if wrapped is None:
                return None
            self._audiences[name] = SealingKey(unwrap_key(self._kek, wrapped, subject_id=name))
        return self._audiences[name]

    def make_audience_key(self, audience: str, month: str) -> SealingKey:
        """A new key for an audience's month."""
        name, key = f"{audience}@{month}", new_key()
        self._insert("journal_audience_key", "id", name, wrap_key(self._kek, key, subject_id=name))
        self._audiences[name] = SealingKey(key)
        return self._audiences[name]

    def forget(self) -> None:
        """Drop what is remembered: after a rollback, or an erasure."""
        self._subjects.clear()
        self._audiences.clear()

    def _keep(self, subject: str, key: SealingKey) -> SealingKey:
        self._subjects[subject] = key
        if len(self._subjects) > _KEPT:
            self._subjects.popitem(last=False)
        return key

    def _insert(self, table: str, column: str, name: str, wrapped: bytes) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} ({column}, wrapped) VALUES (%s, %s)", [name, wrapped])


def _one(sql: str, argument: str) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [argument])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None
