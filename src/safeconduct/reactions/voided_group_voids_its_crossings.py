"""When a group entered by mistake is voided, the crossings recorded for it are voided too: nothing counts twice."""

from safeconduct.domains.crossings.commands import VoidCrossing
from safeconduct.domains.crossings.queries import crossings_of_group
from safeconduct.domains.people.facts import GroupVoided
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "voided_group_voids_its_crossings"
WHEN = (GroupVoided,)


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The voiding of every crossing of the group that still counts."""
    standing = [one.subject for one in crossings_of_group(held.subject) if not one.voided]
    if not standing:
        return None
    act = Act(id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="border_control", place=held.place)
    return act, [VoidCrossing(crossing=crossing, reason="group_voided") for crossing in standing]
