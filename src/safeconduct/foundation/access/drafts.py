"""Drafts: what somebody was typing, kept on the node until the command is accepted."""

import json
from datetime import timedelta
from typing import Any

from safeconduct.foundation.access.models import Draft
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.statements import first
from safeconduct.kernel.problems import Refused

LONGEST_NAME = 120
LARGEST = 200_000  # assumption: characters; the longest form filled to the brim has a tenth of it
KEPT = timedelta(days=7)  # assumption: after a week nobody comes back to a form


def save(user: str, name: str, content: str) -> None:
    """Keep a draft. Refused: access.draft_unusable, access.draft_too_large."""
    if not name or len(name) > LONGEST_NAME:
        raise Refused("access.draft_unusable")
    if len(content) > LARGEST:
        raise Refused("access.draft_too_large", limit=LARGEST)
    if not _is_form(content):
        raise Refused("access.draft_unusable")
    now = ledger().clock.now()
    Draft.objects.update_or_create(user=user, name=name, defaults={"content": content, "saved_at": now})


def _is_form(content: str) -> bool:
    try:
        found = json.loads(content)
    except ValueError:
        return False
    return isinstance(found, dict) and all(isinstance(values, list) for values in found.values())


def read(user: str, name: str) -> dict[str, Any] | None:
    """What was typed, field by field; None where nothing is kept."""
    text = Draft.objects.filter(user=user, name=name).values_list("content", flat=True).first()
    return json.loads(text) if text else None


def discard(user: str, name: str) -> None:
    """Forget a draft; to be called where its command was accepted."""
    # Most forms leave none behind: a look waits for nobody, a deletion for the one who writes.
    if first('SELECT 1 FROM web_draft WHERE "user" = %s AND name = %s', [user, name]):
        Draft.objects.filter(user=user, name=name).delete()


def names_of(user: str) -> list[str]:
    """Names of a user's drafts, the latest first."""
    return list(Draft.objects.filter(user=user).order_by("-saved_at").values_list("name", flat=True))


def forget_old() -> None:
    """Forget what nobody came back to."""
    Draft.objects.filter(saved_at__lt=ledger().clock.now() - KEPT).delete()
