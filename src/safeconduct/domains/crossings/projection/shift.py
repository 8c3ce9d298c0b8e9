"""Rows of a shift, from its opening to its hand-over."""

from collections.abc import Sequence

from safeconduct.domains.crossings.facts import ShiftHandedOver, ShiftOpened
from safeconduct.domains.crossings.projection.plain import earliest
from safeconduct.kernel.facts import Held, Rows
from safeconduct.kernel.merging import standing


def shift_rows(held: Sequence[Held]) -> Rows:
    """One row a shift; handed over twice without knowing, it shows the later one and says that there are more."""
    if not held:
        return {}
    opened = standing([one for one in held if isinstance(one.fact, ShiftOpened)])
    closed = standing([one for one in held if isinstance(one.fact, ShiftHandedOver)])
    first = opened[0] if opened else earliest(held)
    begin = opened[0].fact if opened else ShiftOpened()
    end = closed[0].fact if closed else ShiftHandedOver()
    row = {
        "post": begin.post or first.place,
        "opened_at": first.happened_at,
        "opened_by": first.actor,
        "officers": list(begin.officers),
        "lanes": begin.lanes,
        "is_closed": bool(closed),
        "closed_at": closed[0].happened_at if closed else None,
        "closed_by": closed[0].actor if closed else "",
        "handed_to": end.to,
        "open_queue": end.open_queue,
        "open_verifications": end.open_verifications,
        "open_flags": end.open_flags,
        "remarks": end.remarks,
        "is_contested": len(closed) > 1,
    }
    return {"crossings_shift": [row]}
