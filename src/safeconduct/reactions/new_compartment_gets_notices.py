"""When an agency for child protection is introduced, it is told of the children who came before it was known here."""

from datetime import timedelta

from safeconduct.domains.crossings.queries import crossings_to_tell
from safeconduct.domains.liberty.queries import open_children
from safeconduct.domains.protection.states import COMPARTMENT
from safeconduct.foundation.compartments.facts import CompartmentRegistered
from safeconduct.kernel.acts import NODE, Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.reactions.child_notices import act_of_notice, notice_of_held, notices_of_crossing

NAME = "new_compartment_gets_notices"
WHEN = (CompartmentRegistered,)
# assumption: as long as a post keeps its people, so that nobody who still is here is left out
BACK = timedelta(days=14)
LOOKED_AT = 500  # assumption: crossings of a day or two, looked at one by one within seconds


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """One act with a notice for every such child; the agency takes what it knows already in once."""
    if held.fact.compartment != COMPARTMENT:
        return None
    commands = [
        command
        for one in crossings_to_tell(held.recorded_at - BACK, looked_at=LOOKED_AT)
        for command in notices_of_crossing(one, one.arrived_at)
    ]
    commands += [command for one in open_children() for command in notice_of_held(one, one.since)]
    return (act_of_notice(NAME, held, NODE), commands) if commands else None
