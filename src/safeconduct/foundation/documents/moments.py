"""Days, times and zones as printed in every language: ISO 8601 digits, the offset beside them."""

from datetime import datetime


def day_text(moment: datetime) -> str:
    """`2026-03-04`, in the zone the moment carries."""
    return f"{moment:%Y-%m-%d}"


def time_text(moment: datetime) -> str:
    """`14:32`, in the zone the moment carries."""
    return f"{moment:%H:%M}"


def zone_text(moment: datetime) -> str:
    """`UTC+02:00`. Raises ValueError for a moment without a zone."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a printed time needs its zone")
    minutes = round(offset.total_seconds() / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"UTC{sign}{hours:02d}:{rest:02d}"


def stamp_text(moment: datetime) -> str:
    """`2026-03-04 14:32 UTC+02:00`."""
    return f"{day_text(moment)} {time_text(moment)} {zone_text(moment)}"
