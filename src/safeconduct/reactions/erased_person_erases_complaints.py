"""When a person is erased, what was said in an ordinary complaint about their own record goes too."""

from safeconduct.domains.accountability.commands import ErasePostComplaint
from safeconduct.domains.accountability.queries import complaints_of_person
from safeconduct.domains.people.facts import PersonErased
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "erased_person_erases_complaints"
WHEN = (PersonErased,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The erasing of every such complaint that still says something."""
    rows = [one for one in complaints_of_person(held.subject) if not one.is_erased]
    commands: list[Command] = [ErasePostComplaint(complaint=one.subject) for one in rows]
    if not commands:
        return None
    return Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place), commands
