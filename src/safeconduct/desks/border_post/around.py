"""What goes on around a page of this desk: who waits, how long, who is next; and at which post one sits."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from safeconduct.domains.crossings import queries as crossings
from safeconduct.domains.people import queries as people
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
from safeconduct.kernel.acts import Seen
from safeconduct.kernel.ids import is_id
from safeconduct.kernel.problems import NotAllowed

NEXT = 5


def post_of(who: Officer) -> str:
    """The post at which they sit. Raises NotAllowed access.choose_post."""
    if who.post is None:
        raise NotAllowed("access.choose_post")
    return who.post


def today_of(post: str) -> str:
    """The local day at a post (ISO)."""
    return places.local_time(post, ledger().clock.now()).date().isoformat()


def aside_of(who: Officer) -> dict[str, Any]:
    """For `border_post/aside.html`."""
    post = post_of(who)
    now = ledger().clock.now()
    local = places.local_time(post, now)
    hours = [0] * 24
    for total in crossings.hourly_totals(post, local.date().isoformat()):
        if total["direction"] == "entry":
            hours[places.local_time(post, total["hour"]).hour] += total["number"]
    queue = crossings.queue_of(post)
    return {
        "figures": crossings.waiting_figures(post, now),
        "first": sum(1 for one in queue if one.priority == 0),
        "hour_bars": hours[: local.hour + 1],
        "entries_today": sum(hours),
        "next": queue[:NEXT],
        "now": now,
    }


def seen_field(subjects: Iterable[str]) -> str:
    """For a form's hidden field `seen`: what of these subjects its reader looks at. To be read before the rows."""
    return json.dumps(people.seen_of_all(subjects), separators=(",", ":"))


def seen_from(request: HttpRequest, *subjects: str) -> Seen:
    """What the form says was seen, of these subjects alone; what is not shaped like it counts as not seen."""
    try:
        given = json.loads(request.POST.get("seen", "") or "{}")
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    return {
        subject: {stream: seq for stream, seq in claimed.items() if isinstance(seq, int)}
        for subject, claimed in given.items()
        if is_id(subject) and subject in subjects and isinstance(claimed, dict)
    }
