"""Drafts: what somebody was typing, kept on the node until the command is accepted."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from safeconduct.foundation.access.models import Draft
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.journal.statements import execute
from safeconduct.kernel.problems import Refused

LONGEST_NAME = 120
LARGEST = 200_000  # assumption: characters; the longest form filled to the brim has a tenth of it
KEPT = timedelta(days=7)  # assumption: after a week nobody comes back to a form
_KEEP = (
    'INSERT INTO web_draft ("user", name, content, saved_at) VALUES (%s, %s, %s, %s)'
    ' ON CONFLICT ("user", name) DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at'
)


def save(user: str, name: str, content: str) -> None:
    """Keep a draft. Refused: access.draft_unusable, access.draft_too_large."""
    if not name or len(name) > LONGEST_NAME:
        raise Refused("access.draft_unusable")
    if len(content) > LARGEST:
        raise Refused("access.draft_too_large", limit=LARGEST)
    if not _is_form(content):
        raise Refused("access.draft_unusable")
    now = connection.ops.adapt_datetimefield_value(ledger().clock.now())
    in_turn(lambda: execute(_KEEP, [user, name, content, now]))


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


def discarding(user: str, name: str) -> Callable[[], Any]:
    """What forgets a draft: to go along with the act of its form, so that it goes as the record comes."""
    return lambda: execute('DELETE FROM web_draft WHERE "user" = %s AND name = %s', [user, name])


def names_of(user: str) -> list[str]:
    """Names of a user's drafts, the latest first."""
    return list(Draft.objects.filter(user=user).order_by("-saved_at").values_list("name", flat=True))


def forget_those(about: Callable[[str, str], bool]) -> int:
    """Forget every draft of which `about` says yes, by its name and each thing typed in it, or all of them in a row.

    Belongs into the writer's transaction. Returns how many went.
    """
    gone = [one.pk for one in Draft.objects.all() if any(about(one.name, said) for said in _said_in(one.content))]
    Draft.objects.filter(pk__in=gone).delete()
    return len(gone)


def _said_in(content: str) -> list[str]:
    said = [str(value) for values in json.loads(content).values() for value in values]
    return [*said, " ".join(said)]


def forget_old() -> None:
    """Forget what nobody came back to."""
    before = ledger().clock.now() - KEPT
    in_turn(lambda: Draft.objects.filter(saved_at__lt=before).delete())
