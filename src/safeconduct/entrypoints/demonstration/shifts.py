"""Who works when: the shifts of a post over the three weeks, and the officer at a moment."""

from datetime import date, datetime, timedelta

from safeconduct.entrypoints.demonstration.draws import Draws
from safeconduct.entrypoints.demonstration.items import ShiftChange
from safeconduct.entrypoints.demonstration.material import DAYS, Material, PostShape, local_moment

_ROUND_THE_CLOCK = (6, 14, 22)


class Roster:
    """The shifts of every post, in time order."""

    def __init__(self, material: Material, draws: Draws, first_day: date) -> None:
        self._shifts: dict[str, list[ShiftChange]] = {}
        for shape in material.posts:
            self._shifts[shape.post.code] = _shifts_of(shape, material, draws, first_day)

    def changes(self) -> list[ShiftChange]:
        """All changes of shift."""
        return [change for changes in self._shifts.values() for change in changes]

    def officer_at(self, post: str, moment: datetime, draws: Draws) -> str:
        """One of the officers of the shift that is on, or was the last."""
        changes = self._shifts[post]
        on = next((change for change in reversed(changes) if change.at_utc <= moment), changes[0])
        return draws.one_of(on.officers)


def _shifts_of(shape: PostShape, material: Material, draws: Draws, first_day: date) -> list[ShiftChange]:
    """Three shifts a day round the clock, else two within the opening hours; the first begins with the first hour."""
    post = shape.post
    if shape.open_to - shape.open_from == 24:
        starts: tuple[int, ...] = _ROUND_THE_CLOCK
    else:
        starts = (shape.open_from, (shape.open_from + shape.open_to) // 2)
    moments = [local_moment(post.zone, first_day, shape.open_from)]
    moments += [local_moment(post.zone, first_day + timedelta(days=n), hour) for n in range(DAYS) for hour in starts]
    changes: list[ShiftChange] = []
    staff = [officer.login for officer in post.officers]
    on_duty = max(1, min(shape.lanes, len(staff) // 2))
    for number, moment in enumerate(sorted({moment for moment in moments if moment is not None}), start=1):
        first = (number - 1) * on_duty
        changes.append(
            ShiftChange(
                ref=f"{post.letter}S{number:03d}",
                post=post.code,
                at_utc=moment,
                supervisor=post.supervisor.login,
                officers=tuple(staff[(first + place) % len(staff)] for place in range(on_duty)),
                lanes=shape.lanes if number % 3 else max(1, shape.lanes - 1),
                ends=changes[-1].ref if changes else None,
                remarks=draws.one_of(material.texts["handover_remarks"]) if changes else "",
            )
        )
    return changes
