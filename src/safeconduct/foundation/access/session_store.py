"""Sessions in a table of their own, with user and moments in columns."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from safeconduct.foundation.access.models import Session

USER, POST, STARTED, SEEN = "officer", "post", "started", "seen"  # keys inside the session


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


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
