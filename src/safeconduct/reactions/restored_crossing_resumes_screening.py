"""When the voiding of a crossing is taken back, its people are to be asked again."""

from safeconduct.domains.crossings.facts import CrossingRestored
from safeconduct.domains.crossings.queries import crossing
from safeconduct.domains.screening.commands import ResumeScreening
from safeconduct.domains.screening.queries import tasks_of_crossings
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id
from safeconduct.reactions.voided_crossing_ends_screening import REASON

NAME = "restored_crossing_resumes_screening"
WHEN = (CrossingRestored,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The screening goes on, where it was the voiding that had ended it."""
    task = tasks_of_crossings([held.subject]).get(held.subject)
    if task is None or task.ended != REASON or crossing(held.subject).voided:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place)
    return act, [ResumeScreening(screening=task.subject)]
