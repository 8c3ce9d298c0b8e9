"""When a child stands at a post alone, with an adult who is no parent, or parted from its own, the agency is told.

At once, sealed for the agency, by nobody's leave. The registration is committed before, and alone.
"""

from typing import Any

from safeconduct.domains.crossings.facts import CrossingCorrected, CrossingRecorded, MovementsCounted
from safeconduct.domains.crossings.queries import crossing, crossings_of_persons
from safeconduct.domains.people.facts import ChildLeftBehind, PersonCorrected, PersonMoved
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.reactions.child_notices import act_of_notice, notice_of_count, notices_of_crossing

NAME = "child_alone_is_told"
WHEN = (CrossingRecorded, CrossingCorrected, MovementsCounted, PersonCorrected, PersonMoved, ChildLeftBehind)
CHILD_ALONE = "uasc"
OF_A_CROSSING = {"persons", "people", "has_child_alone"}
OF_A_PERSON = {"minor", "birth", "age_band", "relation"}


def wants(fact: Any) -> bool:
    """Whether this may concern a child who is alone."""
    if isinstance(fact, MovementsCounted):
        return CHILD_ALONE in fact.flags and fact.number > 0
    if isinstance(fact, CrossingCorrected):
        return bool(OF_A_CROSSING & set(fact.fields))
    if isinstance(fact, PersonCorrected):
        return bool(OF_A_PERSON & fact.said.keys())
    return bool(fact.raises) if isinstance(fact, PersonMoved | ChildLeftBehind) else True


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """A sealed notice for each child there is a reason to tell of; none where nothing changed for a child."""
    commands = _commands(held)
    return (act_of_notice(NAME, held, held.place), commands) if commands else None


def _commands(held: Held) -> list[Command]:
    fact: Any = held.fact
    if isinstance(fact, MovementsCounted):
        return notice_of_count(fact, held.ref, held.happened_at)
    if isinstance(fact, CrossingRecorded | CrossingCorrected):
        return notices_of_crossing(crossing(held.subject), held.happened_at)
    standing = [one for one in crossings_of_persons([held.subject]) if not one.voided]
    return notices_of_crossing(standing[0], held.happened_at, only=held.subject) if standing else []
