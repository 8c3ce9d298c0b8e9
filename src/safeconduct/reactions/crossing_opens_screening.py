"""When people come to a post, a screening is opened for them. Their registration is committed before, and alone."""

from typing import Any

from safeconduct.domains.crossings.facts import CrossingCorrected, CrossingRecorded
from safeconduct.domains.crossings.queries import crossing
from safeconduct.domains.screening.commands import EndScreening, OpenScreening
from safeconduct.domains.screening.queries import tasks_of_crossings
from safeconduct.domains.screening.rules import screening_of
from safeconduct.domains.screening.states import CARD_FROM_LEVEL
from safeconduct.foundation.access.roles import SYSTEM_ACTOR
from safeconduct.kernel.acts import Act, Command
from safeconduct.kernel.facts import Held
from safeconduct.kernel.ids import derived_id

NAME = "crossing_opens_screening"
WHEN = (CrossingRecorded, CrossingCorrected)
CONCERNS = {"persons", "people", "level", "direction"}


def then(held: Held) -> tuple[Act, list[Command]] | None:
    """The screening of those who enter, widened when more of them are registered; none for who leaves."""
    fact: Any = held.fact
    if isinstance(fact, CrossingCorrected):
        if not CONCERNS & set(fact.fields):
            return None
        fact = crossing(held.subject)
    command = _opening(held, fact) if fact.direction == "entry" else _ending(held)
    if command is None:
        return None
    act = Act(
        id=derived_id(NAME, held.ref), actor=SYSTEM_ACTOR, purpose="protection", place=held.place,
        happened_at=held.happened_at,
    )  # fmt: skip
    return act, [command]


def _opening(held: Held, fact: Any) -> Command:
    by_name = fact.level >= CARD_FROM_LEVEL
    return OpenScreening(
        screening=screening_of(held.subject), post=fact.post or held.place, crossing=held.subject, level=fact.level,
        persons=tuple(fact.persons) if by_name else (), people=max(1, fact.people, len(fact.persons)),
        language=fact.language,
    )  # fmt: skip


def _ending(held: Held) -> Command | None:
    task = tasks_of_crossings([held.subject]).get(held.subject)
    if task is None or task.ended:
        return None
    return EndScreening(screening=task.subject, reason="entered_by_mistake")
