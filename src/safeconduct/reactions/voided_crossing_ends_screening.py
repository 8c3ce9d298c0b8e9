"""When a crossing is voided as a mistake, nobody of it is to be asked any more."""

from safeconduct.domains.crossings.facts import CrossingVoided
from safeconduct.domains.crossings.queries import crossing
from safeconduct.domains.screening.commands import EndScreening
from safeconduct.domains.screening.queries import tasks_of_crossings
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "voided_crossing_ends_screening"
WHEN = (CrossingVoided,)
REASON = "entered_by_mistake"


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The end of its screening; nothing, if the crossing stands again meanwhile."""
    task = tasks_of_crossings([held.subject]).get(held.subject)
    if task is None or task.ended or not crossing(held.subject).voided:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place)
    return act, [EndScreening(screening=task.subject, reason=REASON)]
