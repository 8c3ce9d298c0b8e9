"""What it would take to ask everyone who is not asked yet: lanes and mediators, by the hour."""

import math
from collections.abc import Collection, Mapping

import msgspec

from safeconduct.domains.screening.states import SECONDS_A_PERSON
from safeconduct.science.queueing.staffing import UTILISATION

WITHIN_MINUTES = 60  # assumption: what would clear it within the hour


class Clearing(msgspec.Struct, frozen=True, kw_only=True):
    """How many lanes would clear it within so many minutes, and how many mediators of which language."""

    people: int
    minutes: int
    lanes: int
    mediators: dict[str, int]


def clearing(
    by_language: Mapping[str, int], *, without_mediator: Collection[str] = (), minutes: int = WITHIN_MINUTES
) -> Clearing:
    """People by language ("" where none is known) who wait to be asked, a minute each.

    A lane works the share of an hour that any lane does. Languages in `without_mediator` have a card of their own.
    """
    able = minutes * 60 * UTILISATION / SECONDS_A_PERSON  # people a lane or a mediator asks in that time
    people = sum(by_language.values())
    mediators = {
        language: math.ceil(number / able)
        for language, number in by_language.items()
        if number and language not in without_mediator
    }
    return Clearing(people=people, minutes=minutes, lanes=math.ceil(people / able), mediators=mediators)
