"""What rules and projection must judge alike: outcomes of an attempt, time limits, and when a task rises."""

from collections.abc import Mapping
from datetime import datetime, timedelta

ASKED = "asked"
OBSERVED, NO_PRIVACY, NOT_NOW, NO_COMMON_LANGUAGE = "observed", "no_privacy", "not_now", "no_common_language"
# All but the first keep the task open: a person who was not asked is asked again, and nobody is held back for it.
OUTCOMES = (ASKED, OBSERVED, NO_PRIVACY, NOT_NOW, NO_COMMON_LANGUAGE)
NOT_ASKED = frozenset(OUTCOMES) - {ASKED}

WAYS = ("card", "mediator", "spoken", "posted")
PLACES = ("waiting_area", "second_line", "medical", "reception", "transit", "onward")
END_REASONS = ("screened_elsewhere", "moved_on", "entered_by_mistake")

# assumption: levels 0 and 1 have ten seconds a group, so the rest is asked at the next safe place within a day;
# levels 2 and 3 have a minute a person at the line.
FIRST_LIMIT: Mapping[int, timedelta] = {
    0: timedelta(hours=24),
    1: timedelta(hours=24),
    2: timedelta(hours=2),
    3: timedelta(hours=2),
}
LIMIT_AFTER: Mapping[str, timedelta] = {
    OBSERVED: timedelta(hours=24),
    NO_PRIVACY: timedelta(hours=4),
    NOT_NOW: timedelta(hours=24),
    NO_COMMON_LANGUAGE: timedelta(hours=12),
}
OVERSIGHT_AFTER = timedelta(hours=12)  # assumption: a supervisor has half a day to have people asked

SECONDS_A_GROUP = 10  # levels 0 and 1
SECONDS_A_PERSON = 60  # levels 2 and 3
CARD_FROM_LEVEL = 2

# Assumption: nobody so small is asked; what was seen of them goes with what was observed of their group.
NOT_ASKED_BANDS = frozenset({"0-4"})


def first_limit(level: int, moment: datetime) -> datetime:
    """Until when people of this registration level should have been asked."""
    return moment + FIRST_LIMIT[min(max(level, 0), 3)]


def limit_after(outcome: str, moment: datetime) -> datetime | None:
    """The new limit after an attempt that kept the task open; None after one that did not."""
    span = LIMIT_AFTER.get(outcome)
    return moment + span if span is not None else None


def rises_to(due_at: datetime, now: datetime) -> str | None:
    """Who must look at a task: nobody yet, the `supervisor` once its limit has passed, then `oversight`."""
    if now <= due_at:
        return None
    return "oversight" if now - due_at > OVERSIGHT_AFTER else "supervisor"
