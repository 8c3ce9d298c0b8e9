"""What rules, projection and queries must judge alike about a service: when its entry is stale."""

from datetime import date, timedelta

# assumption: a directory is gone through once a month; a place that moved or closed is then at most a month wrong
CONFIRMED_FOR = timedelta(days=30)


def is_stale(confirmed_on: str, day: str) -> bool:
    """Whether nobody has confirmed the entry for over thirty days before a day (both ISO)."""
    if not confirmed_on:
        return True
    return date.fromisoformat(day) - date.fromisoformat(confirmed_on) > CONFIRMED_FOR


def confirmed_until(confirmed_on: str) -> str:
    """The last day (ISO) on which the entry counts as confirmed; empty where it never was."""
    return (date.fromisoformat(confirmed_on) + CONFIRMED_FOR).isoformat() if confirmed_on else ""
