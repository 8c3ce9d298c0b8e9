"""Counts of what was changed after registration, for oversight: by what happened and by whom, never about whom."""

from collections import Counter
from datetime import datetime

from safeconduct.domains.people.models import Change


def changes_by_actor(begins: datetime, ends: datetime, place: str = "") -> Counter[tuple[str, str]]:
    """How often each (event, actor) happened in that time. A correction of several fields at once counts once."""
    rows = Change.objects.filter(happened_at__gte=begins, happened_at__lt=ends)
    if place:
        rows = rows.filter(place=place)
    return Counter((event, by) for event, by, _ in rows.values_list("event", "by", "ref").distinct())
