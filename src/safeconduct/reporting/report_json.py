"""The figures of a day as plain data for other programs: the documented, stable schema of `tool report`."""

from typing import Any

from safeconduct.reporting.day_figures import DIRECTIONS, DayFigures
from safeconduct.reporting.publishing import Numbers, net_stock, unique_persons
from safeconduct.science.disclosure.tables import TOTAL

SCHEMA = "safeconduct.daily_report.1"


def report_data(figures: DayFigures, *, public: bool) -> dict[str, Any]:
    """The day as JSON-ready data. Counts are whole numbers; null is a number hidden from the public.

    The keys and their meaning: docs/tools.md. Codes are never translated.
    """
    numbers = Numbers(figures, public=public)
    is_coarse = public and figures.released.is_coarse
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "audience": "public" if public else "internal",
        "post": {
            "id": "" if is_coarse else figures.post,
            "letter": "" if is_coarse else figures.post_letter,
            "name": figures.area if is_coarse else figures.post_name,
        },
        "day": figures.day.isoformat(),
        "time_zone": figures.zone,
        "as_of": figures.as_of.isoformat(timespec="seconds"),
        "day_is_over": figures.is_over,
        "hours_in_day": len(figures.hours),
        "hours_observed": round(figures.hours_observed, 2),
        "suppressed_below": figures.released.least_count if public else None,
        "hours": [
            {
                "starts": hour.starts.isoformat(timespec="minutes"),
                "entry": numbers.of("hours.entry", hour.key) if hour.is_counted else None,
                "exit": numbers.of("hours.exit", hour.key) if hour.is_counted else None,
                "is_counted": hour.is_counted,
                "minutes_observed": hour.minutes,
                "remark": "" if public else hour.remark,
            }
            for hour in figures.hours
        ],
        "movements": {direction: _movements(direction, numbers) for direction in DIRECTIONS},
        "crossings": {"total": numbers.of("crossings", TOTAL), "needs": _by("needs.crossings", numbers)},
        "persons": {
            "unique": unique_persons(figures, numbers),
            "net_stock": net_stock(figures, numbers),
            "registered": numbers.of("sex_and_age.registered", TOTAL, TOTAL),
            "sex_and_age": _ages("sex_and_age.registered", numbers),
            "nationalities": _by("nationalities", numbers),
            "needs": _by("needs.registered", numbers),
        },
    }
    if not public:
        data["deferred_verifications"] = {
            "opened": figures.deferred.opened, "closed": figures.deferred.closed, "overdue": figures.deferred.overdue,
        }  # fmt: skip
        data["waits"] = {
            "median_minutes": figures.waits.median_minutes, "longest_minutes": figures.waits.longest_minutes,
            "groups_waiting": figures.waits.groups_waiting,
        }  # fmt: skip
    return data


def _movements(direction: str, numbers: Numbers) -> dict[str, Any]:
    return {
        "total": numbers.of(f"hours.{direction}", TOTAL),
        "sex_and_age": _ages(f"sex_and_age.{direction}", numbers),
        **{
            part: _by(f"{part}.{direction}", numbers)
            for part in ("nationality_groups", "transports", "methods", "flags")
        },
    }


def _by(table: str, numbers: Numbers) -> dict[str, int | None]:
    return {one: numbers.of(table, one) for one in numbers.labels(table)}


def _ages(table: str, numbers: Numbers) -> dict[str, dict[str, int | None]]:
    return {
        band: {sex: numbers.of(table, band, sex) for sex in numbers.labels(table, 1)} for band in numbers.labels(table)
    }
