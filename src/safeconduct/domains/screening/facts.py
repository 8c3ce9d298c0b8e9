"""What may have happened in a preliminary screening: who was asked, who was not. What was answered is sealed apart.

Every field has a default, so that a body without its key stays a fact. No field here says what anybody answered.
"""

from datetime import datetime
from typing import ClassVar

from safeconduct.kernel.facts import Fact


class ScreeningOpened(Fact, frozen=True, kw_only=True):
    """People came to a post and are to be asked. `persons` are those registered one by one, `people` all of them."""

    KIND: ClassVar[str] = "screening"

    post: str = ""
    local_day: str = ""
    crossing: str = ""  # none where only movements were counted
    level: int = 0
    persons: tuple[str, ...] = ()
    people: int = 0
    language: str = ""
    due_at: datetime | None = None


class ScreeningWidened(Fact, frozen=True, kw_only=True):
    """More people, or more of them by name, belong to those to be asked. `people` and `level` are the new numbers."""

    KIND: ClassVar[str] = "screening"

    persons: tuple[str, ...] = ()
    people: int = 0
    level: int = 0


class ScreeningAttempted(Fact, frozen=True, kw_only=True):
    """Somebody tried to ask. `persons` are those concerned (none: the group as a whole), `number` how many of those
    without a record were asked. What keeps the task open has a new place and a new limit.

    How long it took is not kept: who points at nothing is quick, and the seconds would tell it.
    """

    KIND: ClassVar[str] = "screening"

    persons: tuple[str, ...] = ()
    number: int = 0
    outcome: str = ""
    way: str = ""
    language: str = ""
    place: str = ""
    due_at: datetime | None = None


class ScreeningEnded(Fact, frozen=True, kw_only=True):
    """Nobody will ask any more; `reason` is a code."""

    KIND: ClassVar[str] = "screening"

    reason: str = ""


class ScreeningResumed(Fact, frozen=True, kw_only=True):
    """The end was taken back; `ends` names the entries that no longer count."""

    KIND: ClassVar[str] = "screening"

    ends: tuple[str, ...] = ()


FACTS = (ScreeningOpened, ScreeningWidened, ScreeningAttempted, ScreeningEnded, ScreeningResumed)
