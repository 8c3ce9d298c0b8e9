"""Sealed entries on their way into files: which were looked at, and which of them wait for who can open them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from safeconduct.domains.screening.models import IntakePlace, UnopenedEntry
from safeconduct.foundation.compartments.queries import keys_known
from safeconduct.foundation.compartments.sealing import sealed_fact
from safeconduct.foundation.dispatch import in_turn
from safeconduct.foundation.journal.entry import read_header, stream_audience, to_moment
from safeconduct.foundation.journal.statements import execute
from safeconduct.kernel.problems import NotFound

ONLY = 1
UNKNOWN = ""  # the keys of its stream have not come yet: which key it needs stands inside
AT_ONCE = 200


class Arrived(NamedTuple):
    """A sealed entry as it lies in the journal: where, and since when on this node."""

    position: int
    entry: str
    compartment: str
    at: datetime


def sort_arrivals() -> None:
    """Put what came since into the list of what waits, if somebody of this node can open it. Needs no key.

    Lost, everything is looked at once more, and taken in once all the same.
    """
    place = IntakePlace.objects.filter(pk=ONLY).values_list("position", flat=True).first() or 0
    while arrived := _arrived_after(place, AT_ONCE):
        waits = _for_this_node(arrived)
        place = arrived[-1].position
        in_turn(partial(_keep, waits, place))


def move_intake(position: int) -> None:
    """Go on from there the next time."""
    IntakePlace.objects.update_or_create(pk=ONLY, defaults={"position": position})


def unopened(keys: Collection[str]) -> list[str]:
    """The entries that wait under these keys, and those of which it is not known yet, as they arrived."""
    found = UnopenedEntry.objects.filter(key__in={*keys, UNKNOWN}).order_by("position")
    return list(found.values_list("entry", flat=True))


def count_unopened(before: datetime) -> int:
    """How many arrived before then and wait still. Says nothing of what they hold."""
    return UnopenedEntry.objects.filter(arrived_at__lt=before).count()


def was_opened(entry: str) -> None:
    """Take one entry from the list of what waits."""
    were_opened([entry])


def were_opened(entries: Sequence[str]) -> None:
    """Take entries from the list of what waits. Lost, they are opened once more, and taken in once all the same."""
    for start in range(0, len(entries), AT_ONCE):
        in_turn(UnopenedEntry.objects.filter(pk__in=entries[start : start + AT_ONCE]).delete)


def sealed_after(position: int, *, limit: int = AT_ONCE) -> list[tuple[int, str]]:
    """Sealed entries held here in the order in which this node took them in: (place, entry)."""
    return [(one.position, one.entry) for one in _arrived_after(position, limit)]


def _arrived_after(position: int, limit: int) -> list[Arrived]:
    rows = execute(
        "SELECT position, subject, stream, header, received_ms FROM journal_entry"
        " WHERE position > %s AND stream LIKE %s ORDER BY position LIMIT %s",
        [position, "%.sealed.%", limit],
    )
    return [
        Arrived(int(place), str(entry), _code_of(stream), to_moment(received or read_header(bytes(header)).recorded_ms))
        for place, entry, stream, header, received in rows.fetchall()
    ]


def _code_of(stream: str) -> str:
    return stream_audience(stream).partition(".")[2]


def _for_this_node(arrived: list[Arrived]) -> list[UnopenedEntry]:
    here = keys_known()
    codes = {code for code, _key in here}
    found = [(one, _key_of(one.entry)) for one in arrived if one.compartment in codes]
    return [
        UnopenedEntry(entry=one.entry, compartment=one.compartment, key=key, position=one.position, arrived_at=one.at)
        for one, key in found
        if key == UNKNOWN or (one.compartment, key) in here
    ]


def _key_of(entry: str) -> str:
    try:
        return sealed_fact(entry).key
    except NotFound:
        return UNKNOWN


def _keep(waits: list[UnopenedEntry], position: int) -> None:
    UnopenedEntry.objects.bulk_create(waits, ignore_conflicts=True)
    move_intake(position)
