"""The bar that offers to take back what this officer did a moment ago."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct.domains.people import queries
from safeconduct.foundation.access.sessions import officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.web.labels import label
from safeconduct.kernel.ids import new_id

UNDO_SECONDS = 60


def undo_of(request: HttpRequest, group: Any, crossing: Any) -> dict[str, Any] | None:
    """What this officer did a moment ago and may still take back: the voiding of the group, or the decision."""
    who, now = officer(request).id, ledger().clock.now()
    voided = [line for line in queries.history_of(group.subject) if line.event == "voided"]
    if group.voided and voided and voided[-1].by == who:
        url = reverse("post:group_restore", args=[group.subject])
        return _bar(_("The group is void."), url, now, voided[-1].recorded_at)
    if crossing and crossing.decision and crossing.decided_by == who and not crossing.voided:
        url = reverse("post:crossing_undo", args=[crossing.subject])
        return _bar(str(label("decision_made", crossing.decision)), url, now, crossing.decided_at)
    return None


def _bar(text: str, url: str, now: datetime, since: datetime) -> dict[str, Any] | None:
    left = UNDO_SECONDS - int((now - since).total_seconds())
    return None if left <= 0 else {"text": text, "url": url, "undoes": "", "command_id": new_id(), "seconds": left}
