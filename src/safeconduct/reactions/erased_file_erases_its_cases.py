"""When a confidential file or a child's file is erased, the cases that came from it name nobody any more."""

from safeconduct.domains.cases.commands import EraseCase
from safeconduct.domains.cases.queries import cases_of_child, cases_of_file
from safeconduct.domains.protection.facts import ChildErased
from safeconduct.domains.screening.facts import FileErased
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import NODE, Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "erased_file_erases_its_cases"
WHEN = (FileErased, ChildErased)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The erasing of every case that came from the file, for the reason for which the file was erased."""
    found = cases_of_child(held.subject) if isinstance(held.fact, ChildErased) else cases_of_file(held.subject)
    commands: list[Command] = [EraseCase(case=one.subject, reason=held.fact.reason) for one in found]
    if not commands:
        return None
    return Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=NODE), commands
