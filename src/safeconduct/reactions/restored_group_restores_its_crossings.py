"""When the voiding of a group is undone, the crossings that were voided because of it stand again."""

from safeconduct.domains.crossings.commands import RestoreCrossing
from safeconduct.domains.crossings.queries import crossings_of_group
from safeconduct.domains.people.facts import GroupRestored
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id
from safeconduct.reactions.voided_group_voids_its_crossings import REASON

NAME = "restored_group_restores_its_crossings"
WHEN = (GroupRestored,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The restoring of every crossing that the voiding of this group had voided; one voided for itself stays so."""
    voided = [one.subject for one in crossings_of_group(held.subject) if one.voided and one.void_reason == REASON]
    if not voided:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="border_control", place=held.place)
    return act, [RestoreCrossing(crossing=crossing) for crossing in voided]
