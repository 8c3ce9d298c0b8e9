"""What the gates look at before anything is asked of a person instead of holding them, or their consulate is told.

No command orders anybody held, so none stands here: what happened is recorded in any case (domains/liberty).
"""

from typing import Any

from safeconduct.domains.liberty.bases import ALTERNATIVES, Alternative
from safeconduct.domains.liberty.commands import GiveConsularNotice, ImposeAlternative, ReviewAlternative
from safeconduct.domains.people.queries import members_of, needs_of, persons
from safeconduct.kernel.acts import Command

RESTRICTS = (ImposeAlternative, ReviewAlternative)
TELLS_THE_STATE = (GiveConsularNotice,)


def asked_of(command: Command, state: Any) -> Alternative | None:
    """What a command asks of somebody; None for a command that asks nothing, or for what is no alternative."""
    if not isinstance(command, RESTRICTS):
        return None
    return ALTERNATIVES.get(command.kind if isinstance(command, ImposeAlternative) else state.alternative)


def needs_doctor(person: str, doctor: str) -> bool:
    """Whether this need stands for the person, or for their group."""
    row = persons([person]).get(person)
    about = [person, *filter(None, [row.group if row is not None else ""])]
    return doctor in {need for found in needs_of(about).values() for need in found}


def has_others(person: str) -> bool:
    """Whether others are registered in the person's group."""
    row = persons([person]).get(person)
    group = row.group if row is not None else ""
    return bool(group) and any(one.subject != person for one in members_of([group]).get(group, []))
