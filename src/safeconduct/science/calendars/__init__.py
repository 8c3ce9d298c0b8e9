"""Birth dates of any precision in four calendars: reading them, what Gregorian days and ages they allow.

Plain numbers in and out, no clock; the month names are tables in this package. Callers import from here.
"""

from safeconduct.science.calendars.birth_dates import (
    ADULT_FROM,
    DEFAULT_MARGINS,
    NO_MARGINS,
    OLDEST_AGE,
    REGISTER_BANDS,
    AgeBand,
    AgeUnit,
    BirthDate,
    EstimateMargins,
    age_band,
    age_range,
    gregorian_range,
    is_minor,
    shown,
    treated_as_minor,
)
from safeconduct.science.calendars.checking import BIRTH_DATE_PROBLEMS, BirthDateError, check_birth_date
from safeconduct.science.calendars.date_readings import DayMonthOrder
from safeconduct.science.calendars.reading import parse_birth_date
from safeconduct.science.calendars.systems import CALENDARS, CalendarName, CalendarSystem

__all__ = [
    "ADULT_FROM",
    "BIRTH_DATE_PROBLEMS",
    "CALENDARS",
    "DEFAULT_MARGINS",
    "NO_MARGINS",
    "OLDEST_AGE",
    "REGISTER_BANDS",
    "AgeBand",
    "AgeUnit",
    "BirthDate",
    "BirthDateError",
    "CalendarName",
    "CalendarSystem",
    "DayMonthOrder",
    "EstimateMargins",
    "age_band",
    "age_range",
    "check_birth_date",
    "gregorian_range",
    "is_minor",
    "parse_birth_date",
    "shown",
    "treated_as_minor",
]
