"""Counts of what was changed about crossings, for oversight: by what happened and by whom."""

from collections import Counter
from datetime import datetime

from safeconduct.domains.crossings.models import History


def changes_by_actor(begins: datetime, ends: datetime) -> Counter[tuple[str, str]]:
    """How often each (what, actor) happened in that time. Several fields corrected at once count once."""
    rows = History.objects.filter(happened_at__gte=begins, happened_at__lt=ends)
    return Counter((what, actor) for what, actor, _ in rows.values_list("what", "actor", "entry").distinct())
