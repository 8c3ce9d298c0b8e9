"""The four calendars behind one shape: which dates exist, their Gregorian day, and how sure that day is."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from safeconduct.science.calendars import ethiopian, hijri, persian

CalendarName: TypeAlias = Literal["gregorian", "hijri", "ethiopian", "persian"]


@dataclass(frozen=True)
class CalendarSystem:
    """One calendar. `years` are those that convert; `tolerance_days` holds either side of the converted day."""

    name: CalendarName
    suffix: str
    years: range
    months: int
    month_length: Callable[[int, int], int]
    to_gregorian: Callable[[int, int, int], date]
    from_gregorian: Callable[[date], tuple[int, int, int]]
    tolerance_days: Callable[[int], int]

    def exists(self, year: int, month: int | None = None, day: int | None = None) -> bool:
        """Whether there is such a year, month or day. A day without its month does not exist."""
        if year not in self.years or (month is None and day is not None):
            return False
        if month is not None and not 1 <= month <= self.months:
            return False
        return day is None or month is None or 1 <= day <= self.month_length(year, month)


def _exact(_year: int) -> int:
    return 0


# The suffix is the language-neutral mark after a date: H(ijri), E(thiopian) C(alendar), S(olar) H(ijri).
CALENDARS: dict[str, CalendarSystem] = {
    system.name: system
    for system in (
        CalendarSystem(
            "gregorian",
            "",
            range(1, 9999),
            12,
            lambda year, month: monthrange(year, month)[1],
            date,
            lambda day: (day.year, day.month, day.day),
            _exact,
        ),
        CalendarSystem(
            "hijri",
            "H",
            hijri.YEARS,
            hijri.MONTHS,
            hijri.month_length,
            hijri.to_gregorian,
            hijri.from_gregorian,
            hijri.tolerance_days,
        ),
        CalendarSystem(
            "ethiopian",
            "EC",
            ethiopian.YEARS,
            ethiopian.MONTHS,
            ethiopian.month_length,
            ethiopian.to_gregorian,
            ethiopian.from_gregorian,
            _exact,
        ),
        CalendarSystem(
            "persian",
            "SH",
            persian.YEARS,
            persian.MONTHS,
            persian.month_length,
            persian.to_gregorian,
            persian.from_gregorian,
            _exact,
        ),
    )
}
