"""What goes on around a page of this desk: who waits, how long, who is next; and at which post one sits."""

from typing import Any

from safeconduct.domains.crossings import queries as crossings
from safeconduct.foundation.access.seen_field import seen_field as seen_field
from safeconduct.foundation.access.seen_field import seen_from as seen_from
from safeconduct.foundation.access.sessions import Officer
from safeconduct.foundation.journal.ledger import ledger
from safeconduct.foundation.places import queries as places
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
    figures = crossings.waiting_figures(post, now)
    return {
        "figures": figures,
        "first": figures.urgent,
        "hour_bars": hours[: local.hour + 1],
        "entries_today": sum(hours),
        "next": crossings.queue_of(post, at_most=NEXT),
        "now": now,
    }
