"""When a group entered by mistake is voided, the crossings recorded for it are voided too: nothing counts twice."""

from safeconduct.domains.crossings.commands import VoidCrossing
from safeconduct.domains.crossings.queries import crossings_of_group
from safeconduct.domains.people.facts import GroupVoided
from safeconduct.domains.people.queries import groups
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "voided_group_voids_its_crossings"
WHEN = (GroupVoided,)
REASON = "group_voided"


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The voiding of every crossing of the group that still counts; nothing, if the group stands again meanwhile."""
    group = groups([held.subject]).get(held.subject)
    if group is None or not group.voided:
        return None
    standing = [one.subject for one in crossings_of_group(held.subject) if not one.voided]
    if not standing:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="border_control", place=held.place)
    return act, [VoidCrossing(crossing=crossing, reason=REASON) for crossing in standing]
