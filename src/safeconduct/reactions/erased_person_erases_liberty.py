"""When a person is erased, the record of their liberty says nothing in words any more; that they were held stays."""

from safeconduct.domains.liberty.commands import EraseLiberty
from safeconduct.domains.liberty.queries import record_or_none
from safeconduct.domains.people.facts import PersonErased
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "erased_person_erases_liberty"
WHEN = (PersonErased,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The erasing of the record's words, where there is a record that still has any."""
    row = record_or_none(held.subject)
    if row is None or row.is_erased:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place)
    return act, [EraseLiberty(person=held.subject)]
