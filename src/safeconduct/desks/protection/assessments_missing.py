"""What waits for an assessment: agencies with an agreement, nodes that are known, and files that name people."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from safeconduct.domains.assessments import queries
from safeconduct.domains.assessments.states import AGENCY, NODE, RELEASES, USE
from safeconduct.domains.partners import queries as partners
from safeconduct.domains.partners.states import ENDED
from safeconduct.foundation.exchange import queries as peers
from safeconduct.foundation.web.labels import label


class Missing(NamedTuple):
    """Something that is held back, what it is called, and where its assessment is written."""

    kind: Any
    name: str
    url: str
    waits: Any  # an assessment that was written and waits for a signature


def missing_about(kind: str, about: str, name: str, day: str) -> Missing | None:
    """What is missing of one agency, node or use; None where an assessment covers it, or an exception."""
    if queries.coverage(kind, about, day) is not None:
        return None
    latest = queries.latest_about(kind, about)
    waits = latest if latest is not None and queries.standing_of(latest, day) == "draft" else None
    return Missing(label("assessed_kind", kind), name, _where(kind, about, name, latest, waits), waits)


def _where(kind: str, about: str, name: str, latest: Any, waits: Any) -> str:
    if waits is not None:
        return reverse("protection:assessment", args=[waits.subject])
    asked = {"renews": latest.subject} if latest is not None else {"kind": kind, "about": about, "name": name}
    return f"{reverse('protection:assessment_new')}?{urlencode(asked)}"


def missing_for(day: str) -> list[Missing]:
    """All that is held back at this node on a day."""
    agreed = {one.agency for one in partners.agreements() if one.state != ENDED}
    asked = [(AGENCY, one.subject, one.name) for one in partners.agencies(active=True) if one.subject in agreed]
    asked += [(NODE, one.subject, one.name) for one in peers.peers(revoked=False)]
    asked += [(USE, use, str(label("assessed_use", use))) for use, names in RELEASES.items() if names]
    found = (missing_about(kind, about, name, day) for kind, about, name in asked)
    return [one for one in found if one is not None]
