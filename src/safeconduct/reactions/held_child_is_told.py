"""When a child, or somebody who may be one, is recorded as held, child protection is told at once, by nobody's leave.

It is a protection incident, whatever the ground. Sources: CRC, articles 3, 20 and 37(b).
"""

from typing import Any

from safeconduct.domains.liberty.facts import DeprivationCorrected, DeprivationRecorded
from safeconduct.domains.liberty.queries import deprivation
from safeconduct.domains.liberty.states import is_child
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.reactions.child_notices import act_of_notice, notice_of_held

NAME = "held_child_is_told"
WHEN = (DeprivationRecorded, DeprivationCorrected)


def wants(fact: Any) -> bool:
    """Whether what it says makes somebody a child, or may."""
    said = fact.said
    return is_child(said.get("minor", ""), said.get("seen_at_entry", ()))


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """One sealed notice; none where no agency is known yet, which is told of everybody who is held when it is."""
    row = deprivation(held.fact.person, held.fact.deprivation)
    commands = notice_of_held(row, held.happened_at)
    return (act_of_notice(NAME, held, held.place), commands) if commands else None
