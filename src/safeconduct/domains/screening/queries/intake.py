"""Sealed entries on their way into files: which were looked at, by their place in the journal."""

from safeconduct.domains.screening.models import IntakePlace
from safeconduct.foundation.journal.statements import execute

ONLY = 1


def intake_place() -> int:
    """Up to which place of the journal sealed entries were looked at."""
    return IntakePlace.objects.filter(pk=ONLY).values_list("position", flat=True).first() or 0


def move_intake(position: int) -> None:
    """Go on from there the next time. Lost, everything is looked at once more, and taken in once all the same."""
    IntakePlace.objects.update_or_create(pk=ONLY, defaults={"position": position})


def sealed_after(position: int, *, limit: int = 200) -> list[tuple[int, str]]:
    """Sealed entries held here in the order in which this node took them in: (place, entry)."""
    rows = execute(
        "SELECT position, subject FROM journal_entry WHERE position > %s AND stream LIKE %s ORDER BY position LIMIT %s",
        [position, "%.sealed.%", limit],
    )
    return [(int(place), str(entry)) for place, entry in rows.fetchall()]
