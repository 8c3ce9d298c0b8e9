"""Reading posts: which there are, their zone, and the local day and hour there."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from safeconduct.foundation.journal.lookups import Lookup
from safeconduct.foundation.journal.statements import first
from safeconduct.foundation.places.models import FormBatch, Post
from safeconduct.kernel.acts import NODE, Act
from safeconduct.kernel.problems import NotFound

_POST = Lookup(Post, "subject = %s")


def posts() -> list[Post]:
    """All posts by name."""
    return list(Post.objects.order_by("name"))


def post(post_id: str) -> Post:
    """One post. Raises NotFound places.no_such_post."""
    found = _POST.first(post_id)
    if found is None:
        raise NotFound("places.no_such_post")
    return found


def zone_of(place: str) -> str:
    """The IANA zone of a place; UTC for the node itself."""
    return "UTC" if place == NODE else _zone(place)


@lru_cache(maxsize=256)
def _zone(place: str) -> str:
    return post(place).zone


def letter_of(place: str) -> str:
    """The letter or two on the tokens of a post. Raises NotFound places.no_such_post."""
    row = first("SELECT letter FROM places_post WHERE subject = %s", [place])
    return str(row[0]) if row else post(place).letter


def local_time(place: str, moment: datetime) -> datetime:
    """The moment on the post's clock."""
    return moment.astimezone(ZoneInfo(zone_of(place)))


def local_day_bounds(place: str, day: date) -> tuple[datetime, datetime]:
    """When a local day begins and ends, as moments (a day may have 23 or 25 hours)."""
    zone = ZoneInfo(zone_of(place))
    following = day + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone), datetime(
        following.year, following.month, following.day, tzinfo=zone
    )


def forget_zones() -> None:
    """After a post was described anew, or another database was opened."""
    _zone.cache_clear()


def state_for_open_post(command: Any, act: Act) -> dict[str, str]:
    """Letters in use, by letter the post."""
    return dict(Post.objects.values_list("letter", "subject"))


def form_batch(batch: str) -> FormBatch:
    """One batch of blank forms. Raises NotFound places.no_such_batch."""
    found = FormBatch.objects.filter(subject=batch).first()
    if found is None:
        raise NotFound("places.no_such_batch")
    return found


def form_batches(post: str, *, limit: int = 10) -> list[FormBatch]:
    """The latest batches of a post, the latest first."""
    return list(FormBatch.objects.filter(post=post).order_by("-first", "subject")[:limit])


def state_for_issue_forms(command: Any, act: Act) -> int:
    """The highest serial number issued for the post."""
    return max((row.first + row.count - 1 for row in form_batches(command.post, limit=1)), default=0)
