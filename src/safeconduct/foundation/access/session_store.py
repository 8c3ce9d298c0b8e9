"""Sessions in a table of their own, with user and moments in columns; written in turn with the acts."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from safeconduct.foundation.access.models import Session
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.statements import execute

USER, POST, STARTED, SEEN = "officer", "post", "started", "seen"  # keys inside the session
_SESSION = Lookup(Session, "session_key = %s")


class SessionStore(DatabaseStore):
    """Django's database sessions; the row can be found by its user."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user = data.get(USER) or ""
        row.post = data.get(POST) or ""
        row.started_at = _moment(data.get(STARTED))
        row.seen_at = _moment(data.get(SEEN))
        return row

    def load(self) -> dict[str, Any]:
        """What the session holds; a session that ended is a new one without a key."""
        row = _SESSION.first(self.session_key)
        if row is None or row.expire_date <= timezone.now():
            self._session_key = None
            return {}
        return dict(self.decode(row.session_data))

    def save(self, must_create: bool = False) -> None:
        """Write it. Raises what Django's sessions raise: CreateError for a key in use, UpdateError for one ended."""
        if self.session_key is None:
            self.create()
            return
        self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # read here, not in the writer's thread
        in_turn(lambda: DatabaseStore.save(self, must_create))

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        key = session_key or self.session_key
        if key:
            in_turn(lambda: execute("DELETE FROM access_session WHERE session_key = %s", [key]))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
