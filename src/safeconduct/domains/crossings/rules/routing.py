"""Suggestions drawn from plain values: where later desks begin, and how much to ask. Nothing here decides."""

STATELESS = frozenset({"XXA"})  # ICAO Doc 9303-3, part E: stateless person
UNSPECIFIED = frozenset({"", "XXX"})  # ICAO Doc 9303-3, part E: nationality unspecified


def routing_for(nationality: str, home_state: str) -> str:
    """`national_returning`, `stateless` or `third_country_national`; empty while the nationality is not known.

    A refugee (XXB, XXC) is a national of another State or of none; the protection desk sees more than this.
    """
    if nationality in UNSPECIFIED:
        return ""
    if nationality in STATELESS:
        return "stateless"
    return "national_returning" if nationality == home_state else "third_country_national"


def default_level(direction: str) -> int:
    """The registration level a desk offers first: on exit the smallest, a headcount; on entry the group."""
    return 0 if direction == "exit" else 1
